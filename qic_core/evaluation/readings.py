"""What M11 says of an indicator, and the sentences that tell it; what cannot be computed is said to be so. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qic_core.evaluation.indicator_rules import Frozen, Indicator, Target, is_silent
from qic_core.evaluation.rules import Polarity
from qic_core.measures.rba import TURNED_AT_LEAST, Trend, change_from, percent_of_target, trend, turned, variance
from qic_core.words import Words, figure, quantity

DAY = "%d/%m/%Y"
# Whether that is what is wished for: never told by colour alone.
BETTER, SAME, WORSE = "better", "same", "worse"


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an indicator stands; None where it cannot be said. Shares are of 1, `percent` is of 100."""

    day: date | None = None
    value: float | None = None
    first: float | None = None
    change: float | None = None
    target: Target | None = None
    variance: float | None = None
    percent: float | None = None
    trend: Trend = Trend(0, 0)
    sense: str = SAME
    judged_by: Frozen | None = None
    turned: bool = False


def read(indicator: Indicator) -> Reading:
    """Return where an indicator stands, by what is known in today's unit."""
    points = indicator.points
    if not points:
        return Reading(target=target_in_force(indicator, None))
    day, value = points[-1]
    first = points[0][1] if indicator.wording.baseline is None else indicator.wording.baseline
    target = target_in_force(indicator, day)
    moved, judge = trend([figure for _, figure in points]), judge_of(indicator)
    return Reading(
        day=day,
        value=value,
        first=first,
        change=change_from(first, value),
        target=target,
        variance=variance(value, target.value) if target else None,
        percent=percent_of_target(value, target.value) if target else None,
        trend=moved,
        sense=sense_of(moved, indicator.wording.polarity),
        judged_by=judge,
        turned=judge is not None and turned(_after(indicator, judge), judge.line, indicator.wording.polarity),
    )


def sense_of(moved: Trend, polarity: Polarity) -> str:
    """Return whether a trend goes the right way."""
    good = 1 if polarity == Polarity.UP else -1
    return {good: BETTER, 0: SAME}.get(moved.direction, WORSE)


def target_in_force(indicator: Indicator, day: date | None) -> Target | None:
    """Return the target in today's unit that comes next after a day, else the last one."""
    ahead = [target for target in indicator.aims if day is None or target.due_on >= day]
    return next(iter(ahead or indicator.aims[-1:]), None)


def judge_of(indicator: Indicator) -> Frozen | None:
    """Return the latest frozen forecast that enough measures have followed to say whether the curve has turned."""
    judges = (one for one in reversed(indicator.frozen) if len(_after(indicator, one)) >= TURNED_AT_LEAST)
    return next(judges, None)


def is_reached(value: float, target: Target, polarity: Polarity) -> bool:
    """Tell whether a figure is at its target, or beyond it on the good side."""
    return value <= target.value if polarity == Polarity.DOWN else value >= target.value


def reading_sentence(indicator: Indicator, words: Words) -> str:
    """Return what is to be known of an indicator at once."""
    reading = read(indicator)
    told = [
        _figure_sentence(indicator, reading, words),
        trend_sentence(reading, words),
        _target_sentence(indicator, reading, words),
        _turn_sentence(reading, words),
    ]
    return " ".join(part for part in told if part)


def overview_sentence(indicators: Sequence[Indicator], words: Words, *, today: date) -> str:
    """Return what all indicators say together: which way they go, how many curves have turned, which are silent."""
    readings = [read(indicator) for indicator in indicators]
    senses = Counter(reading.sense for reading in readings if reading.trend.periods)
    counts = {
        "n": len(indicators),
        "better": senses[BETTER],
        "worse": senses[WORSE],
        "turned": sum(reading.turned for reading in readings),
        "silent": sum(is_silent(indicator, today=today) for indicator in indicators),
    }
    told = {
        "n": words.ngettext("%(n)s indicator", "%(n)s indicators", counts["n"]),
        "better": words.ngettext("%(better)s goes the right way", "%(better)s go the right way", counts["better"]),
        "worse": words.ngettext("%(worse)s goes the wrong way", "%(worse)s go the wrong way", counts["worse"]),
        "turned": words.ngettext("%(turned)s curve has turned", "%(turned)s curves have turned", counts["turned"]),
        "silent": words.ngettext("%(silent)s is silent", "%(silent)s are silent", counts["silent"]),
    }
    return f"{', '.join(said for key, said in told.items() if counts[key])}." % counts


def percentage(share: float, words: Words, *, signed: bool = False) -> str:
    """Return a share of 1 as a percentage with a decimal where it needs one: +30 %, 86,7 %."""
    told = figure(round(100 * share, 1), words)
    return f"{'+' if signed and share > 0 else ''}{told}\N{NO-BREAK SPACE}%"


def figures_of(indicator: Indicator, words: Words) -> list[tuple[str, str]]:
    """Return (name, figure) of all that M11 says of an indicator; what is not defined says why."""
    reading, unit = read(indicator), indicator.wording.unit
    if reading.value is None or reading.first is None:
        return []
    untargeted, target = words.gettext("no target yet"), reading.target
    by_zero = words.gettext("not defined: the target is 0") if target else untargeted
    from_zero = words.gettext("not defined: it started from 0")
    gap = _signed(reading.value - target.value, unit, words) if target else untargeted
    share = None if reading.percent is None else reading.percent / 100
    return [
        (words.gettext("Latest figure"), quantity(reading.value, unit, words)),
        (words.gettext("Start"), quantity(reading.first, unit, words)),
        (words.gettext("Change since the start"), _share(reading.change, from_zero, words, signed=True)),
        (words.gettext("Target"), _target(target, unit, words) if target else untargeted),
        (words.gettext("Distance to the target"), gap),
        (words.gettext("Variance from the target"), _share(reading.variance, by_zero, words, signed=True)),
        (words.gettext("Percent of the target"), _share(share, by_zero, words)),
    ]


def trend_sentence(reading: Reading, words: Words) -> str:
    """Return which way the latest figures go, for how many periods, and whether that is the right way."""
    periods = reading.trend.periods
    if not periods:
        return ""
    told = {
        1: words.ngettext("Rising for %(n)s period", "Rising for %(n)s periods", periods),
        0: words.ngettext("Level for %(n)s period", "Level for %(n)s periods", periods),
        -1: words.ngettext("Falling for %(n)s period", "Falling for %(n)s periods", periods),
    }[reading.trend.direction] % {"n": periods}
    senses = {
        BETTER: words.gettext("%(trend)s: the right way."),
        SAME: words.gettext("%(trend)s."),
        WORSE: words.gettext("%(trend)s: the wrong way."),
    }
    return senses[reading.sense] % {"trend": told}


def _figure_sentence(indicator: Indicator, reading: Reading, words: Words) -> str:
    last = indicator.measures[-1] if indicator.measures else None
    if last is None:
        return words.gettext("Nothing is measured yet.")
    unknown = words.gettext("Not known (n.d.) on %(day)s.") % {"day": f"{last.measured_on:{DAY}}"}
    if reading.value is None or reading.day is None:
        return unknown if last.value is None else words.gettext("Nothing is measured yet in today's unit.")
    told = {"figure": quantity(reading.value, indicator.wording.unit, words), "day": f"{reading.day:{DAY}}"}
    known = words.gettext("%(figure)s on %(day)s.") % told
    return f"{unknown} {known}" if last.value is None else known


def _target_sentence(indicator: Indicator, reading: Reading, words: Words) -> str:
    target = reading.target
    if target is None:
        return ""
    told = {"target": _target(target, indicator.wording.unit, words)}
    if reading.value is None:
        return words.gettext("Target: %(target)s.") % told
    if is_reached(reading.value, target, indicator.wording.polarity):
        return words.gettext("The target is reached (%(target)s).") % told
    if reading.percent is None:
        return words.gettext("Target: %(target)s; the percentage is not defined, the target is 0.") % told
    told["percent"] = percentage(reading.percent / 100, words)
    return words.gettext("%(percent)s of the target (%(target)s).") % told


def _turn_sentence(reading: Reading, words: Words) -> str:
    if reading.judged_by is None:
        return ""
    day = {"day": f"{reading.judged_by.frozen_on:{DAY}}"}
    if reading.turned:
        return words.gettext("The curve has turned: better than what was forecast at the loop of %(day)s.") % day
    return words.gettext("The curve has not turned since the loop of %(day)s.") % day


def _target(target: Target, unit: str, words: Words) -> str:
    told = {"figure": quantity(target.value, unit, words), "day": f"{target.due_on:{DAY}}"}
    return words.gettext("%(figure)s by %(day)s") % told


def _signed(value: float, unit: str, words: Words) -> str:
    return f"{'+' if value > 0 else ''}{quantity(value, unit, words)}"


def _share(share: float | None, undefined: str, words: Words, *, signed: bool = False) -> str:
    return undefined if share is None else percentage(share, words, signed=signed)


def _after(indicator: Indicator, frozen: Frozen) -> list[tuple[float, float]]:
    """Return (days since a forecast was frozen, figure) of what was measured since."""
    since = frozen.frozen_on
    return [((day - since).days, value) for day, value in indicator.points if day > since]

"""The curve of an indicator: what was measured, what was forecast at each loop, what is aimed at, what happened. Pure.

Days are told to the picture as milliseconds of UTC, as those of the actions are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import altair as alt
from babel.numbers import get_decimal_symbol, get_group_symbol

from qic_core.days import months_later, utc_ms
from qic_core.evaluation.indicator_rules import Indicator, LoopDay
from qic_core.evaluation.readings import BETTER, DAY, SAME, WORSE, read
from qic_core.evaluation.rules import MeasureSource
from qic_core.words import N_, Words, quantity
from qic_core.workshop.charts import ACCENT, INK, PRIMARY, rows_of, styled
from qic_core.workshop.kind import Chart, Picture, Table

# Which way the curve goes is also said by the arrow beside its last figure, and by its sentence.
COLOURS = {BETTER: PRIMARY, SAME: "#5b6b70", WORSE: ACCENT}
ARROWS = {1: "↑", 0: "→", -1: "↓"}
AIM, LOOP, PAPER = "#6b21a8", "#857c6f", "#fffdfa"
SOURCES = {
    MeasureSource.HAND: N_("typed by hand"),
    MeasureSource.FILE: N_("from a file"),
    MeasureSource.ROOM: N_("by the room"),
}
FORECAST_MONTHS = 12
FEW_DAYS, MANY_DAYS = timedelta(days=150), timedelta(days=1600)
# A column holds one kind of thing; what has no height is drawn without it.
NO_VALUE, WITHOUT_HEIGHT = 0.0, ("loop", "note", "unknown")
COLUMNS = ("part", "day", "value", "label", "group", "colour")


@dataclass(frozen=True, slots=True)
class Look:
    """How large a curve is drawn, in pixels."""

    height: int
    font: int


SMALL, LARGE = Look(150, 12), Look(340, 15)


def curve(indicator: Indicator, loops: Sequence[LoopDay], words: Words, *, look: Look) -> Chart:
    """Draw an indicator's curve; the numbers on it are its annotations, named by the key."""
    rows = [*_measured(indicator, words), *_aimed(indicator, words), *_forecast(indicator)]
    if not rows:
        return Chart({}, [])
    days = [float(row[1]) for row in rows]
    first, last = min(days), max(days)
    rows += [
        ("loop", utc_ms(one.held_on), NO_VALUE, "", "", LOOP) for one in loops if first <= utc_ms(one.held_on) <= last
    ]
    noted = [one for one in indicator.annotations if first <= utc_ms(one.happened_on) <= last]
    rows += [
        ("note", utc_ms(one.happened_on), NO_VALUE, str(place), "", INK) for place, one in enumerate(noted, start=1)
    ]
    key = [f"{one.happened_on:{DAY}} · {one.text}" for one in noted]
    picture = _picture(_axis(timedelta(milliseconds=last - first)), _signs(words), look)
    return Chart(picture, rows_of(COLUMNS, [*rows, *_room(rows)]), key)


def table_of(indicator: Indicator, loops: Sequence[LoopDay], words: Words) -> Table:
    """Return the chart's twin: all that is on it, the latest day first."""
    lines = sorted(_told(indicator, loops, words), key=lambda line: line[0], reverse=True)
    head = (words.gettext("Day"), words.gettext("What it is"), words.gettext("Figure"), words.gettext("Note"))
    return Table(head, [(f"{day:{DAY}}", *said) for day, *said in lines])


def key_of(words: Words) -> list[tuple[str, str]]:
    """Return (sign, meaning) of what is drawn on every curve; the signs are classes of the template."""
    return [
        ("measured", words.gettext("what was measured")),
        ("forecast", words.gettext("what was forecast at a loop, never moved since")),
        ("target", words.gettext("the target")),
        ("start", words.gettext("the starting point")),
        ("loop", words.gettext("an evaluation loop")),
    ]


def _measured(indicator: Indicator, words: Words) -> Iterator[tuple[Any, ...]]:
    reading, unit = read(indicator), indicator.wording.unit
    colour, since = COLOURS[reading.sense], indicator.unit_since or date.min
    for measure in indicator.measures:
        if measure.measured_on <= since:
            continue
        day = utc_ms(measure.measured_on)
        if measure.value is None:
            yield "unknown", day, NO_VALUE, words.gettext("n.d."), "", LOOP
        else:
            yield "measure", day, measure.value, "", "", colour
    if reading.day is not None and reading.value is not None:
        arrow = ARROWS[reading.trend.direction] if reading.trend.periods else ""
        yield "last", utc_ms(reading.day), reading.value, f"{arrow} {quantity(reading.value, unit, words)}", "", colour


def _aimed(indicator: Indicator, words: Words) -> Iterator[tuple[Any, ...]]:
    unit, wording = indicator.wording.unit, indicator.wording
    for target in indicator.aims:
        yield "target", utc_ms(target.due_on), target.value, quantity(target.value, unit, words), "", AIM
    if wording.baseline is not None:
        day = wording.baseline_on or min((day for day, _ in indicator.points), default=None)
        if day is not None:
            yield "start", utc_ms(day), wording.baseline, "", "", INK


def _forecast(indicator: Indicator) -> Iterator[tuple[Any, ...]]:
    """Yield both ends of what was forecast at each loop: a year on, or as far as was measured since."""
    last = indicator.points[-1][0] if indicator.points else date.min
    for number, frozen in enumerate(indicator.frozen):
        end = max(months_later(frozen.frozen_on, FORECAST_MONTHS), last)
        for day in (frozen.frozen_on, end):
            yield "forecast", utc_ms(day), frozen.at(day), "", str(number), LOOP


def _told(indicator: Indicator, loops: Sequence[LoopDay], words: Words) -> Iterator[tuple[date, str, str, str]]:
    unit, wording = indicator.wording.unit, indicator.wording
    for measure in indicator.measures:
        told = (
            words.gettext("n.d.")
            if measure.value is None
            else quantity(measure.value, indicator.unit_on(measure.measured_on), words)
        )
        yield (
            measure.measured_on,
            words.gettext("Measure"),
            told,
            measure.note or words.gettext(SOURCES[measure.source]),
        )
    for target in indicator.targets:
        told = quantity(target.value, indicator.unit_on(target.due_on), words)
        yield target.due_on, words.gettext("Target"), told, ""
    if wording.baseline is not None and wording.baseline_on is not None:
        yield wording.baseline_on, words.gettext("Start"), quantity(wording.baseline, unit, words), ""
    for frozen in indicator.forecasts:
        told = quantity(frozen.line.value, indicator.unit_of(frozen), words)
        out_of = words.ngettext("out of %(n)s measure", "out of %(n)s measures", frozen.line.points)
        yield frozen.frozen_on, words.gettext("Forecast"), told, out_of % {"n": frozen.line.points}
    for loop in loops:
        yield loop.held_on, words.gettext("Evaluation loop"), "", loop.title
    for note in indicator.annotations:
        yield note.happened_on, words.gettext("Annotation"), "", note.text
    for former in indicator.former:
        yield former.until, words.gettext("End of another unit or polarity"), former.unit, former.why


def _axis(span: timedelta) -> str:
    return "%d/%m" if span < FEW_DAYS else "%Y" if span > MANY_DAYS else "%m/%Y"


def _room(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield where the picture begins and ends upwards: a curve that never moves gets room on both sides."""
    day, heights = rows[0][1], [float(row[2]) for row in rows if row[0] not in WITHOUT_HEIGHT]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    if low == high:
        low, high = low - (abs(low) / 2 or 1), high + (abs(high) / 2 or 1)
    yield "room", day, low, "", "", INK
    yield "room", day, high, "", "", INK


def _signs(words: Words) -> tuple[str, str]:
    """Return what stands between thousands, and before decimals, in the language of the words."""
    language = words.info().get("language", "en")
    return get_group_symbol(language), get_decimal_symbol(language)


@cache
def _picture(days: str, signs: tuple[str, str], look: Look) -> Picture:
    font = look.font
    across, up = _axes(days, signs, font)
    colour, label = alt.Color("colour:N", scale=None), alt.Text("label:N")
    room = _where("room").mark_point(opacity=0).encode(across, up)
    rules = _where("loop").mark_rule(strokeDash=[2, 3], strokeWidth=1.5).encode(across, colour)
    forecasts = _where("forecast").mark_line(strokeDash=[6, 5], strokeWidth=2, opacity=0.9)
    forecasts = forecasts.encode(across, up, colour, alt.Detail("group:N"))
    unknown = _where("unknown").mark_text(baseline="bottom", dy=-2).encode(across, colour, label, y=alt.value("height"))
    notes = _where("note").mark_text(baseline="top", fontWeight="bold").encode(across, colour, label, y=alt.value(0))
    drawn = room + rules + forecasts  # the curve comes over the names of the targets, never under them
    drawn += _named("target", {"align": "right", "dx": -font * 0.7, "baseline": "middle"}, across, up)
    for mark in _marks(font):
        drawn += mark.encode(across, up, colour)
    drawn += unknown + notes
    above = {"align": "right", "dx": font * 0.5, "dy": -font * 1.1, "fontWeight": "bold"}
    drawn += _named("last", above, across, up)
    return styled(drawn.properties(height=look.height), font=font)


def _axes(days: str, signs: tuple[str, str], font: int) -> tuple[alt.X, alt.Y]:
    across = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(type="utc", padding=font * 1.4),
        axis=alt.Axis(format=days, tickCount=4, labelOverlap="greedy", labelBound=True, grid=False),
    )
    told = f"replace(replace(format(datum.value, ',.6~f'), /,/g, '_'), '.', '{signs[1]}')"
    heights = alt.Axis(tickCount=4, labelBound=True, labelExpr=f"replace({told}, /_/g, '{signs[0]}')")
    return across, alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, padding=font * 1.2), axis=heights)


def _marks(font: int) -> tuple[alt.Chart, ...]:
    """Return what was measured, the start and the targets.

    Points are without aria: a layer that has none would be a picture without a name; the chart as a whole has its own.
    """
    return (
        _where("measure").mark_line(strokeWidth=2.5),
        _where("measure").mark_point(aria=False, filled=True, size=font * 3, opacity=1),
        _where("start").mark_point(aria=False, shape="square", size=font * 6, strokeWidth=2),
        _where("target").mark_point(aria=False, shape="diamond", filled=True, size=font * 9, opacity=1),
    )


def _named(part: str, style: dict[str, Any], across: alt.X, up: alt.Y) -> alt.LayerChart:
    """Return the name of a point, in its colour on a bed of paper: what it crosses leaves it readable."""
    name = _where(part).encode(across, up, alt.Text("label:N"))
    bed = name.mark_text(**style, color=PAPER, stroke=PAPER, strokeWidth=4)
    named: alt.LayerChart = bed + name.mark_text(**style).encode(alt.Color("colour:N", scale=None))
    return named


def _where(part: str) -> alt.Chart:
    return alt.Chart().transform_filter(alt.FieldEqualPredicate(equal=part, field="part"))

"""The timeline of the actions: a bar each, from its first day to its last, under what it is called. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import altair as alt

from qic_core.actions.overview import DAY, days_line
from qic_core.actions.rules import STATUSES, Action, Plan, Status, is_over, is_overdue
from qic_core.days import utc_ms
from qic_core.words import Words
from qic_core.workshop.charts import ACCENT, AS_WIDE, PALE, PRIMARY, rows_of, styled
from qic_core.workshop.kind import Chart, Picture

COLOURS: Mapping[Status, str] = {
    Status.IDEA: PALE,
    Status.READY: "#5f9bb3",
    Status.RUNNING: PRIMARY,
    Status.DONE: "#3f7d3f",
    Status.STOPPED: "#8d857a",
}
FEW_DAYS, MILLISECOND = timedelta(days=100), timedelta(milliseconds=1)
# A bar is seen however short it is beside the others.
THINNEST = 0.006
NAMES = ("line", "label", "status", "shape", "start", "end")


def dated(actions: Sequence[Action]) -> list[Action]:
    """Return the actions that have a day at all: first those that go on or are to come, in the order of their days."""
    with_day = [action for action in actions if action.plan.starts_on or action.plan.ends_on]
    return sorted(with_day, key=lambda action: (is_over(action), _first_day(action), _last_day(action), action.id))


def undated(actions: Sequence[Action]) -> list[Action]:
    """Return the actions that no timeline can show."""
    return [action for action in actions if not action.plan.starts_on and not action.plan.ends_on]


def timeline(actions: Sequence[Action], words: Words, *, today: date, font: int) -> Chart:
    """Draw one bar an action; one with a single known day is an arrowhead on it. A line says where today is."""
    shown = dated(actions)
    days = [today, *(day for action in shown for day in (_first_day(action), _last_day(action)))]
    span = max(days) - min(days)
    rows: list[tuple[str | float, ...]] = [(-1, words.gettext("Today"), "", "today", utc_ms(today), utc_ms(today))]
    rows += [_row(number, action, words, today, span * THINNEST) for number, action in enumerate(shown)]
    statuses = tuple(words.gettext(name) for name in STATUSES.values())
    axis = "%d/%m" if span < FEW_DAYS else "%m/%Y"
    return Chart(_timeline(statuses, axis, font), rows_of(NAMES, rows))


def timeline_sentence(actions: Sequence[Action], words: Words, *, today: date) -> str:
    """Return what the timeline shows: from when to when, how many go on today, how many are late."""
    shown = dated(actions)
    going = sum(_goes_on(one.plan, today) and not is_over(one) for one in shown)
    late = sum(is_overdue(one, today=today) for one in shown)
    told = [
        words.ngettext(
            "%(n)s action between %(first)s and %(last)s", "%(n)s actions between %(first)s and %(last)s", len(shown)
        ),
        words.ngettext("%(going)s planned for today", "%(going)s planned for today", going),
        *([words.ngettext("%(late)s overdue", "%(late)s overdue", late)] if late else []),
    ]
    days = {"first": f"{min(map(_first_day, shown)):{DAY}}", "last": f"{max(map(_last_day, shown)):{DAY}}"}
    return f"{', '.join(told)}." % {"n": len(shown), "going": going, "late": late, **days}


def _row(number: int, action: Action, words: Words, today: date, thinnest: timedelta) -> tuple[str | float, ...]:
    status = words.gettext(STATUSES[action.status])
    said = [action.title, status]
    if is_overdue(action, today=today):
        said.append(words.gettext("overdue"))
    shape = _shape(action.plan)
    if shape != "bar":
        said.append(days_line(action.plan, words))
    start, end = utc_ms(_first_day(action)), utc_ms(_last_day(action) + timedelta(days=1))
    return number, " · ".join(said), status, shape, start, max(end, start + thinnest / MILLISECOND)


@cache
def _timeline(statuses: tuple[str, ...], axis: str, font: int) -> Picture:
    place = alt.Y("line:O", axis=None)
    days = alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(type="utc", padding=font // 2),
        axis=alt.Axis(format=axis, orient="top", labelOverlap="greedy", tickCount=8, domain=False, ticks=False),
    )
    scale = alt.Scale(domain=list(statuses), range=[COLOURS[status] for status in STATUSES])
    colour = alt.Color("status:N", scale=scale, legend=alt.Legend(columns=AS_WIDE))
    bars = _where("bar").mark_bar(height=font * 0.8, yOffset=font * 0.6, cornerRadius=3)
    bars = bars.encode(days, alt.X2("end:T"), place, colour)
    heads = _where("from", "until").mark_point(filled=True, size=font * 9, yOffset=font * 0.6, opacity=1)
    shapes = alt.Scale(domain=["from", "until"], range=["triangle-right", "triangle-left"])
    heads = heads.encode(days, place, colour, alt.Shape("shape:N", scale=shapes, legend=None))
    names = _where("bar", "from", "until").mark_text(align="left", dy=-font * 0.55, limit=alt.ExprRef("width"))
    names = names.encode(place, alt.Text("label:N"), x=alt.value(0))
    rule = _where("today").mark_rule(color=ACCENT, strokeWidth=2, strokeDash=[6, 4]).encode(days)
    word = _where("today").mark_text(color=ACCENT, fontWeight="bold", baseline="top", dy=font // 3)
    word = word.encode(days, alt.Text("label:N"), y=alt.value("height"))
    return styled((rule + bars + heads + names + word).properties(height=alt.Step(font * 3)), font=font)


def _where(*shapes: str) -> alt.Chart:
    return alt.Chart().transform_filter(alt.FieldOneOfPredicate("shape", list(shapes)))


def _shape(plan: Plan) -> str:
    if plan.ends_on is None:
        return "from"
    return "until" if plan.starts_on is None else "bar"


def _goes_on(plan: Plan, today: date) -> bool:
    """Tell whether a day lies in an action's time, which may be open at either end."""
    begun = plan.starts_on is None or plan.starts_on <= today
    return begun and (plan.ends_on is None or today <= plan.ends_on)


def _first_day(action: Action) -> date:
    day = action.plan.starts_on or action.plan.ends_on
    assert day is not None
    return day


def _last_day(action: Action) -> date:
    return action.plan.ends_on or _first_day(action)

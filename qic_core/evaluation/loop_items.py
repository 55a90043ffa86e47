"""What the cells of a loop ask about: promises of earlier loops, its actions still undecided, its curves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session, select

from qic_core.cooperation.plan_rules import DAY
from qic_core.days import months_later
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import open_promises
from qic_core.evaluation.forecasts import indicators_about
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.loop_rules import Decision, Loop, check_at_work
from qic_core.evaluation.loops import current_loop
from qic_core.evaluation.tables import LoopRow
from qic_core.roadmap.tables import RoadmapRow
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.texts import shortened

PROMISES = "loop_promises"
MONTHS_AHEAD = 6
SHORTEST, NAMED_LENGTH = 40, 60
# Where texts read the same, each begins with its place: room for “120. ”.
NUMBERED = 5


def loop_promise_items(session: Session, collective_id: int) -> list[Item]:
    """Return the open promises of earlier loops as what a cell asks about, the next one due first."""
    promises = open_promises(session, collective_id)
    alike = Counter(one.what for one in promises)
    names = _told_apart((one.id, _promised(one, of_many=alike[one.what] > 1)) for one in promises)
    return [Item(f"d{key}", name, thing=("decision", key)) for key, name in names]


def loop_action_items(session: Session, collective_id: int) -> list[Item]:
    """Return the actions of which the current loop has still to decide, as what a cell asks about."""
    names = _told_apart((one.action_id, one.action) for one in _current(session, collective_id).undecided)
    return [Item(f"a{key}", name, thing=("action", key)) for key, name in names]


def loop_indicator_items(session: Session, collective_id: int) -> list[Item]:
    """Return the indicators of the current loop's scope, each with its latest figure and the day asked about."""
    loop = _current(session, collective_id)
    found = loop_indicators(session, collective_id, loop)
    names = _told_apart((one.id, one.name) for one in found)
    day = asked_day(session, collective_id, loop)
    return [
        Item(f"n{one.id}", name, thing=("indicator", one.id), known=_known(one, day))
        for one, (_, name) in zip(found, names, strict=True)
    ]


def loop_indicators(session: Session, collective_id: int, loop: Loop) -> list[Indicator]:
    """Return the indicators of a loop's scope."""
    return indicators_about(session, collective_id, change_ids=loop.change_ids, action_ids=loop.action_ids)


def asked_day(session: Session, collective_id: int, loop: Loop) -> date:
    """Return the day about which the room is asked: the next loop when the roadmap says it, else in six months."""
    row = session.get(RoadmapRow, collective_id)
    announced = row.next_loop_on if row else None
    return announced if announced and announced > loop.held_on else months_later(loop.held_on, MONTHS_AHEAD)


def ask_ahead(item: Item, day: date) -> Item:
    """Return what is asked of a curve on a day: always of one to come, in six months when the one it knows is past."""
    if item.known is None or item.known.asked_on > day:
        return item
    return replace(item, known=replace(item.known, asked_on=months_later(day, MONTHS_AHEAD)))


def check_loop_asks(session: Session, collective_id: int, notebook_id: int) -> None:
    """Refuse to ask about a loop outside its own notebook, while it rests, or once it is over.

    What the room says elsewhere would be read by no page, and lost.
    """
    asked = select(LoopRow).where(LoopRow.collective_id == collective_id, LoopRow.notebook_id == notebook_id)
    own = session.exec(asked).first()
    if own is None:
        raise DomainError("loop_elsewhere", title=_current(session, collective_id).title)
    check_at_work(own.state, own.title)


def _current(session: Session, collective_id: int) -> Loop:
    loop = current_loop(session, collective_id)
    if loop is None:
        raise DomainError("loop_missing")
    return loop


def _known(indicator: Indicator, day: date) -> Known:
    points = indicator.points
    return Known(day, indicator.wording.unit, round(points[-1][1], 2) if points else None)


def _promised(decision: Decision, *, of_many: bool) -> str:
    """Return a promise in the length of an item: what is promised is shortened before who and when are.

    Where it is one of many that promise the same, it begins with its action.
    """
    what = decision.what or decision.action
    if of_many and decision.what:
        what = f"{shortened(decision.action, at_most=NAMED_LENGTH)} · {what}"
    who = shortened(decision.who, at_most=ITEM_LENGTH - SHORTEST)
    told = f" ({who}, {decision.due_on:{DAY}})" if decision.due_on else f" ({who})"
    return shortened(what, at_most=ITEM_LENGTH - NUMBERED - len(told)) + told


def _told_apart(named: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ids and names in the length of an item; where two would read the same, each with its place too."""
    found = [(key, shortened(name, at_most=ITEM_LENGTH)) for key, name in named]
    if len({name for _, name in found}) == len(found):
        return found
    return [
        (key, shortened(f"{place}. {name}", at_most=ITEM_LENGTH)) for place, (key, name) in enumerate(found, start=1)
    ]

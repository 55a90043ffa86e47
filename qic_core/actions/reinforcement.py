"""Keep what each action does to each other: only added to, the latest of a pair holds, the others are its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from qic_core.actions.effects import EFFECTS, Pair, check_effect
from qic_core.actions.reinforcement_cells import Reinforcement, asked_of, effect_of
from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow, ReinforcementRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.measures.ordinal import agreement
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.words import N_
from qic_core.workshop.runs import Run, RunState, get_run
from qic_core.workshop.texts import one_line


class Source(StrEnum):
    """Who said what an action does to another."""

    ROOM = "room"
    LEAD = "lead"
    TABLE = "table"


PAIR_LENGTH: Final = 120
SAID_BY: Final[Mapping[str, str]] = {
    Source.ROOM: N_("the room"),
    Source.LEAD: N_("those who lead it"),
    Source.TABLE: N_("the table of pairs"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a pair on a day; None where it was taken back."""

    effect: int | None
    source: str
    said_at: datetime


def matrix_of(session: Session, collective_id: int) -> dict[Pair, int]:
    """Return what holds of each pair of actions that stand and are not stopped; a pair nobody spoke of is absent."""
    standing = _titles(session, collective_id)
    pair = col(ReinforcementRow.from_id), col(ReinforcementRow.to_id)
    latest = (
        columns(func.max(ReinforcementRow.id))
        .where(col(ReinforcementRow.collective_id) == collective_id)
        .group_by(*pair)
        .scalar_subquery()
    )
    rows = session.execute(columns(*pair, col(ReinforcementRow.value)).where(col(ReinforcementRow.id).in_(latest)))
    return {
        (start, end): effect
        for start, end, effect in sorted(rows, key=lambda row: (row[0], row[1]))
        if effect in EFFECTS and start != end and {start, end} <= standing.keys()
    }


def history_of(session: Session, collective_id: int, pair: Pair) -> list[Said]:
    """Return all that was said of a pair, the latest first."""
    rows = select(ReinforcementRow).where(
        ReinforcementRow.collective_id == collective_id,
        ReinforcementRow.from_id == pair[0],
        ReinforcementRow.to_id == pair[1],
    )
    found = session.exec(rows.order_by(col(ReinforcementRow.id).desc()))
    return [Said(row.value, row.source, row.said_at) for row in found]


def say(
    work: Work,
    *,
    values: Mapping[Pair, float | None],
    source: Source,
    seen: Mapping[Pair, int] | None = None,
) -> int:
    """Write what differs from what holds; None takes back what was said. Return how many pairs changed.

    With `seen`, what the writer had before their eyes: refuses pairs of which somebody else said otherwise meanwhile.
    """
    holds = matrix_of(work.session, work.collective_id or 0)
    titles = _titles(work.session, work.collective_id or 0)
    _check_pairs(values, titles)
    changed = {pair: check_effect(effect) for pair, effect in values.items() if effect != holds.get(pair)}
    for start, end in changed if seen is not None else ():
        if holds.get((start, end)) != (seen or {}).get((start, end)):
            raise DomainError("reinforcement_changed_meanwhile", pair=_pair_line(titles[start], titles[end]))
    work.session.add_all(
        ReinforcementRow(
            collective_id=work.collective_id or 0, from_id=start, to_id=end, value=effect, source=source,
            said_at=work.now,
        )
        for (start, end), effect in changed.items()
    )  # fmt: skip
    work.session.flush()
    return len(changed)


def keep_reinforcement(work: Work, *, run_id: int, seen: Mapping[Pair, int] | None = None) -> int:
    """Take to the actions what the room said in a closed run of `reinforcement`; return how many pairs changed.

    With `seen`, as in `say`: replaces nothing that its taker has not had before their eyes.
    """
    run = get_run(work.session, work.collective_id or 0, run_id)
    if run.state != RunState.CLOSED or run.output is None or run.content.kind != Reinforcement.name:
        raise DomainError("reinforcement_not_closed")
    standing = _titles(work.session, run.collective_id)
    said = {pair: effect for pair, effect in said_in(run).items() if standing.keys() >= set(pair)}
    changed = say(work, values=said, source=Source.ROOM, seen=seen)
    for action_id in sorted({action for pair in said for action in pair}):
        tie(work, Thing(ThingKind.ACTION, action_id, standing[action_id]), run_ids=[run_id])
    return changed


def said_in(run: Run) -> dict[Pair, int]:
    """Return what the room said in a run, its median, by the ids of the actions; typed proposals are none."""
    return {pair: effect_of(counts) for pair, counts in _judged(run).items()}


def voices_in(run: Run) -> dict[Pair, int]:
    """Return how many voices the room gave each pair in a run, "I don't know" not counted."""
    return {pair: sum(counts) for pair, counts in _judged(run).items()}


def disagreements_in(run: Run) -> dict[Pair, list[int]]:
    """Return the pairs on which the room is divided (M3 below 0), the most divided first: voices on −1, 0, 1, 2."""
    split = {pair: (agreement(counts) or 0.0, counts) for pair, counts in _judged(run).items()}
    ranked = sorted((found, pair, counts) for pair, (found, counts) in split.items() if found < 0)
    return {pair: counts for _found, pair, counts in ranked}


def _judged(run: Run) -> dict[Pair, list[int]]:
    """Return the voices on each pair that somebody judged; what a pair is about is never read out of its key."""
    ids = [item.thing[1] if item.thing and item.thing[0] == ThingKind.ACTION else 0 for item in run.content.items]
    places = asked_of(run.content.items).places
    pairs = run.output["summary"]["pairs"] if run.output else {}
    found = {(ids[places[key][0] - 1], ids[places[key][1] - 1]): list(counts) for key, counts in pairs.items()}
    return {pair: counts for pair, counts in found.items() if all(pair)}


def _titles(session: Session, collective_id: int) -> dict[int, str]:
    """Return the titles of the actions that stand and are not stopped: those whose effects count."""
    rows = select(ActionRow.id, ActionRow.title).where(
        ActionRow.collective_id == collective_id,
        col(ActionRow.withdrawn_at).is_(None),
        ActionRow.status != Status.STOPPED,
    )
    return {action_id: title for action_id, title in session.exec(rows) if action_id}


def _check_pairs(values: Mapping[Pair, float | None], titles: Mapping[int, str]) -> None:
    """Refuse an action's effect on itself, and actions that do not stand."""
    for start, end in values:
        if not {start, end} <= titles.keys():
            raise DomainError("action_unknown")
        if start == end:
            raise DomainError("reinforcement_to_itself", title=titles[start])


def _pair_line(start: str, end: str) -> str:
    return one_line(start, end, at_most=PAIR_LENGTH)

"""Gather the one page out of the journey; keep the first actions, the next loop, and which changes it tells."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from qic_core.challenge.service import current_challenge
from qic_core.collective.service import get_collective
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.rules import Change, Horizon
from qic_core.pathways.service import list_changes
from qic_core.roadmap.rules import FirstAction, Roadmap, Step, check_actions, check_loop_note
from qic_core.roadmap.tables import RoadmapRow
from qic_core.vision.service import current_vision


def roadmap_of(session: Session, collective_id: int, *, address: str) -> Roadmap:
    """Return a collective's roadmap as it stands; `address` is where its QR leads."""
    collective = get_collective(session, collective_id)
    challenge = current_challenge(session, collective_id)
    vision = current_vision(session, collective_id)
    changes = list_changes(session, collective_id)
    row = session.get(RoadmapRow, collective_id)
    left_out = frozenset(row.left_out) if row else frozenset()
    return Roadmap(
        collective=collective.name,
        place=collective.place,
        challenge=challenge.sentence if challenge else "",
        vision=vision.text if vision else "",
        year=vision.year if vision else None,
        short=_steps(changes, Horizon.SHORT, left_out),
        medium=_steps(changes, Horizon.MEDIUM, left_out),
        long=_steps(changes, Horizon.LONG, left_out),
        first_actions=from_json(row.first_actions) if row else (),
        next_loop_on=row.next_loop_on if row else None,
        next_loop_note=row.next_loop_note if row else "",
        address=address,
        version=row.version if row else 0,
        id=collective_id,
    )


def save_roadmap(
    work: Work, *, first_actions: Sequence[FirstAction], next_loop_on: date | None, next_loop_note: str, version: int
) -> int:
    """Keep what the form says; refuses when another saved since `version` was read. Return the new version."""
    row = work.session.get(RoadmapRow, work.collective_id)
    if version != (row.version if row else 0):
        raise DomainError("roadmap_changed_meanwhile")
    kept = row or RoadmapRow(collective_id=work.collective_id or 0)
    kept.first_actions = [_told(action) for action in check_actions(first_actions)]
    if kept.next_loop_on != next_loop_on:
        kept.next_loop_on, kept.next_loop_named_on = next_loop_on, work.now.date()
    kept.next_loop_note = check_loop_note(next_loop_note)
    kept.version = version + 1
    work.session.add(kept)
    work.session.flush()
    return kept.version


def add_first_action(work: Work, *, action: FirstAction, version: int) -> int:
    """Write one more first action on the page, as `save_roadmap` would, unless it is there; return the new version."""
    row = work.session.get(RoadmapRow, work.collective_id)
    kept = from_json(row.first_actions) if row else ()
    if row is not None and action in kept:
        return row.version
    return save_roadmap(
        work,
        first_actions=[*kept, action],
        next_loop_on=row.next_loop_on if row else None,
        next_loop_note=row.next_loop_note if row else "",
        version=version,
    )


def choose_changes(work: Work, *, taken_off: Collection[int] = (), put_back: Collection[int] = ()) -> None:
    """Leave changes off the page, and tell others again; the choices that someone else made meanwhile stand."""
    row = work.session.get(RoadmapRow, work.collective_id)
    kept = row or RoadmapRow(collective_id=work.collective_id or 0, version=0)
    standing = {change.id for change in list_changes(work.session, kept.collective_id)}
    kept.left_out = sorted({*kept.left_out, *standing.intersection(taken_off)} - set(put_back))
    work.session.add(kept)


def _steps(changes: Sequence[Change], horizon: Horizon, left_out: Collection[int]) -> tuple[Step, ...]:
    return tuple(
        Step(one.title, one.wording.for_whom, one.wording.due_on, one.id, one.id not in left_out)
        for one in changes
        if one.horizon == horizon
    )


def _told(action: FirstAction) -> dict[str, str | None]:
    return {"what": action.what, "who": action.who, "by": action.by.isoformat() if action.by else None}


def from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[FirstAction, ...]:
    """Return the first actions that `save_roadmap` stored; raises ValueError, TypeError or KeyError else."""
    return tuple(_action(told) for told in stored)


def _action(told: Mapping[str, Any]) -> FirstAction:
    what, who, by = told["what"], told["who"], told["by"]
    if not isinstance(what, str) or not isinstance(who, str):
        raise ValueError("first_actions")
    return FirstAction(what, who, date.fromisoformat(by) if by else None)

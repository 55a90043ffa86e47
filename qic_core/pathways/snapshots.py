"""The pathways as they stood at each séminaire, and what changed from one to the next."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.rules import ORDER, Change, Horizon, Link, Nature, Pathways, Target, Wording, check_confidence
from qic_core.pathways.service import pathways_of
from qic_core.pathways.tables import SnapshotRow
from qic_core.workshop.texts import clean_text

TITLE_LENGTH = 120
SNAPSHOTS_AT_MOST = 200


class Fate(StrEnum):
    """What became of a change or a link from one day to another."""

    APPEARED = "appeared"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A day whose pathways are kept."""

    id: int
    title: str
    taken_on: date


def take_snapshot(work: Work, *, title: str, taken_on: date) -> int:
    """Keep the pathways as they stand, for that day; return the snapshot's id.

    One of the same day with the same title, or with nothing changed since, is renewed instead of doubled.
    """
    clean = clean_text(title, at_most=TITLE_LENGTH)
    if not clean:
        raise DomainError("title_missing")
    if taken_on > work.last_day:
        raise DomainError("snapshot_in_future")
    content = to_json(pathways_of(work.session, work.collective_id or 0))
    row = _of_that_day(work, clean, taken_on, content) or _new(work, taken_on)
    row.title, row.content = clean, content
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def list_snapshots(session: Session, collective_id: int) -> list[Snapshot]:
    """Return the days whose pathways are kept, the latest first."""
    rows = select(col(SnapshotRow.id), col(SnapshotRow.title), col(SnapshotRow.taken_on)).where(
        SnapshotRow.collective_id == collective_id
    )
    latest_first = rows.order_by(col(SnapshotRow.taken_on).desc(), col(SnapshotRow.id).desc())
    return [Snapshot(key or 0, title, taken_on) for key, title, taken_on in session.exec(latest_first)]


def pathways_at(session: Session, collective_id: int, snapshot_id: int) -> Pathways:
    """Return the pathways as a snapshot kept them."""
    row = session.get(SnapshotRow, snapshot_id)
    if row is None or row.collective_id != collective_id:
        raise DomainError("snapshot_unknown")
    return from_json(row.content)


def fates_between(before: Pathways, after: Pathways) -> dict[int, Fate]:
    """Return what became of each change that is not the same in both (change id → fate); its place does not count."""
    return _fates(
        {change.id: change.wording for change in before.changes},
        {change.id: change.wording for change in after.changes},
    )


def link_fates_between(before: Pathways, after: Pathways) -> dict[int, Fate]:
    """Return what became of each link that is not the same in both (link id → fate)."""
    return _fates({link.id: _said(link) for link in before.links}, {link.id: _said(link) for link in after.links})


def merged(before: Pathways, after: Pathways) -> Pathways:
    """Return the later pathways with what has left, in its place: one map that shows both."""
    changes = {change.id: change for change in (*before.changes, *after.changes)}
    links = {link.id: link for link in (*before.links, *after.links)}
    in_order = sorted(changes.values(), key=lambda change: (ORDER[change.horizon], change.position, change.id))
    return Pathways(tuple(in_order), tuple(links[key] for key in sorted(links)))


def to_json(pathways: Pathways) -> dict[str, Any]:
    """Return the pathways as a snapshot stores them."""
    return {
        "changes": [{**_flat(change), "id": change.id, "position": change.position} for change in pathways.changes],
        "links": [asdict(link) for link in pathways.links],
    }


def from_json(stored: Mapping[str, Any]) -> Pathways:
    """Return the pathways that `to_json` stored; refuses anything else."""
    try:
        changes = tuple(_change(told) for told in stored["changes"])
        ends = {change.id for change in changes} | {None}
        links = tuple(_link(told) for told in stored["links"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DomainError("snapshot_unreadable") from error
    return Pathways(changes, tuple(link for link in links if {link.from_id, link.to_id} <= ends))


def _fates(before: Mapping[int, object], after: Mapping[int, object]) -> dict[int, Fate]:
    return {
        **{key: Fate.LEFT for key in before if key not in after},
        **{key: Fate.APPEARED for key in after if key not in before},
        **{key: Fate.CHANGED for key in after if key in before and before[key] != after[key]},
    }


def _said(link: Link) -> tuple[object, ...]:
    return link.from_id, link.to_id, link.hypothesis, link.evidence, link.confidence


def _flat(change: Change) -> dict[str, Any]:
    told = asdict(change.wording)
    return {**told, "due_on": change.wording.due_on.isoformat() if change.wording.due_on else None}


def _change(told: Mapping[str, Any]) -> Change:
    kept = dict(told)
    key, position = int(kept.pop("id")), int(kept.pop("position"))
    kept["horizon"], kept["nature"] = Horizon(kept["horizon"]), Nature(kept["nature"])
    kept["due_on"] = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    kept["target"] = Target(**kept["target"]) if kept["target"] else None
    return Change(key, Wording(**kept).clean(), position)


def _link(told: Mapping[str, Any]) -> Link:
    to_id, confidence = told["to_id"], told["confidence"]
    return Link(
        int(told["id"]),
        int(told["from_id"]),
        None if to_id is None else int(to_id),
        str(told["hypothesis"]),
        str(told["evidence"]),
        None if confidence is None else check_confidence(int(confidence)),
    )


def _of_that_day(work: Work, title: str, taken_on: date, content: Mapping[str, Any]) -> SnapshotRow | None:
    rows = select(SnapshotRow).where(
        SnapshotRow.collective_id == (work.collective_id or 0), SnapshotRow.taken_on == taken_on
    )
    same = [
        row for row in work.session.exec(rows) if row.title.casefold() == title.casefold() or row.content == content
    ]
    return same[0] if same else None


def _new(work: Work, taken_on: date) -> SnapshotRow:
    kept = select(func.count()).where(SnapshotRow.collective_id == (work.collective_id or 0))
    if work.session.exec(kept).one() >= SNAPSHOTS_AT_MOST:
        raise DomainError("too_many_snapshots", at_most=SNAPSHOTS_AT_MOST)
    return SnapshotRow(
        collective_id=work.collective_id or 0, taken_on=taken_on, title="", content={}, created_at=work.now
    )

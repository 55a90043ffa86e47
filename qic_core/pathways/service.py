"""Keep the changes: write, edit, withdraw, put in order; place what the room proposed."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.order import arranged
from qic_core.pathways.rules import (
    CHANGES_AT_MOST,
    NATURE_OF,
    ORDER,
    Change,
    Horizon,
    Link,
    Nature,
    Pathways,
    Target,
    Web,
    Wording,
)
from qic_core.pathways.tables import ChangeRow, LinkRow
from qic_core.thread.proposals import place
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie


def pathways_of(session: Session, collective_id: int) -> Pathways:
    """Return all that stands of a collective's pathways."""
    changes = list_changes(session, collective_id)
    ends = {change.id for change in changes} | {None}
    rows = select(LinkRow).where(LinkRow.collective_id == collective_id, col(LinkRow.withdrawn_at).is_(None))
    links = (link_of(row) for row in session.exec(rows.order_by(col(LinkRow.id))))
    return Pathways(tuple(changes), tuple(link for link in links if {link.from_id, link.to_id} <= ends))


def list_changes(session: Session, collective_id: int) -> list[Change]:
    """Return the changes that stand, horizon after horizon, each in the order of its column."""
    rows = session.exec(_changes(collective_id).where(col(ChangeRow.withdrawn_at).is_(None)))
    changes = [change_of(row) for row in rows]
    return sorted(changes, key=lambda change: (ORDER[change.horizon], change.position, change.id))


def withdrawn_changes(session: Session, collective_id: int) -> list[Change]:
    """Return the changes that were taken off the map, the last one first."""
    gone = _changes(collective_id).where(col(ChangeRow.withdrawn_at).is_not(None))
    rows = session.exec(gone.order_by(col(ChangeRow.withdrawn_at).desc(), col(ChangeRow.id).desc()))
    return [change_of(row) for row in rows]


def add_change(work: Work, *, wording: Wording, idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()) -> int:
    """Put a change at the end of its column, tied to the ideas and runs that it comes from; return its id."""
    clean = wording.clean()
    _check_room(work)
    row = ChangeRow(
        collective_id=work.collective_id or 0,
        position=_next_position(work, clean.horizon),
        created_at=work.now,
        **_told(clean),
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.CHANGE, row.id, clean.title), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_change(work: Work, *, change_id: int, version: int, wording: Wording) -> None:
    """Rewrite a change; refuses when somebody else saved it since `version` was read."""
    row, clean = _own(work, change_id), wording.clean()
    if row.withdrawn_at is not None:
        raise DomainError("change_withdrawn", title=row.title)
    if row.version != version:
        raise DomainError("change_changed_meanwhile")
    if row.horizon != clean.horizon:
        row.position = _next_position(work, clean.horizon)
    for name, value in _told(clean).items():
        setattr(row, name, value)
    row.version += 1


def withdraw_change(work: Work, *, change_id: int) -> None:
    """Take a change off the map, and its links with it; all of it stays in the history."""
    row = _own(work, change_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = work.now
        for link in work.session.exec(_links_of(change_id).where(col(LinkRow.withdrawn_at).is_(None))):
            link.withdrawn_at = work.now


def restore_change(work: Work, *, change_id: int) -> None:
    """Put a change back on the map, with the links that left with it, as far as they may still stand."""
    row = _own(work, change_id)
    if row.withdrawn_at is None:
        return
    _check_room(work)
    left_with_it = work.session.exec(_links_of(change_id).where(LinkRow.withdrawn_at == row.withdrawn_at)).all()
    row.withdrawn_at = None
    row.position = _next_position(work, Horizon(row.horizon))
    standing = pathways_of(work.session, row.collective_id)
    web = Web(standing.changes, standing.links)
    for link in left_with_it:
        with suppress(DomainError):
            web.add(link.from_id, link.to_id)
            link.withdrawn_at = None


def move_change(work: Work, *, change_id: int, steps: int) -> None:
    """Move a change down its column (up when `steps` is negative), as far as there is room."""
    row = _own(work, change_id)
    column = [change.id for change in list_changes(work.session, row.collective_id) if change.horizon == row.horizon]
    if change_id in column:
        place = max(0, column.index(change_id) + steps)
        column.remove(change_id)
        column.insert(place, change_id)
        _put_in_order(work, {key: position for position, key in enumerate(column)})


def arrange(work: Work) -> None:
    """Order every column anew so that few links cross. Only when asked: a map must not move under people's eyes."""
    _put_in_order(work, arranged(pathways_of(work.session, work.collective_id or 0)))


def take_ideas(work: Work, *, run_id: int, idea_ids: Collection[int], horizon: Horizon) -> int:
    """Place ideas of a run at a horizon, under their theme if they have one; return how many ideas were placed.

    A change that stands there already in the same words gets the idea instead of a twin.
    """
    changes = list_changes(work.session, work.collective_id or 0)
    known = {change.title.casefold(): change.id for change in reversed(changes) if change.horizon == horizon}

    def add(text: str, ideas: list[int]) -> int:
        return add_change(work, wording=Wording(text, horizon, NATURE_OF[horizon]), idea_ids=ideas)

    return place(work, run_id=run_id, idea_ids=idea_ids, known=known, kind=ThingKind.CHANGE, add=add)


def change_of(row: ChangeRow) -> Change:
    """Return a change's row as a value."""
    target = None if row.target is None else Target(row.target, row.target_unit, row.target_period)
    wording = Wording(
        row.title, Horizon(row.horizon), Nature(row.nature), row.for_whom, row.from_state, row.to_state, row.unseen,
        row.due_on, target,
    )  # fmt: skip
    return Change(row.id or 0, wording, row.position, row.version)


def link_of(row: LinkRow) -> Link:
    """Return a link's row as a value."""
    return Link(row.id or 0, row.from_id, row.to_id, row.hypothesis, row.evidence, row.confidence, row.version)


def _told(wording: Wording) -> dict[str, Any]:
    target = wording.target
    return {
        "title": wording.title,
        "horizon": wording.horizon,
        "nature": wording.nature,
        "for_whom": wording.for_whom,
        "from_state": wording.from_state,
        "to_state": wording.to_state,
        "unseen": wording.unseen,
        "due_on": wording.due_on,
        "target": target.value if target else None,
        "target_unit": target.unit if target else "",
        "target_period": target.period if target else "",
    }


def _changes(collective_id: int) -> SelectOfScalar[ChangeRow]:
    return select(ChangeRow).where(ChangeRow.collective_id == collective_id)


def _links_of(change_id: int) -> SelectOfScalar[LinkRow]:
    touching = (col(LinkRow.from_id) == change_id) | (col(LinkRow.to_id) == change_id)
    return select(LinkRow).where(touching).order_by(col(LinkRow.id))


def _own(work: Work, change_id: int) -> ChangeRow:
    row = work.session.get(ChangeRow, change_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("change_unknown")
    return row


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        ChangeRow.collective_id == (work.collective_id or 0), col(ChangeRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= CHANGES_AT_MOST:
        raise DomainError("too_many_changes", at_most=CHANGES_AT_MOST)


def _next_position(work: Work, horizon: Horizon) -> int:
    last = select(func.max(ChangeRow.position)).where(
        ChangeRow.collective_id == (work.collective_id or 0), ChangeRow.horizon == horizon
    )
    return (work.session.exec(last).one() or 0) + 1


def _put_in_order(work: Work, positions: Mapping[int, int]) -> None:
    for row in work.session.exec(_changes(work.collective_id or 0).where(col(ChangeRow.withdrawn_at).is_(None))):
        row.position = positions.get(row.id or 0, row.position)

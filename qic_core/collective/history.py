"""What happened around the table, by day: who came, left, took another name, became part of another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from qic_core.collective.rules import FormerName, Move, Turn
from qic_core.collective.tables import FormerNameRow, MemberRow, OrganisationRow

ORDER = list(Turn)


def former_names(session: Session, collective_id: int) -> dict[int, list[FormerName]]:
    """Return what organisations were called before (id → names, the first one first); others are left out."""
    rows = (
        select(FormerNameRow)
        .join(OrganisationRow, col(OrganisationRow.id) == FormerNameRow.organisation_id)
        .where(OrganisationRow.collective_id == collective_id)
        .order_by(col(FormerNameRow.until), col(FormerNameRow.id))
    )
    names: dict[int, list[FormerName]] = defaultdict(list)
    for row in session.exec(rows):
        names[row.organisation_id].append(FormerName(row.name, row.until))
    return dict(names)


def organisation_history(session: Session, collective_id: int) -> list[Move]:
    """Return what happened to the organisations, the latest first; each under the name that it had that day."""
    own = select(OrganisationRow).where(OrganisationRow.collective_id == collective_id)
    rows = session.exec(own.order_by(col(OrganisationRow.id))).all()
    before, today = former_names(session, collective_id), {row.id or 0: row.name for row in rows}
    return _latest_first([move for row in rows for move in _moves(row, before.get(row.id or 0, []), today)])


def list_moves(session: Session, collective_id: int) -> list[Move]:
    """Return what happened to organisations and people, the latest first."""
    own = select(MemberRow).where(MemberRow.collective_id == collective_id)
    people = session.exec(own.order_by(col(MemberRow.id))).all()
    came = [Move(one.joined_on, one.name, Turn.CAME) for one in people if one.joined_on]
    left = [Move(one.left_on, one.name, Turn.LEFT) for one in people if one.left_on]
    return _latest_first([*organisation_history(session, collective_id), *came, *left])


def _moves(row: OrganisationRow, before: Sequence[FormerName], today: dict[int, str]) -> Iterator[Move]:
    names = [*(former.name for former in before), row.name]
    if row.joined_on:
        first = next((former.name for former in before if former.until > row.joined_on), row.name)
        yield Move(row.joined_on, first, Turn.CAME)
    for former, name in zip(before, names[1:], strict=True):
        yield Move(former.until, former.name, Turn.RENAMED, name)
    if row.left_on:
        last = next((former.name for former in before if former.until > row.left_on), row.name)
        into = today.get(row.merged_into_id or 0, "")
        yield Move(row.left_on, last, Turn.MERGED if into else Turn.LEFT, into)


def _latest_first(moves: Sequence[Move]) -> list[Move]:
    """Return moves by day; those of one day in the order in which they can have happened, the last one first."""
    return sorted(moves, key=lambda move: (move.on, ORDER.index(move.turn)), reverse=True)

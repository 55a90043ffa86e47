"""The people of the collective, and the trinôme's three seats."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from qic_core.collective.organisations import check_stay, college_id_of, list_organisations
from qic_core.collective.rules import DEFAULT_SEATS, ROLE_LENGTH, Member, Organisation, Seat, check_name, holders_of
from qic_core.collective.tables import CollegeRow, MemberRow, SeatRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.words import Words


def add_member(
    work: Work,
    *,
    collective_id: int,
    name: str,
    college: str,
    role: str = "",
    organisation: str = "",
    seat_id: int | None = None,
    core: bool = False,
    joined_on: date | None = None,
) -> int:
    """Enter a person, with their collège and, as it may be, their organisation and their seat; return their id."""
    row = MemberRow(collective_id=collective_id, college_id=0, name="")
    _fill(work.session, row, name, college, role, organisation, seat_id)
    row.core, row.joined_on = core, joined_on
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def edit_member(
    work: Work,
    *,
    member_id: int,
    name: str,
    college: str,
    role: str,
    organisation: str,
    seat_id: int | None,
    core: bool,
    joined_on: date | None,
    left_on: date | None,
) -> None:
    """Change what is said of a person; who leaves gives back their seat."""
    row = work.session.get(MemberRow, member_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("member_unknown")
    check_stay(joined_on, left_on)
    _fill(work.session, row, name, college, role, organisation, None if left_on else seat_id)
    row.core, row.joined_on, row.left_on = core and left_on is None, joined_on, left_on
    work.session.flush()


def list_members(
    session: Session,
    collective_id: int,
    *,
    left_too: bool = False,
    organisations: Sequence[Organisation] | None = None,
) -> list[Member]:
    """Return the people of the collective, collège by collège; `left_too` adds those who have left.

    Whoever is still there is told with the organisation that holds the place of theirs today. `organisations` are
    all that ever sat at the table, where the caller has them.
    """
    if organisations is None:
        organisations = list_organisations(session, collective_id, left_too=True)
    names, today = {one.id: one.name for one in organisations}, holders_of(organisations)
    rows = (
        select(MemberRow, CollegeRow.name)
        .join(CollegeRow, col(CollegeRow.id) == MemberRow.college_id)
        .where(MemberRow.collective_id == collective_id)
        .order_by(col(CollegeRow.position), col(MemberRow.name), col(MemberRow.id))
    )
    return [
        _member(row, college, names, row.organisation_id if row.left_on else today.get(row.organisation_id or 0))
        for row, college in session.exec(rows)
        if left_too or row.left_on is None
    ]


def list_seats(session: Session, collective_id: int) -> list[Seat]:
    """Return the trinôme's roles as this collective names them; none before `name_seats`."""
    rows = select(SeatRow).where(SeatRow.collective_id == collective_id).order_by(col(SeatRow.position))
    return [Seat(row.id or 0, row.name) for row in session.exec(rows)]


def name_seats(work: Work, *, collective_id: int, names: Sequence[str]) -> None:
    """Name the trinôme's three roles."""
    if len(names) != len(DEFAULT_SEATS):
        raise DomainError("seats_are_three")
    clean = [check_name(name, at_most=ROLE_LENGTH) for name in names]
    rows = list(work.session.exec(select(SeatRow).where(SeatRow.collective_id == collective_id)))
    by_position = {row.position: row for row in rows}
    for position, name in enumerate(clean):
        row = by_position.get(position) or SeatRow(collective_id=collective_id, position=position, name=name)
        row.name = name
        work.session.add(row)
    work.session.flush()


def default_seats(words: Words) -> list[str]:
    """Return the roles that a trinôme has unless the collective names others (A2-01)."""
    return [words.gettext(name) for name in DEFAULT_SEATS]


def _fill(
    session: Session, row: MemberRow, name: str, college: str, role: str, organisation: str, seat_id: int | None
) -> None:
    row.name = check_name(name)
    row.role = check_name(role, at_most=ROLE_LENGTH) if role.strip() else ""
    row.college_id = college_id_of(session, row.collective_id, college)
    row.organisation_id = _organisation_id(session, row, organisation)
    if seat_id not in {None, *(seat.id for seat in list_seats(session, row.collective_id))}:
        raise DomainError("seat_unknown")
    row.seat_id = seat_id


def _organisation_id(session: Session, row: MemberRow, name: str) -> int | None:
    """Return the organisation of that name; the one they had, when it has become part of that one."""
    if not name:
        return None
    known = list_organisations(session, row.collective_id, left_too=True)
    ids = {one.name: one.id for one in known}
    if name not in ids:
        raise DomainError("organisation_unknown")
    had = row.organisation_id or 0
    return had if holders_of(known).get(had) == ids[name] else ids[name]


def _member(row: MemberRow, college: str, names: Mapping[int, str], organisation_id: int | None) -> Member:
    return Member(
        row.id or 0, row.name, college, row.role, names.get(organisation_id or 0, ""), row.seat_id, row.core,
        row.joined_on, row.left_on, organisation_id,
    )  # fmt: skip

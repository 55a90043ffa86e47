"""Who sits at the table: organisations come, leave, come back; nothing of that is forgotten."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from qic_core.collective.rules import SECTOR_LENGTH, SECTORS, Organisation, check_name, holders_of
from qic_core.collective.service import list_colleges
from qic_core.collective.tables import CollegeRow, FormerNameRow, OrganisationRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.spreadsheet import folded
from qic_core.words import Words


def add_organisation(
    work: Work, *, collective_id: int, name: str, college: str, sector: str = "", joined_on: date | None = None
) -> int:
    """Seat an organisation at the table, in one of the collective's collèges; return its id."""
    row = OrganisationRow(
        collective_id=collective_id,
        college_id=college_id_of(work.session, collective_id, college),
        name=_free_name(work.session, collective_id, name),
        sector=check_sector(sector),
        joined_on=joined_on,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def edit_organisation(
    work: Work,
    *,
    organisation_id: int,
    name: str,
    college: str,
    sector: str,
    joined_on: date | None,
    left_on: date | None,
    renamed_on: date | None = None,
) -> None:
    """Change what is said of an organisation; with `left_on` it has left the table, without it is back.

    Another name that it bears since `renamed_on` leaves the former one in the history; without that day, or with
    other capitals and accents only, the name was written wrong and is corrected.
    """
    row = own_organisation(work, organisation_id)
    if row.merged_into_id is not None:
        into = work.session.get_one(OrganisationRow, row.merged_into_id)
        raise DomainError("organisation_merged", name=row.name, into=into.name)
    check_stay(joined_on, left_on)
    clean = _free_name(work.session, row.collective_id, name, but=organisation_id)
    if renamed_on is not None and folded(clean) != folded(row.name):
        _keep_name(work, row, clean, renamed_on, joined_on)
    row.name = clean
    row.college_id = college_id_of(work.session, row.collective_id, college)
    row.sector, row.joined_on, row.left_on = check_sector(sector), joined_on, left_on
    work.session.flush()


def list_organisations(session: Session, collective_id: int, *, left_too: bool = False) -> list[Organisation]:
    """Return who sits at the table, collège by collège; `left_too` adds those that have left."""
    rows = (
        select(OrganisationRow, CollegeRow.name)
        .join(CollegeRow, col(CollegeRow.id) == OrganisationRow.college_id)
        .where(OrganisationRow.collective_id == collective_id)
        .order_by(col(CollegeRow.position), col(OrganisationRow.name))
    )
    return [
        Organisation(row.id or 0, row.name, college, row.sector, row.joined_on, row.left_on, row.merged_into_id)
        for row, college in session.exec(rows)
        if left_too or row.left_on is None
    ]


def successors(session: Session, collective_id: int) -> dict[int, int]:
    """Return who holds each organisation's place today (id → id): itself, or the one that it merged into at last."""
    return holders_of(list_organisations(session, collective_id, left_too=True))


def missing_sectors(organisations: Sequence[Organisation], words: Words) -> list[str]:
    """Return the expected sectors, in these words, that nobody at the table works in, however they wrote it."""
    covered = {folded(organisation.sector) for organisation in organisations if organisation.left_on is None}
    expected = {sector: words.gettext(sector) for sector in SECTORS}
    return [name for sector, name in expected.items() if covered.isdisjoint({folded(sector), folded(name)})]


def own_organisation(work: Work, organisation_id: int) -> OrganisationRow:
    """Return the row of an organisation of the collective at work; refuses another's."""
    row = work.session.get(OrganisationRow, organisation_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("organisation_unknown")
    return row


def college_id_of(session: Session, collective_id: int, name: str) -> int:
    """Return the id of one of the collective's collèges; refuses another name."""
    ids = {known.name: known.id for known in list_colleges(session, collective_id)}
    if name not in ids:
        raise DomainError("college_unknown", name=name, colleges=", ".join(ids))
    return ids[name]


def check_sector(sector: str) -> str:
    """Return a trimmed sector, which may be empty."""
    return check_name(sector, at_most=SECTOR_LENGTH) if sector.strip() else ""


def check_stay(joined_on: date | None, left_on: date | None) -> None:
    """Refuse someone who leaves before they came."""
    if joined_on and left_on and left_on < joined_on:
        raise DomainError("left_before_joined")


def check_past(day: date, work: Work) -> None:
    """Refuse a day that has not come yet."""
    if day > work.last_day:
        raise DomainError("day_in_future")


def _keep_name(work: Work, row: OrganisationRow, name: str, on: date, joined_on: date | None) -> None:
    """Keep what an organisation was called until a day; a name that it had for less than a day leaves no trace."""
    check_past(on, work)
    rows = select(FormerNameRow).where(FormerNameRow.organisation_id == row.id)
    last = work.session.exec(rows.order_by(col(FormerNameRow.until).desc(), col(FormerNameRow.id).desc())).first()
    since = max((day for day in (joined_on, last.until if last else None) if day), default=None)
    if since is None or since < on:
        work.session.add(FormerNameRow(organisation_id=row.id or 0, name=row.name, until=on))
    elif since > on:
        raise DomainError("renamed_too_early", name=row.name, since=since.strftime("%d/%m/%Y"))
    elif last is not None and last.until == on and folded(last.name) == folded(name):  # the former name again
        work.session.delete(last)


def _free_name(session: Session, collective_id: int, name: str, *, but: int = 0) -> str:
    clean = check_name(name)
    others = select(OrganisationRow.name).where(
        OrganisationRow.collective_id == collective_id, OrganisationRow.id != but
    )
    if clean.casefold() in {other.casefold() for other in session.exec(others)}:
        raise DomainError("organisation_twice", name=clean)
    return clean

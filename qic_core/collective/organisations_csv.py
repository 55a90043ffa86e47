"""Organisations from a spreadsheet: shown first, with what is wrong line by line; all written together, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from qic_core.collective.organisations import add_organisation, check_sector, list_organisations
from qic_core.collective.rules import check_name
from qic_core.collective.service import list_colleges
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.spreadsheet import LineError, folded, read_csv

ORGANISATIONS_AT_MOST = 500
HEADINGS = {
    "name": ("Nom", "Organisation", "Structure", "Name"),
    "college": ("Collège", "College"),
    "sector": ("Secteur", "Domaine", "Sector"),
}


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    name: str
    college: str
    sector: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring in, and what must be mended first."""

    organisations: Sequence[NewOrganisation]
    errors: Sequence[LineError]


def preview_organisations(session: Session, collective_id: int, data: bytes) -> Preview:
    """Read a file and hold each line against the others and against the collective."""
    colleges = {folded(college.name): college.name for college in list_colleges(session, collective_id)}
    taken = {known.name.casefold() for known in list_organisations(session, collective_id, left_too=True)}
    organisations, errors = [], []
    lines = read_csv(data, HEADINGS, at_most=ORGANISATIONS_AT_MOST)
    if any("college" not in cells for _line, cells in lines):
        raise DomainError("csv_heading_missing", heading=HEADINGS["college"][0])
    for line, cells in lines:
        try:
            found = _organisation(cells, colleges)
            if found.name.casefold() in taken:
                raise DomainError("organisation_twice", name=found.name)
            taken.add(found.name.casefold())
            organisations.append(found)
        except DomainError as error:
            errors.append(LineError(line, error))
    if not organisations and not errors:
        raise DomainError("csv_empty")
    return Preview(organisations, errors)


def write_organisations(work: Work, *, collective_id: int, preview: Preview) -> int:
    """Seat all that a preview without errors holds; return how many."""
    if preview.errors:
        raise DomainError("csv_has_errors")
    for found in preview.organisations:
        add_organisation(
            work, collective_id=collective_id, name=found.name, college=found.college, sector=found.sector,
            joined_on=work.now.date(),
        )  # fmt: skip
    return len(preview.organisations)


def _organisation(cells: dict[str, str], colleges: dict[str, str]) -> NewOrganisation:
    college = cells.get("college", "")
    if folded(college) not in colleges:
        raise DomainError("college_unknown", name=college, colleges=", ".join(colleges.values()))
    return NewOrganisation(check_name(cells["name"]), colleges[folded(college)], check_sector(cells.get("sector", "")))

"""Cards from a spreadsheet that others made: its columns are matched first; all cards are written together, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from qic_core.challenge.evidence import add_evidence, list_evidence
from qic_core.challenge.figures import read_figure, read_year
from qic_core.challenge.rules import Card, check_card, told_twice
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.spreadsheet import LineError, Spreadsheet, folded
from qic_core.words import N_

LINES_AT_MOST, CARDS_AT_MOST = 5000, 200


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a card: its name (a msgid), and how people head the column that holds it."""

    key: str
    title: str
    headings: tuple[str, ...]


PARTS = (
    Part(
        "statement",
        N_("What the figure says, or the question"),
        ("énoncé", "constat", "indicateur", "libellé", "intitulé", "description", "statement", "label"),
    ),
    Part("figure", N_("Figure"), ("valeur", "chiffre", "donnée", "résultat", "montant", "taux", "figure", "value")),
    Part("unit", N_("Unit"), ("unité", "unit")),
    Part("year", N_("Year"), ("année", "millésime", "date", "year")),
    Part(
        "perimeter",
        N_("Where"),
        ("périmètre", "territoire", "nom qp", "lib qp", "quartier", "qpv", "commune", "lieu", "site", "where"),
    ),
    Part("source", N_("Who says so, in which document"), ("source", "producteur", "référence", "origine")),
)


@dataclass(frozen=True, slots=True)
class Take:
    """Where a part comes from: the column of this place and, without column or in an empty cell, these words."""

    place: int | None = None
    otherwise: str = ""

    @property
    def says(self) -> bool:
        """Tell whether there is anything to take."""
        return self.place is not None or bool(self.otherwise.strip())


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring in, and what must be mended first."""

    cards: Sequence[Card]
    errors: Sequence[LineError]


def guess_places(headings: Sequence[str], parts: Sequence[Part] = PARTS) -> dict[str, int]:
    """Return the column that each part seems to stand in: headed by its name, else by something that begins with it."""
    plain = [" ".join(folded(heading).replace("_", " ").replace("-", " ").split()) for heading in headings]
    found: dict[str, int] = {}
    for begins in (False, True):
        for part in parts:
            places = _headed(plain, map(folded, part.headings), begins=begins)
            free = [place for place in places if place not in found.values()]
            if free and part.key not in found:
                found[part.key] = free[0]
    return found


def missing_parts(takes: Mapping[str, Take]) -> list[str]:
    """Return the titles of the parts that no line can do without and that nothing says yet."""
    needed = ["statement", *(["source"] if takes["figure"].says else [])]
    return [part.title for part in PARTS if part.key in needed and not takes[part.key].says]


def preview_evidence(
    session: Session, collective_id: int, sheet: Spreadsheet, takes: Mapping[str, Take], *, only: str, today: date
) -> Preview:
    """Read the lines that hold the words `only`, and check each against the others and the cards there are."""
    lines = [(line, cells) for line, cells in sheet.lines if folded(only) in folded(" ".join(cells))]
    if not lines:
        raise DomainError("csv_empty" if not sheet.lines else "csv_no_such_line", text=only)
    if len(lines) > CARDS_AT_MOST:
        raise DomainError("csv_too_many_cards", cards=len(lines), at_most=CARDS_AT_MOST)
    known: list[Card] = [*list_evidence(session, collective_id)]
    cards, errors = [], []
    for line, cells in lines:
        try:
            card = check_card(_card(cells, takes), today=today)
            if told_twice(card, known):
                raise DomainError("evidence_twice", text=card.statement)
            known.append(card)
            cards.append(card)
        except DomainError as error:
            errors.append(LineError(line, error))
    return Preview(cards, errors)


def write_evidence(work: Work, *, preview: Preview) -> int:
    """Keep all the cards of a preview without errors; return how many."""
    if preview.errors:
        raise DomainError("csv_has_errors")
    for card in preview.cards:
        add_evidence(work, card)
    return len(preview.cards)


def _headed(headings: Sequence[str], names: Iterable[str], *, begins: bool) -> list[int]:
    """Return the places of the headings that bear one of the names, the first name first."""
    return [
        place
        for name in names
        for place, heading in enumerate(headings)
        if heading == name or (begins and heading.startswith(name))
    ]


def _card(cells: Sequence[str], takes: Mapping[str, Take]) -> Card:
    told = {part.key: _cell(cells, takes.get(part.key, Take())) for part in PARTS}
    figure, sign = read_figure(told["figure"], unit=told["unit"])
    return Card(
        statement=told["statement"],
        figure=figure,
        unit=told["unit"] or sign,
        year=read_year(told["year"]),
        perimeter=told["perimeter"],
        source=told["source"],
    )


def _cell(cells: Sequence[str], take: Take) -> str:
    return (cells[take.place] if take.place is not None else "") or take.otherwise.strip()

"""What a challenge, its candidates and its evidence are. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

SENTENCE_LENGTH = 300
REASONS_LENGTH = 2000
NOTE_LENGTH = 1000
EVIDENCE_LENGTH = 1000
UNIT_LENGTH, PERIMETER_LENGTH, SOURCE_LENGTH = 40, 120, 300
LARGEST_FIGURE = 10**12
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Challenge:
    """An adopted challenge; `voices` (collège → voices) took part, `residents` of them residents."""

    id: int
    sentence: str
    reasons: str
    dissent: str
    voices: Mapping[str, int]
    residents: int
    adopted_on: date
    ended_at: datetime | None = None

    @property
    def everyone(self) -> int:
        return sum(self.voices.values())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A problem that may become the challenge; `version` tells whether someone else saved meanwhile."""

    id: int
    text: str
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A figure with its source, or (`figure` None) something that is not known yet, as it is written down."""

    statement: str
    figure: float | None = None
    unit: str = ""
    year: int | None = None
    perimeter: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Card):
    """A card that the collective keeps; `version` tells whether someone else saved meanwhile."""

    id: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """One scoring (0–3) of one condition, with what it rests on; `voices` scored it in the room, None: by hand."""

    id: int
    condition: str
    score: int
    evidence: str
    scored_on: date
    voices: int | None = None


def check_sentence(text: str) -> str:
    """Return a sentence to adopt or to propose; refuses an empty one."""
    clean = clean_text(text, at_most=SENTENCE_LENGTH)
    if not clean:
        raise DomainError("sentence_missing")
    return clean


def check_decision(*, reasons: str, dissent: str, voices: Mapping[str, int], residents: int) -> dict[str, Any]:
    """Return what is kept of a decision, by column: the same of a challenge and of a vision."""
    return {
        "reasons": clean_text(reasons, at_most=REASONS_LENGTH, lines=True),
        "dissent": clean_text(dissent, at_most=REASONS_LENGTH, lines=True),
        "voices": check_voices(voices, residents),
        "residents": residents,
    }


def check_voices(voices: Mapping[str, int], residents: int) -> dict[str, int]:
    """Return who took part, without the collèges that did not; refuses more residents than voices."""
    if any(count < 0 for count in voices.values()) or not 0 <= residents <= sum(voices.values()):
        raise DomainError("residents_out_of_bounds", voices=sum(voices.values()))
    return {college: count for college, count in voices.items() if count}


def check_card(card: Card, *, today: date) -> Card:
    """Return a card as it is kept; refuses a figure without its source, out of bounds or of a year that cannot be."""
    source = clean_text(card.source, at_most=SOURCE_LENGTH)
    if card.figure is not None and not abs(card.figure) <= LARGEST_FIGURE:
        raise DomainError("figure_out_of_bounds", lowest=-LARGEST_FIGURE, highest=LARGEST_FIGURE)
    if card.figure is not None and not source:
        raise DomainError("source_missing")
    if card.year is not None and not EARLIEST_YEAR <= card.year <= today.year:
        raise DomainError("year_out_of_bounds", earliest=EARLIEST_YEAR, latest=today.year)
    return Card(
        statement=check_sentence(card.statement),
        figure=card.figure,
        unit=clean_text(card.unit, at_most=UNIT_LENGTH),
        year=card.year,
        perimeter=clean_text(card.perimeter, at_most=PERIMETER_LENGTH),
        source=source,
    )


def told_twice(card: Card, others: Iterable[Card]) -> bool:
    """Tell whether one of the others says it already: same words, same place, same year, same source."""
    return _said(card) in map(_said, others)


def _said(card: Card) -> tuple[str, str, int | None, str]:
    return card.statement.casefold(), card.perimeter.casefold(), card.year, card.source.casefold()

"""What a challenge, its candidates and its evidence are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

SENTENCE_LENGTH = 300
REASONS_LENGTH = 2000
EVIDENCE_LENGTH = 1000
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
    """A problem that may become the challenge."""

    id: int
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure with its source, or (`figure` None) something that is not known yet."""

    id: int
    statement: str
    figure: float | None
    unit: str
    year: int | None
    perimeter: str
    source: str


@dataclass(frozen=True, slots=True)
class Score:
    """One scoring (0–3) of one start condition, with what it rests on."""

    condition: str
    score: int
    evidence: str
    scored_on: date


def check_sentence(text: str) -> str:
    """Return a sentence to adopt or to propose; refuses an empty one."""
    clean = clean_text(text, at_most=SENTENCE_LENGTH)
    if not clean:
        raise DomainError("sentence_missing")
    return clean


def check_voices(voices: Mapping[str, int], residents: int) -> dict[str, int]:
    """Return who took part, without the collèges that did not; refuses more residents than voices."""
    if any(count < 0 for count in voices.values()) or not 0 <= residents <= sum(voices.values()):
        raise DomainError("residents_out_of_bounds", voices=sum(voices.values()))
    return {college: count for college, count in voices.items() if count}


def check_figure(figure: float | None, source: str, year: int | None, *, today: date) -> None:
    """Refuse a figure without its source, or of a year that cannot be."""
    if figure is not None and not source.strip():
        raise DomainError("source_missing")
    if year is not None and not EARLIEST_YEAR <= year <= today.year:
        raise DomainError("year_out_of_bounds", earliest=EARLIEST_YEAR, latest=today.year)

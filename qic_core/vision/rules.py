"""What a draft of the vision, an amendment and an adopted vision are (A3-12, A3-14, A3-15). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

TEXT_LENGTH = 300
REASON_LENGTH = 1000
STATEMENTS_AT_MOST = 60
WAITING_AT_MOST = 20
LATEST_YEAR = 2100


class AmendmentState(StrEnum):
    """A proposed wording waits, then takes the place of the old one or not."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Another wording for a statement; `before` is what an accepted one replaced."""

    id: int
    text: str
    reason: str
    before: str
    state: AmendmentState


@dataclass(frozen=True, slots=True)
class Statement:
    """A draft of the vision, with what was proposed to change in it."""

    id: int
    text: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def waiting(self) -> tuple[Amendment, ...]:
        return tuple(one for one in self.amendments if one.state == AmendmentState.PROPOSED)

    @property
    def decided(self) -> tuple[Amendment, ...]:
        return tuple(one for one in self.amendments if one.state != AmendmentState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Vision:
    """An adopted vision; `voices` (collège → voices) took part, `residents` of them residents."""

    id: int
    text: str
    year: int
    reasons: str
    dissent: str
    voices: Mapping[str, int]
    residents: int
    adopted_on: date
    ended_at: datetime | None = None

    @property
    def everyone(self) -> int:
        return sum(self.voices.values())


def check_vision_text(text: str) -> str:
    """Return the text of a statement or a vision; refuses an empty one."""
    clean = clean_text(text, at_most=TEXT_LENGTH)
    if not clean:
        raise DomainError("vision_text_missing")
    return clean


def check_year(year: int, *, today: date) -> int:
    """Return the year of a vision; refuses one that is over or beyond imagination."""
    if not today.year <= year <= LATEST_YEAR:
        raise DomainError("vision_year_out_of_bounds", earliest=today.year, latest=LATEST_YEAR)
    return year

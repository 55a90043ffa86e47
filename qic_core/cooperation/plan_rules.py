"""The cooperation plan: what we need, what helps, side steps, and who does what by when. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from qic_core.errors import DomainError
from qic_core.words import N_
from qic_core.workshop.texts import clean_text

LINES_AT_MOST = 20
TEXT_LENGTH, WHO_LENGTH, NOTE_LENGTH = 300, 120, 300
FARTHEST = timedelta(days=5 * 366)
DAY = "%d/%m/%Y"


class Section(StrEnum):
    """The three questions of the workshop that follow the score (A5-02), and the promises that answer them."""

    NEED = "need"
    SUPPORT = "support"
    SIDE_STEP = "side_step"
    PROMISE = "promise"


SECTIONS = {
    Section.NEED: N_("What we need"),
    Section.SUPPORT: N_("What helps us"),
    Section.SIDE_STEP: N_("Side steps"),
    Section.PROMISE: N_("Who does what, by when"),
}


QUESTIONS = (Section.NEED, Section.SUPPORT, Section.SIDE_STEP)


class Outcome(StrEnum):
    """What became of a promise; one that is `CARRIED` stands in the plan that followed."""

    KEPT = "kept"
    PARTLY = "partly"
    DROPPED = "dropped"
    CARRIED = "carried"


OUTCOMES = {
    Outcome.KEPT: N_("promise kept"),
    Outcome.PARTLY: N_("kept in part"),
    Outcome.DROPPED: N_("given up"),
    Outcome.CARRIED: N_("carried into the next plan"),
}
SAID_OF_A_PROMISE = (Outcome.KEPT, Outcome.PARTLY, Outcome.DROPPED)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written on a line; who and by when are a promise's, and so is what became of it."""

    text: str
    who: str = ""
    due_on: date | None = None
    outcome: Outcome | None = None
    outcome_note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan."""

    id: int
    section: Section
    written: Written
    version: int = 1
    withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it is a promise of which nobody has said what became of it."""
        return self.section == Section.PROMISE and self.written.outcome is None

    def is_late(self, today: date) -> bool:
        """Tell whether it is an open promise whose day is past."""
        return self.is_open and self.written.due_on is not None and self.written.due_on < today


@dataclass(frozen=True, slots=True)
class Cover:
    """When a plan was made, when the next wave is held, and what else is to be said of it."""

    made_on: date
    next_wave_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A dated plan with its lines; the one without `ended_at` stands."""

    id: int
    cover: Cover
    lines: tuple[Line, ...] = ()
    version: int = 1
    ended_at: datetime | None = None

    def of(self, section: Section) -> list[Line]:
        """Return the lines of a section; promises by their day."""
        lines = [line for line in self.lines if line.section == section]
        return sorted(lines, key=lambda line: line.written.due_on or date.max)

    @property
    def open_promises(self) -> list[Line]:
        """Return the promises of which nobody has said what became of them, the next one due first."""
        return [line for line in self.of(Section.PROMISE) if line.is_open]


def check_cover(cover: Cover, *, last_day: date) -> Cover:
    """Return a cover with its note clean; refuses a plan of tomorrow, and a next wave that comes before it."""
    if cover.made_on > last_day:
        raise DomainError("day_in_future")
    if cover.next_wave_on is not None and not _is_ahead(cover.next_wave_on, cover.made_on):
        raise DomainError("plan_wave_out_of_bounds", **_bounds(cover.made_on))
    return replace(cover, note=clean_text(cover.note, at_most=NOTE_LENGTH))


def check_written(section: Section, written: Written, *, since: date) -> Written:
    """Return a line with its texts clean; a promise without who and a day from `since` on is refused.

    The other sections have neither.
    """
    text = clean_text(written.text, at_most=TEXT_LENGTH)
    if not text:
        raise DomainError("plan_line_empty")
    if section != Section.PROMISE:
        return Written(text)
    who = clean_text(written.who, at_most=WHO_LENGTH)
    if not who:
        raise DomainError("promise_without_who")
    if written.due_on is None:
        raise DomainError("promise_without_day")
    if not _is_ahead(written.due_on, since):
        raise DomainError("promise_day_out_of_bounds", **_bounds(since))
    note = clean_text(written.outcome_note, at_most=NOTE_LENGTH)
    return Written(text, who, written.due_on, written.outcome, note)


def refuse_twice(section: Section, written: Written, others: Sequence[Line]) -> None:
    """Refuse what a line of the section says already, whatever its capitals; two people may promise the same."""
    said = {(line.written.text.casefold(), line.written.who.casefold()) for line in others if line.section == section}
    if (written.text.casefold(), written.who.casefold()) in said:
        raise DomainError("plan_line_twice", text=written.text)


def _is_ahead(day: date, since: date) -> bool:
    return since <= day <= since + FARTHEST


def _bounds(since: date) -> dict[str, str]:
    return {"earliest": since.strftime(DAY), "latest": (since + FARTHEST).strftime(DAY)}

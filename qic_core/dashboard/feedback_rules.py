"""What a séminaire owes to those who spoke there (A2-16): when they are told what became of it, and how. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qic_core.errors import DomainError
from qic_core.words import Words
from qic_core.workshop.texts import clean_text

USUAL = timedelta(days=30)
FARTHEST = timedelta(days=5 * 366)
HOW_LENGTH = 300
DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Feedback:
    """The feedback that a séminaire owes, due by a day; `given_on` None: not given yet. Version 0: nobody set it.

    `voices` is the most that one of its questions gathered.
    """

    notebook_id: int
    title: str
    held_on: date
    due_on: date
    given_on: date | None = None
    how: str = ""
    voices: int = 0
    version: int = 0

    @property
    def id(self) -> int:
        return self.notebook_id

    @property
    def is_open(self) -> bool:
        return self.given_on is None

    def is_overdue(self, today: date) -> bool:
        """Tell whether those who spoke should have been told by now."""
        return self.is_open and self.due_on < today


def usual_day(held_on: date) -> date:
    """Return the day by which feedback is due when nobody chose another."""
    return held_on + USUAL


def check_feedback(*, held_on: date, due_on: date, given_on: date | None, how: str, last_day: date) -> str:
    """Return how it was given, clean; refuses days that cannot be, and a day without the how, or the reverse."""
    if not held_on <= due_on <= held_on + FARTHEST:
        raise DomainError(
            "feedback_due_out_of_bounds", earliest=f"{held_on:{DAY}}", latest=f"{held_on + FARTHEST:{DAY}}"
        )
    clean = clean_text(how, at_most=HOW_LENGTH)
    if given_on is None:
        if clean:
            raise DomainError("feedback_day_missing")
        return ""
    if not held_on <= given_on <= last_day:
        raise DomainError("feedback_day_out_of_bounds", earliest=f"{held_on:{DAY}}")
    if not clean:
        raise DomainError("feedback_how_missing")
    return clean


def feedback_line(one: Feedback, words: Words, *, today: date) -> str:
    """Return in one sentence what a séminaire owes to those who spoke there, or when and how they were told."""
    if one.given_on is not None:
        told = words.gettext("Those who spoke were told what became of it on %(day)s: %(how)s")
        return told % {"day": f"{one.given_on:{DAY}}", "how": one.how}
    if one.is_overdue(today):
        told = words.ngettext(
            "%(n)s voice spoke here and should have been told by %(day)s what became of it.",
            "%(n)s voices spoke here and should have been told by %(day)s what became of it.",
            one.voices,
        )
    else:
        told = words.ngettext(
            "%(n)s voice spoke here and is to be told by %(day)s what became of it.",
            "%(n)s voices spoke here and are to be told by %(day)s what became of it.",
            one.voices,
        )
    return told % {"n": one.voices, "day": f"{one.due_on:{DAY}}"}


def overview_sentence(found: Sequence[Feedback], words: Words, *, today: date) -> str:
    """Return of how many séminaires people were told what became of it, and how many are overdue."""
    given, late = sum(not one.is_open for one in found), sum(one.is_overdue(today) for one in found)
    said = {"given": given, "n": len(found)}
    told = words.gettext("Séminaires after which those who spoke were told what became of it: %(given)s of %(n)s.")
    overdue = words.gettext("Overdue: %(n)s.") % {"n": late}
    return f"{told % said} {overdue}" if late else told % said


def in_order(found: Sequence[Feedback]) -> list[Feedback]:
    """Return those still owed, the first due first; then those given, the latest first."""
    owed = sorted((one for one in found if one.is_open), key=lambda one: (one.due_on, one.notebook_id))
    given = sorted((one for one in found if not one.is_open), key=lambda one: one.given_on or date.min, reverse=True)
    return [*owed, *given]

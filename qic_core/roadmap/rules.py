"""What the one page says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qic_core.actions.overview import Around
from qic_core.actions.rules import Plan
from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

ACTIONS_AT_MOST = 5
WHAT_LENGTH = 160
WHO_LENGTH = 120
NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class FirstAction:
    """What is done first, by whom, by when."""

    what: str
    who: str = ""
    by: date | None = None


def first_action_of(plan: Plan, around: Around) -> FirstAction:
    """Return an action as a line of the page."""
    return FirstAction(plan.title, around.name(plan.lead_id), plan.ends_on)


@dataclass(frozen=True, slots=True)
class Step:
    """A change as the page tells it; one that is not `told` is left off the page, and stays in the pathways."""

    title: str
    for_whom: str = ""
    by: date | None = None
    id: int = 0
    told: bool = True


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Challenge, vision, changes by horizon, first actions, next loop; a collective has one, under its own `id`.

    `version` 0: its form was never saved.
    """

    collective: str
    place: str
    challenge: str
    vision: str
    year: int | None
    short: tuple[Step, ...]
    medium: tuple[Step, ...]
    long: tuple[Step, ...]
    first_actions: tuple[FirstAction, ...]
    next_loop_on: date | None
    next_loop_note: str
    address: str
    version: int
    id: int = 0

    @property
    def columns(self) -> tuple[tuple[Step, ...], ...]:
        """Return all changes, column by column, from today to the vision."""
        return self.short, self.medium, self.long

    @property
    def is_full(self) -> bool:
        """Tell whether no first action more goes on the page."""
        return len(self.first_actions) >= ACTIONS_AT_MOST

    @property
    def steps(self) -> tuple[tuple[Step, ...], ...]:
        """Return the changes that the page tells, column by column."""
        return tuple(tuple(step for step in column if step.told) for column in self.columns)


def check_actions(actions: Sequence[FirstAction]) -> tuple[FirstAction, ...]:
    """Return the actions without the lines left empty; refuses one that doesn't say what, or too many."""
    clean = [
        FirstAction(clean_text(one.what, at_most=WHAT_LENGTH), clean_text(one.who, at_most=WHO_LENGTH), one.by)
        for one in actions
    ]
    told = tuple(one for one in clean if one.what or one.who or one.by)
    if not all(one.what for one in told):
        raise DomainError("action_missing")
    if len(told) > ACTIONS_AT_MOST:
        raise DomainError("too_many_actions", at_most=ACTIONS_AT_MOST)
    return told


def check_loop_note(note: str) -> str:
    """Return what is said of the next loop, on one line; refuses an over-long one."""
    return clean_text(note, at_most=NOTE_LENGTH)


def beyond(roadmap: Roadmap, keep: Sequence[int]) -> list[int]:
    """Return the ids of the changes that leave the page when each column tells its first `keep` only."""
    return [step.id for column, most in zip(roadmap.steps, keep, strict=True) for step in column[most:]]


def days_gone(roadmap: Roadmap, *, today: date) -> bool:
    """Tell whether a day that the form keeps lies before today."""
    days = [roadmap.next_loop_on, *(action.by for action in roadmap.first_actions)]
    return any(day is not None and day < today for day in days)

"""What an evaluation loop is, what it decides of each action, and what may be written of it. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from qic_core.cooperation.plan_rules import DAY, FARTHEST, SAID_OF_A_PROMISE, Outcome
from qic_core.days import check_day
from qic_core.errors import DomainError
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.workshop.texts import clean_text

TITLE_LENGTH, NOTE_LENGTH = 120, 1000
WHAT_LENGTH, WHO_LENGTH, OUTCOME_NOTE_LENGTH = 300, 120, 300
STORY_LENGTH = 1000
NAMED_AT_MOST = 3
# A loop may be prepared before it is held.
AHEAD_AT_MOST = timedelta(days=92)
# What is changed is promised, by somebody and by a day.
CHANGING = (Verdict.ADJUST, Verdict.REDIRECT)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a loop is opened: what it is called, when it is held, which changes it is about."""

    title: str
    held_on: date
    change_ids: tuple[int, ...]
    note: str = ""

    def clean(self, *, last_day: date) -> "Opening":
        """Return it trimmed; refuses no title, no change, a day that was mistyped or lies too far ahead."""
        title = clean_text(self.title, at_most=TITLE_LENGTH)
        if not title:
            raise DomainError("loop_untitled")
        if not self.change_ids:
            raise DomainError("loop_without_change")
        check_day(self.held_on)
        if self.held_on > last_day + AHEAD_AT_MOST:
            raise DomainError("loop_too_far", days=AHEAD_AT_MOST.days)
        return replace(
            self,
            title=title,
            change_ids=tuple(dict.fromkeys(self.change_ids)),
            note=clean_text(self.note, at_most=NOTE_LENGTH, lines=True),
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of an action; with who and a day it is a promise, which a change must be: the next loop asks.

    `clean` holds it to its bounds.
    """

    verdict: Verdict | None
    what: str = ""
    who: str = ""
    due_on: date | None = None

    def clean(self, *, since: date) -> "Decided":
        """Return it trimmed; refuses no verdict, a change that is not told, half a promise, a day out of bounds."""
        what = clean_text(self.what, at_most=WHAT_LENGTH)
        who = clean_text(self.who, at_most=WHO_LENGTH)
        if self.verdict is None:
            raise DomainError("decision_unsaid")
        if self.verdict != Verdict.CONTINUE and not what:
            raise DomainError("decision_unexplained")
        promises = self.verdict in CHANGING or who or self.due_on is not None
        if promises and not who:
            raise DomainError("promise_without_who")
        if promises and self.due_on is None:
            raise DomainError("promise_without_day")
        if self.due_on is not None and not since <= self.due_on <= since + FARTHEST:
            earliest, latest = since.strftime(DAY), (since + FARTHEST).strftime(DAY)
            raise DomainError("promise_day_out_of_bounds", earliest=earliest, latest=latest)
        return Decided(self.verdict, what, who, self.due_on)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a loop, held on a day, decides of an action; nothing yet without a verdict.

    `is_over`: the action is done, was stopped or taken away, and waits for no decision any more.
    """

    id: int
    loop_id: int
    action_id: int
    action: str
    verdict: Verdict | None = None
    what: str = ""
    who: str = ""
    due_on: date | None = None
    outcome: Outcome | None = None
    outcome_note: str = ""
    version: int = 1
    decided_at: datetime | None = None
    held_on: date = date.min
    is_over: bool = False

    @property
    def waits(self) -> bool:
        """Tell whether the loop has still to decide."""
        return self.verdict is None and not self.is_over

    @property
    def is_promise(self) -> bool:
        """Tell whether somebody promised something by a day."""
        return bool(self.who) and self.due_on is not None

    @property
    def is_open_promise(self) -> bool:
        """Tell whether it is a promise of which nobody has said what became of it."""
        return self.is_promise and self.outcome is None

    def is_late(self, today: date) -> bool:
        """Tell whether it is an open promise whose day is past."""
        return self.is_open_promise and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Loop:
    """An evaluation loop with its decisions, in the order of its actions."""

    id: int
    notebook_id: int | None
    title: str
    held_on: date
    state: LoopState
    note: str = ""
    change_ids: tuple[int, ...] = ()
    decisions: tuple[Decision, ...] = ()
    version: int = 1

    @property
    def undecided(self) -> list[Decision]:
        """Return what is still to be decided before the loop can be closed."""
        return [decision for decision in self.decisions if decision.waits]

    @property
    def action_ids(self) -> list[int]:
        """Return the actions that the loop decides of."""
        return [decision.action_id for decision in self.decisions]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises were made, and what is said to have become of them."""

    made: int
    kept: int
    partly: int
    dropped: int

    @property
    def open(self) -> int:
        return self.made - self.kept - self.partly - self.dropped


def check_at_work(state: str, title: str) -> None:
    """Refuse to write in a loop, or to ask about it, while it rests or once it is over."""
    if state == LoopState.CLOSED:
        raise DomainError("loop_closed", title=title)
    if state == LoopState.PAUSED:
        raise DomainError("loop_paused", title=title)


def check_undecided(loop: Loop) -> None:
    """Refuse to end a loop as long as an action waits for its decision; the first ones are named."""
    waiting = [decision.action for decision in loop.undecided]
    if waiting:
        more = ["…"] if len(waiting) > NAMED_AT_MOST else []
        raise DomainError("loop_undecided", actions=" · ".join([*waiting[:NAMED_AT_MOST], *more]))


def check_outcome(outcome: Outcome | None, note: str) -> str:
    """Return the note on what became of a promise, trimmed; refuses what is said of plans only."""
    if outcome is not None and outcome not in SAID_OF_A_PROMISE:
        raise DomainError("outcome_impossible")
    return clean_text(note, at_most=OUTCOME_NOTE_LENGTH)

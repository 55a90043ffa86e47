"""What is due, to whom it was promised, and what is overdue. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qic_core.words import N_

# What is due later than this is not told yet.
AHEAD = timedelta(days=31)
# A loop or a wave held a little before its day is that one.
EARLY = timedelta(days=31)
# A loop is a séminaire or two: whoever comes back must see that one is open, and by when it was to be closed.
OPEN_AT_MOST = timedelta(days=14)


class DueKind(StrEnum):
    """What may be due."""

    DECISION = "decision"
    PLAN = "plan"
    FIRST_ACTION = "first_action"
    FEEDBACK = "feedback"
    LOOP = "loop"
    OPEN_LOOP = "open_loop"
    PAUSED_LOOP = "paused_loop"
    WAVE = "wave"
    MEASURE = "measure"


DUES: Mapping[DueKind, str] = {
    DueKind.DECISION: N_("Promise of a loop"),
    DueKind.PLAN: N_("Promise of the cooperation plan"),
    DueKind.FIRST_ACTION: N_("First action of the roadmap"),
    DueKind.FEEDBACK: N_("Feedback to residents"),
    DueKind.LOOP: N_("Next evaluation loop"),
    DueKind.OPEN_LOOP: N_("Loop to be closed"),
    DueKind.PAUSED_LOOP: N_("Paused loop to be taken up again, or closed"),
    DueKind.WAVE: N_("Next wave of cooperation"),
    DueKind.MEASURE: N_("Measure awaited"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a day: its own words and whose promise it is, where it has such; `id` opens it on its page."""

    kind: DueKind
    due_on: date
    text: str = ""
    who: str = ""
    id: int | None = None

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day is past."""
        return self.due_on < today


def overdue(dues: Iterable[Due], *, today: date) -> list[Due]:
    """Return what is overdue: what was promised comes before what is to be measured, the oldest first."""
    return sorted((one for one in dues if one.is_overdue(today)), key=_rank)


def coming(dues: Iterable[Due], *, today: date) -> list[Due]:
    """Return what is due soon, in the same order."""
    return sorted((one for one in dues if today <= one.due_on <= today + AHEAD), key=_rank)


def _rank(due: Due) -> tuple[bool, date]:
    return due.kind == DueKind.MEASURE, due.due_on

"""The promises of the plan, on which the next wave opens: the room says whether they are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from qic_core.cooperation.plan import standing_plan
from qic_core.cooperation.plan_rules import DAY, Line
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.kinds.agreement import Agreement
from qic_core.workshop.runs import closed_runs
from qic_core.workshop.texts import shortened

SUBJECT, TABLE = "promises", "cooperation_plan_line"
RUNS_AT_MOST = 20
SHORTEST = 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the room said of a promise: how many call it kept, how many do not, how many pass."""

    run_id: int
    closed_at: datetime | None
    kept: int
    not_kept: int
    passed: int

    @property
    def voices(self) -> int:
        return self.kept + self.not_kept + self.passed


def promise_items(session: Session, collective_id: int) -> list[Item]:
    """Return the open promises of the plan that stands as what a cell asks about, the next one due first."""
    plan = standing_plan(session, collective_id)
    return [Item(f"p{line.id}", _asked(line), thing=(TABLE, line.id)) for line in (plan.open_promises if plan else ())]


def verdicts(session: Session, collective_id: int) -> dict[int, Verdict]:
    """Return what the room last said of promises (line id → verdict), as far as anybody answered."""
    found: dict[int, Verdict] = {}
    for run in closed_runs(session, collective_id, [Agreement.name], at_most=RUNS_AT_MOST, about=SUBJECT):
        statements = run.output["summary"]["statements"] if run.output else {}
        for item in run.content.items:
            said = statements.get(item.key)
            if item.thing and item.thing[0] == TABLE and said and said["seen"]:
                verdict = Verdict(run.id, run.closed_at, said["agree"], said["disagree"], said["pass"])
                found.setdefault(item.thing[1], verdict)
    return found


def _asked(line: Line) -> str:
    """Return a promise in the length of an item: what is promised is shortened before who and when are."""
    who = shortened(line.written.who, at_most=ITEM_LENGTH - SHORTEST)
    told = f" ({who}, {line.written.due_on:{DAY}})" if line.written.due_on else f" ({who})"
    return shortened(line.written.text, at_most=ITEM_LENGTH - len(told)) + told

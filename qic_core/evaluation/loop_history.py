"""The loops that are over, at a glance: how much each decided, and what became of what it promised."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from qic_core.cooperation.plan_rules import Outcome
from qic_core.evaluation.loop_rules import Tally
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.tables import DecisionRow, LoopRow


@dataclass(frozen=True, slots=True)
class Past:
    """A closed loop, without its decisions: how many there are, and how many of its promises were kept."""

    id: int
    title: str
    held_on: date
    decided: int
    promises: Tally


def past_loops(session: Session, collective_id: int) -> list[Past]:
    """Return the loops that are closed, the latest first; counted by the database, however many decisions they hold."""
    is_promise = (col(DecisionRow.who) != "") & col(DecisionRow.due_on).is_not(None)
    became = [is_promise & (col(DecisionRow.outcome) == one) for one in (Outcome.KEPT, Outcome.PARTLY, Outcome.DROPPED)]
    counted = [func.sum(case((that, 1), else_=0)) for that in (col(DecisionRow.verdict) != "", is_promise, *became)]
    asked = (
        select(col(LoopRow.id), col(LoopRow.title), col(LoopRow.held_on), *counted)
        .join(DecisionRow, col(DecisionRow.loop_id) == LoopRow.id, isouter=True)
        .where(col(LoopRow.collective_id) == collective_id, col(LoopRow.state) == LoopState.CLOSED)
        .group_by(col(LoopRow.id), col(LoopRow.title), col(LoopRow.held_on))
        .order_by(col(LoopRow.held_on).desc(), col(LoopRow.id).desc())
    )
    return [
        Past(key, title, held_on, decided, Tally(made, kept, partly, dropped))
        for key, title, held_on, decided, made, kept, partly, dropped in session.connection().execute(asked)
    ]

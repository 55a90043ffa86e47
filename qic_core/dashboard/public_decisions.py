"""What closed loops decided of actions that stand, as anybody may read it: never who."""

from sqlmodel import Session, col, select

from qic_core.actions.tables import ActionRow
from qic_core.dashboard.public_rules import DECISIONS_AT_MOST, Decided
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopRow
from qic_core.thread.rules import ThingKind


def loop_decisions(session: Session, collective_id: int) -> list[Decided]:
    """Return the decisions of the loops that are over, the latest first."""
    asked = (
        select(LoopRow, DecisionRow, ActionRow.title)
        .join(DecisionRow, col(DecisionRow.loop_id) == LoopRow.id)
        .join(ActionRow, col(ActionRow.id) == DecisionRow.action_id)
        .where(LoopRow.collective_id == collective_id, LoopRow.state == LoopState.CLOSED)
        .where(DecisionRow.verdict != "", col(ActionRow.withdrawn_at).is_(None))
        .order_by(col(LoopRow.held_on).desc(), col(LoopRow.id).desc(), col(DecisionRow.id))
        .limit(DECISIONS_AT_MOST)
    )
    return [
        Decided(loop.held_on, ThingKind.DECISION, title, Verdict(made.verdict), made.what)
        for loop, made, title in session.exec(asked)
    ]

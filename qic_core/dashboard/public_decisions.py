"""What closed loops decided of actions that stand, as anybody may read it: never who; and what was learnt."""

from sqlmodel import Session, col, select

from qic_core.actions.tables import ActionRow
from qic_core.dashboard.public_rules import DECISIONS_AT_MOST, Decided
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LearningRow, LoopRow
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


def decisions_said(session: Session, collective_id: int) -> dict[int, str]:
    """Return what each decision of the loops that are over says: what is to be done, else the action that goes on."""
    asked = (
        select(DecisionRow.id, DecisionRow.what, ActionRow.title)
        .join(LoopRow, col(LoopRow.id) == DecisionRow.loop_id)
        .join(ActionRow, col(ActionRow.id) == DecisionRow.action_id)
        .where(LoopRow.collective_id == collective_id, LoopRow.state == LoopState.CLOSED)
        .where(DecisionRow.verdict != "", col(ActionRow.withdrawn_at).is_(None))
    )
    return {key or 0: what or title for key, what, title in session.exec(asked)}


def learning_ids(session: Session, collective_id: int) -> list[int]:
    """Return the ids of the learnings that stand; their words are not for everybody."""
    asked = select(LearningRow.id).where(LearningRow.collective_id == collective_id)
    return [key or 0 for key in session.exec(asked.where(col(LearningRow.withdrawn_at).is_(None)))]

"""The five conditions of collective impact: where they stand, and what the data of the journey say of each.

Their scores are kept with those of the start conditions (`challenge.service.score_condition`): one history for both.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, case, distinct, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow, ReinforcementRow
from qic_core.challenge.service import list_scores
from qic_core.collective.tables import MeetingRow, MemberRow
from qic_core.dashboard.condition_rules import Found, Standing, standings
from qic_core.dashboard.feedback import due_feedback
from qic_core.dashboard.feedback_rules import Feedback
from qic_core.dashboard.public_page import public_switch
from qic_core.dashboard.step_facts import answered
from qic_core.db.engine import Database
from qic_core.db.tables import revision_of
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.tables import IndicatorRow, LoopRow, MeasureRow
from qic_core.vision.service import current_vision
from qic_core.workshop.tables import RunRow

LATELY = timedelta(days=366)
KEPT = 32


def conditions_at(database: Database, collective_id: int, *, today: date) -> tuple[Sequence[Standing], Found]:
    """Return where the five stand and what the data say; gathered anew when the revision or the day has moved."""
    with database.reading() as session:
        revision = revision_of(session, collective_id)
    return _kept(database, collective_id, revision, today)


def standing(session: Session, collective_id: int) -> list[Standing]:
    """Return where the five conditions stand, each with its scorings, the first first."""
    return standings(list_scores(session, collective_id))


def evidence_found(session: Session, collective_id: int, today: date) -> Found:
    """Return what the data of the journey say of the five conditions."""
    return Found(
        **_of_vision(session, collective_id),
        **_of_actions(session, collective_id),
        **_of_evaluation(session, collective_id, today),
        **_of_feedback(due_feedback(session, collective_id, today), today),
        public=public_switch(session, collective_id).shown,
        **_of_people(session, collective_id, today),
    )


@lru_cache(maxsize=KEPT)
def _kept(database: Database, collective_id: int, _revision: int, today: date) -> tuple[Sequence[Standing], Found]:
    with database.reading() as session:
        return standing(session, collective_id), evidence_found(session, collective_id, today)


def _of_vision(session: Session, collective_id: int) -> dict[str, Any]:
    vision = current_vision(session, collective_id)
    if vision is None:
        return {}
    return {"vision_on": vision.adopted_on, "residents": vision.residents, "everyone": vision.everyone}


def _of_actions(session: Session, collective_id: int) -> dict[str, Any]:
    """Count the actions that stand, and how often one of them strengthens another: the latest word on a pair holds."""
    latest = (
        columns(func.max(ReinforcementRow.id))
        .where(col(ReinforcementRow.collective_id) == collective_id)
        .group_by(col(ReinforcementRow.from_id), col(ReinforcementRow.to_id))
        .scalar_subquery()
    )
    start, end = aliased(ActionRow), aliased(ActionRow)
    pairs = (
        columns(func.count())
        .select_from(ReinforcementRow)
        .join(start, col(ReinforcementRow.from_id) == col(start.id))
        .join(end, col(ReinforcementRow.to_id) == col(end.id))
        .where(col(ReinforcementRow.id).in_(latest), col(ReinforcementRow.value) > 0, _stands(start), _stands(end))
    )
    actions = columns(func.count()).where(col(ActionRow.collective_id) == collective_id, _stands(ActionRow))
    return {"actions": session.scalar(actions) or 0, "reinforcing": session.scalar(pairs) or 0}


def _of_evaluation(session: Session, collective_id: int, today: date) -> dict[str, Any]:
    """Count the indicators, and those measured within a year: by hand, or by a run that the room has closed."""
    since = today - LATELY
    known = (col(IndicatorRow.collective_id) == collective_id) & col(IndicatorRow.withdrawn_at).is_(None)
    by_hand = (
        columns(col(MeasureRow.id))
        .where(col(MeasureRow.indicator_id) == IndicatorRow.id, col(MeasureRow.measured_on) >= since)
        .where(col(MeasureRow.value).is_not(None), col(MeasureRow.superseded_at).is_(None))
    )
    by_room = (
        columns(col(RunRow.id))
        .where(col(RunRow.cell_id) == IndicatorRow.cell_id, answered())
        .where(col(RunRow.closed_at) >= datetime.combine(since, time(), UTC))
    )
    counted = columns(func.count(), func.count(case((by_hand.exists() | by_room.exists(), 1))))
    indicators, measured = session.execute(counted.select_from(IndicatorRow).where(known)).one()
    loops = columns(func.max(LoopRow.held_on)).where(
        col(LoopRow.collective_id) == collective_id, col(LoopRow.state) == LoopState.CLOSED
    )
    return {"indicators": indicators, "measured": measured, "loop_on": session.scalar(loops)}


def _of_feedback(found: list[Feedback], today: date) -> dict[str, Any]:
    return {
        "seminaires": len(found),
        "given": sum(not one.is_open for one in found),
        "overdue": sum(one.is_overdue(today) for one in found),
    }


def _of_people(session: Session, collective_id: int, today: date) -> dict[str, Any]:
    """Count the seats of the trinôme that somebody holds and the core group, and say when it last met."""
    people = columns(func.count(distinct(col(MemberRow.seat_id))), func.count(case((col(MemberRow.core), 1))))
    here = people.where(col(MemberRow.collective_id) == collective_id, col(MemberRow.left_on).is_(None))
    seats, core = session.execute(here).one()
    met = columns(func.max(MeetingRow.held_on)).where(
        col(MeetingRow.collective_id) == collective_id, col(MeetingRow.held_on) <= today
    )
    return {"seats": seats, "core": core, "met_on": session.scalar(met)}


def _stands(action: type[ActionRow]) -> ColumnElement[bool]:
    return col(action.withdrawn_at).is_(None) & (col(action.status) != Status.STOPPED)

"""Count what the journey holds, step by step, in one question to the database."""

from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow, ReinforcementRow
from qic_core.challenge.tables import CandidateRow, ChallengeRow
from qic_core.collective.tables import MemberRow, OrganisationRow
from qic_core.cooperation.tables import PlanRow
from qic_core.cooperation.waves import KIND
from qic_core.dashboard.step_rules import Facts
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.tables import IndicatorRow, LearningRow, LoopRow, MeasureRow, ObservationRow, OutcomeRow
from qic_core.pathways.tables import ChangeRow, LinkRow
from qic_core.roadmap.tables import RoadmapRow
from qic_core.vision.tables import StatementRow, VisionRow
from qic_core.workshop.kind import Visibility
from qic_core.workshop.runs import RunState
from qic_core.workshop.tables import CellRow, ContributionRow, RunRow

# Where the room says how closely it works: as a whole, and pair by pair.
WAVES = ("cooperation", KIND)
Which: TypeAlias = ColumnElement[bool]
Questions: TypeAlias = dict[str, Select[Any]]
Withdrawn: TypeAlias = (
    type[CandidateRow]
    | type[StatementRow]
    | type[ChangeRow]
    | type[LinkRow]
    | type[ActionRow]
    | type[IndicatorRow]
    | type[LearningRow]
    | type[OutcomeRow]
)
Adopted: TypeAlias = type[ChallengeRow] | type[VisionRow] | type[PlanRow]


def facts_of(session: Session, collective_id: int) -> Facts:
    """Return what the journey holds."""
    questions = {
        **_people(collective_id),
        **_adopted(collective_id),
        **_pathways(collective_id),
        **_actions(collective_id),
        **_evaluation(collective_id),
    }
    asked = [question.scalar_subquery().label(name) for name, question in questions.items()]
    row = session.connection().execute(select(*asked)).one()
    roadmap = session.get(RoadmapRow, collective_id)
    told = {"first_actions": len(roadmap.first_actions), "next_loop_on": roadmap.next_loop_on} if roadmap else {}
    return Facts(**{**row._asdict(), **told})


def _people(collective_id: int) -> Questions:
    seated = (col(OrganisationRow.collective_id) == collective_id) & col(OrganisationRow.left_on).is_(None)
    there = (col(MemberRow.collective_id) == collective_id) & col(MemberRow.left_on).is_(None)
    return {
        "organisations": _count(seated),
        "seats": select(func.count(distinct(col(MemberRow.seat_id)))).where(there),
    }


def _adopted(collective_id: int) -> Questions:
    return {
        "candidates": _count(_standing(CandidateRow, collective_id)),
        "challenge_on": _day(ChallengeRow, ChallengeRow.adopted_on, collective_id),
        "statements": _count(_standing(StatementRow, collective_id)),
        "vision_on": _day(VisionRow, VisionRow.adopted_on, collective_id),
        "plan_on": _day(PlanRow, PlanRow.made_on, collective_id),
    }


def _pathways(collective_id: int) -> Questions:
    return {
        "changes": _count(_standing(ChangeRow, collective_id)),
        "horizons": select(func.count(distinct(col(ChangeRow.horizon)))).where(_standing(ChangeRow, collective_id)),
        "links": _count(_standing(LinkRow, collective_id)),
    }


def _actions(collective_id: int) -> Questions:
    standing = _standing(ActionRow, collective_id)
    acting = standing & (col(ActionRow.status) != Status.STOPPED)
    pair = (col(ReinforcementRow.from_id), col(ReinforcementRow.to_id))
    of_it = col(ReinforcementRow.collective_id) == collective_id
    latest = select(func.max(col(ReinforcementRow.id))).where(of_it).group_by(*pair)
    said = col(ReinforcementRow.id).in_(latest) & col(ReinforcementRow.value).is_not(None)
    ends = [select(col(end)).where(said) for end in (ReinforcementRow.from_id, ReinforcementRow.to_id)]
    return {
        "actions": _count(standing),
        "moving": _count(standing & col(ActionRow.status).in_([Status.RUNNING, Status.DONE])),
        "acting": _count(acting),
        "linked": _count(acting & or_(*[col(ActionRow.id).in_(end) for end in ends])),
    }


def _evaluation(collective_id: int) -> Questions:
    indicators = _standing(IndicatorRow, collective_id)
    of_it = (col(MeasureRow.indicator_id) == IndicatorRow.id) & col(MeasureRow.superseded_at).is_(None)
    by_hand = select(col(MeasureRow.id)).where(of_it, col(MeasureRow.value).is_not(None))
    by_room = select(col(RunRow.id)).where(col(RunRow.cell_id) == IndicatorRow.cell_id, answered())
    loops = col(LoopRow.collective_id) == collective_id
    seen = col(ObservationRow.collective_id) == collective_id
    closed = (col(RunRow.collective_id) == collective_id) & answered()
    waves = select(func.count()).select_from(RunRow).join(CellRow, col(CellRow.id) == RunRow.cell_id)
    return {
        "waves": waves.where(closed, col(CellRow.kind).in_(WAVES)),
        "indicators": _count(indicators),
        "measured": _count(indicators & (by_hand.exists() | by_room.exists())),
        "loops": _count(loops),
        "closed": _count(loops & (col(LoopRow.state) == LoopState.CLOSED)),
        "learnings": _count(_standing(LearningRow, collective_id)),
        "outcomes": _count(_standing(OutcomeRow, collective_id)),
        "observations": _count(seen & (col(ObservationRow.visibility) == Visibility.SHOWN)),
        "waiting": _count(seen & (col(ObservationRow.visibility) == Visibility.WAITING)),
    }


def answered() -> Which:
    """Tell of a run that it is closed and that somebody answered in it."""
    spoke = select(col(ContributionRow.id)).where(
        col(ContributionRow.run_id) == RunRow.id,
        col(ContributionRow.superseded_at).is_(None),
        col(ContributionRow.voices) > 0,
    )
    return (col(RunRow.state) == RunState.CLOSED) & spoke.exists()


def _standing(table: Withdrawn, collective_id: int) -> Which:
    return (col(table.collective_id) == collective_id) & col(table.withdrawn_at).is_(None)


def _count(which: Which) -> Select[Any]:
    return select(func.count()).where(which)


def _day(table: Adopted, day: date, collective_id: int) -> Select[Any]:
    """Return the day of what stands, of those things of which one stands at a time."""
    stands = (col(table.collective_id) == collective_id) & col(table.ended_at).is_(None)
    return select(func.max(col(day))).where(stands)

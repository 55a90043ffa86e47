"""Read what is due: promises, feedback to residents, loops, waves, measures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow
from qic_core.cooperation.plan_rules import Section
from qic_core.cooperation.tables import PlanLineRow, PlanRow
from qic_core.dashboard.due_rules import EARLY, OPEN_AT_MOST, Due, DueKind
from qic_core.dashboard.feedback import due_feedback
from qic_core.dashboard.step_facts import WAVES, answered
from qic_core.evaluation.indicator_rules import Indicator, awaited_on
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.tables import DecisionRow, LoopRow
from qic_core.pathways.tables import ChangeRow
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import from_json
from qic_core.roadmap.tables import RoadmapRow
from qic_core.workshop.tables import CellRow, RunRow

OVER = (Status.DONE, Status.STOPPED)


def list_due(session: Session, collective_id: int, indicators: Iterable[Indicator], *, today: date) -> list[Due]:
    """Return all that is due, whenever it is; `indicators` are those that are measured still."""
    roadmap = session.get(RoadmapRow, collective_id)
    first_actions = from_json(roadmap.first_actions) if roadmap else ()
    return [
        *_decisions(session, collective_id),
        *_plan(session, collective_id),
        *_first_actions(session, collective_id, first_actions),
        *_feedback(session, collective_id, today),
        *_loops(session, collective_id, roadmap),
        *(Due(DueKind.MEASURE, awaited_on(one), one.name, id=one.id) for one in indicators),
    ]


def still_awaited(session: Session, collective_id: int, indicators: Iterable[Indicator]) -> list[Indicator]:
    """Return the indicators without those of an action that is over or of a change that was taken away."""
    over = col(ActionRow.withdrawn_at).is_not(None) | col(ActionRow.status).in_(OVER)
    actions = session.scalars(select(col(ActionRow.id)).where(col(ActionRow.collective_id) == collective_id, over))
    gone = col(ChangeRow.withdrawn_at).is_not(None)
    changes = session.scalars(select(col(ChangeRow.id)).where(col(ChangeRow.collective_id) == collective_id, gone))
    done, away = set(actions), set(changes)
    return [one for one in indicators if one.wording.action_id not in done and one.wording.change_id not in away]


def _decisions(session: Session, collective_id: int) -> Iterator[Due]:
    """Yield the promises of closed loops of which nobody has said what became of them."""
    columns = [DecisionRow.due_on, DecisionRow.what, DecisionRow.who, ActionRow.title]
    asked = (
        select(*[col(column) for column in columns])
        .join(LoopRow, col(LoopRow.id) == DecisionRow.loop_id)
        .join(ActionRow, col(ActionRow.id) == DecisionRow.action_id)
        .where(col(LoopRow.collective_id) == collective_id, col(LoopRow.state) == LoopState.CLOSED)
        .where(col(DecisionRow.due_on).is_not(None), col(DecisionRow.outcome) == "")
    )
    for day, what, who, title in session.execute(asked):
        yield Due(DueKind.DECISION, day, what or title, who)


def _plan(session: Session, collective_id: int) -> Iterator[Due]:
    """Yield the open promises of the cooperation plan that stands, and its next wave."""
    plans = select(PlanRow).where(col(PlanRow.collective_id) == collective_id, col(PlanRow.ended_at).is_(None))
    plan = session.scalars(plans.order_by(col(PlanRow.id).desc())).first()
    if plan is None:
        return
    columns = [col(PlanLineRow.due_on), col(PlanLineRow.text), col(PlanLineRow.who)]
    promised = select(*columns).where(col(PlanLineRow.plan_id) == plan.id, col(PlanLineRow.withdrawn_at).is_(None))
    open_ones = promised.where(
        col(PlanLineRow.section) == Section.PROMISE,
        col(PlanLineRow.outcome) == "",
        col(PlanLineRow.due_on).is_not(None),
    )
    for day, text, who in session.execute(open_ones):
        yield Due(DueKind.PLAN, day, text, who)
    if plan.next_wave_on and not _wave_since(session, collective_id, max(plan.made_on, plan.next_wave_on - EARLY)):
        yield Due(DueKind.WAVE, plan.next_wave_on)


def _wave_since(session: Session, collective_id: int, day: date) -> bool:
    """Tell whether the room has said after a day how closely it works."""
    opened = datetime.combine(day, time.max, UTC)
    asked = (
        select(col(RunRow.id))
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .where(col(RunRow.collective_id) == collective_id, answered())
        .where(col(CellRow.kind).in_(WAVES), col(RunRow.opened_at) > opened)
    )
    return session.scalars(asked.limit(1)).first() is not None


def _first_actions(session: Session, collective_id: int, first_actions: Sequence[FirstAction]) -> Iterator[Due]:
    """Yield the dated first actions, without those that are on the page Actions and over there."""
    titles = [one.what for one in first_actions if one.by]
    over = select(col(ActionRow.title)).where(
        col(ActionRow.collective_id) == collective_id,
        col(ActionRow.title).in_(titles),
        col(ActionRow.status).in_(OVER),
    )
    done = set(session.scalars(over)) if titles else set()
    for one in first_actions:
        if one.by and one.what not in done:
            yield Due(DueKind.FIRST_ACTION, one.by, one.what, one.who)


def _feedback(session: Session, collective_id: int, today: date) -> Iterator[Due]:
    """Yield the séminaires whose people have not been told yet what became of their words."""
    for one in due_feedback(session, collective_id, today):
        if one.is_open:
            yield Due(DueKind.FEEDBACK, one.due_on, one.title, id=one.notebook_id)


def _loops(session: Session, collective_id: int, roadmap: RoadmapRow | None) -> Iterator[Due]:
    """Yield the loop under way, which is to be closed, and the next one, unless one was held for it.

    One held before its day was named, or on that day, is the one that named it.
    """
    loops = select(col(LoopRow.title), col(LoopRow.held_on), col(LoopRow.state)).where(
        col(LoopRow.collective_id) == collective_id
    )
    last_on = date.min
    for title, held_on, state in session.execute(loops):
        last_on = max(last_on, held_on)
        if state != LoopState.CLOSED:
            kind = DueKind.PAUSED_LOOP if state == LoopState.PAUSED else DueKind.OPEN_LOOP
            yield Due(kind, held_on + OPEN_AT_MOST, title)
    if roadmap is None or roadmap.next_loop_on is None:
        return
    if last_on < roadmap.next_loop_on - EARLY or last_on <= (roadmap.next_loop_named_on or date.min):
        yield Due(DueKind.LOOP, roadmap.next_loop_on)

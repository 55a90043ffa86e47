"""Read what deserves attention: counts, and one name of each kind."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow, ReinforcementRow
from qic_core.challenge.service import current_challenge
from qic_core.dashboard.alert_rules import STEP_OF, WITHOUT_LOOP, Alert, AlertKind, without_residents
from qic_core.dashboard.step_rules import SEATS, Facts, Step
from qic_core.evaluation.indicator_rules import Indicator, awaited_on, is_silent
from qic_core.evaluation.tables import LoopRow
from qic_core.measures.participation import share_of
from qic_core.vision.service import current_vision


def list_alerts(
    session: Session,
    collective_id: int,
    facts: Facts,
    indicators: Sequence[Indicator],
    *,
    today: date,
    left_out: Collection[Step] = (),
) -> list[Alert]:
    """Return what deserves attention, in the order of the journey, without the steps that are left out."""
    missing = SEATS - facts.seats
    found = [
        *([Alert(AlertKind.TRINOME, missing)] if missing > 0 and facts.organisations else []),
        *_decided_alone(session, collective_id),
        *_isolated(session, collective_id),
        *_late(session, collective_id, today),
        *_silent(indicators, today),
        *_without_loop(session, collective_id, today),
    ]
    return [alert for alert in found if STEP_OF[alert.kind] not in left_out]


def _decided_alone(session: Session, collective_id: int) -> Iterator[Alert]:
    """Yield the challenge and the vision that stand, as far as residents had no part in them."""
    decided = {
        AlertKind.CHALLENGE: current_challenge(session, collective_id),
        AlertKind.VISION: current_vision(session, collective_id),
    }
    for kind, one in decided.items():
        if one and without_residents(one.residents, one.everyone):
            yield Alert(kind, share=share_of(one.residents, one.everyone))


def _isolated(session: Session, collective_id: int) -> Iterator[Alert]:
    """Yield the actions that somebody spoke of, and that neither help, hinder nor are helped (M13)."""
    alone = _untied(collective_id).subquery()
    asked = select(col(ActionRow.id), col(ActionRow.title)).where(col(ActionRow.id).in_(select(alone.c.id)))
    found = session.execute(asked.order_by(col(ActionRow.id))).all()
    if found:
        action_id, title = found[0]
        yield Alert(AlertKind.ISOLATED, len(found), title, action_id)


def _untied(collective_id: int) -> Select[tuple[int]]:
    """Ask for the actions all of whose latest effects on others, and others' on them, are nothing."""
    said = ReinforcementRow
    latest = (
        select(func.max(col(said.id)))
        .where(col(said.collective_id) == collective_id)
        .group_by(col(said.from_id), col(said.to_id))
    )
    start, end = aliased(ActionRow), aliased(ActionRow)
    holding = (
        select(col(said.from_id), col(said.to_id), col(said.value))
        .join(start, (col(start.id) == said.from_id) & _acts(start))
        .join(end, (col(end.id) == said.to_id) & _acts(end))
        .where(col(said.id).in_(latest), col(said.value).is_not(None), col(said.from_id) != col(said.to_id))
        .cte()
    )
    ends = union_all(
        select(holding.c.from_id.label("id"), holding.c.value), select(holding.c.to_id.label("id"), holding.c.value)
    ).subquery()
    tied = func.sum(case((ends.c.value != 0, 1), else_=0))
    return select(ends.c.id).group_by(ends.c.id).having(tied == 0)


def _acts(action: type[ActionRow]) -> ColumnElement[bool]:
    return col(action.withdrawn_at).is_(None) & (col(action.status) != Status.STOPPED)


def _late(session: Session, collective_id: int, today: date) -> Iterator[Alert]:
    """Yield the actions that should have ended and have not."""
    late = (
        (col(ActionRow.collective_id) == collective_id)
        & col(ActionRow.withdrawn_at).is_(None)
        & col(ActionRow.status).not_in([Status.DONE, Status.STOPPED])
        & (col(ActionRow.ends_on) < today)
    )
    asked = select(col(ActionRow.id), col(ActionRow.title), col(ActionRow.ends_on), func.count().over()).where(late)
    first = session.execute(asked.order_by(col(ActionRow.ends_on), col(ActionRow.id)).limit(1)).first()
    if first:
        action_id, title, ends_on, n = first
        yield Alert(AlertKind.LATE, n, title, action_id, day=ends_on)


def _silent(indicators: Sequence[Indicator], today: date) -> Iterator[Alert]:
    """Yield the indicators that say nothing any more, by the one that was awaited first."""
    silent = sorted((one for one in indicators if is_silent(one, today=today)), key=awaited_on)
    if silent:
        yield Alert(AlertKind.SILENT, len(silent), silent[0].name, silent[0].id)


def _without_loop(session: Session, collective_id: int, today: date) -> Iterator[Alert]:
    """Yield that no loop was held for long; a collective that never held one reads so in its journey."""
    last = session.scalars(
        select(func.max(col(LoopRow.held_on))).where(col(LoopRow.collective_id) == collective_id)
    ).one()
    if last and last < today - WITHOUT_LOOP:
        yield Alert(AlertKind.LOOP, day=last)

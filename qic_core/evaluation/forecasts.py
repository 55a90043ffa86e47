"""What is forecast of each curve when a loop opens: a straight line that never moves again."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.evaluation.indicator_reading import indicators_where
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.tables import ForecastRow, IndicatorRow
from qic_core.measures.rba import forecast


def indicators_about(
    session: Session, collective_id: int, *, change_ids: Collection[int] = (), action_ids: Collection[int] = ()
) -> list[Indicator]:
    """Return the indicators that stand of some changes and actions: those of a loop's scope."""
    return indicators_where(session, collective_id, _about(change_ids, action_ids))


def ids_about(
    session: Session, collective_id: int, *, change_ids: Collection[int] = (), action_ids: Collection[int] = ()
) -> list[int]:
    """Return the ids of these indicators, in their order, without all that is told of them."""
    asked = select(IndicatorRow.id).where(IndicatorRow.collective_id == collective_id, _about(change_ids, action_ids))
    return [key or 0 for key in session.exec(asked.order_by(col(IndicatorRow.id)))]


def indicators_of(session: Session, collective_id: int, indicator_ids: Collection[int]) -> list[Indicator]:
    """Return some indicators with all that is told of them."""
    return indicators_where(session, collective_id, col(IndicatorRow.id).in_(indicator_ids))


def freeze_forecasts(
    work: Work, *, loop_id: int, on: date, change_ids: Collection[int] = (), action_ids: Collection[int] = ()
) -> None:
    """Freeze where each curve of these changes and actions leads, as far as three measures say so by that day."""
    frozen = set(work.session.exec(select(ForecastRow.indicator_id).where(ForecastRow.loop_id == loop_id)))
    known = indicators_about(
        work.session, work.collective_id or 0, change_ids=change_ids, action_ids=action_ids
    )  # fmt: skip
    for indicator in known:
        line = forecast(indicator.points, on=on)
        if line is not None and indicator.id not in frozen:
            work.session.add(
                ForecastRow(
                    loop_id=loop_id, indicator_id=indicator.id, frozen_on=on, value=line.value, slope=line.slope,
                    points=line.points,
                )
            )  # fmt: skip
    work.session.flush()


def _about(change_ids: Collection[int], action_ids: Collection[int]) -> ColumnElement[bool]:
    about = col(IndicatorRow.change_id).in_(change_ids) | col(IndicatorRow.action_id).in_(action_ids)
    return col(IndicatorRow.withdrawn_at).is_(None) & about

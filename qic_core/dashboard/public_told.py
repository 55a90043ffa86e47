"""What came of it, as anybody may read it: figures, what people were told back, outcomes confirmed from outside."""

from dataclasses import replace

from sqlmodel import Session, col, select

from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import list_colleges
from qic_core.dashboard.public_rules import COUNTED_AT_MOST, OUTCOMES_AT_MOST, TOLD_AT_MOST, Confirmed, ToldBack
from qic_core.dashboard.tables import FeedbackRow
from qic_core.evaluation.indicator_reading import indicators_where
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.tables import IndicatorRow, OutcomeRow
from qic_core.spreadsheet import folded
from qic_core.workshop.tables import NotebookRow


def counted(session: Session, collective_id: int) -> tuple[Indicator, ...]:
    """Return the first indicators that have a figure in today's unit, in the order in which they were written.

    What was noted beside a measure or on a curve is for the collective, not for anybody.
    """
    standing = (
        select(IndicatorRow.id)
        .where(IndicatorRow.collective_id == collective_id, col(IndicatorRow.withdrawn_at).is_(None))
        .order_by(col(IndicatorRow.id))
        .limit(2 * COUNTED_AT_MOST)
    )
    first = indicators_where(session, collective_id, col(IndicatorRow.id).in_(session.exec(standing).all()))
    return tuple(_without_notes(one) for one in first if one.points)[:COUNTED_AT_MOST]


def told_back(session: Session, collective_id: int) -> tuple[ToldBack, ...]:
    """Return how those who spoke in séminaires were told what became of it, the latest first."""
    asked = (
        select(FeedbackRow, NotebookRow.title)
        .join(NotebookRow, col(NotebookRow.id) == FeedbackRow.notebook_id)
        .where(NotebookRow.collective_id == collective_id, col(NotebookRow.withdrawn_at).is_(None))
        .where(col(FeedbackRow.given_on).is_not(None))
        .order_by(col(FeedbackRow.given_on).desc(), col(FeedbackRow.notebook_id).desc())
        .limit(TOLD_AT_MOST)
    )
    return tuple(ToldBack(row.given_on, title, row.how) for row, title in session.exec(asked) if row.given_on)


def confirmed_outcomes(session: Session, collective_id: int) -> tuple[Confirmed, ...]:
    """Return the latest outcomes that somebody from outside has verified, of organisations and collèges only.

    Whoever else changed something may be a person: nothing is told of them here.
    """
    known = {folded(one.name) for one in list_organisations(session, collective_id)}
    known |= {folded(one.name) for one in list_colleges(session, collective_id)}
    asked = (
        select(OutcomeRow)
        .where(OutcomeRow.collective_id == collective_id, col(OutcomeRow.withdrawn_at).is_(None))
        .where(col(OutcomeRow.verified_on).is_not(None))
        .order_by(col(OutcomeRow.since).desc(), col(OutcomeRow.id).desc())
    )
    told = [Confirmed(row.who, row.what, row.since) for row in session.exec(asked) if folded(row.who) in known]
    return tuple(told[:OUTCOMES_AT_MOST])


def _without_notes(indicator: Indicator) -> Indicator:
    measures = tuple(replace(one, note="") for one in indicator.measures)
    return replace(indicator, measures=measures, annotations=())

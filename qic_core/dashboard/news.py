"""Read what changed since a moment: one question a kind, that counts and names the latest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow, StatusRow
from qic_core.challenge.tables import ChallengeRow
from qic_core.cooperation.tables import PlanRow
from qic_core.dashboard.news_rules import News, NewsKind
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.tables import (
    DecisionRow,
    IndicatorRow,
    LearningRow,
    LoopRow,
    MeasureRow,
    ObservationRow,
    OutcomeRow,
)
from qic_core.pathways.tables import ChangeRow
from qic_core.vision.tables import VisionRow
from qic_core.workshop.kind import Visibility
from qic_core.workshop.tables import CellRow, NotebookRow, RunRow

NAMED = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Where things of a kind are read: their collective, id, name and moment, which of them stand, what opens them."""

    of: int
    thing: int | None
    name: str
    moment: datetime | None
    which: tuple[ColumnElement[bool], ...] = ()
    opens: int | None = None


def list_news(session: Session, collective_id: int, *, since: datetime) -> list[News]:
    """Return what changed since a moment, the most important kind first; a kind without anything new is left out."""
    found = (_read(session, kind, source, collective_id, since) for kind, source in SOURCES.items())
    return [news for news in found if news.n]


def _read(session: Session, kind: NewsKind, source: Source, collective_id: int, since: datetime) -> News:
    """Return what is new of a kind; a thing to which several things happened is told once."""
    opens = source.opens or source.thing
    new = select(col(source.name), col(opens), func.count().over()).where(
        col(source.of) == collective_id, col(source.moment) > since, *source.which
    )
    latest = new.group_by(col(source.thing), col(source.name), col(opens)).order_by(
        func.max(col(source.moment)).desc(), col(source.thing).desc()
    )
    rows = session.connection().execute(latest.limit(NAMED)).all()
    return News(kind, rows[0][2] if rows else 0, tuple(row[0] for row in rows), rows[0][1] if rows else None)


SOURCES: Mapping[NewsKind, Source] = {
    NewsKind.CHALLENGE: Source(
        ChallengeRow.collective_id, ChallengeRow.id, ChallengeRow.sentence, ChallengeRow.created_at,
        (col(ChallengeRow.ended_at).is_(None),),
    ),
    NewsKind.VISION: Source(
        VisionRow.collective_id, VisionRow.id, VisionRow.text, VisionRow.created_at,
        (col(VisionRow.ended_at).is_(None),),
    ),
    NewsKind.LOOP_CLOSED: Source(
        LoopRow.collective_id, LoopRow.id, LoopRow.title, LoopRow.closed_at, (col(LoopRow.state) == LoopState.CLOSED,)
    ),
    NewsKind.LOOP: Source(LoopRow.collective_id, LoopRow.id, LoopRow.title, LoopRow.created_at),
    NewsKind.DECISION: Source(
        LoopRow.collective_id, DecisionRow.id, ActionRow.title, DecisionRow.decided_at,
        (
            col(DecisionRow.loop_id) == LoopRow.id,
            col(DecisionRow.action_id) == ActionRow.id,
            col(DecisionRow.verdict) != "",
        ),
    ),
    NewsKind.LEARNING: Source(
        LearningRow.collective_id, LearningRow.id, LearningRow.text, LearningRow.created_at,
        (col(LearningRow.withdrawn_at).is_(None),),
    ),
    NewsKind.OUTCOME: Source(
        OutcomeRow.collective_id, OutcomeRow.id, OutcomeRow.who, OutcomeRow.created_at,
        (col(OutcomeRow.withdrawn_at).is_(None),),
    ),
    NewsKind.CHANGE: Source(
        ChangeRow.collective_id, ChangeRow.id, ChangeRow.title, ChangeRow.created_at,
        (col(ChangeRow.withdrawn_at).is_(None),),
    ),
    NewsKind.ACTION: Source(
        ActionRow.collective_id, ActionRow.id, ActionRow.title, ActionRow.created_at,
        (col(ActionRow.withdrawn_at).is_(None),),
    ),
    NewsKind.STATUS: Source(
        ActionRow.collective_id, ActionRow.id, ActionRow.title, StatusRow.made_at,
        (
            col(StatusRow.action_id) == ActionRow.id,
            col(StatusRow.status) != Status.IDEA,
            col(ActionRow.withdrawn_at).is_(None),
        ),
    ),
    NewsKind.INDICATOR: Source(
        IndicatorRow.collective_id, IndicatorRow.id, IndicatorRow.name, IndicatorRow.created_at,
        (col(IndicatorRow.withdrawn_at).is_(None),),
    ),
    NewsKind.MEASURE: Source(
        IndicatorRow.collective_id, IndicatorRow.id, IndicatorRow.name, MeasureRow.made_at,
        (
            col(MeasureRow.indicator_id) == IndicatorRow.id,
            col(MeasureRow.superseded_at).is_(None),
            col(IndicatorRow.withdrawn_at).is_(None),
        ),
    ),
    NewsKind.PLAN: Source(
        PlanRow.collective_id, PlanRow.id, PlanRow.note, PlanRow.created_at, (col(PlanRow.ended_at).is_(None),)
    ),
    NewsKind.OBSERVATION: Source(
        ObservationRow.collective_id, ObservationRow.id, ObservationRow.text, ObservationRow.shown_at,
        (col(ObservationRow.visibility) == Visibility.SHOWN,),
    ),
    NewsKind.RUN: Source(
        RunRow.collective_id, RunRow.id, CellRow.title, RunRow.closed_at,
        (col(RunRow.cell_id) == CellRow.id, col(CellRow.notebook_id) == NotebookRow.id,
         col(NotebookRow.withdrawn_at).is_(None)),
        NotebookRow.id,
    ),
}  # fmt: skip

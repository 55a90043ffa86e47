"""Read indicators, with measures by the thousand: columns, not rows, and one question a table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from qic_core.evaluation.indicator_rules import (
    Annotation,
    FormerMeaning,
    Frozen,
    Indicator,
    LoopDay,
    Measure,
    Target,
    Wording,
)
from qic_core.evaluation.room_measures import measures_by_room, passages_of
from qic_core.evaluation.rules import Frequency, Kind, MeasureSource, Polarity
from qic_core.evaluation.tables import (
    AnnotationRow,
    DecisionRow,
    ForecastRow,
    FormerMeaningRow,
    IndicatorRow,
    LoopChangeRow,
    LoopRow,
    MeasureRow,
    TargetRow,
)
from qic_core.measures.rba import Line

Value = TypeVar("Value")
Kept: TypeAlias = dict[int, tuple[Value, ...]]
Told: TypeAlias = type[MeasureRow] | type[TargetRow] | type[AnnotationRow] | type[FormerMeaningRow] | type[ForecastRow]


def indicators_where(session: Session, collective_id: int, which: ColumnElement[bool]) -> list[Indicator]:
    """Return some indicators of a collective with all that is told of them, in the order in which they were written."""
    asked = col(IndicatorRow.collective_id) == collective_id
    rows = session.scalars(select(IndicatorRow).where(asked, which).order_by(col(IndicatorRow.id))).all()
    if not rows:
        return []
    passages = passages_of(session, collective_id, [row.cell_id for row in rows if row.cell_id])
    measures = _measures(session, which & asked)
    targets, annotations = _targets(session, which & asked), _annotations(session, which & asked)
    former, forecasts = _former(session, which & asked), _forecasts(session, which & asked)
    return [
        Indicator(
            key,
            wording_of(row),
            measures_by_room(passages.get(row.cell_id, ()), row.series) if row.cell_id else measures.get(key, ()),
            targets.get(key, ()),
            annotations.get(key, ()),
            former.get(key, ()),
            forecasts.get(key, ()),
            row.created_at.date(),
            row.version,
        )
        for row in rows
        for key in [row.id or 0]
    ]


def loop_days(session: Session, collective_id: int) -> list[LoopDay]:
    """Return the days of the collective's loops, the first one first."""
    rows = session.scalars(select(LoopRow).where(col(LoopRow.collective_id) == collective_id).order_by(col(LoopRow.id)))
    held = [(row.id or 0, row.held_on, row.title) for row in rows]
    keys = [key for key, *_ in held]
    asked = ((LoopChangeRow, LoopChangeRow.change_id), (DecisionRow, DecisionRow.action_id))
    changes, actions = (
        _grouped(
            session.connection().execute(select(col(row.loop_id), col(about)).where(col(row.loop_id).in_(keys))), int
        )
        for row, about in asked
    )
    days = [
        LoopDay(held_on, title, frozenset(changes.get(key, ())), frozenset(actions.get(key, ())))
        for key, held_on, title in held
    ]
    return sorted(days, key=lambda day: day.held_on)


def wording_of(row: IndicatorRow) -> Wording:
    """Return what is written of an indicator."""
    return Wording(
        row.name, Polarity(row.polarity), Kind(row.kind), Frequency(row.frequency), row.unit, row.source,
        row.change_id, row.action_id, row.baseline, row.baseline_on, row.cell_id, row.series,
    )  # fmt: skip


def _measures(session: Session, which: ColumnElement[bool]) -> Kept[Measure]:
    table = MeasureRow
    columns = [table.id, table.measured_on, table.value, table.note, table.source]
    rows = _rows(session, table, columns, which & col(table.superseded_at).is_(None), by=table.measured_on)
    sources = {source.value: source for source in MeasureSource}
    return _grouped(rows, lambda key, day, value, note, source: Measure(key, day, value, note, sources[source]))


def _targets(session: Session, which: ColumnElement[bool]) -> Kept[Target]:
    table = TargetRow
    standing = which & col(table.value).is_not(None)
    return _grouped(_rows(session, table, [table.due_on, table.value], standing, by=table.due_on), Target)


def _annotations(session: Session, which: ColumnElement[bool]) -> Kept[Annotation]:
    table = AnnotationRow
    standing = which & col(table.withdrawn_at).is_(None)
    columns = [table.id, table.happened_on, table.text]
    return _grouped(_rows(session, table, columns, standing, by=table.happened_on), Annotation)


def _former(session: Session, which: ColumnElement[bool]) -> Kept[FormerMeaning]:
    table = FormerMeaningRow
    rows = _rows(session, table, [table.until, table.unit, table.polarity, table.why], which, by=table.until)
    return _grouped(rows, lambda until, unit, polarity, why: FormerMeaning(until, unit, Polarity(polarity), why))


def _forecasts(session: Session, which: ColumnElement[bool]) -> Kept[Frozen]:
    table = ForecastRow
    columns = [table.frozen_on, table.value, table.slope, table.points]
    rows = _rows(session, table, columns, which, by=table.frozen_on)
    return _grouped(rows, lambda frozen_on, value, slope, points: Frozen(frozen_on, Line(value, slope, points)))


def _rows(
    session: Session, table: Told, columns: Sequence[Any], which: ColumnElement[bool], *, by: object
) -> Iterable[Any]:
    """Return (indicator id, columns) of what is told of some indicators, by its day."""
    asked = select(*[col(column) for column in [table.indicator_id, *columns]])
    joined = asked.join(IndicatorRow, col(IndicatorRow.id) == table.indicator_id).where(which)
    return session.connection().execute(joined.order_by(col(by), col(table.id)))


def _grouped(rows: Iterable[Any], value_of: Callable[..., Value]) -> Kept[Value]:
    """Return the values of each indicator, in their order."""
    found: dict[int, list[Value]] = defaultdict(list)
    for indicator_id, *told in rows:
        found[indicator_id].append(value_of(*told))
    return {key: tuple(values) for key, values in found.items()}

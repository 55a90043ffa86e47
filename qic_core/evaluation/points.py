"""What is put on the curve of an indicator: measures, targets by a day, annotations."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import (
    ANNOTATION_LENGTH,
    ANNOTATIONS_AT_MOST,
    MEASURES_AT_MOST,
    NOTE_LENGTH,
    TARGETS_AT_MOST,
    Measure,
    check_day,
    clean_figure,
)
from qic_core.evaluation.indicators import own_indicator
from qic_core.evaluation.rules import MeasureSource
from qic_core.evaluation.tables import AnnotationRow, MeasureRow, TargetRow
from qic_core.workshop.texts import clean_text

DAY = "%d/%m/%Y"


class Entry(NamedTuple):
    """A measure as it is written: its day, its figure (None: not known), what is noted beside."""

    measured_on: date
    value: float | None
    note: str = ""


def add_measure(
    work: Work,
    *,
    indicator_id: int,
    measured_on: date,
    value: float | None,
    note: str = "",
    source: MeasureSource = MeasureSource.HAND,
    correcting: bool = False,
) -> int:
    """Keep what was measured on a day, None where it is not known; return its id. Days may come in any order.

    A second measure of the same day is refused, unless it is to correct the first.
    """
    entry = Entry(measured_on, value, note)
    [key] = keep_measures(work, indicator_id=indicator_id, measures=[entry], source=source, correcting=correcting)
    return key


def keep_measures(
    work: Work, *, indicator_id: int, measures: Sequence[Entry], source: MeasureSource, correcting: bool = False
) -> list[int]:
    """Keep measures, each of a day of its own, and return their ids; a day that is taken is refused or corrected."""
    row = own_indicator(work, indicator_id)
    if row.cell_id is not None:
        raise DomainError("indicator_measured_by_room", name=row.name)
    for one in measures:
        check_measured_on(one.measured_on, last_day=work.last_day)
    days = {one.measured_on for one in measures}
    taken = work.session.exec(_standing(indicator_id).where(col(MeasureRow.measured_on).in_(days))).all()
    if taken and not correcting:
        raise DomainError("measured_that_day", day=f"{min(one.measured_on for one in taken):{DAY}}")
    count = select(func.count()).select_from(_standing(indicator_id).subquery())
    if work.session.exec(count).one() + len(days) - len(taken) > MEASURES_AT_MOST:
        raise DomainError("too_many_measures", at_most=MEASURES_AT_MOST)
    for before in taken:
        before.superseded_at = work.now
    return _write(work, indicator_id, measures, source)


def correct_measure(work: Work, *, measure_id: int, value: float | None, note: str = "") -> int:
    """Put another figure in the place of a measure, which stays in the history; return its id."""
    row = _own_measure(work, measure_id)
    row.superseded_at = work.now
    [key] = _write(work, row.indicator_id, [Entry(row.measured_on, value, note)], MeasureSource(row.source))
    return key


def withdraw_measure(work: Work, *, measure_id: int) -> None:
    """Take a measure off the curve; it stays in the history."""
    _own_measure(work, measure_id).superseded_at = work.now


def former_measures(session: Session, indicator_id: int) -> list[Measure]:
    """Return the measures that were corrected or taken off, the latest day first, as they were."""
    rows = select(MeasureRow).where(MeasureRow.indicator_id == indicator_id, col(MeasureRow.superseded_at).is_not(None))
    latest = rows.order_by(col(MeasureRow.measured_on).desc(), col(MeasureRow.id).desc())
    return [
        Measure(row.id or 0, row.measured_on, row.value, row.note, MeasureSource(row.source))
        for row in session.exec(latest)
    ]


def set_target(work: Work, *, indicator_id: int, due_on: date, value: float | None) -> None:
    """Say the figure to reach by a day, in the place of what was said for that day; None takes it back."""
    own_indicator(work, indicator_id)
    check_day(due_on)
    figure = clean_figure(value)
    rows = work.session.exec(select(TargetRow).where(TargetRow.indicator_id == indicator_id)).all()
    row = next((row for row in rows if row.due_on == due_on), None)
    if row is not None:
        row.value = figure
    elif figure is not None:
        if len(rows) >= TARGETS_AT_MOST:
            raise DomainError("too_many_targets", at_most=TARGETS_AT_MOST)
        work.session.add(TargetRow(indicator_id=indicator_id, due_on=due_on, value=figure))
    work.session.flush()


def add_annotation(work: Work, *, indicator_id: int, happened_on: date, text: str) -> int:
    """Write on the curve what happened on a day; return its id."""
    own_indicator(work, indicator_id)
    check_day(happened_on)
    said = clean_text(text, at_most=ANNOTATION_LENGTH)
    if not said:
        raise DomainError("annotation_empty")
    standing = select(func.count()).where(
        AnnotationRow.indicator_id == indicator_id, col(AnnotationRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= ANNOTATIONS_AT_MOST:
        raise DomainError("too_many_annotations", at_most=ANNOTATIONS_AT_MOST)
    row = AnnotationRow(indicator_id=indicator_id, happened_on=happened_on, text=said)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def withdraw_annotation(work: Work, *, annotation_id: int) -> None:
    """Take an annotation off the curve; it stays in the history."""
    row = work.session.get(AnnotationRow, annotation_id)
    if row is None:
        raise DomainError("annotation_unknown")
    own_indicator(work, row.indicator_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def check_measured_on(day: date, *, last_day: date) -> None:
    """Refuse a day to come, or whose year was mistyped."""
    check_day(day)
    if day > last_day:
        raise DomainError("measure_in_future", day=f"{day:{DAY}}")


def _standing(indicator_id: int) -> SelectOfScalar[MeasureRow]:
    return select(MeasureRow).where(MeasureRow.indicator_id == indicator_id, col(MeasureRow.superseded_at).is_(None))


def _write(work: Work, indicator_id: int, measures: Sequence[Entry], source: MeasureSource) -> list[int]:
    rows = [
        MeasureRow(
            indicator_id=indicator_id,
            measured_on=one.measured_on,
            value=clean_figure(one.value),
            note=clean_text(one.note, at_most=NOTE_LENGTH),
            source=source,
            made_at=work.now,
        )
        for one in measures
    ]
    work.session.add_all(rows)
    work.session.flush()
    return [row.id or 0 for row in rows]


def _own_measure(work: Work, measure_id: int) -> MeasureRow:
    row = work.session.get(MeasureRow, measure_id)
    if row is None:
        raise DomainError("measure_unknown")
    own_indicator(work, row.indicator_id)
    if row.superseded_at is not None:
        raise DomainError("measure_changed_meanwhile")
    return row

"""Keep the indicators: write, edit, withdraw, put back; what their unit and polarity were is kept with the reason."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.actions.tables import ActionRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_reading import indicators_where
from qic_core.evaluation.indicator_rules import INDICATORS_AT_MOST, NOTE_LENGTH, Indicator, Wording
from qic_core.evaluation.room_measures import check_series
from qic_core.evaluation.tables import FormerMeaningRow, IndicatorRow, MeasureRow, TargetRow
from qic_core.pathways.tables import ChangeRow
from qic_core.workshop.texts import clean_text


def list_indicators(session: Session, collective_id: int) -> list[Indicator]:
    """Return the indicators that stand with all that is told of them, in the order in which they were written."""
    return indicators_where(session, collective_id, col(IndicatorRow.withdrawn_at).is_(None))


def withdrawn_indicators(session: Session, collective_id: int) -> list[tuple[int, str]]:
    """Return (id, name) of the indicators that were taken away."""
    gone = select(IndicatorRow.id, IndicatorRow.name).where(
        IndicatorRow.collective_id == collective_id, col(IndicatorRow.withdrawn_at).is_not(None)
    )
    return [(key or 0, name) for key, name in session.exec(gone.order_by(col(IndicatorRow.id)))]


def get_indicator(session: Session, collective_id: int, indicator_id: int) -> Indicator:
    """Return one indicator that stands; refuses another."""
    standing = col(IndicatorRow.withdrawn_at).is_(None) & (col(IndicatorRow.id) == indicator_id)
    found = indicators_where(session, collective_id, standing)
    if not found:
        raise DomainError("indicator_unknown")
    return found[0]


def add_indicator(work: Work, *, wording: Wording) -> int:
    """Write an indicator of a change or an action; return its id."""
    clean = wording.clean()
    _check_ties(work, clean)
    _check_room(work)
    row = IndicatorRow(collective_id=work.collective_id or 0, created_at=work.now, **_columns(clean))
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def edit_indicator(
    work: Work, *, indicator_id: int, version: int, wording: Wording, why: str = "", same_meaning: bool = False
) -> None:
    """Rewrite an indicator; refuses when somebody else saved it since `version` was read.

    Another unit or polarity ends what was measured so far, whose meaning is kept with the reason `why`; unless it is
    but a correction (`same_meaning`). Figures in another unit are compared no more: their targets are taken back, and
    so is a starting figure that the form left as it was.
    """
    row, clean = own_indicator(work, indicator_id), wording.clean()
    if row.version != version:
        raise DomainError("indicator_changed_meanwhile")
    _check_ties(work, clean, before=row)
    if not same_meaning and (row.unit, row.polarity) != (clean.unit, clean.polarity):
        clean = _with_another_meaning(work, row, clean, why)
    for name, value in _columns(clean).items():
        setattr(row, name, value)
    row.version += 1


def withdraw_indicator(work: Work, *, indicator_id: int) -> None:
    """Take an indicator away; all that was measured stays in the history."""
    row = _own(work, indicator_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def restore_indicator(work: Work, *, indicator_id: int) -> None:
    """Put an indicator back as it was."""
    row = _own(work, indicator_id)
    if row.withdrawn_at is not None:
        _check_room(work)
        row.withdrawn_at = None


def own_indicator(work: Work, indicator_id: int) -> IndicatorRow:
    """Return the row of an indicator of the collective at work that stands; refuses another."""
    row = _own(work, indicator_id)
    if row.withdrawn_at is not None:
        raise DomainError("indicator_withdrawn", name=row.name)
    return row


def _own(work: Work, indicator_id: int) -> IndicatorRow:
    row = work.session.get(IndicatorRow, indicator_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("indicator_unknown")
    return row


def _with_another_meaning(work: Work, row: IndicatorRow, wording: Wording, why: str) -> Wording:
    """Keep what an indicator meant until its last measure; return the wording of what it means now.

    Where no figure was measured in a meaning, that meaning leaves no trace: a curve goes on when its unit comes back.
    """
    indicator = get_indicator(work.session, row.collective_id, row.id or 0)
    known = [one.measured_on for one in indicator.measures if one.value is not None]
    if not known:
        return wording
    until = max((one.until for one in indicator.former), default=date.min)
    if known[-1] > until:
        until = indicator.measures[-1].measured_on
        _keep_meaning(work, row, until, why)
    if row.unit == wording.unit:
        return wording
    ahead = select(TargetRow).where(TargetRow.indicator_id == row.id, TargetRow.due_on > until)
    for target in work.session.exec(ahead):
        target.value = None
    is_old = wording.baseline == row.baseline
    return replace(wording, baseline=None, baseline_on=None) if is_old else wording


def _keep_meaning(work: Work, row: IndicatorRow, until: date, why: str) -> None:
    """Keep, with the reason, what an indicator has meant until a day."""
    reason = clean_text(why, at_most=NOTE_LENGTH)
    if not reason:
        raise DomainError("meaning_unexplained")
    work.session.add(
        FormerMeaningRow(indicator_id=row.id or 0, until=until, unit=row.unit, polarity=row.polarity, why=reason)
    )


def _check_ties(work: Work, wording: Wording, *, before: IndicatorRow | None = None) -> None:
    """Refuse a tie to what does not stand here, unless the indicator had it before; and a cell that makes no curve."""
    if before is None or (before.change_id, before.action_id) != (wording.change_id, wording.action_id):
        change = work.session.get(ChangeRow, wording.change_id) if wording.change_id else None
        action = work.session.get(ActionRow, wording.action_id) if wording.action_id else None
        thing = change or action
        if thing is None or thing.collective_id != work.collective_id or thing.withdrawn_at is not None:
            raise DomainError("indicator_of_nothing_here")
    if wording.cell_id and (before is None or (before.cell_id, before.series) != (wording.cell_id, wording.series)):
        check_series(work, wording.cell_id, wording.series)
        _check_unmeasured(work, before)


def _check_unmeasured(work: Work, row: IndicatorRow | None) -> None:
    """Refuse that the room measures what has measures of its own: they would be hidden."""
    standing = select(MeasureRow.id).where(
        MeasureRow.indicator_id == (row.id if row else 0), col(MeasureRow.superseded_at).is_(None)
    )
    if work.session.exec(standing.limit(1)).first():
        raise DomainError("indicator_measured_by_hand")


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        IndicatorRow.collective_id == (work.collective_id or 0), col(IndicatorRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= INDICATORS_AT_MOST:
        raise DomainError("too_many_indicators", at_most=INDICATORS_AT_MOST)


def _columns(wording: Wording) -> dict[str, Any]:
    return {
        "change_id": wording.change_id,
        "action_id": wording.action_id,
        "cell_id": wording.cell_id,
        "series": wording.series,
        "name": wording.name,
        "unit": wording.unit,
        "polarity": wording.polarity,
        "kind": wording.kind,
        "source": wording.source,
        "frequency": wording.frequency,
        "baseline": wording.baseline,
        "baseline_on": wording.baseline_on,
    }

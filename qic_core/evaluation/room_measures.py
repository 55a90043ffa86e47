"""Measures that the room makes: the closed runs of a cell, read as they stand, are a curve; nothing of it is copied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.collective.service import get_collective
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import Measure
from qic_core.evaluation.rules import MeasureSource
from qic_core.words import Words
from qic_core.workshop.content import from_json
from qic_core.workshop.drafting import own_cell
from qic_core.workshop.kind import CellKind
from qic_core.workshop.registry import all_kinds, kind_of
from qic_core.workshop.runs import RunState
from qic_core.workshop.tables import CellRow, NotebookRow, RunRow

SERIES_LENGTH = 160
CELLS_AT_MOST = 100
# Series are kept under their msgids: what they are called in a language may change.
UNTRANSLATED = Words()


@dataclass(frozen=True, slots=True)
class Passage:
    """A closed run of a cell, on its day: the figures that it adds to each of the cell's curves."""

    run_id: int
    held_on: date
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Offered:
    """A cell that makes curves: its title, that of its notebook, and its series, as far as it was run."""

    cell_id: int
    title: str
    notebook: str
    series: Mapping[str, str]


def measures_by_room(passages: Iterable[Passage], series: str) -> tuple[Measure, ...]:
    """Return the measures that runs are, the oldest first; of two on one day the later one holds.

    Without a series it is the first of each run; a run in which nobody answered measures nothing.
    """
    found: dict[date, Measure] = {}
    for one in passages:
        value = one.figures.get(series) if series else next(iter(one.figures.values()), None)
        if value is not None:
            found[one.held_on] = Measure(one.run_id, one.held_on, value, "", MeasureSource.ROOM)
    return tuple(found.values())


def passages_of(session: Session, collective_id: int, cell_ids: Iterable[int]) -> dict[int, list[Passage]]:
    """Return the closed runs of some cells (cell id → runs), the oldest first."""
    asked = sorted(set(cell_ids))
    if not asked:
        return {}
    rows = select(RunRow).where(
        col(RunRow.cell_id).in_(asked), RunRow.collective_id == collective_id, RunRow.state == RunState.CLOSED
    )
    zone = ZoneInfo(get_collective(session, collective_id).timezone)
    found: dict[int, list[Passage]] = defaultdict(list)
    for row in session.exec(rows.order_by(col(RunRow.closed_at), col(RunRow.id))):
        held_on = (row.closed_at or row.opened_at).astimezone(zone).date()
        found[row.cell_id].append(Passage(row.id or 0, held_on, _figures(row, UNTRANSLATED)))
    return dict(found)


def offered_cells(session: Session, collective_id: int, words: Words) -> list[Offered]:
    """Return the cells that may measure an indicator, those run most often first; words and ideas are no measures."""
    kinds = [kind.name for kind in all_kinds() if _makes_curves(kind) and not kind.free_text]
    runs = select(func.count()).where(RunRow.cell_id == CellRow.id).correlate(CellRow).scalar_subquery()
    rows = session.exec(
        select(CellRow, NotebookRow.title)
        .join(NotebookRow, col(NotebookRow.id) == CellRow.notebook_id)
        .where(NotebookRow.collective_id == collective_id, col(NotebookRow.withdrawn_at).is_(None))
        .where(col(CellRow.kind).in_(kinds), col(CellRow.withdrawn_at).is_(None))
        .order_by(runs.desc(), col(NotebookRow.id).desc(), col(CellRow.position))
        .limit(CELLS_AT_MOST)
    ).all()
    series = _series_of(session, [cell.id or 0 for cell, _ in rows], words)
    return [Offered(cell.id or 0, cell.title, notebook, series.get(cell.id or 0, {})) for cell, notebook in rows]


def check_series(work: Work, cell_id: int, series: str) -> None:
    """Refuse a cell that is not here or makes no curve, and a series that none of its runs has."""
    cell = own_cell(work, cell_id)
    if not _makes_curves(kind_of(cell.kind)):
        raise DomainError("cell_makes_no_curve", title=cell.title)
    if series and not any(series in one for one in _series_of(work.session, [cell_id], UNTRANSLATED).values()):
        raise DomainError("series_unknown", title=cell.title)


def _makes_curves(kind: CellKind) -> bool:
    return type(kind).trend is not CellKind.trend


def _series_of(session: Session, cell_ids: Iterable[int], words: Words) -> dict[int, dict[str, str]]:
    """Return what the curves of cells are called (cell id → key → title), as their latest closed run told them."""
    closed = col(RunRow.cell_id).in_(list(cell_ids)) & (col(RunRow.state) == RunState.CLOSED)
    latest = select(func.max(RunRow.id)).where(closed).group_by(col(RunRow.cell_id))
    rows = session.exec(select(RunRow).where(col(RunRow.id).in_(latest)))
    return {row.cell_id: dict(zip(_figures(row, UNTRANSLATED), _figures(row, words), strict=True)) for row in rows}


def _figures(row: RunRow, words: Words) -> dict[str, float]:
    content = from_json(row.content)
    figures = kind_of(content.kind).trend(content, row.output["summary"], words) if row.output else {}
    return {name[:SERIES_LENGTH]: value for name, value in figures.items()}

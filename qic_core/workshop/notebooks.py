"""Prepare a notebook: create, describe, withdraw, read. Its cells are written in `drafting`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.tables import CellRow, NotebookRow, RunRow
from qic_core.workshop.texts import clean_text


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a notebook's cover."""

    title: str
    aim: str = ""
    audience: str = ""
    held_on: date | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DomainError("title_missing")

    def cleaned(self) -> "Cover":
        """Return the cover with its texts trimmed and bounded."""
        return replace(
            self,
            title=clean_text(self.title, at_most=120),
            aim=clean_text(self.aim, at_most=300),
            audience=clean_text(self.audience, at_most=120),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of a notebook; it asks about its items, a cell's grouped ideas, or (`about`) things of the journey."""

    id: int
    notebook_id: int
    position: int
    kind: str
    title: str
    prompt: str
    settings: dict[str, Any]
    items: tuple[str, ...]
    items_from: int | None
    minutes: int
    notes: str
    moderated: bool
    about: str = ""
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Notebook:
    id: int
    cover: Cover
    cells: tuple[Cell, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(cell.minutes for cell in self.cells)


def create_notebook(work: Work, cover: Cover) -> int:
    """Create an empty notebook; return its id."""
    clean = cover.cleaned()
    assert work.collective_id is not None, "a notebook belongs to a collective"
    row = NotebookRow(
        collective_id=work.collective_id,
        title=clean.title,
        aim=clean.aim,
        audience=clean.audience,
        held_on=clean.held_on,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def describe_notebook(work: Work, *, notebook_id: int, cover: Cover) -> None:
    """Rewrite what stands on a notebook's cover."""
    row, clean = own_notebook(work, notebook_id), cover.cleaned()
    row.title, row.aim, row.audience, row.held_on = clean.title, clean.aim, clean.audience, clean.held_on


def withdraw_notebook(work: Work, *, notebook_id: int) -> None:
    """Take a notebook off the shelf; its runs stay in the history."""
    own_notebook(work, notebook_id).withdrawn_at = work.now


def restore_notebook(work: Work, *, notebook_id: int) -> None:
    """Put a withdrawn notebook back on the shelf."""
    own_notebook(work, notebook_id).withdrawn_at = None


def list_notebooks(session: Session, collective_id: int, *, withdrawn: bool = False) -> list[Notebook]:
    """Return the notebooks on the shelf (or the withdrawn ones) with their cells, the latest séminaire first."""
    gone = col(NotebookRow.withdrawn_at)
    rows = session.exec(
        select(NotebookRow)
        .where(NotebookRow.collective_id == collective_id, gone.is_not(None) if withdrawn else gone.is_(None))
        .order_by(col(NotebookRow.held_on).desc().nulls_first(), col(NotebookRow.id).desc())
    ).all()
    cells = _cells(session, [row.id for row in rows if row.id is not None])
    return [_notebook(row, cells) for row in rows]


def get_notebook(session: Session, collective_id: int, notebook_id: int) -> Notebook:
    """Return one notebook of the collective with its cells in order; refuses another's."""
    row = session.get(NotebookRow, notebook_id)
    if row is None or row.collective_id != collective_id:
        raise DomainError("notebook_unknown")
    return _notebook(row, _cells(session, [notebook_id]))


def own_notebook(work: Work, notebook_id: int) -> NotebookRow:
    """Return the row of a notebook of the collective at work; refuses another's."""
    row = work.session.get(NotebookRow, notebook_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("notebook_unknown")
    return row


def _cells(session: Session, notebook_ids: list[int]) -> list[Cell]:
    runs = select(func.count()).where(RunRow.cell_id == CellRow.id).correlate(CellRow).scalar_subquery()
    rows = (
        select(CellRow, runs)
        .where(col(CellRow.notebook_id).in_(notebook_ids), col(CellRow.withdrawn_at).is_(None))
        .order_by(col(CellRow.position), col(CellRow.id))
    )
    return [cell_of(row, run_count) for row, run_count in session.exec(rows)]


def cell_of(row: CellRow, runs: int = 0) -> Cell:
    """Return a cell's row as a value."""
    assert row.id is not None
    return Cell(
        row.id, row.notebook_id, row.position, row.kind, row.title, row.prompt, dict(row.settings), tuple(row.items),
        row.items_from_id, row.minutes, row.notes, row.moderated, row.about, runs,
    )  # fmt: skip


def _notebook(row: NotebookRow, cells: list[Cell]) -> Notebook:
    assert row.id is not None
    cover = Cover(row.title, row.aim, row.audience, row.held_on)
    return Notebook(row.id, cover, tuple(cell for cell in cells if cell.notebook_id == row.id))

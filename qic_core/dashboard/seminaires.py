"""The notebooks by their days: the next séminaire, the last one, those one opens most."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from qic_core.workshop.tables import NotebookRow


@dataclass(frozen=True, slots=True)
class Seminaire:
    """A notebook with its day, if it has one."""

    id: int
    title: str
    held_on: date | None


def next_seminaire(session: Session, collective_id: int, *, today: date) -> int | None:
    """Return the notebook of the next séminaire, today's included."""
    day = col(NotebookRow.held_on)
    ahead = select(col(NotebookRow.id)).where(_on_shelf(collective_id), day >= today)
    return session.scalars(ahead.order_by(day, col(NotebookRow.id)).limit(1)).first()


def last_seminaire(session: Session, collective_id: int, *, today: date) -> date | None:
    """Return the day of the last séminaire before today."""
    day = col(NotebookRow.held_on)
    return session.scalars(select(func.max(day)).where(_on_shelf(collective_id), day < today)).one()


def latest_seminaires(session: Session, collective_id: int, *, at_most: int, but: int | None) -> list[Seminaire]:
    """Return the notebooks on the shelf, those without a day first, then the latest, without the one named."""
    columns = select(col(NotebookRow.id), col(NotebookRow.title), col(NotebookRow.held_on))
    others = columns.where(_on_shelf(collective_id), col(NotebookRow.id) != (but or 0))
    latest = others.order_by(col(NotebookRow.held_on).desc().nulls_first(), col(NotebookRow.id).desc())
    return [Seminaire(key, title, day) for key, title, day in session.execute(latest.limit(at_most))]


def _on_shelf(collective_id: int) -> ColumnElement[bool]:
    return (col(NotebookRow.collective_id) == collective_id) & col(NotebookRow.withdrawn_at).is_(None)

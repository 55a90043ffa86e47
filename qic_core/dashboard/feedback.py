"""Keep by when a séminaire owes its feedback to those who spoke there, when they had it, and how."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from qic_core.dashboard.feedback_rules import Feedback, check_feedback, in_order, usual_day
from qic_core.dashboard.tables import FeedbackRow
from qic_core.db.engine import Database, Work
from qic_core.db.tables import revision_of
from qic_core.errors import DomainError
from qic_core.workshop.notebooks import own_notebook
from qic_core.workshop.tables import CellRow, ContributionRow, NotebookRow, RunRow

KEPT = 32


def feedback_at(database: Database, collective_id: int, *, today: date) -> Sequence[Feedback]:
    """Return what is owed and was given; gathered anew when the collective's revision or the day has moved."""
    with database.reading() as session:
        revision = revision_of(session, collective_id)
    return _kept(database, collective_id, revision, today)


def due_feedback(session: Session, collective_id: int, today: date) -> list[Feedback]:
    """Return what the séminaires held so far owe or gave, those still owed first; one where nobody spoke owes none."""
    voices = _voices(session, collective_id)
    rows = (
        select(NotebookRow, FeedbackRow)
        .join(FeedbackRow, col(FeedbackRow.notebook_id) == NotebookRow.id, isouter=True)
        .where(NotebookRow.collective_id == collective_id, col(NotebookRow.withdrawn_at).is_(None))
        .where(col(NotebookRow.held_on) <= today)
    )
    return in_order(
        [
            _feedback(notebook, notebook.held_on, kept, voices[notebook.id])
            for notebook, kept in session.exec(rows)
            if notebook.id in voices and notebook.held_on
        ]
    )


def set_feedback(
    work: Work, *, notebook_id: int, version: int, due_on: date, given_on: date | None, how: str = ""
) -> None:
    """Say by when feedback is due, when it was given and how; refuses when somebody else did since `version`."""
    notebook = own_notebook(work, notebook_id)
    if notebook.held_on is None:
        raise DomainError("feedback_undated")
    kept = work.session.get(FeedbackRow, notebook_id)
    if version != (kept.version if kept else 0):
        raise DomainError("feedback_changed_meanwhile")
    clean = check_feedback(
        held_on=notebook.held_on, due_on=due_on, given_on=given_on, how=how, last_day=work.last_day
    )  # fmt: skip
    row = kept or FeedbackRow(notebook_id=notebook_id, due_on=due_on)
    row.due_on, row.given_on, row.how, row.version = due_on, given_on, clean, version + 1
    work.session.add(row)
    work.session.flush()


@lru_cache(maxsize=KEPT)
def _kept(database: Database, collective_id: int, _revision: int, today: date) -> Sequence[Feedback]:
    with database.reading() as session:
        return due_feedback(session, collective_id, today)


def _voices(session: Session, collective_id: int) -> dict[int, int]:
    """Return, by notebook, the most voices that one of its runs gathered; those in which nobody spoke are absent."""
    gathered = (
        columns(col(CellRow.notebook_id), func.sum(ContributionRow.voices))
        .select_from(RunRow)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .join(ContributionRow, col(ContributionRow.run_id) == RunRow.id)
        .where(col(RunRow.collective_id) == collective_id, col(ContributionRow.superseded_at).is_(None))
        .group_by(col(RunRow.id), col(CellRow.notebook_id))
    )
    most: dict[int, int] = defaultdict(int)
    for notebook_id, voices in session.execute(gathered):
        most[notebook_id] = max(most[notebook_id], voices)
    return {notebook_id: voices for notebook_id, voices in most.items() if voices}


def _feedback(notebook: NotebookRow, held_on: date, kept: FeedbackRow | None, voices: int) -> Feedback:
    said = Feedback(notebook.id or 0, notebook.title, held_on, usual_day(held_on), voices=voices)
    if kept is None:
        return said
    return Feedback(said.id, said.title, held_on, kept.due_on, kept.given_on, kept.how, voices, kept.version)

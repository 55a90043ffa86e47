"""What the room said it learnt, from which learnings are taken: the latest loop's questions come first."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from qic_core.cooperation.plan_proposals import proposals_in, runs_to_take
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.learning import add_learning
from qic_core.evaluation.learning_rules import TEXT_LENGTH
from qic_core.evaluation.tables import LearningRow, LoopRow
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.runs import Run, get_run
from qic_core.workshop.tables import CellRow
from qic_core.workshop.texts import shortened

# What the cells of a loop's notebook are called (data/notebooks/boucle-evaluative.toml).
HAPPENED, LEARNT = "Que s'est-il passé ?", "Qu'avons-nous appris ?"


def runs_to_learn_from(session: Session, collective_id: int, *, title: str = LEARNT) -> list[Run]:
    """Return the last runs that gathered or weighed words of the room.

    Those of the latest loop come first, and of these the cell of this title.
    """
    runs = runs_to_take(session, collective_id)
    loops = _loop_of_cells(session, collective_id, {run.cell_id for run in runs})
    latest = max(loops.values(), default=(date.min, 0))
    return sorted(runs, key=lambda run: (loops.get(run.cell_id) != latest, run.content.title != title))


def take_learnings(work: Work, *, run_id: int, keys: Collection[str], learnt_on: date) -> None:
    """Write what was chosen of a run as learnings of its loop; one that says it already gets its thread."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    chosen = [item for item in proposals_in(work.session, run) if item.key in keys]
    if not chosen:
        raise DomainError("ideas_not_chosen")
    _day, loop_id = _loop_of_cells(work.session, run.collective_id, {run.cell_id}).get(run.cell_id, (None, None))
    known = _said_already(work.session, run.collective_id)
    for item in chosen:
        text = shortened(item.text, at_most=TEXT_LENGTH)
        if learning_id := known.get(text.casefold()):
            tie(work, Thing(ThingKind.LEARNING, learning_id, text), run_ids=[run_id], idea_ids=item.ideas)
        else:
            known[text.casefold()] = add_learning(
                work, text=text, learnt_on=learnt_on, loop_id=loop_id, run_ids=[run_id], idea_ids=item.ideas
            )


def _loop_of_cells(session: Session, collective_id: int, cell_ids: Collection[int]) -> dict[int, tuple[date, int]]:
    """Return the loop (its day, its id) in whose notebook each of these cells stands; other cells are left out."""
    asked = (
        select(CellRow.id, LoopRow)
        .join(LoopRow, col(LoopRow.notebook_id) == CellRow.notebook_id)
        .where(LoopRow.collective_id == collective_id, col(CellRow.id).in_(cell_ids))
        .order_by(col(LoopRow.id))
    )
    return {cell_id or 0: (loop.held_on, loop.id or 0) for cell_id, loop in session.exec(asked)}


def _said_already(session: Session, collective_id: int) -> dict[str, int]:
    standing = select(LearningRow.text, LearningRow.id).where(
        LearningRow.collective_id == collective_id, col(LearningRow.withdrawn_at).is_(None)
    )
    return {text.casefold(): key or 0 for text, key in session.exec(standing)}

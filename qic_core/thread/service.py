"""Tie things of the journey to what the room said, and follow the thread either way."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import SAID_LENGTH, Strand, Thing, ThingKind
from qic_core.thread.tables import ThreadRow
from qic_core.workshop.kind import Visibility
from qic_core.workshop.runs import own_run
from qic_core.workshop.tables import CellRow, IdeaRow, NotebookRow, RunRow


def tie(work: Work, thing: Thing, *, run_ids: Iterable[int] = (), idea_ids: Iterable[int] = ()) -> None:
    """Say that a thing came from these ideas and runs of the collective; refuses another's."""
    strands: list[tuple[int, int | None]] = [(run_id, None) for run_id in run_ids]
    for idea_id in idea_ids:
        idea = work.session.get(IdeaRow, idea_id)
        if idea is None:
            raise DomainError("idea_unknown")
        strands.append((idea.run_id, idea_id))
    known = set(_strands(work.session, thing))
    for run_id, found in dict.fromkeys(strands):
        own_run(work, run_id)
        if (run_id, found) not in known:
            work.session.add(
                ThreadRow(
                    collective_id=work.collective_id or 0,
                    kind=thing.kind,
                    thing_id=thing.id,
                    said=thing.said[:SAID_LENGTH],
                    run_id=run_id,
                    idea_id=found,
                    made_at=work.now,
                )
            )
    work.session.flush()


def say_anew(work: Work, thing: Thing) -> None:
    """Say what a thing says today wherever it is tied; what it was tied to stays."""
    rows = select(ThreadRow).where(ThreadRow.kind == thing.kind, ThreadRow.thing_id == thing.id)
    for row in work.session.exec(rows):
        row.said = thing.said[:SAID_LENGTH]
    work.session.flush()


def carry(work: Work, source: tuple[ThingKind, int], thing: Thing) -> None:
    """Let a thing come from all that another came from: a challenge from its candidate's ideas."""
    strands = _strands(work.session, Thing(*source, ""))
    tie(work, thing, run_ids=[run for run, idea in strands if idea is None], idea_ids=[i for _, i in strands if i])


def origins_of(session: Session, kind: ThingKind, thing_id: int) -> list[Strand]:
    """Return where a thing comes from, the oldest run first."""
    rows = session.exec(
        select(ThreadRow, RunRow.number, CellRow, NotebookRow)
        .join(RunRow, col(RunRow.id) == ThreadRow.run_id)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .join(NotebookRow, col(NotebookRow.id) == CellRow.notebook_id)
        .where(ThreadRow.kind == kind, ThreadRow.thing_id == thing_id)
        .order_by(col(ThreadRow.run_id), col(ThreadRow.idea_id))
    )
    found = list(rows)
    ideas = _texts(session, [row.idea_id for row, *_ in found if row.idea_id])
    return [
        Strand(row.run_id, number, cell.id or 0, cell.title, notebook.id or 0, notebook.title, notebook.held_on,
               row.idea_id, ideas.get(row.idea_id or 0))
        for row, number, cell, notebook in found
    ]  # fmt: skip


def fates_of(session: Session, idea_ids: Collection[int]) -> dict[int, list[Thing]]:
    """Return what ideas became (idea id → things, the first tied first); those that became nothing are left out."""
    rows = select(ThreadRow).where(col(ThreadRow.idea_id).in_(idea_ids)).order_by(col(ThreadRow.id))
    fates: dict[int, list[Thing]] = defaultdict(list)
    for row in session.exec(rows):
        fates[row.idea_id or 0].append(Thing(ThingKind(row.kind), row.thing_id, row.said))
    return dict(fates)


def fates_of_run(session: Session, run_id: int) -> list[Thing]:
    """Return what came of a run as a whole, of a vote or a scoring, the first tied first."""
    rows = select(ThreadRow).where(ThreadRow.run_id == run_id, col(ThreadRow.idea_id).is_(None))
    return [
        Thing(ThingKind(row.kind), row.thing_id, row.said) for row in session.exec(rows.order_by(col(ThreadRow.id)))
    ]


def fates_of_runs(session: Session, run_ids: Collection[int]) -> list[Thing]:
    """Return what came of some runs and of their ideas, each thing once, as it was first tied, the first tied first."""
    rows = select(ThreadRow).where(col(ThreadRow.run_id).in_(run_ids)).order_by(col(ThreadRow.id))
    found: dict[tuple[str, int], Thing] = {}
    for row in session.exec(rows):
        found.setdefault((row.kind, row.thing_id), Thing(ThingKind(row.kind), row.thing_id, row.said))
    return list(found.values())


def _texts(session: Session, idea_ids: Collection[int]) -> dict[int, str]:
    """Return what the ideas say; one that moderation has hidden since says nothing."""
    rows = select(IdeaRow.id, IdeaRow.text).where(col(IdeaRow.id).in_(idea_ids), IdeaRow.visibility == Visibility.SHOWN)
    return {idea_id: text for idea_id, text in session.exec(rows) if idea_id}


def _strands(session: Session, thing: Thing) -> list[tuple[int, int | None]]:
    rows = select(ThreadRow.run_id, ThreadRow.idea_id).where(
        ThreadRow.kind == thing.kind, ThreadRow.thing_id == thing.id
    )
    return [(run_id, idea_id) for run_id, idea_id in session.exec(rows)]

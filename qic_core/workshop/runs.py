"""Run a cell: open, freeze, reopen, reveal, close. One run at a time is live in a collective's room."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.content import from_json, items_of, to_json
from qic_core.workshop.drafting import own_cell
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import ITEMS_AT_MOST, Content, Visibility
from qic_core.workshop.notebooks import Cell, cell_of
from qic_core.workshop.registry import kind_of, subject_of
from qic_core.workshop.tables import CellRow, NotebookRow, RunRow
from qic_core.workshop.tally import frozen_output, list_ideas, list_themes

EXTENSION_AT_MOST = 120
STILL_ON_WALL = timedelta(hours=3)


class RunState(StrEnum):
    """Open takes answers, frozen holds them while the room talks, closed has its output in the notebook."""

    OPEN = "open"
    FROZEN = "frozen"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Run:
    """One passage of a cell, with the content it was opened with; `output` is None until it is closed."""

    id: int
    collective_id: int
    cell_id: int
    number: int
    state: RunState
    revealed: bool
    moderated: bool
    content: Content
    opened_at: datetime
    ends_at: datetime | None
    closed_at: datetime | None
    output: dict[str, Any] | None

    @property
    def takes_answers(self) -> bool:
        return self.state == RunState.OPEN and kind_of(self.content.kind).asks


def open_run(work: Work, *, cell_id: int) -> int:
    """Open a new run of a cell on every phone; a run still live is closed first. Return the run's id."""
    row = own_cell(work, cell_id)
    if row.withdrawn_at is not None:
        raise DomainError("cell_withdrawn")
    content = content_of(work.session, cell_of(row), day=work.last_day)
    close_live_run(work)
    last = work.session.exec(select(func.max(RunRow.number)).where(RunRow.cell_id == cell_id)).one()
    run = RunRow(
        collective_id=work.collective_id or 0,
        cell_id=cell_id,
        number=(last or 0) + 1,
        state=RunState.OPEN,
        revealed=not kind_of(content.kind).asks,
        moderated=row.moderated,
        content=to_json(replace(content, lot=secrets.token_hex(8))),
        opened_at=work.now,
        ends_at=work.now + timedelta(minutes=row.minutes) if row.minutes else None,
    )
    work.session.add(run)
    work.session.flush()
    assert run.id is not None
    return run.id


def close_run(work: Work, *, run_id: int) -> None:
    """Close a run: phones are told, the summary is frozen in the notebook."""
    row = own_run(work, run_id)
    row.state, row.closed_at, row.ends_at = RunState.CLOSED, row.closed_at or work.now, None
    row.output = frozen_output(work.session, run_id, from_json(row.content))


def close_live_run(work: Work) -> None:
    """Close the run that is live in the room, if any."""
    live = live_run(work.session, work.collective_id or 0)
    if live:
        close_run(work, run_id=live.id)


def freeze_run(work: Work, *, run_id: int) -> None:
    """Hold a run as it stands: phones can read but no longer answer."""
    _live(work, run_id).state = RunState.FROZEN


def reopen_run(work: Work, *, run_id: int) -> None:
    """Take answers again, in a frozen or closed run; another live one is closed first."""
    row = own_run(work, run_id)
    cell = work.session.get_one(CellRow, row.cell_id)
    if cell.about:
        subject_of(cell.about).gate(work.session, row.collective_id, cell.notebook_id)
    live = live_run(work.session, row.collective_id)
    if live and live.id != run_id:
        close_run(work, run_id=live.id)
    row.state, row.closed_at, row.output = RunState.OPEN, None, None


def reveal_run(work: Work, *, run_id: int, revealed: bool) -> None:
    """Show the results on the wall, or hide them again."""
    own_run(work, run_id).revealed = revealed


def extend_run(work: Work, *, run_id: int, minutes: int) -> None:
    """Give a run more time, counted from now when its time is over."""
    if not 1 <= minutes <= EXTENSION_AT_MOST:
        raise DomainError("minutes_out_of_bounds", at_most=EXTENSION_AT_MOST)
    row = _live(work, run_id)
    row.ends_at = max(row.ends_at or work.now, work.now) + timedelta(minutes=minutes)


def live_run(session: Session, collective_id: int) -> Run | None:
    """Return the run that is open or frozen in the collective's room, if any."""
    rows = select(RunRow).where(RunRow.collective_id == collective_id, RunRow.state != RunState.CLOSED)
    row = session.exec(rows.order_by(col(RunRow.id).desc())).first()
    return run_of(row) if row else None


def wall_run(session: Session, collective_id: int, *, now: datetime) -> Run | None:
    """Return what the wall shows: the live run, else the last one closed while its séminaire is still on."""
    recent = select(RunRow).where(RunRow.collective_id == collective_id, col(RunRow.closed_at) > now - STILL_ON_WALL)
    row = session.exec(recent.order_by(col(RunRow.closed_at).desc(), col(RunRow.id).desc())).first()
    return live_run(session, collective_id) or (run_of(row) if row else None)


def closed_runs(
    session: Session, collective_id: int, kinds: Collection[str], *, at_most: int, about: str | None = None
) -> list[Run]:
    """Return the runs of some kinds that the collective closed, whatever their notebook, the last closed first.

    With `about`, only those of cells that ask about this subject, or ("") about none.
    """
    rows = (
        select(RunRow)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .where(RunRow.collective_id == collective_id, RunRow.state == RunState.CLOSED, col(CellRow.kind).in_(kinds))
        .order_by(col(RunRow.closed_at).desc(), col(RunRow.id).desc())
    )
    if about is not None:
        rows = rows.where(CellRow.about == about)
    return [run_of(row) for row in session.exec(rows.limit(at_most))]


def get_run(session: Session, collective_id: int, run_id: int) -> Run:
    """Return one run of the collective; refuses another's."""
    row = session.get(RunRow, run_id)
    if row is None or row.collective_id != collective_id:
        raise DomainError("run_unknown")
    return run_of(row)


def list_runs(session: Session, cell_ids: Sequence[int]) -> list[Run]:
    """Return the runs of some cells, the first run first."""
    rows = select(RunRow).where(col(RunRow.cell_id).in_(cell_ids)).order_by(col(RunRow.cell_id), col(RunRow.number))
    return [run_of(row) for row in session.exec(rows)]


def own_run(work: Work, run_id: int) -> RunRow:
    """Return the row of a run of the collective at work; refuses another's."""
    row = work.session.get(RunRow, run_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("run_unknown")
    return row


def _live(work: Work, run_id: int) -> RunRow:
    row = own_run(work, run_id)
    if row.state == RunState.CLOSED:
        raise DomainError("run_not_live")
    return row


def run_of(row: RunRow) -> Run:
    """Return a run's row as a value."""
    assert row.id is not None
    return Run(
        row.id, row.collective_id, row.cell_id, row.number, RunState(row.state), row.revealed, row.moderated,
        _asked(row), row.opened_at, row.ends_at, row.closed_at, row.output,
    )  # fmt: skip


def _asked(row: RunRow) -> Content:
    """Return what a run asks; of one that was opened before lots were drawn, its number and moment are the lot."""
    content = from_json(row.content)
    return content if content.lot else replace(content, lot=f"{row.id}-{row.opened_at.isoformat()}")


def content_of(session: Session, cell: Cell, *, day: date = date.min) -> Content:
    """Return what a cell would ask if it were opened on a day; refuses one whose proposals are not there yet."""
    items = _asked_about(session, cell, day)
    content = Content(cell.kind, cell.title, cell.prompt, cell.settings, tuple(items))
    return kind_of(cell.kind).check_content(content)


def _asked_about(session: Session, cell: Cell, day: date) -> Sequence[Item]:
    if cell.about:
        notebook, subject = session.get_one(NotebookRow, cell.notebook_id), subject_of(cell.about)
        subject.gate(session, notebook.collective_id, cell.notebook_id)
        items = subject.items(session, notebook.collective_id)
        if not items:
            raise DomainError("about_empty", cell=cell.title)
        return [subject.dated(item, day) for item in items[:ITEMS_AT_MOST]]
    return items_of(cell.items) if cell.items_from is None else gathered_items(session, cell.items_from)


def gathered_items(session: Session, cell_id: int) -> tuple[Item, ...]:
    """Return what a cell's latest run gathered, as items; refuses fewer than two."""
    latest = session.exec(select(RunRow).where(RunRow.cell_id == cell_id).order_by(col(RunRow.number).desc())).first()
    items = gathered_in(session, latest.id if latest and latest.id else 0)
    if len(items) < 2:
        source = session.get(CellRow, cell_id)
        raise DomainError("items_from_empty", cell=source.title if source else "")
    return tuple(items[:ITEMS_AT_MOST])


def gathered_in(session: Session, run_id: int) -> list[Item]:
    """Return what a run gathered, as items: its themes, else (fewer than two) its shown ideas."""
    shown = [idea for idea in list_ideas(session, run_id) if idea.visibility == Visibility.SHOWN]
    themes = [
        Item(f"t{theme.id}", theme.label, tuple(idea.id for idea in shown if idea.theme_id == theme.id))
        for theme in list_themes(session, run_id)
    ]
    same: dict[str, list[int]] = defaultdict(list)
    for idea in shown:
        same[idea.text].append(idea.id)
    grouped = [item for item in themes if item.ideas]
    loose = [Item(f"c{ids[0]}", text, tuple(ids)) for text, ids in same.items()]
    return grouped if len(grouped) > 1 else loose

"""Write a notebook's cells: add, edit, move, duplicate, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.content import items_of
from qic_core.workshop.fields import Json
from qic_core.workshop.kind import Content
from qic_core.workshop.notebooks import Cell, Notebook, cell_of, create_notebook, get_notebook, own_notebook
from qic_core.workshop.registry import kind_of, subject_of
from qic_core.workshop.tables import CellRow
from qic_core.workshop.texts import clean_text

PROMPT_LENGTH, TEXT_LENGTH, NOTES_LENGTH = 300, 2000, 4000
MINUTES_AT_MOST = 240
CELLS_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell as its author wants it; `moderated` None takes the kind's own habit (on for free text)."""

    kind: str
    title: str
    prompt: str
    settings: Mapping[str, Json] = field(default_factory=dict)
    items: Sequence[str] = ()
    items_from: int | None = None
    minutes: int = 5
    notes: str = ""
    moderated: bool | None = None
    about: str = ""


def draft_of(cell: Cell) -> Draft:
    """Return a cell as a draft, to edit or to copy."""
    return Draft(
        cell.kind,
        cell.title,
        cell.prompt,
        cell.settings,
        cell.items,
        cell.items_from,
        cell.minutes,
        cell.notes,
        cell.moderated,
        cell.about,
    )


def add_cell(work: Work, *, notebook_id: int, draft: Draft) -> int:
    """Add a cell at the end of a notebook; return its id."""
    own_notebook(work, notebook_id)
    row = CellRow(
        notebook_id=notebook_id,
        position=_end(work.session, notebook_id),
        kind=draft.kind,
        title="",
        prompt="",
        minutes=0,
        moderated=True,
    )
    _write(work, row, draft)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def edit_cell(work: Work, *, cell_id: int, draft: Draft) -> None:
    """Rewrite a cell; runs that were opened before keep what they asked."""
    _write(work, own_cell(work, cell_id), draft)


def move_cell(work: Work, *, cell_id: int, steps: int) -> None:
    """Move a cell up (negative) or down among its notebook's cells; stops at either end."""
    rows = _rows(work.session, own_cell(work, cell_id).notebook_id)
    at = _place(rows, cell_id)
    rows.insert(max(0, min(len(rows) - 1, at + steps)), rows.pop(at))
    for position, row in enumerate(rows):
        row.position = position


def duplicate_cell(work: Work, *, cell_id: int) -> int:
    """Copy a cell right after itself; return the copy's id."""
    cell = cell_of(own_cell(work, cell_id))
    rows = _rows(work.session, cell.notebook_id)
    steps = _place(rows, cell_id) + 1 - len(rows)
    copy = add_cell(work, notebook_id=cell.notebook_id, draft=draft_of(cell))
    move_cell(work, cell_id=copy, steps=steps)
    return copy


def withdraw_cell(work: Work, *, cell_id: int) -> None:
    """Take a cell out of its notebook; its runs stay in the history."""
    own_cell(work, cell_id).withdrawn_at = work.now


def restore_cell(work: Work, *, cell_id: int) -> None:
    """Put a withdrawn cell back at its place."""
    own_cell(work, cell_id).withdrawn_at = None


def withdrawn_cells(session: Session, notebook_id: int) -> list[Cell]:
    """Return the cells that were taken out of a notebook."""
    gone = select(CellRow).where(CellRow.notebook_id == notebook_id, col(CellRow.withdrawn_at).is_not(None))
    return [cell_of(row) for row in session.exec(gone)]


def duplicate_notebook(work: Work, *, notebook_id: int, title: str) -> int:
    """Copy a notebook's cover and cells, without date nor runs; return the copy's id."""
    assert work.collective_id is not None
    original = get_notebook(work.session, work.collective_id, notebook_id)
    copy = create_notebook(work, replace(original.cover, title=title, held_on=None))
    add_cells(work, notebook_id=copy, drafts=_renumbered(original))
    return copy


def add_cells(work: Work, *, notebook_id: int, drafts: Sequence[tuple[Draft, int | None]]) -> list[int]:
    """Add cells in order; each comes with the place (0, 1…) of the one it takes its items from, if any."""
    first = _end(work.session, notebook_id)
    ids: dict[int, int] = {}
    for place, (draft, source) in sorted(enumerate(drafts), key=lambda placed: placed[1][1] is not None):
        linked = draft if source is None else replace(draft, items_from=ids[source])
        ids[place] = add_cell(work, notebook_id=notebook_id, draft=linked)
        own_cell(work, ids[place]).position = first + place
    return [ids[place] for place in range(len(drafts))]


def own_cell(work: Work, cell_id: int) -> CellRow:
    """Return the row of a cell of the collective at work; refuses another's."""
    row = work.session.get(CellRow, cell_id)
    if row is None:
        raise DomainError("cell_unknown")
    own_notebook(work, row.notebook_id)
    return row


def _write(work: Work, row: CellRow, draft: Draft) -> None:
    kind = kind_of(draft.kind)
    row.kind = draft.kind
    row.title = clean_text(draft.title, at_most=120) or clean_text(draft.prompt[:60], at_most=120)
    row.prompt = clean_text(draft.prompt, at_most=PROMPT_LENGTH if kind.asks else TEXT_LENGTH, lines=not kind.asks)
    if not row.prompt:
        raise DomainError("prompt_missing")
    if not 0 <= draft.minutes <= MINUTES_AT_MOST:
        raise DomainError("minutes_out_of_bounds", at_most=MINUTES_AT_MOST)
    settings, items = kind.check_settings(draft.settings), items_of(draft.items)
    row.settings, row.minutes = {**settings}, draft.minutes
    row.about = _about(draft)
    row.items_from_id = _source(work, row, draft) if kind.takes_items and not row.about else None
    if row.items_from_id is None and not row.about:
        kind.check_content(Content(kind.name, row.title, row.prompt, settings, items))
    row.items = [item.text for item in items] if kind.takes_items else []
    row.notes = clean_text(draft.notes, at_most=NOTES_LENGTH, lines=True)
    row.moderated = kind.free_text and draft.moderated is not False


def _about(draft: Draft) -> str:
    if not draft.about:
        return ""
    if not kind_of(draft.kind).takes_items:
        raise DomainError("about_impossible")
    return subject_of(draft.about).name


def _source(work: Work, row: CellRow, draft: Draft) -> int | None:
    if draft.items_from is None:
        return None
    source = own_cell(work, draft.items_from)
    if source.id == row.id or not kind_of(source.kind).free_text:
        raise DomainError("items_from_impossible")
    return source.id


def _end(session: Session, notebook_id: int) -> int:
    here = col(CellRow.notebook_id) == notebook_id
    if session.exec(select(func.count()).where(here, col(CellRow.withdrawn_at).is_(None))).one() >= CELLS_AT_MOST:
        raise DomainError("too_many_cells", at_most=CELLS_AT_MOST)
    last = session.exec(select(func.max(CellRow.position)).where(here)).one()
    return 0 if last is None else last + 1


def _rows(session: Session, notebook_id: int) -> list[CellRow]:
    here = select(CellRow).where(CellRow.notebook_id == notebook_id, col(CellRow.withdrawn_at).is_(None))
    return list(session.exec(here.order_by(col(CellRow.position), col(CellRow.id))))


def _place(rows: Sequence[CellRow], cell_id: int) -> int:
    """Return where a cell stands among its notebook's; refuses a withdrawn one."""
    ids = [row.id for row in rows]
    if cell_id not in ids:
        raise DomainError("cell_unknown")
    return ids.index(cell_id)


def _renumbered(notebook: Notebook) -> list[tuple[Draft, int | None]]:
    places = {cell.id: place for place, cell in enumerate(notebook.cells)}
    return [(draft_of(cell), places.get(cell.items_from or 0)) for cell in notebook.cells]

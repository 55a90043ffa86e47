"""The facilitator's stage: which cell is at work, and the gestures that run it, each with a key of the keyboard."""

from collections.abc import Sequence

import streamlit as st

from qic_core.ui.choices import told_apart
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.notebooks import Cell, Notebook
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import (
    Run,
    RunState,
    close_run,
    extend_run,
    freeze_run,
    open_run,
    reopen_run,
    reveal_run,
)

WISH_KEY = "next_cell"
MARKS = {
    RunState.OPEN: ":material/play_circle: ",
    RunState.FROZEN: ":material/pause_circle: ",
    RunState.CLOSED: ":material/check_circle: ",
}
EXTRA_MINUTES = 2


def choose_cell(notebook: Notebook, runs: Sequence[Run], live: Run | None) -> Cell:
    """Draw the notebook's cells and return the chosen one: at first the live one, else the first not run yet."""
    key, kept = f"step-{notebook.id}", f"at-{notebook.id}"
    cells = {cell.id: cell for cell in notebook.cells}
    lines = told_apart({cell.id: _step_line(cell) for cell in notebook.cells})
    marks = {run.cell_id: MARKS[run.state] for run in runs}
    wish = st.session_state.pop(WISH_KEY, st.session_state.get(kept))
    if wish not in cells:
        waiting = [cell.id for cell in notebook.cells if cell.id not in marks]
        wish = live.cell_id if live and live.cell_id in cells else [*waiting, *cells][0]
    # Said again at each run: Streamlit knows an option by its words, which change with its mark.
    st.session_state[key] = st.session_state[kept] = wish
    chosen: int = st.radio(
        _("Steps"),
        list(cells),
        format_func=lambda cell_id: marks.get(cell_id, "") + lines[cell_id],
        on_change=lambda: st.session_state.update({kept: st.session_state[key]}),
        key=key,
    )
    return cells[chosen]


def draw_controls(place: Here, notebook: Notebook, cell: Cell, past: Sequence[Run]) -> None:
    """Draw the gestures that this cell's last run allows."""
    run = past[-1] if past else None
    with st.container(horizontal=True, key="controls"):
        if run is None:
            _open(place, cell, _("Open"), "open")
        elif run.state == RunState.CLOSED:
            _reopen(place, run)
            _open(place, cell, _("Run again"), "again")
        else:
            _hold(place, run)
            _close(place, run)
        if run and kind_of(cell.kind).asks:
            _reveal(place, run)
        if run:
            _next(place, notebook, cell)
    if run and run.state != RunState.CLOSED:
        _extend(place, run)


def _open(place: Here, cell: Cell, label: str, key: str) -> None:
    if st.button(label, type="primary", icon=":material/play_arrow:", shortcut="o", key=f"{key}-{cell.id}"):
        with acting(place.collective.id, _("Open on the phones.")) as work:
            open_run(work, cell_id=cell.id)


def _reopen(place: Here, run: Run) -> None:
    if st.button(_("Reopen"), icon=":material/undo:", shortcut="u", key=f"reopen-{run.id}"):
        with acting(place.collective.id, _("Open again: phones can answer.")) as work:
            reopen_run(work, run_id=run.id)


def _hold(place: Here, run: Run) -> None:
    if run.state == RunState.FROZEN:
        if st.button(_("Take answers again"), icon=":material/play_arrow:", shortcut="f", key=f"resume-{run.id}"):
            with acting(place.collective.id, _("Open again: phones can answer.")) as work:
                reopen_run(work, run_id=run.id)
    elif st.button(_("Freeze"), icon=":material/ac_unit:", shortcut="f", key=f"freeze-{run.id}"):
        with acting(place.collective.id, _("Frozen: phones no longer answer.")) as work:
            freeze_run(work, run_id=run.id)


def _close(place: Here, run: Run) -> None:
    if st.button(_("Close"), icon=":material/stop:", shortcut="x", key=f"close-{run.id}"):
        with acting(place.collective.id, _("Closed: the result is in the notebook.")) as work:
            close_run(work, run_id=run.id)


def _reveal(place: Here, run: Run) -> None:
    label = _("Hide on the wall") if run.revealed else _("Reveal on the wall")
    icon = ":material/visibility_off:" if run.revealed else ":material/visibility:"
    if st.button(label, icon=icon, shortcut="v", key=f"reveal-{run.id}"):
        with acting(place.collective.id) as work:
            reveal_run(work, run_id=run.id, revealed=not run.revealed)


def _next(place: Here, notebook: Notebook, cell: Cell) -> None:
    later = [other for other in notebook.cells if other.position > cell.position]
    if later and st.button(_("Next step"), icon=":material/skip_next:", shortcut="n", key=f"next-{cell.id}"):
        st.session_state[WISH_KEY] = later[0].id
        with acting(place.collective.id, _("Open on the phones.")) as work:
            open_run(work, cell_id=later[0].id)


def _extend(place: Here, run: Run) -> None:
    label = _("%(n)s more minutes", n=EXTRA_MINUTES)
    if st.button(label, icon=":material/more_time:", shortcut="t", key=f"extend-{run.id}"):
        with acting(place.collective.id) as work:
            extend_run(work, run_id=run.id, minutes=EXTRA_MINUTES)


def _step_line(cell: Cell) -> str:
    runs = counted("%(n)s run", "%(n)s runs", cell.runs) if cell.runs > 1 else ""
    return " · ".join(part for part in (plain(cell.title), f"{cell.minutes} min", runs) if part)

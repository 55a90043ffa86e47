"""Carnet: what was asked and what the room said, run by run; export."""

from itertools import groupby

import streamlit as st

from qic_core.access.rules import Role
from qic_core.cooperation.naming import names_shown
from qic_core.ui.exports import draw_exports
from qic_core.ui.feedback import feedback_lines
from qic_core.ui.notebooks import chosen_notebook, cover_line
from qic_core.ui.outputs import draw_line, output_of
from qic_core.ui.past_runs import draw_past_runs
from qic_core.ui.session import asking, here
from qic_core.ui.thread import CELL_KEY, draw_way_back
from qic_core.ui.words import _, plain
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import list_runs

PICTURES_AT_ONCE = 8

place = here(Role.READER)
with asking() as session:
    notebook = chosen_notebook(session, place)
    listed = list_runs(session, [cell.id for cell in notebook.cells if kind_of(cell.kind).asks])
    runs = {cell_id: list(found) for cell_id, found in groupby(listed, key=lambda run: run.cell_id)}
    named = names_shown(session, place.collective.id)
    outputs = {run.id: output_of(session, run) for run in listed if run.output or run.revealed}

st.title(plain(notebook.cover.title))
draw_line(cover_line(notebook))
draw_line(notebook.cover.aim)
draw_line(feedback_lines(place).get(notebook.id, ""))
if place.access.role >= Role.COORDINATOR:
    draw_exports(place, notebook.id)
if not notebook.cells:
    st.info(_("This notebook is empty. Add its first cell on the page “Prepare”."))
asked = [cell for cell in notebook.cells if str(cell.id) == st.query_params.get(CELL_KEY)]
if asked:
    draw_way_back()
for cell in asked or notebook.cells:
    number = notebook.cells.index(cell) + 1
    st.header(f"{number}. {plain(cell.title)}", divider="gray")
    draw_line(cell.prompt, "qic-prompt")
    if cell.id in runs:
        opened = bool(asked) or len(outputs) <= PICTURES_AT_ONCE
        draw_past_runs(place, cell, runs[cell.id], outputs, named=named, opened=opened)
    elif kind_of(cell.kind).asks:
        st.caption(_("Not run yet."))

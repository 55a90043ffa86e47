"""Carnet: what was asked and what the room said, run by run; export."""

from itertools import groupby

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.exports import draw_exports
from qic_core.ui.notebooks import chosen_notebook, cover_line
from qic_core.ui.outputs import draw_curve, draw_figures, draw_line, output_of, voices_line
from qic_core.ui.session import asking, here
from qic_core.ui.words import _, plain
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import list_runs

place = here(Role.READER)
with asking() as session:
    notebook = chosen_notebook(session, place)
    listed = list_runs(session, [cell.id for cell in notebook.cells])
    runs = {cell_id: list(found) for cell_id, found in groupby(listed, key=lambda run: run.cell_id)}
    outputs = {run.id: output_of(session, run) for run in listed if run.output or run.revealed}

st.title(plain(notebook.cover.title))
draw_line(cover_line(notebook))
draw_line(notebook.cover.aim)
if place.access.role >= Role.COORDINATOR:
    draw_exports(place, notebook.id)
if not notebook.cells:
    st.info(_("This notebook is empty. Add its first cell on the page “Prepare”."))
for number, cell in enumerate(notebook.cells, start=1):
    kind = kind_of(cell.kind)
    st.header(f"{number}. {plain(cell.title)}", divider="gray")
    draw_line(cell.prompt, "qic-prompt")
    past = runs.get(cell.id, [])
    if kind.asks and not past:
        st.caption(_("Not run yet."))
    if not kind.asks:
        continue
    shown = past[-3:]
    for column, run in zip(st.columns(len(shown) or 1, gap="medium"), shown, strict=False):
        with column, st.container(border=True, key=f"run-{run.id}"):
            day = place.local(run.opened_at).strftime("%d/%m/%Y %H:%M")
            st.subheader(_("Run %(number)s, %(day)s", number=run.number, day=day))
            if run.id in outputs:
                draw_line(voices_line(outputs[run.id]))
                draw_figures(run.content, outputs[run.id]["summary"], key=f"run-{run.id}")
            else:
                st.caption(_("Under way: the results stay hidden until they are revealed."))
    draw_curve(past, key=f"cell-{cell.id}")

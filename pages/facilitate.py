"""Animer: run the notebook's cells in front of the room."""

import streamlit as st

from qic_core.collective.service import current_code
from qic_core.cooperation.naming import as_agreed, named_on_wall
from qic_core.ui.doors import draw_door
from qic_core.ui.gauges import draw_gauges
from qic_core.ui.notebooks import ADDRESS_KEY, chosen_notebook, cover_line
from qic_core.ui.outputs import draw_figures, draw_line, output_of
from qic_core.ui.session import asking, here, wall_address
from qic_core.ui.stage import choose_cell, draw_controls
from qic_core.ui.words import _, plain
from qic_core.workshop.runs import list_runs, live_run

place = here()
with asking() as session:
    notebook = chosen_notebook(session, place)
    live = live_run(session, place.collective.id)
    runs = list_runs(session, [cell.id for cell in notebook.cells])
    code = current_code(session, place.collective.id)

st.title(_("Facilitate: %(title)s", title=plain(notebook.cover.title)))
draw_line(cover_line(notebook))
with st.container(horizontal=True, vertical_alignment="center", key="doors"):
    st.link_button(_("Open the wall in its own window"), wall_address(place), icon=":material/cast:", key="wall")
    address = {ADDRESS_KEY: str(notebook.id)}
    draw_door("moderate", _("Moderate"), "inbox", address)
    draw_door("entry", _("Enter answers"), "keyboard")
    draw_line(_("Code of the room: %(code)s", code=code), "qic-address")
if not notebook.cells:
    st.info(_("This notebook is empty. Add its first cell on the page “Prepare”."))
    st.stop()

left, right = st.columns([2, 3], gap="large")
with left:
    cell = choose_cell(notebook, runs, live)
    if cell.notes:
        st.subheader(_("Your notes"))
        draw_line(cell.notes, "qic-notes")
with right:
    st.header(plain(cell.title), divider="gray")
    past = [run for run in runs if run.cell_id == cell.id]
    draw_controls(place, notebook, cell, past)
    draw_line(cell.prompt, "qic-prompt")
    if past:
        draw_gauges(place, past[-1])
        if st.toggle(_("Show me the results here"), key=f"preview-{cell.id}"):
            with asking() as session:
                output = output_of(session, past[-1])
                shown = as_agreed(past[-1].content, named=named_on_wall(session, place.collective.id))
            draw_figures(shown, output["summary"], key=f"preview-{past[-1].id}")

"""Préparer: write a notebook's cover and its cells."""

import streamlit as st

from qic_core.ui.cell_form import draft_form, new_cell_form
from qic_core.ui.exports import draw_sheet_link
from qic_core.ui.folds import fold
from qic_core.ui.notebooks import chosen_notebook, cover_line
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import acting, asking, here
from qic_core.ui.words import _, plain
from qic_core.workshop.drafting import (
    add_cell,
    duplicate_cell,
    edit_cell,
    move_cell,
    restore_cell,
    withdraw_cell,
    withdrawn_cells,
)
from qic_core.workshop.notebooks import Cover, describe_notebook

place = here()
with asking() as session:
    notebook = chosen_notebook(session, place)
    gone = withdrawn_cells(session, notebook.id)
cover = notebook.cover

st.title(_("Prepare: %(title)s", title=plain(cover.title)))
draw_line(cover_line(notebook))

with st.expander(_("Cover: title, aim, audience, date"), key="cover"), st.form("describe", border=False):
    title = st.text_input(_("Title"), cover.title, max_chars=120, key=f"title-{notebook.id}")
    aim = st.text_input(_("Aim"), cover.aim, max_chars=300, key=f"aim-{notebook.id}")
    audience = st.text_input(_("Audience"), cover.audience, max_chars=120, key=f"audience-{notebook.id}")
    held_on = st.date_input(_("Date of the séminaire"), cover.held_on, format="DD/MM/YYYY", key=f"date-{notebook.id}")
    if st.form_submit_button(_("Save the cover"), type="primary", key="describe-it"):
        with acting(place.collective.id, _("Saved.")) as work:
            describe_notebook(work, notebook_id=notebook.id, cover=Cover(title, aim, audience, held_on))

for number, cell in enumerate(notebook.cells, start=1):
    opened = fold(f"{number}. {plain(cell.title)} · {cell.minutes} min", key=f"cell-{cell.id}")
    if opened is None:
        continue
    with opened:
        draft = draft_form(cell, notebook)
        if draft:
            with acting(place.collective.id, _("Saved.")) as work:
                edit_cell(work, cell_id=cell.id, draft=draft)
        with st.container(horizontal=True, key=f"gestures-{cell.id}"):
            if st.button(_("Move up"), icon=":material/arrow_upward:", disabled=number == 1, key=f"up-{cell.id}"):
                with acting(place.collective.id) as work:
                    move_cell(work, cell_id=cell.id, steps=-1)
            last = number == len(notebook.cells)
            if st.button(_("Move down"), icon=":material/arrow_downward:", disabled=last, key=f"down-{cell.id}"):
                with acting(place.collective.id) as work:
                    move_cell(work, cell_id=cell.id, steps=1)
            if st.button(_("Copy"), icon=":material/content_copy:", key=f"copy-{cell.id}"):
                with acting(place.collective.id, _("Copied.")) as work:
                    duplicate_cell(work, cell_id=cell.id)
            if st.button(_("Withdraw"), icon=":material/archive:", key=f"withdraw-{cell.id}"):
                with acting(place.collective.id, _("Withdrawn: find it below the cells.")) as work:
                    withdraw_cell(work, cell_id=cell.id)
            draw_sheet_link(place, cell.id)

st.header(_("Add a cell"), divider="gray")
fresh = new_cell_form(notebook)
if fresh:
    with acting(place.collective.id, _("The cell is at the end of the notebook.")) as work:
        add_cell(work, notebook_id=notebook.id, draft=fresh)
for cell in gone:
    if st.button(_("Put back: %(title)s", title=plain(cell.title)), key=f"restore-{cell.id}"):
        with acting(place.collective.id, _("Back in the notebook.")) as work:
            restore_cell(work, cell_id=cell.id)

"""Carnets: the shelf; create from a template or empty, copy, withdraw."""

import streamlit as st

from qic_core.messages import sentence_of
from qic_core.settings import read_settings
from qic_core.ui.choices import told_apart
from qic_core.ui.feedback import feedback_lines
from qic_core.ui.notebooks import draw_card, minutes_line
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import acting, asking, here
from qic_core.ui.words import _, plain, words
from qic_core.workshop.drafting import duplicate_notebook
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks, restore_notebook, withdraw_notebook
from qic_core.workshop.templates import SHIPPED, create_from_template, list_templates

place = here()
owed = feedback_lines(place)
with asking() as session:
    shelf = list_notebooks(session, place.collective.id)
    withdrawn = list_notebooks(session, place.collective.id, withdrawn=True)
found, broken = list_templates([SHIPPED, read_settings().data_dir / "notebooks"])
templates = [template for template in found if template.by_hand]

st.title(_("Notebooks"))
for error in broken:
    st.warning(sentence_of(error, words()))

with st.expander(_("New notebook"), icon=":material/add:", expanded=not shelf, key="new"):
    empty = _("Empty notebook")
    by_name = {template.name: template for template in templates}
    names = told_apart({name: plain(template.cover.title) for name, template in by_name.items()} | {"": empty})
    chosen = st.radio(
        _("Start from"),
        list(names),
        format_func=names.__getitem__,
        captions=[*(f"{minutes_line(template.minutes)} · {plain(template.cover.aim)}" for template in templates), ""],
        key="template",
    )
    with st.form("create", border=False):
        suggested = by_name[chosen].cover if chosen else Cover(empty)
        title = st.text_input(_("Title"), suggested.title if chosen else "", max_chars=120, key=f"title-{chosen}")
        audience = st.text_input(_("Audience"), suggested.audience, max_chars=120, key=f"audience-{chosen}")
        held_on = st.date_input(_("Date of the séminaire"), None, format="DD/MM/YYYY", key="held_on")
        created = st.form_submit_button(_("Create the notebook"), type="primary", key="create-it")
    if created:
        with acting(place.collective.id, _("The notebook is on the shelf.")) as work:
            cover = Cover(title, suggested.aim if chosen else "", audience, held_on)
            create_from_template(work, by_name[chosen], cover=cover) if chosen else create_notebook(work, cover)

for notebook in shelf:
    card = draw_card(notebook, place, key="shelf")
    with card:
        draw_line(owed.get(notebook.id, ""))
    with card, st.container(horizontal=True, key=f"gestures-{notebook.id}"):
        if st.button(_("Copy"), icon=":material/content_copy:", key=f"copy-{notebook.id}"):
            with acting(place.collective.id, _("Copied.")) as work:
                title = _("%(title)s (copy)", title=notebook.cover.title)[:120]
                duplicate_notebook(work, notebook_id=notebook.id, title=title)
        if st.button(_("Withdraw"), icon=":material/archive:", key=f"withdraw-{notebook.id}"):
            with acting(place.collective.id, _("Withdrawn: find it below, under the shelf.")) as work:
                withdraw_notebook(work, notebook_id=notebook.id)

if withdrawn:
    with st.expander(_("Withdrawn notebooks"), key="withdrawn"):
        for notebook in withdrawn:
            if st.button(_("Put back: %(title)s", title=plain(notebook.cover.title)), key=f"restore-{notebook.id}"):
                with acting(place.collective.id, _("Back on the shelf.")) as work:
                    restore_notebook(work, notebook_id=notebook.id)

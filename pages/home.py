"""Accueil: who we are, how the room comes in, which notebook is next."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import current_code
from qic_core.ui.doors import draw_door
from qic_core.ui.html import draw
from qic_core.ui.join import draw_join
from qic_core.ui.notebooks import draw_card
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import asking, here, wall_address
from qic_core.ui.words import _
from qic_core.workshop.kind import Table
from qic_core.workshop.notebooks import list_notebooks

place = here(Role.READER)
with asking() as session:
    notebooks = list_notebooks(session, place.collective.id)
    organisations = list_organisations(session, place.collective.id)
    code = current_code(session, place.collective.id)

st.title(_("Home"))
draw_line(place.collective.name, "qic-sentence")
draw_line(place.collective.place)

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(_("Notebooks"), divider="gray")
    if not notebooks:
        st.info(_("No notebook yet. Create one from a template: it takes one click."))
    for notebook in notebooks[:4]:
        draw_card(notebook, place, key="home")
    if place.access.role == Role.FACILITATOR:
        draw_door("notebooks", _("All notebooks, and new ones"), "menu_book")
with right:
    st.header(_("The room"), divider="gray")
    draw_join(code)
    st.link_button(_("Open the wall in its own window"), wall_address(place), icon=":material/cast:", key="wall")
    if organisations:
        st.header(_("Around the table"), divider="gray")
        rows = [(organisation.name, organisation.college) for organisation in organisations]
        draw("table.html", table=Table((_("Organisation"), _("Collège")), rows), caption="")
if place.collective.note:
    draw_line(place.collective.note)

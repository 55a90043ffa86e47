"""Feuille de route: challenge, vision, path, first actions and next loop, on one page to hang on a wall."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.dashboard.public_page import page_address
from qic_core.roadmap.service import roadmap_of
from qic_core.ui.roadmap import draw_page
from qic_core.ui.roadmap_form import draw_choice, draw_form
from qic_core.ui.session import asking, here, phone_url
from qic_core.ui.words import _

place = here(Role.READER)
today = place.today
with asking() as session:
    address = page_address(session, place.collective.id, start=phone_url())
    roadmap = roadmap_of(session, place.collective.id, address=address)

st.title(_("Roadmap"))
fits = draw_page(place, roadmap, today=today)
if place.may_write:
    draw_choice(place, roadmap, opened=not fits)
    draw_form(place, roadmap, today=today)

"""Collectif: who we are, who is missing, who came and who left."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.history import former_names, list_moves
from qic_core.collective.meetings import list_meetings
from qic_core.collective.members import list_members, list_seats
from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import list_colleges
from qic_core.dashboard.public_page import public_switch
from qic_core.ui.collective import (
    draw_core_group,
    draw_handover,
    draw_identity,
    draw_import,
    draw_moves,
    draw_organisations,
    draw_trinome,
)
from qic_core.ui.organisations import draw_organisation_form
from qic_core.ui.outputs import draw_line
from qic_core.ui.people import draw_member_form, draw_members
from qic_core.ui.public_page import draw_public_page
from qic_core.ui.session import asking, here
from qic_core.ui.words import _

place = here(Role.READER)
with asking() as session:
    colleges = list_colleges(session, place.collective.id)
    organisations = list_organisations(session, place.collective.id, left_too=True)
    members = list_members(session, place.collective.id, left_too=True)
    seats = list_seats(session, place.collective.id)
    meetings = list_meetings(session, place.collective.id)
    former = former_names(session, place.collective.id)
    moves = list_moves(session, place.collective.id)
    switch = public_switch(session, place.collective.id)
here_now = [one for one in organisations if one.left_on is None]
people_now = [one for one in members if one.left_on is None]

st.title(_("Collective"))
draw_line(place.collective.name, "qic-sentence")
draw_line(place.collective.place)
if place.may_write:
    draw_handover(place)
    draw_identity(place, colleges)
    draw_public_page(place, switch)

st.header(_("The trinôme"), divider="gray")
draw_trinome(place, seats, people_now)

st.header(_("Organisations (%(n)s)", n=len(here_now)), divider="gray")
draw_organisations(here_now, former)
if place.may_write:
    draw_organisation_form(place, colleges, organisations)
    draw_import(place, len(organisations))

st.header(_("People (%(n)s)", n=len(people_now)), divider="gray")
draw_members(people_now, seats)
if place.may_write:
    draw_member_form(place, colleges, here_now, seats, members)

st.header(_("The core group"), divider="gray")
draw_core_group(place, people_now, meetings)

st.header(_("Who came, who left"), divider="gray")
draw_moves(moves)

"""Coopération: how closely we work, as a whole and pair by pair, wave after wave, and what we make of it."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.organisations import list_organisations
from qic_core.cooperation.naming import holds, list_naming
from qic_core.cooperation.trinome import seat_holders
from qic_core.cooperation.wanted import list_wanted
from qic_core.cooperation.waves import list_waves
from qic_core.ui.cooperation import FACTORS, TRUST, WHOLE, draw_beside, draw_questions, draw_scale, draw_whole
from qic_core.ui.cooperation_naming import draw_naming
from qic_core.ui.cooperation_network import draw_network
from qic_core.ui.cooperation_pairs import choose_wave, draw_no_wave, draw_wave
from qic_core.ui.cooperation_plan import draw_plan
from qic_core.ui.cooperation_trinome import draw_trinome
from qic_core.ui.cooperation_wanted import draw_wanted
from qic_core.ui.cooperation_waves import draw_movement
from qic_core.ui.session import asking, here
from qic_core.ui.words import _
from qic_core.workshop.runs import closed_runs

place = here(Role.READER)
with asking() as session:
    whole = closed_runs(session, place.collective.id, [WHOLE], at_most=20)
    beside = [closed_runs(session, place.collective.id, [kind], at_most=5) for kind in (TRUST, FACTORS)]
    decisions = list_naming(session, place.collective.id)
    known = list_organisations(session, place.collective.id, left_too=True)
    waves = list_waves(session, place.collective.id, organisations=known)
    seats = seat_holders(session, place.collective.id, organisations=known)
    wanted = list_wanted(session, place.collective.id, organisations=known)
named, organisations = holds(decisions), [one for one in known if one.left_on is None]

st.title(_("Cooperation"))
draw_scale()

st.header(_("The partnership as a whole"), divider="gray")
draw_whole(place, whole)
draw_beside(place, beside, named=named)

st.header(_("Pair by pair"), divider="gray")
draw_naming(place, decisions)
if waves:
    wave = choose_wave(waves)
    draw_wave(wave, named=named)
    if wave.levels:
        with st.container(key="network"):
            draw_network(wave, named=named)
    with st.container(key="trinome"):
        draw_trinome(seats, waves, named=named)
else:
    draw_no_wave(len(organisations))

st.header(_("From one wave to another"), divider="gray")
draw_movement(waves, named=named)

st.header(_("The level that we want"), divider="gray")
with st.container(key="wanted-levels"):
    draw_wanted(place, wanted, organisations, waves, named=named)

st.header(_("The cooperation plan"), divider="gray")
draw_plan(place, named=named)

if place.may_write:
    st.header(_("Ask the room"), divider="gray")
    draw_questions(place, named=named)

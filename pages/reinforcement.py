"""Renforcement: what each action does to each other, over the change pathways; who says so, and where they differ."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.actions.interplay import Interplay, acting
from qic_core.actions.reinforcement import disagreements_in, matrix_of, voices_in
from qic_core.actions.service import list_actions
from qic_core.pathways.service import pathways_of
from qic_core.ui.ask import draw_ask
from qic_core.ui.reinforcement import draw_heat_map, draw_overview, enough
from qic_core.ui.reinforcement_action import draw_action
from qic_core.ui.reinforcement_map import draw_choice, draw_map
from qic_core.ui.reinforcement_matrix import draw_matrix
from qic_core.ui.reinforcement_vote import draw_vote
from qic_core.ui.session import asking, here
from qic_core.ui.words import _
from qic_core.vision.service import current_vision
from qic_core.workshop.drafting import Draft
from qic_core.workshop.runs import closed_runs

place = here(Role.READER)
with asking() as session:
    vision = current_vision(session, place.collective.id)
    interplay = Interplay(
        acting(list_actions(session, place.collective.id)),
        pathways_of(session, place.collective.id),
        matrix_of(session, place.collective.id),
    )
    votes = closed_runs(session, place.collective.id, ["reinforcement"], at_most=1)

st.title(_("Reinforcement"))
divided = disagreements_in(votes[0]) if votes else {}
if enough(interplay.actions):
    draw_overview(interplay, divided)
    chosen = draw_choice(interplay)
    draw_map(place, interplay, vision.text if vision else "", chosen)
    if chosen:
        draw_action(place, interplay, chosen)
    draw_heat_map(place, interplay, voices_in(votes[0]) if votes else {})
    if place.may_write:
        st.header(_("Say what they do to one another"), divider="gray")
        draw_matrix(place, interplay)
        question = _("Does the one help the other?")
        asked = Draft("reinforcement", _("Actions that reinforce one another"), question, about="actions", minutes=5)
        draw_ask(place, asked, key="reinforcement", label=_("Ask the room: each phone gets some pairs"))
if votes:
    draw_vote(place, votes[0], interplay, divided)

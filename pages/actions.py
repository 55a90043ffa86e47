"""Actions: what is done for the changes, by whom, with what; where each stands; what the room proposes and offers."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.actions.around import around_actions
from qic_core.actions.proposals import proposed_actions
from qic_core.actions.resources import list_resources, withdrawn_resources
from qic_core.actions.service import list_actions, withdrawn_actions
from qic_core.ui.action import open_action
from qic_core.ui.action_form import draw_new_action
from qic_core.ui.action_proposals import draw_ask_actions, draw_proposed
from qic_core.ui.action_views import draw_board, draw_list, draw_timeline, open_moving
from qic_core.ui.actions import (
    BOARD,
    TIMELINE,
    draw_choice,
    draw_file,
    draw_filter,
    draw_money,
    draw_overview,
    draw_view,
    draw_withdrawn,
)
from qic_core.ui.first_action import draw_first_action
from qic_core.ui.resources import Exchange, draw_exchange, draw_new_resource
from qic_core.ui.session import asking, here
from qic_core.ui.words import _

place = here(Role.READER)
today = place.today
with asking() as session:
    around = around_actions(session, place.collective.id)
    actions = list_actions(session, place.collective.id)
    resources = list_resources(session, place.collective.id)
    proposals = proposed_actions(session, place.collective.id) if place.may_write else []
    gone = withdrawn_actions(session, place.collective.id) if place.may_write else []
    taken_back = withdrawn_resources(session, place.collective.id) if place.may_write else []

st.title(_("Actions"))
draw_overview(actions, today=today)
if actions:
    shown = draw_filter(actions, around)
    view = draw_view()
    if view == TIMELINE:
        draw_timeline(place, shown, around, today=today)
    elif view == BOARD:
        draw_board(place, shown, around)
    else:
        draw_list(place, shown, around, key="list")
    chosen = draw_choice(actions)
    draw_money(shown)
    draw_file(place)
else:
    st.info(_("No action yet. Begin with one that shows soon that things move: three months, one lead, no new money."))
    chosen = draw_choice(actions)
if chosen:
    open_action(place, chosen)
else:
    open_moving(place, actions)

if place.may_write:
    st.header(_("Write the actions"), divider="gray")
    draw_first_action(place, around, opened=not actions)
    draw_new_action(place, around)
    draw_proposed(place, proposals, around)
    draw_withdrawn(place, gone)
    st.header(_("Ask the room"), divider="gray")
    draw_ask_actions(place, around)

exchange = Exchange(resources, actions, around)
st.header(_("Needs and offers"), divider="gray")
draw_exchange(place, exchange)
if place.may_write:
    draw_new_resource(place, exchange, taken_back)

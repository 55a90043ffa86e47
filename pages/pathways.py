"""Chemins: the way back from the vision to today, as a map, with what each change and each link rests on."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.pathways.checks import check_strategy
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.proposals import proposed_ideas
from qic_core.pathways.service import pathways_of, withdrawn_changes
from qic_core.ui.ask import draw_ask
from qic_core.ui.change import open_change
from qic_core.ui.change_form import HORIZON_NUMBERS, draw_horizon, draw_new_change, first_empty
from qic_core.ui.doors import draw_door
from qic_core.ui.pathways_canvas import draw_map
from qic_core.ui.pathways_checks import draw_action_checks, draw_checks
from qic_core.ui.pathways_import import draw_import
from qic_core.ui.pathways_links import draw_new_link, draw_vote
from qic_core.ui.pathways_map import draw_choice, draw_map_tools, draw_twin, draw_withdrawn
from qic_core.ui.proposals import draw_proposals
from qic_core.ui.session import asking, here
from qic_core.ui.snapshots import draw_snapshots
from qic_core.ui.words import _
from qic_core.vision.service import current_vision
from qic_core.workshop.drafting import Draft
from qic_core.workshop.runs import closed_runs

place = here(Role.READER)
with asking() as session:
    adopted = current_vision(session, place.collective.id)
    pathways = pathways_of(session, place.collective.id)
    votes = closed_runs(session, place.collective.id, ["confidence"], at_most=1)
    proposals = proposed_ideas(session, place.collective.id) if place.may_write else []
    gone = withdrawn_changes(session, place.collective.id) if place.may_write else []
vision = adopted.text if adopted else ""

st.title(_("Pathways"))
if not adopted:
    st.info(_("No vision is adopted yet: the path will lead to it as soon as there is one."))
    draw_door("vision", _("Vision"), "visibility")
draw_map(place, pathways, vision)
if pathways.changes:
    chosen = draw_choice(pathways)
    draw_map_tools(place)
    draw_twin(pathways)
    draw_checks(check_strategy(pathways, has_vision=adopted is not None), pathways)
    draw_action_checks(place, pathways)
    if chosen:
        open_change(place, pathways, chosen, vision)
else:
    st.info(_("The map is empty. Start from the vision and go back: what must have changed just before it?"))

if place.may_write:
    st.header(_("Build the path"), divider="gray")
    draw_new_change(place, pathways)
    draw_new_link(place, pathways)
    draw_proposals(place, proposals)
    draw_import(place)
    draw_withdrawn(place, gone)

    st.header(_("Ask the room"), divider="gray")
    horizon = draw_horizon("ask-horizon", first_empty(pathways))
    question = _("What must have changed before we get there?")
    asked = Draft(
        "change",
        _("Changes: %(horizon)s", horizon=_(TITLES[horizon][0])),
        question,
        {"horizon": HORIZON_NUMBERS[horizon]},
    )
    draw_ask(place, asked, key=f"change-{horizon}", label=_("Ask the phones for changes"))
    question = _("Does the one lead to the other?")
    asked = Draft("confidence", _("Confidence in the pathway"), question, about="links")
    draw_ask(place, asked, key="confidence", label=_("Ask how sure the room is of each link"))
if votes:
    draw_vote(place, votes[0], pathways)

st.header(_("The path over time"), divider="gray")
draw_snapshots(place, pathways, vision)

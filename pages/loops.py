"""Boucles: what we promised, what happened, what we learn of it, and one decision per action."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.evaluation.decisions import open_promises
from qic_core.evaluation.loop_history import past_loops
from qic_core.evaluation.rules import LoopState
from qic_core.pathways.service import list_changes
from qic_core.roadmap.service import roadmap_of
from qic_core.ui.loop import draw_gestures, draw_head, draw_no_loop, draw_start
from qic_core.ui.loop_decisions import draw_decisions
from qic_core.ui.loop_end import loop_to_draw
from qic_core.ui.loop_past import draw_past
from qic_core.ui.loop_promises import draw_promises, promises_begun
from qic_core.ui.loop_runs import draw_runs, runs_of
from qic_core.ui.loop_stories import draw_stories
from qic_core.ui.session import asking, here
from qic_core.ui.words import _

place = here(Role.READER)
with asking() as session:
    past = past_loops(session, place.collective.id)
    loop = loop_to_draw(session, place, past)
    promises = open_promises(session, place.collective.id, also=promises_begun())
    changes = list_changes(session, place.collective.id)
    roadmap = roadmap_of(session, place.collective.id, address="")
    room = runs_of(session, place.collective.id, loop.notebook_id) if loop else []

st.title(_("Loops"))
if loop:
    draw_head(place, loop, changes)
else:
    draw_no_loop(past, announced=roadmap.next_loop_on, today=place.today)
    draw_start(place, changes, opened=not past)

st.header(_("First, what we promised"), divider="gray")
draw_promises(place, promises, roadmap.first_actions, past[0] if past else None)

if loop:
    can_write = place.may_write and loop.state == LoopState.OPEN
    st.header(_("The room's three questions"), divider="gray")
    draw_runs(place, loop, room)
    st.header(_("The story behind each curve"), divider="gray")
    draw_stories(place, loop, can_write=can_write)
    st.header(_("One decision per action"), divider="gray")
    draw_decisions(place, loop, room, can_write=can_write)
    draw_gestures(place, loop)

if past:
    st.header(_("Earlier loops"), divider="gray")
    draw_past(place, past)

"""Mur: what the room sees; no input, follows the room by itself."""

from datetime import UTC, datetime

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.service import current_code
from qic_core.db.tables import revision_of
from qic_core.ui.follow import follow_room
from qic_core.ui.session import asking, here
from qic_core.ui.wall import draw_clock, draw_foot, draw_question, draw_results, draw_welcome
from qic_core.workshop.runs import wall_run
from qic_core.workshop.tally import count_voices

place = here(Role.READER)
with asking() as session:
    revision = revision_of(session, place.collective.id)
    code = current_code(session, place.collective.id)
    run = wall_run(session, place.collective.id, now=datetime.now(UTC))
    voices = count_voices(session, run.id)["voices"] if run else 0

with st.container(key="wall"):
    if run is None:
        draw_welcome(place, code)
    else:
        draw_question(run)
        draw_results(run, voices)
        draw_foot(code, run, voices)
        draw_clock(run)
follow_room(place.collective.id, revision)

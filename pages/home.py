"""Accueil: where we are in ten seconds, what is due, what changed, where the journey stands; the way into the room."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.dashboard.overview import overview_at
from qic_core.ui.conditions import draw_conditions
from qic_core.ui.feedback import draw_feedback
from qic_core.ui.home import draw_alerts, draw_due, draw_now
from qic_core.ui.news import draw_news
from qic_core.ui.outputs import draw_line
from qic_core.ui.seminaires import draw_room, draw_seminaires
from qic_core.ui.session import database, here
from qic_core.ui.steps import draw_steps
from qic_core.ui.words import _

place = here(Role.READER)
overview = overview_at(database(), place.collective.id, today=place.today)

st.title(_("Home"))
draw_line(f"{place.collective.name} · {place.collective.place}")
draw_now(overview)

left, right = st.columns([3, 2], gap="large")
with left:
    draw_due(overview)
    draw_conditions(place)
    draw_alerts(place, overview)
    st.header(_("What changed"), divider="gray")
    draw_news(place)
with right:
    draw_seminaires(place, overview.facts.next_loop_on)
    draw_feedback(place)
    st.header(_("The journey"), divider="gray")
    draw_steps(place, overview)
    if place.access.role == Role.FACILITATOR:
        draw_room(place)
if place.collective.note:
    draw_line(place.collective.note)

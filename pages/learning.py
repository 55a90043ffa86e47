"""Apprendre: what we understand better, who does things differently by now, what is seen in the field."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.counters import draw_counters
from qic_core.ui.html import draw
from qic_core.ui.learning import draw_learnings
from qic_core.ui.observations import draw_observations
from qic_core.ui.outcomes import draw_outcomes
from qic_core.ui.session import here
from qic_core.ui.tabs import LEARNINGS, OBSERVATIONS, OUTCOMES, draw_parts
from qic_core.ui.words import _

PARTS = {LEARNINGS: draw_learnings, OUTCOMES: draw_outcomes, OBSERVATIONS: draw_observations}

place = here(Role.READER)
st.title(_("Learn"))
draw("learning_style.html")
draw_counters(place)

names = {LEARNINGS: _("Learnings"), OUTCOMES: _("Outcomes harvested"), OBSERVATIONS: _("Field observations")}
for part, inside in draw_parts(names, key="learning-parts").items():
    with inside:
        PARTS[part](place)

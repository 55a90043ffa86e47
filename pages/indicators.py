"""Indicateurs: whether what we do changes anything; the curves, change by change, and what is put on them."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.evaluation.indicator_reading import loop_days
from qic_core.evaluation.indicators import list_indicators, withdrawn_indicators
from qic_core.evaluation.subjects import list_subjects
from qic_core.ui.indicator import open_indicator
from qic_core.ui.indicator_form import draw_new_indicator
from qic_core.ui.indicator_import import draw_measures_import
from qic_core.ui.indicators import draw_choice, draw_curves, draw_filter, draw_overview, draw_withdrawn
from qic_core.ui.session import asking, here
from qic_core.ui.words import _

place = here(Role.READER)
today = place.today
with asking() as session:
    indicators = list_indicators(session, place.collective.id)
    loops = loop_days(session, place.collective.id)
    subjects = list_subjects(session, place.collective.id)
    gone = withdrawn_indicators(session, place.collective.id) if place.may_write else []

st.title(_("Indicators"))
if indicators:
    draw_overview(indicators, today=today)
    chosen = draw_choice(indicators)
    draw_curves(draw_filter(indicators, subjects, today=today), subjects, loops, today=today)
    if chosen:
        open_indicator(place, chosen)
else:
    st.info(_("No indicator yet. Choose one figure that will show whether a change comes about, and measure it today."))

if place.may_write:
    st.header(_("Write the indicators"), divider="gray")
    draw_new_indicator(place, subjects, opened=not indicators)
    draw_measures_import(place, indicators)
    draw_withdrawn(place, gone)

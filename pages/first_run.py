"""Commencer: an empty house gets its collective."""

from zoneinfo import available_timezones

import streamlit as st

from qic_core.collective.members import default_seats, name_seats
from qic_core.collective.rules import DEFAULT_COLLEGES
from qic_core.collective.service import create_collective
from qic_core.ui.archive import draw_restore
from qic_core.ui.session import acting
from qic_core.ui.words import _, words

FRENCH_ZONES = (
    "Europe/Paris",
    "Indian/Mayotte",
    "Indian/Reunion",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
)

st.title(_("Welcome"))
st.write(_("Carnet QIC is empty. Say who you are: it takes a minute."))
with st.form("create"):
    name = st.text_input(_("Name of the collective"), max_chars=120, key="name")
    territory = st.text_input(_("Place: quarter, town"), max_chars=120, key="place")
    default = "\n".join(_(college) for college in DEFAULT_COLLEGES)
    colleges = st.text_area(_("Collèges, one a line"), default, height=150, key="colleges")
    zones = [*FRENCH_ZONES, *sorted(available_timezones() - set(FRENCH_ZONES))]
    zone = st.selectbox(_("Time zone"), zones, key="timezone")
    created = st.form_submit_button(_("Create the collective"), type="primary", key="create-it")
if created:
    with acting(None, _("Welcome. Start with a notebook.")) as work:
        collective_id = create_collective(
            work, name=name, place=territory, colleges=colleges.splitlines(), timezone=zone
        )
        name_seats(work, collective_id=collective_id, names=default_seats(words()))
with st.expander(_("I have the archive of a collective"), key="from-archive"):
    draw_restore()

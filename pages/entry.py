"""Saisir: answers without a phone, from a table's tablet, a scribe or paper ballots."""

from uuid import uuid4

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.service import list_colleges
from qic_core.errors import DomainError
from qic_core.ui.entry import fields_for
from qic_core.ui.exports import draw_sheet_link
from qic_core.ui.fields import ask
from qic_core.ui.follow import follow_run
from qic_core.ui.outputs import draw_line, voices_line
from qic_core.ui.session import acting, asking, here
from qic_core.ui.words import _
from qic_core.workshop.contributions import VOICES_AT_MOST, Submission, record
from qic_core.workshop.kind import Source
from qic_core.workshop.runs import live_run
from qic_core.workshop.tally import count_voices

WAYS = {Source.TABLE: _("At a table: one device, several voices"), Source.PAPER: _("Paper: ballots counted fast")}

place = here(Role.SCRIBE)
with asking() as session:
    run = live_run(session, place.collective.id)
    colleges = {college.id: college.name for college in list_colleges(session, place.collective.id)}
    counts = count_voices(session, run.id) if run else {}

st.title(_("Enter answers"))
follow_run(place.collective.id, run)
if run is None or not run.takes_answers:
    st.info(_("No question is open. It shows here as soon as the facilitator opens one."))
    st.stop()
draw_line(run.content.prompt, "qic-sentence")
draw_line(voices_line(counts))

source = st.radio(_("How the voices come in"), list(WAYS), format_func=WAYS.__getitem__, horizontal=True, key="source")
voice = st.session_state.setdefault(f"voice-{run.id}", str(uuid4()))
fields = fields_for(run, source=source, voice=voice, voices=counts["voices"])
with st.form(f"entry-{voice}"):
    values = ask(fields, key=voice)
    college = st.selectbox(
        _("Collège"),
        list(colleges),
        index=None,
        format_func=colleges.__getitem__,
        placeholder=_("Choose"),
        key="college",
    )
    voices = int(st.number_input(_("How many people say this"), 1, VOICES_AT_MOST, 1, key=f"voices-{voice}"))
    sent = st.form_submit_button(_("Save"), type="primary", shortcut="Ctrl+Enter", key=f"save-{voice}")
if sent:
    with acting(place.collective.id, _("Saved. Next one.")) as work:
        if college is None:
            raise DomainError("college_not_chosen")
        submission = Submission(run.id, voice, values, college_id=college, source=source, voices=voices)
        [outcome] = record(work, [submission])
        if isinstance(outcome, DomainError):
            raise outcome
        st.session_state[f"voice-{run.id}"] = str(uuid4())
st.caption(
    _("The collège stays chosen from one entry to the next; the tab key and Ctrl+Enter are enough to count a pile.")
)
draw_sheet_link(place, run.cell_id)

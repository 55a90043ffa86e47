"""Amendments of a draft: those that wait, the form that proposes one, what was decided before."""

import streamlit as st

from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted
from qic_core.vision.amendments import accept_amendment, propose_amendment, refuse_amendment
from qic_core.vision.rules import REASON_LENGTH, TEXT_LENGTH, Amendment, AmendmentState, Statement


def draw_amendments(place: Here, statement: Statement) -> None:
    """Draw the wordings that wait for a decision, then, folded, what was decided."""
    seen_key = f"seen-statement-{statement.id}"
    seen = st.session_state.get(seen_key, statement.text)
    for amendment in statement.waiting:
        with st.container(border=True, key=f"amendment-{amendment.id}"):
            draw("amendment.html", amendment=amendment)
            if place.may_write:
                _draw_decision(place, amendment, seen)
    # What was on the screen when someone clicked: an amendment is decided on the words that were read.
    st.session_state[seen_key] = statement.text
    label = counted("%(n)s amendment decided", "%(n)s amendments decided", len(statement.decided))
    inside = fold(label, key=f"decided-{statement.id}") if statement.decided else None
    if inside is not None:
        with inside:
            draw("amendments.html", decided=statement.decided, accepted=AmendmentState.ACCEPTED)


def draw_new_amendment(place: Here, statement: Statement) -> None:
    """Draw the form that proposes another wording."""
    key = f"{statement.id}-{len(statement.amendments)}"
    with st.form(f"amend-form-{key}", border=False):
        text = st.text_area(_("The new wording"), statement.text, max_chars=TEXT_LENGTH, key=f"am-text-{key}")
        reason = st.text_area(_("Why change it"), max_chars=REASON_LENGTH, height=100, key=f"am-reason-{key}")
        proposed = st.form_submit_button(_("Propose the amendment"), type="primary", key=f"am-save-{key}")
    if proposed:
        with acting(place.collective.id, _("Proposed.")) as work:
            propose_amendment(work, statement_id=statement.id, text=text, reason=reason)


def _draw_decision(place: Here, amendment: Amendment, seen: str) -> None:
    with st.container(horizontal=True, key=f"decide-{amendment.id}"):
        if st.button(_("Accept"), icon=":material/check:", type="primary", key=f"accept-{amendment.id}"):
            with acting(place.collective.id, _("Accepted: the draft says it so now.")) as work:
                accept_amendment(work, amendment_id=amendment.id, seen=seen)
        if st.button(_("Refuse"), icon=":material/close:", key=f"refuse-{amendment.id}"):
            with acting(place.collective.id, _("Refused: it stays in the history.")) as work:
                refuse_amendment(work, amendment_id=amendment.id)

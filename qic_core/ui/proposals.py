"""What the phones proposed, waiting for its place on the map."""

from collections.abc import Sequence

import streamlit as st

from qic_core.pathways.drawing import TITLES
from qic_core.pathways.proposals import Proposal
from qic_core.pathways.rules import Horizon
from qic_core.pathways.service import take_ideas
from qic_core.ui.change_form import BACKWARDS, draw_horizon
from qic_core.ui.folds import first_of, fold
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, plain


def draw_proposals(place: Here, proposals: Sequence[Proposal]) -> None:
    """Draw, folded, the proposals that have no place yet, by the horizon at which the room was asked."""
    label = counted("Place what the room proposed (%(n)s)", "Place what the room proposed (%(n)s)", len(proposals))
    inside = fold(label, key="proposals") if proposals else None
    if inside is None:
        return
    with inside:
        for horizon in BACKWARDS:
            asked = [proposal for proposal in proposals if proposal.horizon == horizon]
            if asked:
                _draw_group(place, horizon, asked)


def _draw_group(place: Here, horizon: Horizon, asked: Sequence[Proposal]) -> None:
    st.subheader(_("Asked for: %(horizon)s", horizon=_(TITLES[horizon][0])))
    shown = first_of(asked, key=f"proposals-{horizon}")
    with st.form(f"proposals-form-{horizon}", border=False):
        ticked = [one for one in shown if _ticked(one)]
        at = draw_horizon(f"place-at-{horizon}", horizon)
        placed = st.form_submit_button(_("Place them on the map"), type="primary", key=f"place-{horizon}")
    if placed and not ticked:
        st.error(_("Tick what is to be placed."))
    elif placed:
        with acting(place.collective.id, _("Placed: each keeps the thread to who said it.")) as work:
            for one in ticked:
                take_ideas(work, run_id=one.run_id, idea_ids=one.idea_ids, horizon=at)


def _ticked(one: Proposal) -> bool:
    line = proposal_line(one.text, len(one.idea_ids))
    return st.checkbox(line, key=f"place-{one.run_id}-{one.idea_ids[0]}")


def proposal_line(text: str, times: int) -> str:
    """Return a proposal for a label, with how often it was said."""
    said = counted("said once", "said %(n)s times", times) if times > 1 else ""
    return plain(" · ".join(part for part in (text, said) if part))

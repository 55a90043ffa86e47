"""Small parts of a page that ask, every so often, whether the room has moved, and draw the page anew when it has."""

import streamlit as st

from qic_core.ui.session import database
from qic_core.workshop.runs import Run, live_run

RUN_SECONDS = 2.0


@st.fragment(run_every=RUN_SECONDS)
def follow_run(collective_id: int, drawn: Run | None) -> None:
    """Draw the page anew when another run is live, or this one takes answers no longer, and only then."""
    with database().reading() as session:
        live = live_run(session, collective_id)
    if _state(live) != _state(drawn):
        st.rerun()


def _state(run: Run | None) -> tuple[int, str] | None:
    return (run.id, run.state) if run else None

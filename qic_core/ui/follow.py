"""Small parts of a page that ask, every so often, whether the room has moved, and draw the page anew when it has."""

import streamlit as st

from qic_core.db.tables import revision_of
from qic_core.ui.session import database
from qic_core.workshop.runs import Run, live_run

ROOM_SECONDS = 0.4
RUN_SECONDS = 2.0


@st.fragment(run_every=ROOM_SECONDS)
def follow_room(collective_id: int, revision: int) -> None:
    """Draw the page anew as soon as anything was written: one number is asked for, nothing else."""
    with database().reading() as session:
        moved = revision_of(session, collective_id) != revision
    if moved:
        st.rerun()


@st.fragment(run_every=RUN_SECONDS)
def follow_run(collective_id: int, drawn: Run | None) -> None:
    """Draw the page anew when another run is live, or this one takes answers no longer, and only then."""
    with database().reading() as session:
        live = live_run(session, collective_id)
    if _state(live) != _state(drawn):
        st.rerun()


def _state(run: Run | None) -> tuple[int, str] | None:
    return (run.id, run.state) if run else None

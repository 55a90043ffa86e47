"""Who is here now, noted on every page: the first page tells each link what changed since its last visit."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from qic_core.access.rules import AccessLink
from qic_core.collective.rules import Collective
from qic_core.dashboard.visits import NOTED_EVERY, is_to_note, note_visit
from qic_core.errors import NotSaved
from qic_core.ui.session import asking, chosen_of, database

NOTED_KEY = "visits-noted"


def note_presence(link: AccessLink, collectives: Sequence[Collective]) -> None:
    """Note now and then that a link is here, in the collective that this session works for."""
    if not collectives:
        return
    noted: dict[tuple[int, int], datetime] = st.session_state.setdefault(NOTED_KEY, {})
    place, now = (link.id, chosen_of(collectives).id), datetime.now(UTC)
    if place in noted and now - noted[place] < NOTED_EVERY:
        return
    key = {"link_id": link.id, "collective_id": place[1]}
    with asking() as session:
        due = is_to_note(session, **key, now=now)
    if due:
        with suppress(NotSaved), database().writing() as work:  # a page is not refused for want of its date
            note_visit(work, **key)
    noted[place] = now

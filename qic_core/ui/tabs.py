"""Parts of a page side by side: each is drawn once it has been opened, and from then on: what was typed in it stays."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from qic_core.ui.folds import OPENED_KEY
from qic_core.ui.words import words

PART_KEY = "partie"
# The parts of the page Apprendre, to which other pages lead.
LEARNINGS, OUTCOMES, OBSERVATIONS = "apprentissages", "effets", "terrain"


def draw_parts(parts: Mapping[str, str], *, key: str) -> dict[str, DeltaGenerator]:
    """Draw the tabs of a page, by their names in its address; return the insides of those that were opened."""
    own = f"{key}-{words().info().get('language', '')}"  # a tab is known by its words
    asked = st.query_params.pop(PART_KEY, "")
    wanted = asked if asked in parts or own in st.session_state else st.session_state.get(key, "")
    if wanted in parts:
        st.session_state[own] = parts[wanted]
    tabs = dict(zip(parts, st.tabs(list(parts.values()), on_change="rerun", key=own), strict=True))
    seen: set[str] = st.session_state.setdefault(OPENED_KEY, set())
    st.session_state[key] = next(name for name, tab in tabs.items() if tab.open)
    seen.add(f"{key}-{st.session_state[key]}")
    return {name: tab for name, tab in tabs.items() if f"{key}-{name}" in seen}

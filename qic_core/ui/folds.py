"""What is folded away costs nothing: its inside is drawn once it has been opened."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from qic_core.ui.words import counted

OPENED_KEY = "opened_folds"
AT_ONCE = 20
Listed = TypeVar("Listed")


def fold(label: str, *, key: str, opened: bool = False) -> DeltaGenerator | None:
    """Draw a fold; return its inside once it was opened, and from then on: what was typed in it stays."""
    # As it stands, not as it began: the browser draws it anew when what is above it comes or goes.
    drawn = st.expander(label, bool(st.session_state.get(key, opened)), on_change="rerun", key=key)
    seen: set[str] = st.session_state.setdefault(OPENED_KEY, set())
    if drawn.open:
        seen.add(key)
    return drawn if key in seen else None


def first_of(listed: Sequence[Listed], *, key: str) -> Sequence[Listed]:
    """Return the first ones of a long list; each press on the button that is drawn above it brings more."""
    most = st.session_state.setdefault(f"most-{key}", AT_ONCE)
    left = len(listed) - most
    label = counted("%(n)s more: show it", "%(n)s more: show more of them", left)
    if left > 0 and st.button(label, icon=":material/expand_more:", key=f"more-{key}"):
        st.session_state[f"most-{key}"] = most + AT_ONCE
        st.rerun()
    return listed[:most]

"""Doors between pages."""

from collections.abc import Collection, Mapping

import streamlit as st

from qic_core.settings import ROOT

PAGES = ROOT / "pages"
LONGEST_ID = 10


def draw_door(page: str, label: str, icon: str, address: Mapping[str, str] | None = None) -> None:
    """Draw a link to a page (the stem of its file), with what its address says."""
    st.page_link(PAGES / f"{page}.py", label=label, icon=f":material/{icon}:", query_params=dict(address or {}))


def asked_for(key: str, known: Collection[int]) -> int | None:
    """Return what the page's address asks to open, once: from then on the page's own lists say what is open."""
    asked = st.query_params.pop(key, "")
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_ID and int(asked) in known else None

"""Doors between pages."""

from collections.abc import Mapping

import streamlit as st

from qic_core.settings import ROOT

PAGES = ROOT / "pages"


def draw_door(page: str, label: str, icon: str, address: Mapping[str, str] | None = None) -> None:
    """Draw a link to a page (the stem of its file), with what its address says."""
    st.page_link(PAGES / f"{page}.py", label=label, icon=f":material/{icon}:", query_params=dict(address or {}))

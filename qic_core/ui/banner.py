"""The adopted vision as a banner on every page (A1-21)."""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from qic_core.collective.rules import Collective
from qic_core.ui.session import chosen_of, database
from qic_core.ui.words import _, plain
from qic_core.vision.service import current_vision


def draw_banner(collectives: Sequence[Collective], page: StreamlitPage) -> None:
    """Draw the vision that the chosen collective adopted, as a link to its page; nothing when none stands."""
    if not collectives:
        return
    with database().reading() as session:
        vision = current_vision(session, chosen_of(collectives).id)
    if vision:
        said = _("Our vision: %(text)s", text=plain(vision.text))
        if str(vision.year) not in vision.text:
            said = _("Our vision for %(year)s: %(text)s", year=vision.year, text=plain(vision.text))
        with st.container(key="banner"):
            st.page_link(page, label=said)

"""What the room dreamt: its front pages, its pictures."""

from collections.abc import Sequence

import streamlit as st

from qic_core.ui.deck import drawings_of_deck
from qic_core.ui.exports import export_address
from qic_core.ui.folds import first_of
from qic_core.ui.html import draw
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _
from qic_core.vision.deck import card_of
from qic_core.vision.front_pages import FrontPage
from qic_core.vision.statements import draft_from_front_page
from qic_core.workshop.runs import Run

SIDE_BY_SIDE = 3
WHYS_AT_ONCE = 5


def draw_front_pages(place: Here, pages: Sequence[FrontPage]) -> None:
    """Draw front pages side by side, the latest first, each with what may be done with it."""
    draw("front_pages.html")
    shown = first_of(pages[::-1], key="front-pages")
    for start in range(0, len(shown), SIDE_BY_SIDE):
        columns = st.columns(SIDE_BY_SIDE, gap="medium")
        for column, page in zip(columns, shown[start : start + SIDE_BY_SIDE], strict=False):
            with column:
                _draw_front_page(place, page)


def draw_pictures(run: Run) -> None:
    """Draw the pictures that a run chose, with what was said of them."""
    found = run.output["summary"]["pictures"] if run.output else []
    shown = [(card_of(one["picture"]), one) for one in found]
    draw("pictures.html", shown=shown, drawings=drawings_of_deck(), most=WHYS_AT_ONCE)


def _draw_front_page(place: Here, page: FrontPage) -> None:
    draw("front_page.html", page=page, place=place.collective.place)
    with st.container(horizontal=True, key=f"front-page-{page.contribution_id}"):
        address = export_address(place, f"une/{page.contribution_id}.pdf")
        st.link_button(_("Print"), address, icon=":material/print:", key=f"print-page-{page.contribution_id}")
        if place.may_write and st.button(_("Make a draft of it"), key=f"draft-page-{page.contribution_id}"):
            with acting(place.collective.id, _("Among the drafts.")) as work:
                draft_from_front_page(work, contribution_id=page.contribution_id)

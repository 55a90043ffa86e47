"""The public page as the collective's page sees it: what it shows, a preview, on or off, and the words on top."""

import streamlit as st

from qic_core.dashboard.public_page import save_public_page
from qic_core.dashboard.public_rules import WORDS_LENGTH, PublicSwitch
from qic_core.ui.folds import fold
from qic_core.ui.forms import begun, draw_save, saving
from qic_core.ui.html import draw
from qic_core.ui.join import qr_of
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, phone_url
from qic_core.ui.words import _


def draw_public_page(place: Here, switch: PublicSwitch) -> None:
    """Draw, folded, what the public page shows and the form that shows it or not."""
    inside = fold(_("The public page"), key="public-page")
    if inside is None:
        return
    path = f"/c/{place.collective.slug}"
    with inside:
        draw_line(
            _(
                "One page to share, in plain words: challenge, vision, path, actions, decisions, indicators and "
                "figures with their sources, and what became of the ideas. No first name is on it, no idea that waits "
                "or was hidden."
            )
        )
        if switch.shown:
            address = f"{phone_url()}{path}"
            draw("public_page.html", qr=qr_of(address), address=address, shown=address.split("://")[-1])
        st.link_button(_("See it as it would be"), f"{path}?apercu=1", icon=":material/visibility:", key="preview")
        _draw_form(place, switch)


def _draw_form(place: Here, switch: PublicSwitch) -> None:
    first = begun(switch)
    with st.form("public-page-form", border=False):
        shown = st.toggle(
            _("Show the page: anyone who has the address can read it, without a link and without a code"),
            first.shown, key=f"public-shown-{first.version}",
        )  # fmt: skip
        words = st.text_area(
            _("Your words at the top of the page (if you wish)"), first.words, max_chars=WORDS_LENGTH,
            help=_("Anyone can read them: name nobody who has not agreed."), key=f"public-words-{first.version}",
        )  # fmt: skip
        draw_line(_("Before you show it: read the preview with the collective. You can hide the page at any time."))
        version = draw_save(switch, "public")
    if version is not None:
        with saving(place.collective.id, switch) as work:
            save_public_page(work, shown=shown, words=words, version=version)

"""The one page: its picture and its text, what may be taken away, what must be shortened for it to fit."""

import json
from datetime import date
from zlib import crc32

import streamlit as st

from qic_core.export.roadmap import PAPERS, Sheet, lay_out, sheet_of
from qic_core.export.roadmap_fit import Layout, kept_of, trim_lines
from qic_core.roadmap.rules import Roadmap, beyond
from qic_core.roadmap.service import choose_changes
from qic_core.ui.doors import draw_door
from qic_core.ui.exports import export_address
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, words

EXPORT = "feuille-de-route"
LANDSCAPE = (1414, 1000)
LARGER = "A3"


def draw_page(place: Here, roadmap: Roadmap, *, today: date) -> bool:
    """Draw the page in the format that is chosen, or what to shorten; below it the same as text. Tell if it fits."""
    paper = st.radio(_("Format"), list(PAPERS), horizontal=True, key="paper")
    sheet = sheet_of(roadmap, paper=paper, on=today, words=words())
    layout = lay_out(sheet)
    fits = layout.size is not None
    if fits:
        _draw_missing(roadmap)
        _draw_picture(place, sheet, paper)
        _draw_downloads(place, paper)
    else:
        _draw_overflow(layout, paper)
        if paper != LARGER and lay_out(sheet_of(roadmap, paper=LARGER, on=today, words=words())).size:
            st.info(_("It fits an %(paper)s page: choose this format above.", paper=LARGER))
        if place.may_write:
            _draw_keep(place, roadmap, layout)
    inside = fold(_("The same as text"), key="roadmap-text", opened=not fits and not place.may_write)
    if inside is not None:
        with inside:
            draw("roadmap.html", sheet=sheet)
    return fits


def _draw_missing(roadmap: Roadmap) -> None:
    """Draw where to begin, as long as the page has next to nothing to say."""
    missing = {
        "challenge": (not roadmap.challenge, _("Adopt a challenge"), "priority_high"),
        "vision": (not roadmap.vision, _("Adopt a vision"), "visibility"),
        "pathways": (not any(roadmap.columns), _("Write the changes"), "route"),
    }
    if any(lacking for lacking, *_door in missing.values()):
        st.info(_("The page fills itself as you go: it can be printed as it is, to be filled in by hand together."))
        with st.container(horizontal=True, key="roadmap-missing"):
            for page, (lacking, label, icon) in missing.items():
                if lacking:
                    draw_door(page, label, icon)


def _draw_picture(place: Here, sheet: Sheet, paper: str) -> None:
    stamp = str(crc32(json.dumps(sheet).encode()))
    width, height = LANDSCAPE
    draw(
        "roadmap_picture.html",
        address=export_address(place, f"{EXPORT}.svg", format=paper, v=stamp),
        pdf=export_address(place, f"{EXPORT}.pdf", format=paper),
        alt=_("Roadmap of %(collective)s, on one page; the same as text is below.", collective=sheet["collective"]),
        width=width,
        height=height,
    )


def _draw_downloads(place: Here, paper: str) -> None:
    files = {
        "pdf": (_("To print (PDF)"), ":material/print:"),
        "pptx": (_("To edit (PPTX)"), ":material/edit:"),
        "png": (_("Picture (PNG)"), ":material/image:"),
        "svg": (_("Drawing (SVG)"), ":material/draw:"),
    }
    with st.container(horizontal=True, key="roadmap-downloads"):
        for kind, (label, icon) in files.items():
            address = export_address(place, f"{EXPORT}.{kind}", format=paper)
            st.link_button(label, address, icon=icon, key=f"roadmap-{kind}")


def _draw_overflow(layout: Layout, paper: str) -> None:
    st.warning(_("This is more than one %(paper)s page can hold at 9 points. Shorten first:", paper=paper))
    draw("roadmap_trims.html", lines=trim_lines(layout, words()))


def _draw_keep(place: Here, roadmap: Roadmap, layout: Layout) -> None:
    """Draw the one press that makes the page fit: it tells the first changes of each column, as many as it holds."""
    keep = kept_of(layout)
    if keep is None:
        return
    if st.button(
        _("Tell only the first changes of each column"),
        icon=":material/checklist:",
        type="primary",
        key="roadmap-keep",
    ):
        with acting(place.collective.id, _("The page fits. The others stay in the pathways.")) as work:
            choose_changes(work, taken_off=beyond(roadmap, keep))

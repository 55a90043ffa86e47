"""Changes and links from spreadsheets: what they would bring in, what is wrong with them, the button that writes."""

from collections.abc import Sequence

import streamlit as st

from qic_core.messages import sentence_of
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.pathways_csv import Preview, preview_pathways, write_pathways
from qic_core.spreadsheet import LineError
from qic_core.ui.exports import export_address
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

FORM = "pathways-csv"
VISION = 0


def draw_import(place: Here) -> None:
    """Draw, folded, the choice of the files; nothing is written before all their lines are right."""
    inside = fold(_("Changes and links from a spreadsheet (CSV)"), key="pathways-import")
    if inside is None:
        return
    key = f"{FORM}-{turn_of(FORM)}"
    with inside:
        draw_line(_("Changes: Changement, Horizon (court, moyen ou long terme), Pour qui, Pour quand…"))
        draw_line(_("Links: De, Vers (a title of the other file or of the map, or “Vision”), Hypothèse, Confiance…"))
        draw_line(_("Only what is right can be written, and all of it together. The files of this map show how:"))
        draw_files(place)
        changes_at, links_at = st.columns(2)
        changes = changes_at.file_uploader(_("File of changes"), type=["csv", "txt"], key=f"changes-{key}")
        links = links_at.file_uploader(_("File of links"), type=["csv", "txt"], key=f"links-{key}")
        if changes is None and links is None:
            return
        with asking() as session:
            preview = preview_pathways(
                session,
                place.collective.id,
                changes=changes.getvalue() if changes else b"",
                links=links.getvalue() if links else b"",
            )
        _draw_preview(preview)
        write = st.button(_("Write them all"), type="primary", disabled=not preview.is_right, key=f"write-{key}")
    if write:
        with adding(place.collective.id, FORM, _("Written: they are on the map.")) as work:
            write_pathways(work, preview=preview)


def draw_files(place: Here) -> None:
    """Draw the links to the map's own two files."""
    with st.container(horizontal=True, key="pathways-files"):
        for what, label in (("changements", _("Changes (CSV)")), ("liens", _("Links (CSV)"))):
            address = export_address(place, f"{what}.csv")
            st.link_button(label, address, icon=":material/csv:", key=f"pathways-{what}")


def _draw_preview(preview: Preview) -> None:
    if not preview.is_right:
        st.error(_("Nothing can be written yet: mend these lines in your file."), icon=":material/error:")
    _draw_errors(_("File of changes"), preview.change_errors)
    _draw_errors(_("File of links"), preview.link_errors)
    changes = [(_(TITLES[change.horizon][0]), change.title, change.wording.for_whom) for change in preview.changes]
    if changes:
        caption = counted("%(n)s change to bring in", "%(n)s changes to bring in", len(changes))
        draw("table.html", table=Table((_("Horizon"), _("Change"), _("For whom")), changes), caption=caption)
    titles = {**preview.titles, VISION: _("the vision")}
    links = [(titles[link.from_id], titles[link.to_id or VISION], link.confidence) for link in preview.links]
    if links:
        caption = counted("%(n)s link to bring in", "%(n)s links to bring in", len(links))
        draw("table.html", table=Table((_("Change"), _("Leads to"), _("Confidence")), links), caption=caption)


def _draw_errors(caption: str, errors: Sequence[LineError]) -> None:
    rows = [(str(wrong.line), sentence_of(wrong.error, words())) for wrong in errors]
    if rows:
        draw("table.html", table=Table((_("Line"), _("What is wrong")), rows), caption=caption)

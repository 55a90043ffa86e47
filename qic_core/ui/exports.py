"""Addresses of what leaves the house; each is checked again by the route that serves it (qic_core/web/downloads.py)."""

from urllib.parse import urlencode

import streamlit as st

from qic_core.ui.session import Here
from qic_core.ui.words import LANGUAGE_KEY, _


def export_address(place: Here, what: str, **asked: str) -> str:
    """Return the address of an export of the collective, in the language of this session."""
    query = {"collectif": str(place.collective.id), "langue": st.session_state.get(LANGUAGE_KEY, ""), **asked}
    return f"/export/{what}?{urlencode(query)}"


def draw_exports(place: Here, notebook_id: int) -> None:
    """Draw the ways a notebook can be taken away."""
    named = st.toggle(
        _("With the first names that were given"),
        help=_("First names are personal data: keep this file for yourself, and delete it when it has served."),
        key=f"named-{notebook_id}",
    )
    asked = {"noms": "1"} if named else {}
    with st.container(horizontal=True, key="exports"):
        minutes = export_address(place, f"compte-rendu/{notebook_id}.pdf")
        st.link_button(_("Minutes (PDF)"), minutes, icon=":material/picture_as_pdf:", key="minutes", disabled=named)
        editable = export_address(place, f"compte-rendu/{notebook_id}.docx")
        st.link_button(_("Minutes (DOCX)"), editable, icon=":material/edit_note:", key="docx", disabled=named)
        workbook = export_address(place, f"carnet/{notebook_id}.xlsx", **asked)
        st.link_button(_("Spreadsheet (XLSX)"), workbook, icon=":material/table:", key="xlsx")
        answers = export_address(place, f"carnet/{notebook_id}.csv")
        st.link_button(_("Answers (CSV)"), answers, icon=":material/csv:", key="csv", disabled=named)
        jupyter = export_address(place, f"carnet/{notebook_id}.ipynb.zip")
        st.link_button(_("Jupyter (.ipynb)"), jupyter, icon=":material/data_object:", key="ipynb", disabled=named)


def draw_sheet_link(place: Here, cell_id: int) -> None:
    """Draw the link to a cell's paper sheet."""
    address = export_address(place, f"feuille/{cell_id}.pdf")
    st.link_button(_("Paper sheet (PDF)"), address, icon=":material/print:", key=f"sheet-{cell_id}")

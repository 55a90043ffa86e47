"""A notebook on its shelf, and which one a page is about."""

import streamlit as st
from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

from qic_core.access.rules import Role
from qic_core.ui.doors import draw_door
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.notebooks import Notebook, get_notebook, list_notebooks

ADDRESS_KEY = "carnet"
LAST_KEY = "last_notebook"


def draw_card(notebook: Notebook, place: Here, *, key: str) -> DeltaGenerator:
    """Draw a notebook's cover with the doors to its pages; return the card, for more gestures."""
    address = {ADDRESS_KEY: str(notebook.id)}
    card = st.container(border=True, key=f"{key}-notebook-{notebook.id}")
    with card:
        st.subheader(plain(notebook.cover.title))
        draw_line(cover_line(notebook))
        if notebook.cover.aim:
            draw_line(notebook.cover.aim)
        with st.container(horizontal=True, key=f"{key}-doors-{notebook.id}"):
            if place.access.role == Role.FACILITATOR:
                draw_door("facilitate", _("Facilitate"), "play_circle", address)
                draw_door("draft", _("Prepare"), "edit_note", address)
            draw_door("notebook", _("Read"), "description", address)
    return card


def cover_line(notebook: Notebook) -> str:
    """Return date, audience, cells and minutes on one line."""
    cover = notebook.cover
    parts = [
        cover.held_on.strftime("%d/%m/%Y") if cover.held_on else _("no date"),
        cover.audience,
        counted("%(n)s cell", "%(n)s cells", len(notebook.cells)),
        minutes_line(notebook.minutes),
    ]
    return " · ".join(part for part in parts if part)


def minutes_line(minutes: int) -> str:
    """Return a length of time in words."""
    return counted("%(n)s minute", "%(n)s minutes", minutes)


def chosen_notebook(session: Session, place: Here) -> Notebook:
    """Return the notebook of the address, else the last one opened, else the first on the shelf; stops without any."""
    asked, last = st.query_params.get(ADDRESS_KEY, ""), st.session_state.get(LAST_KEY)
    shelf = list_notebooks(session, place.collective.id)
    if asked.isdecimal() and len(asked) < 10:
        notebook = get_notebook(session, place.collective.id, int(asked))
    elif shelf:  # the last one may be another collective's
        notebook = next((one for one in shelf if one.id == last), shelf[0])
    else:
        _draw_empty_shelf(place)
        st.stop()
    st.session_state[LAST_KEY] = notebook.id
    return notebook


def _draw_empty_shelf(place: Here) -> None:
    """Say that there is no notebook; the shelf's page is the facilitator's alone."""
    if place.access.role < Role.FACILITATOR:
        st.info(_("No notebook yet: the facilitator creates the first one."))
        return
    st.info(_("No notebook yet. Create one from a template: it takes one click."))
    draw_door("notebooks", _("Notebooks"), "menu_book")

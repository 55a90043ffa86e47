"""Séminaires on the first page: the next one, the latest notebooks, the way into the room."""

from datetime import date

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.service import current_code
from qic_core.dashboard.seminaires import Seminaire, latest_seminaires, next_seminaire
from qic_core.ui.doors import draw_door
from qic_core.ui.join import draw_join
from qic_core.ui.notebooks import ADDRESS_KEY, draw_card
from qic_core.ui.session import Here, asking, wall_address
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.notebooks import get_notebook

DAY = "%d/%m/%Y"
LATEST = 4


def draw_seminaires(place: Here, next_loop_on: date | None) -> None:
    """Draw the next séminaire with its doors, else the day that the roadmap says; then the latest notebooks."""
    with asking() as session:
        ahead = next_seminaire(session, place.collective.id, today=place.today)
        notebook = get_notebook(session, place.collective.id, ahead) if ahead else None
        latest = latest_seminaires(session, place.collective.id, at_most=LATEST, but=ahead)
    st.header(_("Next séminaire"), divider="gray")
    if notebook and notebook.cover.held_on:
        days = (notebook.cover.held_on - place.today).days
        st.caption(counted("In %(n)s day", "In %(n)s days", days) if days else _("Today"))
        draw_card(notebook, place, key="home")
    elif next_loop_on and next_loop_on >= place.today:
        with st.container(key="rows-next-loop"):
            label = _("No séminaire has its notebook yet. Next loop: %(day)s", day=f"{next_loop_on:{DAY}}")
            draw_door("roadmap", label, "event")
    elif place.access.role == Role.FACILITATOR:
        st.info(_("No séminaire has a day ahead. Create a notebook from a template: it takes one click."))
    else:
        st.caption(_("No séminaire has a day ahead."))
    _draw_latest(place, latest)


def draw_room(place: Here) -> None:
    """Draw how the room comes in, and the door to the wall."""
    with asking() as session:
        code = current_code(session, place.collective.id)
    st.header(_("The room"), divider="gray")
    draw_join(code)
    st.link_button(_("Open the wall in its own window"), wall_address(place), icon=":material/cast:", key="wall")


def _draw_latest(place: Here, latest: list[Seminaire]) -> None:
    with st.container(key="rows-notebooks"):
        for one in latest:
            said = {"title": plain(one.title), "day": one.held_on.strftime(DAY) if one.held_on else _("no date")}
            draw_door("notebook", _("%(title)s · %(day)s", **said), "menu_book", {ADDRESS_KEY: str(one.id)})
        if place.access.role == Role.FACILITATOR:
            draw_door("notebooks", _("All notebooks, and new ones"), "library_books")

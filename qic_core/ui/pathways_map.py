"""Around the map of the pathways: the list and the table that say the same, its file, what was taken off it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.db.engine import Work
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import Change, Link, Pathways
from qic_core.pathways.service import arrange, restore_change
from qic_core.ui.change_lines import day_line, states_line
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import asked_for
from qic_core.ui.exports import export_address
from qic_core.ui.folds import fold
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.pathways_canvas import CHOSEN_KEY, PICTURE, choose, turn
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted
from qic_core.workshop.kind import Table

LINK_KEY = "link"


def draw_choice(pathways: Pathways) -> int | None:
    """Draw the list that does what a click on the map does; return the id of the change that is open.

    An address may ask for a link: the change from which it starts is opened, and the link in it.
    """
    starts = {link.id: link.from_id for link in pathways.links}
    asked = asked_for(LINK_KEY, starts)
    if asked:
        choose(starts[asked])
        for key in (f"edit-link-{asked}", f"learnt-of-link-{asked}"):
            st.session_state[key] = True
    heads = {horizon: _(title) for horizon, (title, _about) in TITLES.items()}
    titles = told_apart({change.id: f"{heads[change.horizon]} · {change.title}" for change in pathways.changes})
    if st.session_state.get(CHOSEN_KEY) not in titles:
        st.session_state[CHOSEN_KEY] = None
    return st.selectbox(
        _("Open a change: click on its box, or choose it here"),
        list(titles),
        format_func=lambda key: titles.get(key, ""),
        placeholder=_("Choose a change"),
        on_change=turn,
        key=CHOSEN_KEY,
    )


def draw_map_tools(place: Here) -> None:
    """Draw the map's file, and the gesture that orders its columns anew: never unasked, boxes must not jump."""
    with st.container(horizontal=True, key="map-tools"):
        address = export_address(place, PICTURE)
        st.link_button(_("Drawing (SVG)"), address, icon=":material/draw:", key="map-svg")
        tidied = place.may_write and st.button(
            _("Tidy the map"), icon=":material/swap_vert:", key="map-tidy",
            help=_("Orders each column so that fewer links cross."),
        )  # fmt: skip
    if tidied:
        with acting(place.collective.id, _("Tidied.")) as work:
            arrange(work)


def draw_twin(pathways: Pathways) -> None:
    """Draw, folded, the same as a table."""
    inside = fold(_("The same as a table"), key="map-table")
    if inside is None:
        return
    head = (_("Horizon"), _("Change"), _("For whom"), _("From → to"), _("By when"), _("Leads to"))
    titles: dict[int | None, str] = {change.id: change.title for change in pathways.changes} | {None: _("the vision")}
    rows = [
        (
            _(TITLES[change.horizon][0]),
            change.title,
            change.wording.for_whom,
            states_line(change.wording),
            day_line(change.wording),
            " ; ".join(_end_line(link, titles) for link in pathways.links if link.from_id == change.id),
        )
        for change in pathways.changes
    ]
    with inside:
        draw("table.html", table=Table(head, rows), caption="")


def draw_withdrawn(place: Here, gone: Sequence[Change]) -> None:
    """Draw, folded, the changes that were taken off the map, each with the gesture that puts it back."""

    def restore(work: Work, key: int) -> None:
        restore_change(work, change_id=key)

    label = counted("%(n)s change taken off the map", "%(n)s changes taken off the map", len(gone))
    said = [(change.id, change.title) for change in gone]
    draw_gone(place, label, said, key="changes", restore=restore, back=_("Back on the map."))


def _end_line(link: Link, titles: Mapping[int | None, str]) -> str:
    if link.confidence is None:
        return titles[link.to_id]
    return _("%(title)s (confidence %(n)s of 100)", title=titles[link.to_id], n=link.confidence)

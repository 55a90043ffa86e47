"""An open change, in a drawer beside the map: what it says, what leads to it, what it leads to, where it comes from."""

from functools import partial

import streamlit as st

from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import WARNINGS, Change, Pathways, soft_warnings
from qic_core.pathways.service import move_change, pathways_of, withdraw_change
from qic_core.thread.rules import ThingKind
from qic_core.ui.change_form import draw_before, draw_edit
from qic_core.ui.change_lines import day_line, target_line
from qic_core.ui.drawer import open_drawer
from qic_core.ui.html import draw
from qic_core.ui.pathways_canvas import choose
from qic_core.ui.pathways_links import draw_links_of, draw_new_link
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _


def open_change(place: Here, pathways: Pathways, change_id: int, vision: str) -> None:
    """Open the drawer of a change."""
    horizon = next(change.horizon for change in pathways.changes if change.id == change_id)
    inside = partial(_draw_inside, place, change_id, vision)
    open_drawer(place, _(TITLES[horizon][0]), inside, choose=choose, key="close-change")


def _draw_inside(place: Here, change_id: int, vision: str) -> None:
    with asking() as session:
        pathways = pathways_of(session, place.collective.id)
    change = next((change for change in pathways.changes if change.id == change_id), None)
    if change is None:
        st.warning(_("Someone has taken this change off the map meanwhile."))
        return
    draw("change.html", title=change.title, facts=facts_of(change))
    today = place.today
    for warning in soft_warnings(change.wording, today=today):
        st.warning(_(WARNINGS[warning]), icon=":material/lightbulb:")
    if place.may_write:
        draw_edit(place, change)
    draw_links_of(place, pathways, change, vision)
    if place.may_write:
        draw_before(place, change)
        draw_new_link(place, pathways, start=change.id)
    draw_origins(ThingKind.CHANGE, change.id)
    if place.may_write:
        _draw_gestures(place, change)


def facts_of(change: Change) -> list[tuple[str, str]]:
    """Return what is said of a change, each with its name; what nobody said is left out."""
    told = change.wording
    facts = [
        (_("For whom"), told.for_whom),
        (_("Today"), told.from_state),
        (_("Tomorrow"), told.to_state),
        (_("By when"), day_line(told)),
        (_("To reach"), target_line(told)),
        (_("Not seen yet"), told.unseen),
    ]
    return [(name, said) for name, said in facts if said]


def _draw_gestures(place: Here, change: Change) -> None:
    with st.container(horizontal=True, key="change-gestures"):
        up = st.button(_("Move up"), icon=":material/arrow_upward:", key=f"up-{change.id}")
        down = st.button(_("Move down"), icon=":material/arrow_downward:", key=f"down-{change.id}")
        gone = st.button(_("Take off the map"), icon=":material/delete:", key=f"off-{change.id}")
    if up or down:
        with acting(place.collective.id, _("Moved.")) as work:
            move_change(work, change_id=change.id, steps=-1 if up else 1)
    if gone:
        with acting(place.collective.id, _("Off the map, with its links: it can be put back.")) as work:
            withdraw_change(work, change_id=change.id)

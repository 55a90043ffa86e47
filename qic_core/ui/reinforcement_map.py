"""The map of the actions over the change pathways: a click on a box shows that action's own arrows."""

from zlib import crc32

import streamlit as st

from qic_core.actions.drawing import left_out_line, shown_of
from qic_core.actions.interplay import Interplay
from qic_core.actions.layout import lay_out
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from qic_core.ui.canvas import Drawing, Place, draw_canvas, rename_places
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import asked_for
from qic_core.ui.exports import export_address
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, words

CHOSEN_KEY = "reinforcing"
ADDRESS_KEY = "action"


def choose(action_id: int | None) -> None:
    """Show one action, or (None) all again: what a click on a box does, from wherever it is asked."""
    st.session_state[CHOSEN_KEY] = action_id
    rename_places()


def draw_choice(interplay: Interplay) -> int | None:
    """Draw the list that does what a click on the map does; return the id of the action that is shown."""
    titles = told_apart(interplay.titles)
    asked = asked_for(ADDRESS_KEY, titles)
    if asked:
        choose(asked)
    if st.session_state.get(CHOSEN_KEY) not in titles:
        st.session_state[CHOSEN_KEY] = None
    return st.selectbox(
        _("Show one action: click on its box, or choose it here"), list(titles),
        format_func=lambda key: titles.get(key, ""), placeholder=_("All the actions"), on_change=rename_places,
        key=CHOSEN_KEY,
    )  # fmt: skip


def draw_map(place: Here, interplay: Interplay, vision: str, chosen: int | None) -> None:
    """Draw the map; where all arrows at once would be a tangle, those of the chosen action."""
    layout = lay_out(interplay.actions, interplay.pathways)
    stamp = f"{crc32(repr((interplay, vision)).encode()):x}"
    drawing = Drawing(
        export_address(place, f"renforcement/{chosen or 0}.svg", v=stamp),
        _("Map of what the actions do to one another"),
        WIDTH,
        layout.height,
    )
    places = {key: Place(spot.x, spot.y, BOX_WIDTH, layout.size.height) for key, spot in layout.spots.items()}
    left_out = "" if chosen else left_out_line(interplay.effects, shown_of(interplay.effects, None), words())
    if left_out:
        draw_line(left_out)
    draw_canvas(drawing, places, chosen=chosen, choose=choose)
    with st.container(horizontal=True, key="map-tools"):
        st.link_button(_("Drawing (SVG)"), drawing.source, icon=":material/draw:", key="map-svg")
        if chosen:
            st.button(
                _("Show all the actions again"), icon=":material/close:", on_click=choose, args=(None,),
                key="all-actions",
            )  # fmt: skip

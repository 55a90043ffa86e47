"""The map of the pathways to click on: each change is a place on the drawing."""

from zlib import crc32

import streamlit as st

from qic_core.pathways.drawing import boxes_of
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from qic_core.pathways.rules import Pathways
from qic_core.ui.canvas import Drawing, Place, draw_canvas, rename_places
from qic_core.ui.exports import export_address
from qic_core.ui.forms import let_all_go
from qic_core.ui.session import Here
from qic_core.ui.words import _, words

CHOSEN_KEY = "change"
PICTURE = "chemins.svg"


def choose(change_id: int | None) -> None:
    """Open a change, or close the one that is open: what a click on a box does, from wherever it is asked."""
    st.session_state[CHOSEN_KEY] = change_id
    turn()


def turn() -> None:
    """Begin anew: forms with what is saved, boxes with new names."""
    let_all_go()
    rename_places()


def draw_map(place: Here, pathways: Pathways, vision: str) -> None:
    """Draw the map, a click on a box opens its change."""
    boxes, height = boxes_of(pathways, vision, words())
    stamp = f"{crc32(repr((pathways, vision)).encode()):x}"
    drawing = Drawing(export_address(place, PICTURE, v=stamp), _("Map of the pathways"), WIDTH, height)
    places = {key: Place(box.x, box.y, BOX_WIDTH, box.height) for key, box in boxes.items() if key is not None}
    draw_canvas(drawing, places, chosen=st.session_state.get(CHOSEN_KEY), choose=choose)

"""The map of the pathways to click on: the drawing on vis-network's canvas, in the page that streamlit-agraph brings.

The whole drawing is one node of vis, the same file that may be taken away; each change is a clear box over its place.
"""

import json
from collections.abc import Collection
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

import streamlit as st
from streamlit.components.v1 import declare_component

from qic_core.pathways.drawing import Box, boxes_of
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from qic_core.pathways.rules import Pathways
from qic_core.ui.exports import export_address
from qic_core.ui.forms import let_all_go
from qic_core.ui.html import draw
from qic_core.ui.session import Here
from qic_core.ui.words import words
from qic_core.workshop.charts import ACCENT

CHOSEN_KEY = "change"
TURN_KEY = "map-turn"
PICTURE = "chemins.svg"
CLEAR = "rgba(0,0,0,0)"
# vis fits the map to its frame and never makes it larger than its nodes say: they say twice the drawing's size.
ZOOM = 2
# What a double click looks for: the component would open an address that it finds there.
SILENT = {"div": {"innerHTML": ""}}
CONFIG = {
    # All of its frame, whose size the page's style sheet gives; vis wants to read a “px”.
    "height": "calc(100vh - 0px)",
    "width": "100%",
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"hierarchical": {"enabled": False}, "randomSeed": 1},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False, "hover": True},
}


def _frontend() -> str:
    """Return the folder of the component's page. Its Python part is left alone: it gives the map no key."""
    package = find_spec("streamlit_agraph")
    assert package is not None
    assert package.origin is not None
    return str(Path(package.origin).parent / "frontend" / "build")


_canvas = declare_component("map", path=_frontend())


def choose(change_id: int | None) -> None:
    """Open a change, or close the one that is open: what a click on a box does, from wherever it is asked."""
    st.session_state[CHOSEN_KEY] = change_id
    turn()


def turn() -> None:
    """Begin anew: forms with what is saved, boxes with new names: vis tells only once of clicks on the same box."""
    let_all_go()
    st.session_state[TURN_KEY] = st.session_state.get(TURN_KEY, 0) + 1


def draw_map(place: Here, pathways: Pathways, vision: str) -> None:
    """Draw the map, a click on a box opens its change; on a phone the same as a picture that a finger moves."""
    boxes, height = boxes_of(pathways, vision, words())
    now = st.session_state.setdefault(TURN_KEY, 0)
    names = {change.id: f"{now}-{change.id}" for change in pathways.changes}
    chosen = st.session_state.get(CHOSEN_KEY)
    clear = [_clear(box, height, names[key], chosen=key == chosen) for key, box in boxes.items() if key in names]
    stamp = f"{crc32(repr((pathways, vision)).encode()):x}"
    source = export_address(place, PICTURE, v=stamp)
    # vis changes its scale with its height: another height is another map.
    key = f"map-{height:.0f}"
    draw("map.html", source=source, width=WIDTH, height=height)
    with st.container(key="map"):
        _canvas(
            data=json.dumps({"nodes": [*_picture(source, height), *clear], "edges": []}),
            config=json.dumps(CONFIG),
            key=key,
            tab_index=0,
            on_change=partial(_clicked, key, names.keys()),
        )


def _clicked(key: str, changes: Collection[int]) -> None:
    """Read what vis says was clicked, be it by an earlier name; the picture itself opens nothing."""
    change_id = str(st.session_state[key]).rpartition("-")[2]
    if change_id.isdecimal() and int(change_id) in changes:
        choose(int(change_id))


def _picture(source: str, height: float) -> list[dict[str, Any]]:
    """Return the drawing, and under it a frame of its size, which vis can measure before the drawing is there."""
    still = {"x": 0, "y": 0, "fixed": True, "chosen": False, **SILENT}
    frame = {"id": "frame", "shape": "box", **still, **_sized(WIDTH, height), "color": CLEAR}
    sharp = {"interpolation": False}
    size = ZOOM * min(WIDTH, height) / 2
    return [frame, {"id": "map", "shape": "image", **still, "image": source, "size": size, "shapeProperties": sharp}]


def _clear(box: Box, height: float, name: str, *, chosen: bool) -> dict[str, Any]:
    """Return a clear box over a change's own; its border tells which one is pointed at or open."""
    edge = {"background": CLEAR, "border": ACCENT}
    return {
        "id": name,
        "shape": "box",
        "x": ZOOM * (box.x + (BOX_WIDTH - WIDTH) / 2),
        "y": ZOOM * (box.middle - height / 2),
        "fixed": True,
        "color": {"background": CLEAR, "border": ACCENT if chosen else CLEAR, "highlight": edge, "hover": edge},
        "borderWidth": ZOOM * 2,
        "borderWidthSelected": ZOOM * 2,
        "shapeProperties": {"borderRadius": ZOOM * 9},
        **_sized(BOX_WIDTH, box.height),
        **SILENT,
    }


def _sized(width: float, height: float) -> dict[str, Any]:
    return {
        "label": " ",
        "margin": dict.fromkeys(("top", "right", "bottom", "left"), 0),
        "widthConstraint": {"minimum": ZOOM * width, "maximum": ZOOM * width},
        "heightConstraint": {"minimum": ZOOM * height},
        "font": {"size": 1},
    }

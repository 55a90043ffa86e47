"""A drawing to click on: on vis-network's canvas, in the page that streamlit-agraph brings.

The whole drawing is one node of vis, the same file that may be taken away; each thing is a clear box over its place.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component

from qic_core.ui.html import draw
from qic_core.workshop.charts import ACCENT

TURN_KEY = "map-turn"
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands on a drawing: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that the house serves as a file at `source`, and what it is called for those who do not see it."""

    source: str
    alt: str
    width: float
    height: float


def _frontend() -> str:
    """Return the folder of the component's page. Its Python part is left alone: it gives the map no key."""
    package = find_spec("streamlit_agraph")
    assert package is not None
    assert package.origin is not None
    return str(Path(package.origin).parent / "frontend" / "build")


_canvas = declare_component("map", path=_frontend())


def rename_places() -> None:
    """Give the clear boxes new names: vis tells only once of clicks on the same box."""
    st.session_state[TURN_KEY] = st.session_state.get(TURN_KEY, 0) + 1


def draw_canvas(
    drawing: Drawing, places: Mapping[int, Place], *, chosen: int | None, choose: Callable[[int], None]
) -> None:
    """Draw it, a click on a place chooses its thing; on a phone the same as a picture that a finger moves."""
    now = st.session_state.setdefault(TURN_KEY, 0)
    clear = [_clear(drawing, place, f"{now}-{key}", chosen=key == chosen) for key, place in places.items()]
    # vis changes its scale with its height: another height is another map.
    key = f"map-{drawing.height:.0f}"
    draw("map.html", drawing=drawing)
    with st.container(key="map"):
        _canvas(
            data=json.dumps({"nodes": [*_picture(drawing), *clear], "edges": []}),
            config=json.dumps(CONFIG),
            key=key,
            tab_index=0,
            on_change=partial(_clicked, key, frozenset(places), choose),
        )


def _clicked(key: str, things: frozenset[int], choose: Callable[[int], None]) -> None:
    """Read what vis says was clicked, be it by an earlier name; the picture itself opens nothing."""
    clicked = str(st.session_state[key]).rpartition("-")[2]
    if clicked.isdecimal() and int(clicked) in things:
        choose(int(clicked))


def _picture(drawing: Drawing) -> list[dict[str, Any]]:
    """Return the drawing, and under it a frame of its size, which vis can measure before the drawing is there."""
    still = {"x": 0, "y": 0, "fixed": True, "chosen": False, **SILENT}
    frame = {"id": "frame", "shape": "box", **still, **_sized(drawing.width, drawing.height), "color": CLEAR}
    sharp = {"interpolation": False}
    size = ZOOM * min(drawing.width, drawing.height) / 2
    picture = {"id": "map", "shape": "image", **still, "image": drawing.source, "size": size, "shapeProperties": sharp}
    return [frame, picture]


def _clear(drawing: Drawing, place: Place, name: str, *, chosen: bool) -> dict[str, Any]:
    """Return a clear box over a thing's own; its border tells which one is pointed at or open."""
    edge = {"background": CLEAR, "border": ACCENT}
    return {
        "id": name,
        "shape": "box",
        "x": ZOOM * (place.x + (place.width - drawing.width) / 2),
        "y": ZOOM * (place.y + (place.height - drawing.height) / 2),
        "fixed": True,
        "color": {"background": CLEAR, "border": ACCENT if chosen else CLEAR, "highlight": edge, "hover": edge},
        "borderWidth": ZOOM * 2,
        "borderWidthSelected": ZOOM * 2,
        "shapeProperties": {"borderRadius": ZOOM * 9},
        **_sized(place.width, place.height),
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

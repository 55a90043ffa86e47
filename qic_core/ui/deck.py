"""The drawings of the pictograms, of the deck and others, as the pages show them."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache

from qic_core.settings import ROOT
from qic_core.vision.deck import DECK
from qic_core.workshop.charts import PRIMARY

PICTOGRAMS = ROOT / "data" / "pictograms"


@cache
def drawings_of_deck() -> Mapping[str, str]:
    """Return the drawing of each card as the address of a picture: a page drops SVG that stands in its HTML."""
    return {card.key: _address(card.pictogram) for card in DECK}


@cache
def drawings_of(pictograms: tuple[str, ...]) -> Mapping[str, str]:
    """Return the drawing of each pictogram, likewise."""
    return {pictogram: _address(pictogram) for pictogram in pictograms}


def _address(pictogram: str) -> str:
    svg = (PICTOGRAMS / f"{pictogram}.svg").read_text(encoding="utf-8").replace("currentColor", PRIMARY)
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"

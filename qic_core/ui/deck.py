"""The drawings of the deck of pictograms, as the pages show them."""

from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from qic_core.settings import ROOT
from qic_core.vision.deck import DECK

PICTOGRAMS = ROOT / "data" / "pictograms"


@cache
def drawings_of_deck() -> Mapping[str, Markup]:
    """Return the drawing of each card as SVG of ours, by the card's key."""
    return {card.key: Markup((PICTOGRAMS / f"{card.pictogram}.svg").read_text(encoding="utf-8")) for card in DECK}

"""The deck of the « pictolangage »: drawn in data/pictograms/deck. Pure."""

from qic_core.words import N_
from qic_core.workshop.fields import Item

NAMES = {
    "house": N_("House"),
    "water": N_("Water"),
    "tree": N_("Tree"),
    "school": N_("School"),
    "bridge": N_("Bridge"),
    "hand": N_("Outstretched hand"),
    "sun": N_("Sun"),
    "cloud": N_("Cloud"),
    "key": N_("Key"),
    "door": N_("Door"),
    "path": N_("Path"),
    "fire": N_("Fire"),
    "seed": N_("Seed"),
    "boat": N_("Boat"),
    "market": N_("Market"),
    "music": N_("Music"),
    "lamp": N_("Lamp"),
    "wall": N_("Wall"),
    "party": N_("Party"),
    "child": N_("Child"),
    "ball": N_("Ball"),
    "phone": N_("Telephone"),
    "bus": N_("Bus"),
    "book": N_("Book"),
}
DECK = tuple(Item(key, name, pictogram=f"deck/{key}") for key, name in NAMES.items())


def card_of(key: str) -> Item:
    """Return the card of that key."""
    return next(card for card in DECK if card.key == key)

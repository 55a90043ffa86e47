"""The organisations at the table, as what cells ask about."""

from sqlmodel import Session

from qic_core.collective.organisations import list_organisations
from qic_core.spreadsheet import folded
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.texts import shortened


def organisation_items(session: Session, collective_id: int) -> list[Item]:
    """Return those at the table today as what a cell asks about, by name."""
    seated = sorted(list_organisations(session, collective_id), key=lambda one: folded(one.name))
    return [
        Item(f"o{one.id}", shortened(one.name, at_most=ITEM_LENGTH), thing=("organisation", one.id)) for one in seated
    ]

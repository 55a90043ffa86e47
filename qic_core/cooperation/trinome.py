"""The trinôme on its own: the organisations that hold its three seats, and what they say of one another (A2-01)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from qic_core.collective.members import list_members, list_seats
from qic_core.collective.rules import Organisation


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """One of the three seats, with the organisation that holds it today; None when nobody does, or nobody's."""

    seat: str
    organisation_id: int | None


def seat_holders(
    session: Session, collective_id: int, *, organisations: Sequence[Organisation] | None = None
) -> list[SeatHolder]:
    """Return the seats in their order, each with its organisation; none before the seats are named.

    `organisations` are all that ever sat at the table, where the caller has them.
    """
    seats = list_seats(session, collective_id)
    people = list_members(session, collective_id, organisations=organisations) if seats else []
    held = {one.seat_id: one.organisation_id for one in reversed(people) if one.organisation_id}
    return [SeatHolder(seat.name, held.get(seat.id)) for seat in seats]


def organisations_of(holders: Sequence[SeatHolder]) -> list[int]:
    """Return the different organisations of the seats, in their order."""
    return list(dict.fromkeys(one.organisation_id for one in holders if one.organisation_id is not None))

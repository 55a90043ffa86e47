"""What actions and organisations need, and what others offer: rooms, time, equipment, data, skills (A2-18). Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qic_core.words import N_

WHAT_LENGTH = 160
RESOURCES_AT_MOST = 1000


class Side(StrEnum):
    """Whether something is needed or offered."""

    NEED = "need"
    OFFER = "offer"


class Nature(StrEnum):
    """What is shared."""

    ROOM = "room"
    TIME = "time"
    EQUIPMENT = "equipment"
    DATA = "data"
    SKILL = "skill"


NATURES: Mapping[Nature, str] = {
    Nature.ROOM: N_("A room, a place"),
    Nature.TIME: N_("Time, hands"),
    Nature.EQUIPMENT: N_("Equipment"),
    Nature.DATA: N_("Data, information"),
    Nature.SKILL: N_("A skill, know-how"),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """Something needed or offered, by an organisation or not, for an action or not; a need may be met by an offer."""

    id: int
    side: Side
    nature: Nature
    what: str
    organisation_id: int | None = None
    action_id: int | None = None
    met_by_id: int | None = None


def needs_first(resources: Sequence[Resource], *, over: Collection[int] = ()) -> list[Resource]:
    """Return the needs: first those that nothing meets, last those of actions that are `over`."""
    needs = [one for one in resources if one.side == Side.NEED]
    return sorted(needs, key=lambda need: (need.action_id in over, need.met_by_id is not None))


def offers_of(resources: Sequence[Resource]) -> list[Resource]:
    """Return the offers, those that serve no need yet first."""
    used = {one.met_by_id for one in resources}
    return sorted((one for one in resources if one.side == Side.OFFER), key=lambda offer: offer.id in used)


def suitable(need: Resource, offers: Sequence[Resource]) -> list[Resource]:
    """Return which offers may meet a need: those of the same nature first, and of these another organisation's."""

    def distance(offer: Resource) -> tuple[bool, bool]:
        own = offer.organisation_id is not None and offer.organisation_id == need.organisation_id
        return offer.nature != need.nature, own

    return sorted(offers, key=distance)

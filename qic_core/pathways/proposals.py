"""What phones proposed in runs of the kind `change`, each at the horizon that the room was asked about."""

from dataclasses import dataclass

from sqlmodel import Session

from qic_core.pathways.cells import ProposedChanges
from qic_core.pathways.rules import Horizon
from qic_core.thread.proposals import waiting_proposals
from qic_core.thread.rules import ThingKind

HORIZONS = dict(enumerate(Horizon, start=1))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that a run of the room proposed: what a theme is called, or what one or several people wrote alike."""

    run_id: int
    horizon: Horizon
    text: str
    idea_ids: tuple[int, ...]


def proposed_ideas(session: Session, collective_id: int) -> list[Proposal]:
    """Return the collective's proposals whose ideas are not tied to a change yet, run after run as they were held."""
    waiting = waiting_proposals(session, collective_id, kind=ProposedChanges.name, becomes=ThingKind.CHANGE)
    return [Proposal(one.run_id, HORIZONS[one.asked.settings["horizon"]], one.text, one.idea_ids) for one in waiting]

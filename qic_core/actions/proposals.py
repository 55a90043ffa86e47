"""What phones proposed in runs of the kind `action`, and its place under a change."""

from collections.abc import Collection

from sqlmodel import Session

from qic_core.actions.cells import ProposedActions
from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action, list_actions
from qic_core.db.engine import Work
from qic_core.thread.proposals import Proposal, place, waiting_proposals
from qic_core.thread.rules import ThingKind


def proposed_actions(session: Session, collective_id: int) -> list[Proposal]:
    """Return the collective's proposals that are no action yet, run after run as they were held."""
    return waiting_proposals(session, collective_id, kind=ProposedActions.name, becomes=ThingKind.ACTION)


def place_proposals(work: Work, *, run_id: int, idea_ids: Collection[int], change_id: int | None) -> int:
    """Make actions that serve a change (or none yet) of ideas of a run, under their theme if they have one.

    An action that serves it already in the same words gets the idea instead of a twin. Return how many were placed.
    """
    serves = () if change_id is None else (change_id,)
    standing = [one for one in list_actions(work.session, work.collective_id or 0) if _serves(one.plan, change_id)]
    known = {action.title.casefold(): action.id for action in reversed(standing)}

    def add(text: str, ideas: list[int]) -> int:
        return add_action(work, plan=Plan(text, serves), idea_ids=ideas)

    return place(work, run_id=run_id, idea_ids=idea_ids, known=known, kind=ThingKind.ACTION, add=add)


def _serves(plan: Plan, change_id: int | None) -> bool:
    return change_id in plan.change_ids if change_id is not None else not plan.change_ids

"""Tell the actions: what they serve, who leads them, where they stand, what they need, what they do to one another."""

from collections.abc import Mapping
from typing import Any

from qic_core.actions.exchange import Nature, Side
from qic_core.actions.reinforcement import keep_reinforcement
from qic_core.actions.resources import add_resource, meet
from qic_core.actions.rules import Funding, Means, Plan, Status
from qic_core.actions.service import add_action, set_status
from qic_core.db.engine import Work
from qic_core.demo.telling import Telling

NAMED = {"key", "changes", "lead", "partners", "ideas", "status", "need", "means", "funding"}


def tell_actions(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    """Tell what a run brought: actions out of what the room proposed, what it said that they do to one another."""
    for action in told.get("action", []):
        _write(telling, work, run_id, action)
    for offer in told.get("offer", []):
        _offer(telling, work, offer)
    for status in told.get("status", []):
        _say_where(telling, telling.things[status["action"]], status)
    if told.get("keep_reinforcement"):
        keep_reinforcement(work, run_id=run_id)


def _write(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    said = {key: value for key, value in told.items() if key not in NAMED}
    plan = Plan(
        change_ids=tuple(telling.things[key] for key in told.get("changes", [])),
        lead_id=telling.things[told["lead"]] if "lead" in told else None,
        partner_ids=tuple(telling.things[name] for name in told.get("partners", [])),
        means=Means(told["means"]) if "means" in told else None,
        funding=Funding(told["funding"]) if "funding" in told else None,
        **said,
    )
    ideas = telling.ideas_of(told.get("ideas", []))
    action_id = telling.things[told["key"]] = add_action(work, plan=plan, idea_ids=ideas, run_ids=[run_id])
    for status in told.get("status", []):
        _say_where(telling, action_id, status)
    for need in told.get("need", []):
        nature, what = Nature(need["nature"]), need["what"]
        telling.things[what] = add_resource(
            work, side=Side.NEED, nature=nature, what=what, organisation_id=plan.lead_id, action_id=action_id
        )


def _say_where(telling: Telling, action_id: int, told: Mapping[str, Any]) -> None:
    since, note = told["since"], told.get("note", "")
    set_status(telling.on(since), action_id=action_id, status=Status(told["is"]), since=since, note=note)


def _offer(telling: Telling, work: Work, told: Mapping[str, Any]) -> None:
    offer_id = add_resource(
        work, side=Side.OFFER, nature=Nature(told["nature"]), what=told["what"],
        organisation_id=telling.things[told["by"]], action_id=None,
    )  # fmt: skip
    for what in told.get("meets", []):
        meet(work, need_id=telling.things[what], offer_id=offer_id)

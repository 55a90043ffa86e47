"""Tell what came of it all: outcomes harvested, what was seen in the field, the five conditions, what was told back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qic_core.challenge.service import score_condition
from qic_core.dashboard.feedback import set_feedback
from qic_core.dashboard.feedback_rules import usual_day
from qic_core.db.engine import Work
from qic_core.demo.telling import Telling
from qic_core.evaluation.observations import add_observation, show_observations
from qic_core.evaluation.outcome_rules import Account
from qic_core.evaluation.outcomes import add_outcome, verify_outcome
from qic_core.evaluation.rules import OutcomeNature
from qic_core.workshop.notebooks import list_notebooks

TOLD_APART = {"change", "nature", "verifier", "verified_on"}


def tell_learning(telling: Telling, story: Mapping[str, Any]) -> None:
    """Tell what the collective harvested, saw, thinks of itself and told back."""
    work = telling.work
    for told in story.get("outcome", []):
        _harvest(telling, told)
    for told in story.get("observation", []):
        seen = {key: told[key] for key in ("seen_on", "place", "theme", "text")}
        then = telling.on(told["seen_on"])
        observation_id = add_observation(then, **seen)
        if told.get("shown"):
            show_observations(then, observation_ids=[observation_id])
    for told in story.get("condition", []):
        for condition, (score, evidence) in told["scores"].items():
            then = telling.on(told["scored_on"])
            score_condition(then, condition=condition, score=score, evidence=evidence, scored_on=told["scored_on"])
    for told in story.get("feedback", []):
        _tell_back(work, **told)


def _harvest(telling: Telling, told: Mapping[str, Any]) -> None:
    said = {key: value for key, value in told.items() if key not in TOLD_APART}
    account = Account(nature=OutcomeNature(told["nature"]), change_id=telling.things[told["change"]], **said)
    outcome_id = add_outcome(telling.on(told["since"]), account=account)
    if "verifier" in told:
        verify_outcome(
            telling.on(told["verified_on"]),
            outcome_id=outcome_id,
            version=1,
            verifier=told["verifier"],
            verified_on=told["verified_on"],
        )


def _tell_back(work: Work, held_on: date, given_on: date, how: str) -> None:
    """Say that the séminaires of a day were told back."""
    for notebook in list_notebooks(work.session, work.collective_id or 0):
        if notebook.cover.held_on == held_on:
            set_feedback(
                work, notebook_id=notebook.id, version=0, due_on=usual_day(held_on), given_on=given_on, how=how
            )  # fmt: skip

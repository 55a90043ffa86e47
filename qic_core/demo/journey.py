"""Tell what became of the room's words: proposals, challenge, start conditions, vision, and what was kept by hand."""

from collections.abc import Mapping
from typing import Any

from qic_core.challenge.candidates import list_candidates, take_candidates
from qic_core.challenge.evidence import add_evidence
from qic_core.challenge.readiness import scores_of
from qic_core.challenge.rules import Card
from qic_core.challenge.service import adopt_challenge, score_condition
from qic_core.collective.service import list_colleges
from qic_core.dashboard.public_page import save_public_page
from qic_core.db.engine import Work
from qic_core.demo.actions import tell_actions
from qic_core.demo.cooperation import tell_cooperation
from qic_core.demo.evaluation import tell_what_promises_became
from qic_core.demo.pathways import tell_pathways, tell_roadmap
from qic_core.demo.telling import Telling
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.vision.amendments import accept_amendment, propose_amendment, refuse_amendment
from qic_core.vision.rules import AmendmentState
from qic_core.vision.service import adopt_vision
from qic_core.vision.statements import add_statement, list_statements
from qic_core.workshop.runs import get_run


def tell_what_became(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    """Tell what was made of a run once it was closed."""
    if told.get("take_candidates"):
        take_candidates(work, run_id=run_id)
        telling.things |= {one.text: one.id for one in list_candidates(work.session, work.collective_id or 0)}
    if "readiness" in told:
        _keep_scores(work, run_id, told["readiness"])
    for evidence in told.get("evidence", []):
        ideas = telling.ideas_of(evidence["ideas"])
        add_evidence(work, Card(statement=evidence["statement"]), idea_ids=ideas, run_ids=[run_id])
    if "challenge" in told:
        _adopt_challenge(telling, work, run_id, told["challenge"])
    for statement in told.get("statement", []):
        ideas = telling.ideas_of(statement["ideas"])
        text = statement["text"]
        telling.things[text] = add_statement(work, text=text, idea_ids=ideas, run_ids=[run_id])
    for amendment in told.get("amendment", []):
        _amend(telling, work, run_id, amendment)
    if "vision" in told:
        _adopt_vision(telling, work, run_id, told["vision"])
    tell_pathways(telling, work, run_id, told)
    tell_actions(telling, work, run_id, told)
    tell_cooperation(telling, work, run_id, told)
    tell_what_promises_became(telling, work, run_id, told)


def tell_journey(telling: Telling, story: Mapping[str, Any]) -> None:
    """Tell what was kept by hand, not out of a run: evidence, scores, challenge, roadmap, public page."""
    work = telling.work
    for told in story.get("evidence", []):
        add_evidence(work, Card(**told))
    for told in story.get("readiness", []):
        score_condition(work, **told)
    if "challenge" in story:
        adopt_challenge(work, candidate_id=None, **story["challenge"])
    if "roadmap" in story:
        tell_roadmap(work, story["roadmap"])
    if "public_page" in story:
        save_public_page(work, shown=True, words=story["public_page"], version=0)


def _keep_scores(work: Work, run_id: int, rests_on: Mapping[str, str]) -> None:
    """Keep the room's scores of the start conditions, with what each rests on."""
    output = get_run(work.session, work.collective_id or 0, run_id).output or {}
    for condition, score in scores_of(output["summary"]).items():
        score_condition(
            work,
            condition=condition,
            score=score,
            evidence=rests_on[condition],
            scored_on=work.now.date(),
            run_id=run_id,
        )


def _adopt_challenge(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    said = {key: value for key, value in told.items() if key != "candidate"}
    candidate_id = telling.things[told["candidate"]]
    adopt_challenge(work, candidate_id=candidate_id, run_ids=[run_id], **said, **_who_took_part(work, run_id))


def _adopt_vision(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    said = {key: value for key, value in told.items() if key != "statement"}
    statement_id = telling.things[told["statement"]]
    adopt_vision(work, statement_id=statement_id, **said, **_who_took_part(work, run_id), run_ids=[run_id])


def _who_took_part(work: Work, run_id: int) -> dict[str, Any]:
    """Return the voices of the run that decided, by collège, and how many of them were residents'."""
    output = get_run(work.session, work.collective_id or 0, run_id).output or {}
    voices: dict[str, int] = output["by_college"]
    of_residents = [one.name for one in list_colleges(work.session, work.collective_id or 0) if one.of_residents]
    return {"voices": voices, "residents": sum(voices.get(name, 0) for name in of_residents)}


def _amend(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    statement_id = telling.things[told["statement"]]
    text = told["text"]
    amendment_id = propose_amendment(work, statement_id=statement_id, text=text, reason=told["reason"])
    thing = Thing(ThingKind.AMENDMENT, amendment_id, text)
    tie(work, thing, run_ids=[run_id], idea_ids=telling.ideas_of(told["ideas"]))
    if told["state"] == AmendmentState.ACCEPTED:
        statements = list_statements(work.session, work.collective_id or 0)
        seen = next(one.text for one in statements if one.id == statement_id)
        accept_amendment(work, amendment_id=amendment_id, seen=seen)
    elif told["state"] == AmendmentState.REFUSED:
        refuse_amendment(work, amendment_id=amendment_id)

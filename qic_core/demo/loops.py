"""Tell the loops: what the room answered, the story behind the curves, what was decided and what was learnt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qic_core.db.engine import Work
from qic_core.demo.evaluation import PROMISE
from qic_core.demo.room import tell_run
from qic_core.demo.telling import Telling
from qic_core.evaluation.decisions import decide
from qic_core.evaluation.learning import add_learning, list_learnings, rectify
from qic_core.evaluation.loops import close_loop, get_loop, open_loop
from qic_core.evaluation.rules import Verdict
from qic_core.evaluation.stories import tell_story
from qic_core.workshop.notebooks import get_notebook


def tell_loop(telling: Telling, told: Mapping[str, Any]) -> None:
    """Hold a loop on its day, from its opening to its end."""
    work = telling.on(told["held_on"])
    changes = [telling.things[key] for key in told["changes"]]
    loop_id = open_loop(
        work, title=told["title"], held_on=told["held_on"], change_ids=changes, note=told.get("note", "")
    )
    loop = get_loop(work.session, work.collective_id or 0, loop_id)
    telling.notebooks.append(get_notebook(work.session, work.collective_id or 0, loop.notebook_id or 0).cells)
    for run in told["run"]:
        tell_run(telling, work, len(telling.notebooks), run)
    for story in told["story"]:
        indicator_id = telling.things[story["indicator"]]
        tell_story(work, loop_id=loop_id, indicator_id=indicator_id, version=0, text=story["text"])
    waiting = {decision.action_id: decision.id for decision in loop.decisions}
    for decision in told["decision"]:
        decision_id = waiting[telling.things[decision["action"]]]
        telling.things[PROMISE.format(action=decision["action"])] = decision_id
        _decide(telling, work, decision_id, decision)
    close_loop(work, loop_id=loop_id, version=get_loop(work.session, work.collective_id or 0, loop_id).version)
    for learning in told["learning"]:
        _learn(telling, work, loop_id, learning)


def _decide(telling: Telling, work: Work, decision_id: int, told: Mapping[str, Any]) -> None:
    decide(
        work,
        decision_id=decision_id,
        version=1,
        verdict=Verdict(told["verdict"]),
        what=told.get("what", ""),
        who=told.get("who", ""),
        due_on=told.get("due_on"),
        idea_ids=telling.ideas_of(told.get("ideas", [])),
    )


def _learn(telling: Telling, work: Work, loop_id: int, told: Mapping[str, Any]) -> None:
    learning_id = add_learning(
        work,
        text=told["text"],
        learnt_on=work.now.date(),
        link_id=telling.things[told["link"]],
        hypothesis_after=told["hypothesis_after"],
        loop_id=loop_id,
        idea_ids=telling.ideas_of(told["ideas"]),
    )
    if "rectified_on" in told:
        then = telling.on(told["rectified_on"])
        known = list_learnings(work.session, work.collective_id or 0)
        version = next(one.version for one in known if one.id == learning_id)
        rectify(replace(work, now=then.now), learning_id=learning_id, version=version, on=told["rectified_on"])

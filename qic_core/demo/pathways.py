"""Tell the change pathways: changes, links, the room's confidence, the map of a day; and the roadmap."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qic_core.db.engine import Work
from qic_core.demo.telling import Telling
from qic_core.pathways.links import add_link, edit_link, keep_confidence
from qic_core.pathways.rules import NATURE_OF, Horizon, Nature, Target, Wording
from qic_core.pathways.service import add_change, edit_change, list_changes, pathways_of, withdraw_change
from qic_core.pathways.snapshots import take_snapshot
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap

NOT_OF_A_WORDING = {"key", "ideas"}
VISION = "vision"


def tell_pathways(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    """Tell what a run changed on the map; links are named « from → to »."""
    for change in told.get("change", []):
        ideas = telling.ideas_of(change["ideas"])
        telling.things[change["key"]] = add_change(work, wording=_wording(change), idea_ids=ideas, run_ids=[run_id])
    for edited in told.get("edit", []):
        _edit(telling, work, edited)
    for key in told.get("withdraw", []):
        withdraw_change(work, change_id=telling.things[key])
    for link in told.get("link", []):
        _link(telling, work, link)
    for learnt in told.get("learnt", []):
        _learn(telling, work, learnt)
    if told.get("keep_confidence"):
        keep_confidence(work, run_id=run_id)
    if "snapshot" in told:
        take_snapshot(work, title=told["snapshot"], taken_on=work.now.date())


def tell_roadmap(work: Work, told: Mapping[str, Any]) -> None:
    """Tell the first actions and the next loop."""
    save_roadmap(
        work,
        first_actions=[FirstAction(**action) for action in told["first_actions"]],
        next_loop_on=told["next_loop_on"],
        next_loop_note=told["next_loop_note"],
        version=0,
    )


def _wording(told: Mapping[str, Any]) -> Wording:
    said = {key: value for key, value in told.items() if key not in NOT_OF_A_WORDING}
    horizon = Horizon(said.pop("horizon"))
    return Wording(horizon=horizon, nature=Nature(said.pop("nature", NATURE_OF[horizon])), **_with_target(said))


def _edit(telling: Telling, work: Work, told: Mapping[str, Any]) -> None:
    said = {key: value for key, value in told.items() if key not in NOT_OF_A_WORDING}
    change_id = telling.things[told["key"]]
    changes = list_changes(work.session, work.collective_id or 0)
    change = next(change for change in changes if change.id == change_id)
    wording = replace(change.wording, **_with_target(said))
    edit_change(work, change_id=change_id, version=change.version, wording=wording)


def _with_target(said: Mapping[str, Any]) -> dict[str, Any]:
    return {**said, "target": Target(**said["target"])} if "target" in said else dict(said)


def _link(telling: Telling, work: Work, told: Mapping[str, Any]) -> None:
    end = told.get("to", VISION)
    telling.things[f"{told['from']} → {end}"] = add_link(
        work,
        from_id=telling.things[told["from"]],
        to_id=None if end == VISION else telling.things[end],
        hypothesis=told["hypothesis"],
        evidence=told.get("evidence", ""),
    )


def _learn(telling: Telling, work: Work, told: Mapping[str, Any]) -> None:
    """Write down what a link rests on now; the rest of it stays."""
    link_id = telling.things[told["link"]]
    links = pathways_of(work.session, work.collective_id or 0).links
    link = next(link for link in links if link.id == link_id)
    edit_link(
        work,
        link_id=link_id,
        version=link.version,
        hypothesis=link.hypothesis,
        evidence=told["evidence"],
        confidence=link.confidence,
    )

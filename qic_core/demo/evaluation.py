"""Tell what was counted over two years, by hand and by the room, and what became of what loops had promised."""

from collections.abc import Mapping
from typing import Any

from qic_core.cooperation.plan_rules import Outcome
from qic_core.db.engine import Work
from qic_core.demo.telling import Telling
from qic_core.evaluation.decisions import open_promises, say_outcome
from qic_core.evaluation.indicator_rules import Wording
from qic_core.evaluation.indicators import add_indicator
from qic_core.evaluation.points import add_annotation, add_measure, set_target
from qic_core.evaluation.rules import Frequency, Kind, MeasureSource, Polarity

PROMISE = "Promesse {action}"
TOLD_APART = {"written_on", "change", "polarity", "kind", "frequency", "cell", "measure", "target", "annotation"}


def tell_indicators(telling: Telling, story: Mapping[str, Any]) -> None:
    """Tell every indicator; a loop freezes what was known on its day only."""
    for told in story.get("indicator", []):
        _tell_indicator(telling, told)


def tell_what_promises_became(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    """Tell what became of promises of earlier loops, as the room said in a run."""
    standing = {one.id: one for one in open_promises(work.session, work.collective_id or 0)}
    for became in told.get("became", []):
        one = standing[telling.things[PROMISE.format(action=became["action"])]]
        outcome, note = Outcome(became["outcome"]), became.get("note", "")
        say_outcome(work, decision_id=one.id, version=one.version, outcome=outcome, note=note, run_ids=[run_id])


def _tell_indicator(telling: Telling, told: Mapping[str, Any]) -> None:
    """Tell an indicator, its measures, what it is to reach, and what is written on its curve."""
    work, said = telling.on(told["written_on"]), {key: value for key, value in told.items() if key not in TOLD_APART}
    wording = Wording(
        polarity=Polarity(told["polarity"]),
        kind=Kind(told["kind"]),
        frequency=Frequency(told["frequency"]),
        change_id=telling.things[told["change"]],
        cell_id=_cell_of(telling, told),
        **said,
    )
    indicator_id = telling.things[told["name"]] = add_indicator(work, wording=wording)
    for measured_on, value in told.get("measure", []):
        then = telling.on(max(measured_on, told["written_on"]))
        add_measure(
            then, indicator_id=indicator_id, measured_on=measured_on, value=value, source=MeasureSource.HAND
        )  # fmt: skip
    for due_on, value in told.get("target", []):
        set_target(work, indicator_id=indicator_id, due_on=due_on, value=value)
    for happened_on, text in told.get("annotation", []):
        add_annotation(work, indicator_id=indicator_id, happened_on=happened_on, text=text)


def _cell_of(telling: Telling, told: Mapping[str, Any]) -> int | None:
    if "cell" not in told:
        return None
    notebook, cell = told["cell"]
    cell_id: int = telling.notebooks[notebook - 1][cell - 1].id
    return cell_id

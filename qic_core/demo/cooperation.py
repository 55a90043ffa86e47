"""Tell what cooperation led to: names shown or not, levels that pairs aim for, plans and what became of promises."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qic_core.collective.organisations import edit_organisation, list_organisations
from qic_core.cooperation.naming import agree_naming
from qic_core.cooperation.plan import add_line, edit_line, standing_plan, start_plan
from qic_core.cooperation.plan_rules import Cover, Outcome, Section, Written
from qic_core.cooperation.wanted import set_wanted
from qic_core.db.engine import Work
from qic_core.demo.telling import Telling

SECTIONS = {"need": Section.NEED, "support": Section.SUPPORT, "side_step": Section.SIDE_STEP}


def tell_cooperation(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    """Tell what was decided once a wave was seen."""
    if "naming" in told:
        agree_naming(work, named=True, decided_on=work.now.date(), note=told["naming"])
    for renamed in told.get("renamed", []):
        _rename(telling, work, renamed)
    for wanted in told.get("wanted", []):
        one, other = (telling.things[name] for name in wanted["pair"])
        set_wanted(work, one=one, other=other, level=wanted["level"], why=wanted["why"])
    for kept in told.get("kept", []):
        _say_what_became(telling, work, run_id, kept)
    if "plan" in told:
        _plan(telling, work, run_id, told["plan"])


def _say_what_became(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    plan = standing_plan(work.session, work.collective_id or 0)
    line = next(line for line in plan.lines if line.id == telling.things[told["promise"]]) if plan else None
    if line is None:
        raise KeyError(told["promise"])
    written = replace(line.written, outcome=Outcome(told["outcome"]), outcome_note=told.get("note", ""))
    edit_line(work, line_id=line.id, version=line.version, written=written, run_ids=[run_id])


def _plan(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> None:
    before = standing_plan(work.session, work.collective_id or 0)
    cover = Cover(work.now.date(), told.get("next_wave_on"), told.get("note", ""))
    plan_id = start_plan(work, cover=cover, after=before.id if before else 0)
    for name, section in SECTIONS.items():
        for line in told.get(name, []):
            ideas = telling.ideas_of(line["ideas"])
            add_line(work, plan_id=plan_id, section=section, written=Written(line["text"]), idea_ids=ideas)
    for promise in told.get("promise", []):
        written = Written(promise["text"], promise["who"], promise["due_on"])
        telling.things[promise["text"]] = add_line(
            work, plan_id=plan_id, section=Section.PROMISE, written=written, run_ids=[run_id]
        )


def _rename(telling: Telling, work: Work, told: Mapping[str, Any]) -> None:
    known = list_organisations(work.session, work.collective_id or 0)
    one = next(one for one in known if one.id == telling.things[told["organisation"]])
    edit_organisation(
        work, organisation_id=one.id, name=told["name"], college=one.college, sector=one.sector,
        joined_on=one.joined_on, left_on=one.left_on, renamed_on=told["on"],
    )  # fmt: skip

"""What the room proposed, from which lines of the cooperation plan are taken: each keeps the thread to who said it."""

from collections.abc import Collection

from sqlmodel import Session

from qic_core.cooperation.plan import add_line, standing_plan
from qic_core.cooperation.plan_rules import TEXT_LENGTH, Section, Written
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.fields import Item
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, closed_runs, gathered_in, get_run
from qic_core.workshop.texts import shortened

KINDS = ("ideas", "dots", "agreement")
RUNS_AT_MOST = 20


def runs_to_take(session: Session, collective_id: int) -> list[Run]:
    """Return the last runs that gathered, shared out or weighed words of the room, the latest first."""
    return [
        run
        for run in closed_runs(session, collective_id, KINDS, at_most=RUNS_AT_MOST, about="")
        if not any(item.thing for item in run.content.items)
    ]


def proposals_in(session: Session, run: Run) -> list[Item]:
    """Return what a run proposes: its themes else its shown ideas, or what it weighed, the most wanted first."""
    if kind_of(run.content.kind).free_text:
        return gathered_in(session, run.id)
    return sorted(run.content.items, key=lambda item: -_wanted(run, item.key))


def take_proposals(work: Work, *, section: Section, run_id: int, keys: Collection[str]) -> None:
    """Write what was chosen of a run into the plan that stands; a line that says it already gets its thread."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    plan = standing_plan(work.session, run.collective_id)
    chosen = [item for item in proposals_in(work.session, run) if item.key in keys]
    if plan is None:
        raise DomainError("plan_unknown")
    if not chosen:
        raise DomainError("ideas_not_chosen")
    known = {line.written.text.casefold(): line.id for line in reversed(plan.of(section))}
    for item in chosen:
        text = shortened(item.text, at_most=TEXT_LENGTH)
        if line_id := known.get(text.casefold()):
            tie(work, Thing(ThingKind.PLAN_LINE, line_id, text), run_ids=[run_id], idea_ids=item.ideas)
        else:
            known[text.casefold()] = add_line(
                work, plan_id=plan.id, section=section, written=Written(text), run_ids=[run_id], idea_ids=item.ideas
            )


def _wanted(run: Run, key: str) -> float:
    """Return the points that a proposal got, or how many more agreed than disagreed."""
    summary = run.output["summary"] if run.output else {}
    if "points" in summary:
        return float(summary["points"][key])
    found = summary.get("statements", {}).get(key, {"agree": 0, "disagree": 0})
    return float(found["agree"] - found["disagree"])

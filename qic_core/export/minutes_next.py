"""What was promised and what comes next, as the minutes of a notebook tell it."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from qic_core.cooperation.plan import earlier_plans, standing_plan
from qic_core.cooperation.plan_rules import OUTCOMES, Line, Plan, Section
from qic_core.export.blocks import Block, Grid, Heading, Look, Paragraph, Points
from qic_core.export.minutes_decisions import Outcomes
from qic_core.export.typography import day_in_full
from qic_core.roadmap.service import roadmap_of
from qic_core.thread.rules import ThingKind
from qic_core.words import Words
from qic_core.workshop.kind import Table
from qic_core.workshop.notebooks import Cover, list_notebooks

SECTION = 1


def promise_blocks(
    session: Session, collective_id: int, outcomes: Outcomes, held_on: date | None, words: Words, *, today: date
) -> Iterator[Block]:
    """Yield who does what by when: what the roadmap says first, then the plan that this notebook's runs led to."""
    actions = roadmap_of(session, collective_id, address="").first_actions
    plans = _plans(session, collective_id, outcomes, held_on)
    yield Heading(words.gettext("Who does what, by when"), SECTION)
    if actions:
        told = words.gettext("The first actions of the roadmap, as it stands on %(day)s:")
        yield Paragraph(told % {"day": day_in_full(today, words)}, Look.LEADS_IN)
        rows = [(one.what, one.who or "—", _day(one.by, words) or "—") for one in actions]
        yield Grid(Table([words.gettext("What"), words.gettext("Who"), words.gettext("By when")], rows))
    for plan in plans:
        told = words.gettext("The promises of the cooperation plan of %(day)s:")
        yield Paragraph(told % {"day": day_in_full(plan.cover.made_on, words)}, Look.LEADS_IN)
        yield Grid(_promises(plan, words, today))
    if not actions and not plans:
        yield Paragraph(words.gettext("No promise with a name and a day is written down yet."))


def next_meeting(session: Session, collective_id: int, after: date) -> Cover | None:
    """Return the first séminaire that is held after a day."""
    covers = [notebook.cover for notebook in list_notebooks(session, collective_id)]
    ahead = [(cover.held_on, cover.title, cover) for cover in covers if cover.held_on and cover.held_on > after]
    return min(ahead, key=lambda one: one[:2])[2] if ahead else None


def meeting_line(cover: Cover, words: Words) -> str:
    """Return which séminaire comes next, and when."""
    said = {"title": cover.title, "day": day_in_full(cover.held_on, words)}
    return words.gettext("Next meeting: “%(title)s”, on %(day)s") % said


def next_blocks(session: Session, collective_id: int, after: date, words: Words) -> Iterator[Block]:
    """Yield what comes after a day: the next séminaire, loop and wave."""
    roadmap, plan = roadmap_of(session, collective_id, address=""), standing_plan(session, collective_id)
    meeting = next_meeting(session, collective_id, after)
    points = [meeting_line(meeting, words) if meeting else words.gettext("The day of the next meeting is not set yet.")]
    if roadmap.next_loop_on and roadmap.next_loop_on > after:
        told = words.gettext("Next evaluation loop: %(day)s") % {"day": day_in_full(roadmap.next_loop_on, words)}
        points.append(" · ".join(filter(None, (told, roadmap.next_loop_note))))
    if plan and plan.cover.next_wave_on and plan.cover.next_wave_on > after:
        wave = words.gettext("Next look at how we cooperate: %(day)s")
        points.append(wave % {"day": day_in_full(plan.cover.next_wave_on, words)})
    yield Heading(words.gettext("What comes next"), SECTION)
    yield Points(points)


def _plans(session: Session, collective_id: int, outcomes: Outcomes, held_on: date | None) -> list[Plan]:
    """Return the plans with promises that were made on the day, or have a line that comes from these runs."""
    standing = standing_plan(session, collective_id)
    every = [*earlier_plans(session, collective_id)[::-1], *([standing] if standing else [])]
    lines = {thing.id for thing in outcomes.kept if thing.kind == ThingKind.PLAN_LINE}
    ours = (
        plan for plan in every if plan.cover.made_on == held_on or lines.intersection(line.id for line in plan.lines)
    )
    return [plan for plan in ours if plan.of(Section.PROMISE)]


def _promises(plan: Plan, words: Words, today: date) -> Table:
    heads = [words.gettext("What"), words.gettext("Who"), words.gettext("By when"), words.gettext("Where it stands")]
    rows = [
        (line.written.text, line.written.who, _day(line.written.due_on, words), _state(line, words, today))
        for line in plan.of(Section.PROMISE)
    ]
    return Table(heads, rows)


def _day(day: date | None, words: Words) -> str:
    """Return a day that stays on one line of its column."""
    return day_in_full(day, words).replace(" ", "\N{NO-BREAK SPACE}")


def _state(line: Line, words: Words, today: date) -> str:
    """Return what became of a promise, with its note."""
    if line.written.outcome is None:
        return words.gettext("late") if line.is_late(today) else words.gettext("under way")
    told, note = words.gettext(OUTCOMES[line.written.outcome]), line.written.outcome_note
    return words.gettext("%(label)s: %(text)s") % {"label": told, "text": note} if note else told

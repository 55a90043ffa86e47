"""Collectives that have lived: each year brings organisations, changes, actions, indicators, loops, contributions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.collectives import decide, lead, seat
from benchmarks.rooms import at_work, demo
from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action
from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import list_colleges
from qic_core.db.engine import Database, Work
from qic_core.evaluation.decisions import decide as decide_of
from qic_core.evaluation.indicator_rules import Wording
from qic_core.evaluation.indicators import add_indicator
from qic_core.evaluation.loops import close_loop, current_loop, open_loop
from qic_core.evaluation.points import Entry, keep_measures, set_target
from qic_core.evaluation.rules import Frequency, Kind, MeasureSource, Polarity, Verdict
from qic_core.pathways.service import list_changes
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run

ORGANISATIONS, CHANGES, ACTIONS, INDICATORS, LOOPS = 20, 30, 100, 20, 3  # a year
MEASURES = 60
SEMINARS, AT_A_SEMINAR, AT_ONCE = 4, 500, 100
YEAR = timedelta(days=365)


def lived(database: Database, *, years: int) -> None:
    """Load the demo and so many years of life, up to today."""
    demo(database)
    with at_work(database) as work:
        seat(work, ORGANISATIONS * years)
        decide(work, list_colleges(work.session, work.collective_id or 0)[0].name)
        lead(work, CHANGES * years, CHANGES * years * 2)
        changes = [change.id for change in list_changes(work.session, work.collective_id or 0)]
        _act(work, changes, ACTIONS * years)
        _count(work, changes, INDICATORS * years)
        for number in range(years * SEMINARS):
            _meet(_back_then(work, number / SEMINARS - years), number)
        for number in range(years * LOOPS):
            _evaluate(_back_then(work, number / LOOPS - years), number, changes)


def _back_then(work: Work, years: float) -> Work:
    return replace(work, now=work.now + years * YEAR)


def _act(work: Work, changes: list[int], count: int) -> None:
    leads = [one.id for one in list_organisations(work.session, work.collective_id or 0)]
    for number in range(count):
        change, lead_id = changes[number % len(changes)], leads[number % len(leads)]
        add_action(work, plan=Plan(f"Action {number} : un rendez-vous chaque mois", (change,), lead_id))


def _count(work: Work, changes: list[int], count: int) -> None:
    """Write so many indicators, each measured every month for five years and silent or late for some."""
    today = work.now.date()
    for number in range(count):
        wording = Wording(
            f"Familles rencontrées, quartier {number}", Polarity.UP, Kind.HOW_MUCH, Frequency.MONTH, "familles",
            change_id=changes[number % len(changes)],
        )  # fmt: skip
        indicator_id = add_indicator(work, wording=wording)
        set_target(work, indicator_id=indicator_id, due_on=today + YEAR, value=200)
        keep_measures(
            work, indicator_id=indicator_id, measures=list(_measured(today, number)), source=MeasureSource.FILE
        )


def _measured(today: date, number: int) -> Iterator[Entry]:
    for month in range(MEASURES):
        yield Entry(today - timedelta(days=30 * (MEASURES - month) + number), 10 + month + (number * month) % 7)


def _meet(work: Work, number: int) -> None:
    """Hold a séminaire in which the room says what it needs."""
    cover = Cover(f"Séminaire {number}", held_on=work.now.date())
    cell = Draft("ideas", "De quoi avons-nous besoin ?", "De quoi avons-nous besoin ?")
    cell_id = add_cell(work, notebook_id=create_notebook(work, cover), draft=cell)
    run_id = open_run(work, cell_id=cell_id)
    colleges = list_colleges(work.session, work.collective_id or 0)
    for first in range(0, AT_A_SEMINAR, AT_ONCE):
        voices = range(first, first + AT_ONCE)
        record(work, [_said(run_id, voice, colleges[voice % len(colleges)].id) for voice in voices])
    close_run(work, run_id=run_id)


def _said(run_id: int, voice: int, college_id: int) -> Submission:
    return Submission(run_id, f"bench-{run_id}-{voice:05}", {"ideas": [f"Un besoin, {voice}"]}, college_id=college_id)


def _evaluate(work: Work, number: int, changes: list[int]) -> None:
    """Hold a loop on ten changes, decide of each action, close it."""
    scope = [changes[(number * 10 + place) % len(changes)] for place in range(10)]
    open_loop(work, title=f"Boucle {number}", held_on=_day(work.now), change_ids=scope)
    loop = current_loop(work.session, work.collective_id or 0)
    assert loop is not None
    for decision in loop.decisions:
        decide_of(
            work, decision_id=decision.id, version=decision.version, verdict=Verdict.CONTINUE,
            what="On garde le rythme", who="Le noyau", due_on=_day(work.now) + timedelta(days=90),
        )  # fmt: skip
    close_loop(work, loop_id=loop.id, version=loop.version)


def _day(now: datetime) -> date:
    return now.astimezone(ZoneInfo("Europe/Paris")).date()

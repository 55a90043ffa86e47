"""Collectives that have come a long way: many organisations, changes and links behind a large notebook."""

from collections.abc import Iterator
from datetime import date

from benchmarks.rooms import at_work, demo, large
from qic_core.actions.reinforcement import say
from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action, list_actions
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.members import add_member
from qic_core.collective.organisations import add_organisation, list_organisations
from qic_core.collective.service import list_colleges
from qic_core.cooperation.naming import agree_naming
from qic_core.db.engine import Database, Work
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import NATURE_OF, Horizon, Wording
from qic_core.pathways.service import add_change, list_changes
from qic_core.pathways.snapshots import take_snapshot
from qic_core.vision.service import adopt_vision
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Item
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, get_run, open_run

ORGANISATIONS = 60
ACTIONS = 60
MAP = (60, 120)
LONG_WAY = (300, 600)
# Of ten changes: five in the short term, three in the medium, two in the long.
SHARES = (Horizon.SHORT,) * 5 + (Horizon.MEDIUM,) * 3 + (Horizon.LONG,) * 2
ADOPTED = date(2026, 1, 15)


def grown(database: Database) -> None:
    """Load a large notebook, 60 organisations with a person each, 300 changes and 600 links."""
    large(database)
    with at_work(database) as work:
        seat(work, ORGANISATIONS)
        decide(work, list_colleges(work.session, work.collective_id or 0)[0].name)
        lead(work, *LONG_WAY)
        take_snapshot(work, title="Séminaire de janvier", taken_on=ADOPTED)


def lead(work: Work, changes: int, links: int) -> None:
    """Write so many changes and so many links between them and to the vision, none of which closes a circle."""
    ids: dict[Horizon, list[int]] = {horizon: [] for horizon in Horizon}
    for number in range(changes):
        horizon = SHARES[number % len(SHARES)]
        title = f"Changement {number} : les familles du quartier décident avec l'école de ce qui les regarde"
        ids[horizon].append(add_change(work, wording=Wording(title, horizon, NATURE_OF[horizon], "les familles")))
    steps = [(ids[Horizon.SHORT], ids[Horizon.MEDIUM]), (ids[Horizon.MEDIUM], ids[Horizon.LONG])]
    pairs = {(start, None): None for start in ids[Horizon.LONG]}
    round_of = 0
    while len(pairs) < links:
        pairs |= {
            (start, ends[(place + round_of) % len(ends)]): None
            for starts, ends in steps
            for place, start in enumerate(starts)
        }
        round_of += 1
    for start, end in list(pairs)[:links]:
        add_link(work, from_id=start, to_id=end, hypothesis="Parce que l'un rend l'autre possible")


def seat(work: Work, count: int) -> None:
    """Seat so many more organisations, a person each."""
    colleges = [college.name for college in list_colleges(work.session, work.collective_id or 0)]
    for number in range(count):
        college, name = colleges[number % len(colleges)], f"Association numéro {number}"
        add_organisation(work, collective_id=work.collective_id or 0, name=name, college=college)
        add_member(
            work, collective_id=work.collective_id or 0, name=f"Personne {number}", college=college,
            organisation=name, core=number < 12,
        )  # fmt: skip


def decide(work: Work, residents: str) -> None:
    took_part = {"voices": {residents: 40}, "residents": 40, "adopted_on": ADOPTED}
    adopt_challenge(work, candidate_id=None, sentence="L'école avec les parents", **took_part)
    adopt_vision(work, statement_id=None, text="Des enfants épanouis, des parents entourés", year=2035, **took_part)


def cooperating(database: Database, *, count: int = ORGANISATIONS, waves: int = 5) -> None:
    """Load the demo and so many organisations, each of which has rated all others in each wave."""
    demo(database)
    with at_work(database) as work:
        before = len(list_organisations(work.session, work.collective_id or 0))
        seat(work, count - before)
        agree_naming(work, named=True, decided_on=ADOPTED, note="À main levée")
        cell = Draft("cooperation_pairs", "Deux à deux", "Comment travaillez-vous ensemble ?", about="organisations")
        cell_id = add_cell(work, notebook_id=create_notebook(work, Cover("Les vagues")), draft=cell)
        for wave in range(waves):
            run_id = open_run(work, cell_id=cell_id)
            items = get_run(work.session, work.collective_id or 0, run_id).content.items
            record(work, list(_rated(run_id, items, wave)))
            close_run(work, run_id=run_id)


def acting(database: Database, *, count: int = ACTIONS) -> None:
    """Load the demo, a map of changes and so many actions, with what each does to every other."""
    demo(database)
    with at_work(database) as work:
        lead(work, *MAP)
        changes = [change.id for change in list_changes(work.session, work.collective_id or 0)]
        leads = [one.id for one in list_organisations(work.session, work.collective_id or 0)]
        for number in range(count):
            change, lead_id = changes[number % len(changes)], leads[number % len(leads)]
            add_action(work, plan=Plan(f"Action {number} : un rendez-vous chaque mois", (change,), lead_id))
        ids = [action.id for action in list_actions(work.session, work.collective_id or 0)]
        pairs = [(start, end) for start in ids for end in ids if start != end]
        say(work, values={pair: (pair[0] * 7 + pair[1] * 3) % 4 - 1 for pair in pairs}, source="table")


def _rated(run_id: int, items: tuple[Item, ...], wave: int) -> Iterator[Submission]:
    for number, speaker in enumerate(items):
        others = [(place, other) for place, other in enumerate(items) if other is not speaker]
        levels = {other.key: {"level": 1 + (number * 5 + place * 3 + wave) % 7} for place, other in others}
        values = {"speaks_for": [speaker.key], "levels": levels}
        yield Submission(run_id, f"bench-{run_id}-{number:04}", values)

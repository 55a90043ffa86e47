"""Collectives that have come a long way: many organisations, changes and links behind a large notebook."""

from datetime import date

from benchmarks.rooms import at_work, large
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.members import add_member
from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import list_colleges
from qic_core.db.engine import Database, Work
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import NATURE_OF, Horizon, Wording
from qic_core.pathways.service import add_change
from qic_core.pathways.snapshots import take_snapshot
from qic_core.vision.service import adopt_vision

ORGANISATIONS = 60
MAP = (60, 120)
LONG_WAY = (300, 600)
# Of ten changes: five in the short term, three in the medium, two in the long.
SHARES = (Horizon.SHORT,) * 5 + (Horizon.MEDIUM,) * 3 + (Horizon.LONG,) * 2
ADOPTED = date(2026, 1, 15)


def grown(database: Database) -> None:
    """Load a large notebook, 60 organisations with a person each, 300 changes and 600 links."""
    large(database)
    with at_work(database) as work:
        colleges = [college.name for college in list_colleges(work.session, work.collective_id or 0)]
        for number in range(ORGANISATIONS):
            college = colleges[number % len(colleges)]
            name = f"Association numéro {number}"
            add_organisation(work, collective_id=work.collective_id or 0, name=name, college=college)
            add_member(
                work, collective_id=work.collective_id or 0, name=f"Personne {number}", college=college,
                organisation=name, core=number < 12,
            )  # fmt: skip
        _decide(work, colleges[0])
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


def _decide(work: Work, residents: str) -> None:
    took_part = {"voices": {residents: 40}, "residents": 40, "adopted_on": ADOPTED}
    adopt_challenge(work, candidate_id=None, sentence="L'école avec les parents", **took_part)
    adopt_vision(work, statement_id=None, text="Des enfants épanouis, des parents entourés", year=2035, **took_part)

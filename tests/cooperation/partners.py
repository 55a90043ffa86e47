"""A collective of a few organisations, and the waves in which they rate one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from qic_core.collective.organisations import add_organisation, edit_organisation, list_organisations
from qic_core.collective.service import create_collective, list_colleges
from qic_core.cooperation.rules import Wave
from qic_core.cooperation.waves import list_waves
from qic_core.db.engine import Database, Work
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Values
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run

NAMES = ("Mairie", "École", "Club", "Crèche")
DRAFT = Draft(
    "cooperation_pairs", "Qui avec qui ?", "Avec chacune ?", {"at_most": 12, "named": 0}, about="organisations"
)

Told = Sequence[tuple[str, Mapping[str, int]]]


@dataclass
class Partners:
    """Organisations by their name, and the gestures of a wave; each gesture is one transaction."""

    database: Database
    collective_id: int
    ids: dict[str, int] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    def join(self, *names: str) -> None:
        with self.database.writing(self.collective_id) as work:
            college = list_colleges(work.session, self.collective_id)[0].name
            for name in names:
                self.ids[name] = add_organisation(work, collective_id=self.collective_id, name=name, college=college)

    def edit(self, who: str, **changed: Any) -> None:
        with self.database.writing(self.collective_id) as work:
            seated = list_organisations(work.session, self.collective_id, left_too=True)
            [one] = [one for one in seated if one.id == self.ids[who]]
            told = {"name": one.name, "college": one.college, "sector": "", "joined_on": None, "left_on": None}
            edit_organisation(work, organisation_id=one.id, **{**told, **changed})

    def wave(self, told: Told = (), *, on: date = date(2026, 1, 20), at: time = time(15)) -> int:
        """Run the question once; `told`: for whom each person speaks, the levels they give (0: unknown)."""
        return self.ask(DRAFT, *(self._said(name, levels) for name, levels in told), on=on, at=at)

    def ask(self, draft: Draft, *answers: Values, on: date, at: time = time(15)) -> int:
        """Run a question once, at three in the afternoon unless told; return the run's id."""
        with self.database.writing(self.collective_id) as work:
            work = Work(work.session, self.collective_id, datetime.combine(on, at, UTC))
            notebook_id = create_notebook(work, Cover("Vagues"))
            run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))
            college = list_colleges(work.session, self.collective_id)[0].id
            sent = [
                Submission(run_id, f"key-{next(self.numbers):08}", values, college_id=college) for values in answers
            ]
            for outcome in record(work, sent):
                assert isinstance(outcome, Receipt), outcome
            close_run(work, run_id=run_id)
        return run_id

    def waves(self) -> list[Wave]:
        with self.database.reading() as session:
            return list_waves(session, self.collective_id)

    def pair(self, rater: str, rated: str) -> tuple[int, int]:
        return self.ids[rater], self.ids[rated]

    def _said(self, name: str, levels: Mapping[str, int]) -> Values:
        rated: Values = {f"o{self.ids[other]}": {"level": level} for other, level in levels.items()}
        return {"speaks_for": [f"o{self.ids[name]}"], "levels": rated}


def gathered(database: Database, *names: str, collective: str = "Koungou") -> Partners:
    with database.writing() as work:
        collective_id = create_collective(
            work, name=collective, place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )
    partners = Partners(database, collective_id)
    partners.join(*(names or NAMES))
    return partners

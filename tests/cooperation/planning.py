"""A collective that plans its cooperation: what its room says, and the plans it makes."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from qic_core.collective.service import create_collective, list_colleges
from qic_core.cooperation.plan import add_line, edit_line, standing_plan, start_plan
from qic_core.cooperation.plan_rules import Cover, Line, Plan, Section, Written
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover as NotebookCover
from qic_core.workshop.notebooks import create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas

MADE_ON, DUE, WAVE = date(2024, 3, 2), date(2024, 5, 4), date(2024, 9, 7)
MEET = Written("Se voir tous les mois", "Coallia", DUE)


@dataclass
class Quarter:
    """A collective and its notebook; each gesture is one transaction."""

    database: Database
    id: int
    notebook_id: int
    numbers: Any = field(default_factory=lambda: count(1))

    def plan(self, **started: Any) -> int:
        with self.database.writing(self.id) as work:
            return start_plan(work, **{"cover": Cover(MADE_ON, WAVE), **started})

    def write(self, plan_id: int, written: Written, section: Section = Section.PROMISE, **more: Any) -> int:
        with self.database.writing(self.id) as work:
            return add_line(work, plan_id=plan_id, section=section, written=written, **more)

    def edit(self, line_id: int, written: Written, version: int = 1, **more: Any) -> None:
        with self.database.writing(self.id) as work:
            edit_line(work, line_id=line_id, version=version, written=written, **more)

    @property
    def standing(self) -> Plan:
        with self.database.reading() as session:
            plan = standing_plan(session, self.id)
        assert plan is not None
        return plan

    def lines(self, section: Section = Section.PROMISE) -> list[Line]:
        return self.standing.of(section)

    def run(self, draft: Draft, *answers: dict[str, Any], voices: int = 1) -> int:
        """Run a cell, show all that is written, close it; return the run's id."""
        with self.database.writing(self.id) as work:
            run_id = open_run(work, cell_id=add_cell(work, notebook_id=self.notebook_id, draft=draft))
            college = list_colleges(work.session, self.id)[0].id
            sent = [
                Submission(run_id, f"key-{next(self.numbers):08}", values, college_id=college, voices=voices)
                for values in answers
            ]
            assert not [outcome for outcome in record(work, sent) if isinstance(outcome, DomainError)]
            ideas = [idea.id for idea in list_ideas(work.session, run_id)]
            if ideas:
                show(work, run_id=run_id, idea_ids=ideas)
            close_run(work, run_id=run_id)
        return run_id


def settle(database: Database, name: str = "Koungou") -> Quarter:
    with database.writing() as work:
        collective_id = create_collective(
            work, name=name, place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )
    with database.writing(collective_id) as work:
        return Quarter(database, collective_id, create_notebook(work, NotebookCover("Atelier Coopérations")))

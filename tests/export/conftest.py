"""A room whose notebook is exported: a collective of three collèges, cells and answers added by each test."""

import gettext
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import openpyxl
import pytest

import qic_core.cells  # noqa: F401  the kinds register themselves
from qic_core.collective.service import create_collective, list_colleges
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.export.workbook import notebook_workbook
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.participants import join
from qic_core.workshop.runs import close_run, open_run, reveal_run

WORDS = gettext.NullTranslations()
COVER = Cover("Atelier « Coopérations »", "Dire où nous en sommes", "Tous les collèges", date(2026, 12, 3))


@dataclass
class Room:
    """A collective and its notebook; each gesture is one transaction."""

    database: Database
    collective_id: int
    colleges: dict[str, int]
    notebook_id: int
    words: gettext.NullTranslations = WORDS
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def cell(self, kind: str, title: str = "Cellule", prompt: str = "Quoi ?", **more: Any) -> int:
        with self.database.writing(self.collective_id) as work:
            return add_cell(work, notebook_id=self.notebook_id, draft=Draft(kind, title, prompt, **more))

    def open(self, cell_id: int) -> int:
        with self.database.writing(self.collective_id) as work:
            return open_run(work, cell_id=cell_id)

    def reveal(self, run_id: int) -> None:
        with self.database.writing(self.collective_id) as work:
            reveal_run(work, run_id=run_id, revealed=True)

    def close(self, run_id: int) -> None:
        with self.database.writing(self.collective_id) as work:
            close_run(work, run_id=run_id)

    def arrive(self, first_name: str, college: str = "Habitants") -> int:
        with self.database.writing(self.collective_id) as work:
            return join(work, token=first_name, college_id=self.colleges[college], first_name=first_name).id

    def say(self, run_id: int, values: dict[str, Any], *, college: str | None = "Habitants", **more: Any) -> Receipt:
        sent = Submission(
            run_id,
            f"key-{next(self.numbers):06}",
            values,
            college_id=self.colleges[college] if college else None,
            **more,
        )
        with self.database.writing(self.collective_id) as work:
            (outcome,) = record(work, [sent])
        assert not isinstance(outcome, DomainError), outcome
        return outcome

    def workbook(self, **options: bool) -> openpyxl.Workbook:
        with self.database.reading() as session:
            written = notebook_workbook(session, self.collective_id, self.notebook_id, WORDS, **options)
        return openpyxl.load_workbook(io.BytesIO(written))


def furnish(database: Database, name: str = "Koungou") -> Room:
    with database.writing() as work:
        collective_id = create_collective(
            work, name=name, place="Mayotte", colleges=("Habitants", "Associations", "Élus"), timezone="Indian/Mayotte"
        )
    with database.writing(collective_id) as work:
        colleges = {college.name: college.id for college in list_colleges(work.session, collective_id)}
        return Room(database, collective_id, colleges, create_notebook(work, COVER))


@pytest.fixture
def room(database: Database) -> Room:
    return furnish(database)


@pytest.fixture
def neighbours(room: Room) -> Room:
    """Another collective in the same database."""
    return furnish(room.database, "Liévin")


@pytest.fixture(scope="session")
def lines_of() -> Callable[[Any], list[tuple[Any, ...]]]:
    """Return a sheet's rows as tuples without the empty cells at their end."""

    def lines(sheet: Any) -> list[tuple[Any, ...]]:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        return [tuple(row) for row in rows]

    return lines

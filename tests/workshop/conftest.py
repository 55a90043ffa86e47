"""The room of the stories: the collective of Koungou, its four collèges, a notebook with a cell of each kind."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from qic_core.collective.service import create_collective, list_colleges
from qic_core.db.engine import Database, Work
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Values
from qic_core.workshop.kind import Idea
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.participants import Participant, join
from qic_core.workshop.runs import Run, close_run, get_run, open_run
from qic_core.workshop.tally import list_ideas

COLLEGES = ("Habitants", "Associations", "Institutions", "Élus")
PROPOSALS = ("Éclairer le stade", "Ouvrir un local commun", "Une navette pour le marché")
CELLS = (
    Draft("text", "Bienvenue", "Karibu ! Quatre questions ce matin."),
    Draft("ideas", "Besoins", "De quoi avons-nous besoin ?", settings={"at_most": 3}),
    Draft("words", "En un mot", "Koungou, en un mot ?"),
    Draft("choice", "Quand ?", "Quel jour nous va le mieux ?", items=("Mardi", "Jeudi", "Samedi")),
    Draft("dots", "Budget", "Où mettre nos points ?", settings={"total": 5}, items=PROPOSALS),
    Draft("priority", "Urgences", "Qu'est-ce qui presse ?", items=PROPOSALS),
    Draft("judgment", "Jugement", "Est-ce un bon défi ?", items=PROPOSALS),
    Draft("readiness", "Prêts ?", "Où en sommes-nous ?"),
    Draft("agreement", "D'accord ?", "Êtes-vous d'accord ?", items=PROPOSALS),
    Draft("guess", "Devinez", "Combien de jeunes de moins de 20 ans, sur 100 ?", settings={"figure": 77}),
    Draft("front_page", "La Une", "Écrivez la une de 2035.", settings={"year": 2035}),
    Draft("picture", "Une image", "Quelle image dit notre quartier demain ?"),
    Draft("change", "Changements", "Que saura-t-on ?", settings={"horizon": 1}),
    Draft("action", "Actions", "Que faire ?"),
    Draft("confidence", "Confiance", "Croyons-nous à ces liens ?", items=PROPOSALS),
    Draft("cooperation", "Où en sommes-nous ?", "À quel niveau coopérons-nous ?"),
    Draft("reinforcement", "Renforcement", "L'une aide-t-elle l'autre ?", items=PROPOSALS),
    Draft("cooperation_pairs", "Paires", "À quel niveau coopérez-vous ?", items=PROPOSALS),
    Draft("trust", "Confiance", "Que dites-vous de cette organisation ?", items=PROPOSALS),
    Draft("forecast", "Prévision", "Où en serons-nous ?", items=PROPOSALS),
    Draft("verdicts", "Décisions", "Que faire de cette action ?", items=PROPOSALS),
    Draft("factors", "Ce qui aide", "Est-ce vrai chez nous ?"),
    Draft("conditions", "Nos cinq conditions", "Où en sommes-nous ?"),
)
GOOD_ANSWERS: dict[str, Values] = {
    "ideas": {"ideas": ["Des lampadaires", "Un local"]},
    "words": {"words": ["solidarité"]},
    "choice": {"choices": ["i3"]},
    "dots": {"dots": {"i1": 3, "i2": 2}},
    "priority": {"ratings": {"i1": {"urgency": 4, "importance": 3, "shared": 2}}},
    "judgment": {"grades": {"i1": {"grade": 5}, "i2": {"grade": 2}}},
    "readiness": {"scores": {"collective": {"challenge": 2, "ties": 0}}},
    "agreement": {"verdicts": {"i1": {"verdict": 1}, "i2": {"verdict": -1}}},
    "guess": {"guess": 45},
    "front_page": {"title": ["L'eau coule !"], "story": ["Tout le monde boit."], "tracks": ["Les puits", "L'école"]},
    "picture": {"picture": ["water"], "why": ["Elle manque."]},
    "change": {"changes": ["Savoir lire une facture"]},
    "action": {"actions": ["Ouvrir la salle le mercredi"]},
    "confidence": {"links": {"i1": {"sure": 75}}},
    "cooperation": {"level": 5},
    "reinforcement": {"effects": {"i1>i2": {"effect": 2}, "i2>i1": {"effect": -1}, "i3>i1": {"effect": -9}}},
    "cooperation_pairs": {"speaks_for": ["i1"], "levels": {"i2": {"level": 5}, "i3": {"level": 0}}},
    "trust": {"speaks_for": ["i1"], "ratings": {"i2": {"reliability": 3, "power": 0}}},
    "forecast": {"figures": {"i1": {"figure": 97.5}, "i2": {"unknown": 1}}},
    "verdicts": {"verdicts": {"i1": {"verdict": 2}, "i2": {"verdict": 0}}},
    "factors": {"statements": {"collective": {"aim1": 4, "means2": 2}}},
    "conditions": {"scores": {"collective": {"vision": 3, "support": 1}}},
}


@dataclass
class Story:
    """A collective's room, with the gestures that the tests tell; each gesture is one transaction."""

    database: Database
    collective_id: int
    colleges: dict[str, int]
    notebook_id: int
    cells: dict[str, int]
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def writing(self) -> AbstractContextManager[Work]:
        return self.database.writing(self.collective_id)

    def reading(self) -> AbstractContextManager[Session]:
        return self.database.reading()

    @contextmanager
    def refused(self, code: str) -> Iterator[Work]:
        """Expect what is done inside to be refused, and its transaction to leave nothing."""
        with pytest.raises(DomainError) as refusal, self.writing() as work:
            yield work
        assert refusal.value.code == code

    def open(self, kind: str) -> int:
        with self.writing() as work:
            return open_run(work, cell_id=self.cells[kind])

    def close(self, run_id: int) -> None:
        with self.writing() as work:
            close_run(work, run_id=run_id)

    def run(self, run_id: int) -> Run:
        with self.reading() as session:
            return get_run(session, self.collective_id, run_id)

    def arrive(self, name: str, college: str = "Habitants") -> Participant:
        with self.writing() as work:
            return join(work, token=f"token of {name}", college_id=self.colleges[college], first_name=name)

    def submission(self, run_id: int, values: Values, who: Participant | None = None, **more: Any) -> Submission:
        """A sound submission of `who`, under a key of its own unless `key` is given."""
        sent = Submission(run_id, f"key-{next(self.keys):08}", values)
        if who:
            sent = replace(sent, participant_id=who.id, college_id=who.college_id)
        return replace(sent, **more)

    def record(self, *submissions: Submission) -> list[Receipt | DomainError]:
        with self.writing() as work:
            return record(work, submissions)

    def say(self, run_id: int, values: Values, who: Participant | None = None, **more: Any) -> Receipt:
        """Record one answer that is surely taken."""
        (outcome,) = self.record(self.submission(run_id, values, who, **more))
        assert isinstance(outcome, Receipt), outcome
        return outcome

    def ideas(self, run_id: int) -> dict[str, Idea]:
        with self.reading() as session:
            return {idea.text: idea for idea in list_ideas(session, run_id)}


def tell(database: Database, name: str = "Koungou") -> Story:
    """Seat a collective of that name with its notebook."""
    with database.writing() as founding:
        collective_id = create_collective(
            founding, name=name, place="Mayotte", colleges=COLLEGES, timezone="Indian/Mayotte"
        )
        work = replace(founding, collective_id=collective_id)
        colleges = {college.name: college.id for college in list_colleges(work.session, collective_id)}
        notebook_id = create_notebook(work, Cover("Atelier Coopérations"))
        cells = {draft.kind: add_cell(work, notebook_id=notebook_id, draft=draft) for draft in CELLS}
    return Story(database, collective_id, colleges, notebook_id, cells)


@pytest.fixture(scope="session")
def sqlite_rooms(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Database]:
    file = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("rooms") / "carnet.sqlite")
    database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def postgres_rooms(postgres_server: Any, migrated_postgres: str) -> Iterator[Database]:
    database = Database(postgres_server.create(template=migrated_postgres))
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def story(request: pytest.FixtureRequest) -> Story:
    """The room of Koungou on each engine; every test has a collective of its own in one database of many."""
    return tell(request.getfixturevalue(f"{request.param}_rooms"))


@pytest.fixture
def neighbours(story: Story) -> Story:
    """Another collective in the same database."""
    return tell(story.database, "Liévin")


@pytest.fixture(scope="session")
def good_answers() -> dict[str, Values]:
    """An answer that each kind takes in the story's notebook, by kind."""
    return GOOD_ANSWERS

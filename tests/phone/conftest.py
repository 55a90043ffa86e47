"""A room served to phones: the collective of Koungou, a notebook with a cell of each kind, the routes of the phones."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.collective.service import create_collective, list_colleges
from qic_core.db.engine import Database
from qic_core.phone.room import Phones
from qic_core.words import catalogue
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, extend_run, freeze_run, open_run, reopen_run
from qic_core.workshop.tables import ContributionRow, ParticipantRow

COLLEGES = ("Habitants", "Associations", "Institutions", "Élus")
PROPOSALS = tuple(f"Proposition {n} pour l'école & le quartier" for n in range(1, 13))
CELLS = (
    Draft("text", "Bienvenue", "Karibu !\n\nQuatre questions ce matin."),
    Draft("ideas", "Besoins", "De quoi avons-nous besoin ?", settings={"at_most": 3}, minutes=0),
    Draft("words", "En un mot", "Koungou, en un mot ?", minutes=0),
    Draft("choice", "Quand ?", "Quel jour nous va le mieux ?", items=("Mardi", "Jeudi", "Samedi"), minutes=0),
    Draft("dots", "Budget", "Où mettre nos points ?", settings={"total": 5}, items=PROPOSALS, minutes=0),
    Draft("judgment", "Jugement", "Est-ce un bon défi ?", items=PROPOSALS, minutes=0),
    Draft("priority", "Urgences", "Qu'est-ce qui presse ?", items=PROPOSALS, minutes=0),
    Draft("readiness", "Prêts ?", "Où en sommes-nous ?", minutes=0),
    Draft("guess", "Devinez", "Combien sur 100 ?", settings={"figure": 77}, minutes=0),
    Draft("front_page", "La Une", "Écrivez la une de 2035.", minutes=0),
    Draft("picture", "Une image", "Quelle image dit notre quartier demain ?", minutes=0),
    Draft("change", "Changements", "Que saura-t-on ?", settings={"horizon": 1}, minutes=0),
    Draft("agreement", "D'accord ?", "Êtes-vous d'accord ?", items=PROPOSALS, minutes=0),
    Draft("cooperation", "Où en sommes-nous ?", "À quel niveau coopérons-nous ?", minutes=0),
    Draft("reinforcement", "Renforcement", "L'une aide-t-elle l'autre ?", items=PROPOSALS, minutes=0),
    Draft("forecast", "Prévision", "Où en serons-nous ?", items=PROPOSALS, minutes=0),
    Draft("cooperation_pairs", "Paires", "À quel niveau coopérez-vous ?", items=PROPOSALS, minutes=0),
)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Room:
    """A collective's room, with the gestures that the facilitator makes elsewhere."""

    database: Database
    client: TestClient
    phones: Phones
    code: str
    collective_id: int = 0
    colleges: dict[str, int] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)

    def open(self, kind: str) -> int:
        with self.database.writing(self.collective_id) as work:
            return open_run(work, cell_id=self.cells[kind])

    def close(self, run_id: int) -> None:
        with self.database.writing(self.collective_id) as work:
            close_run(work, run_id=run_id)

    def freeze(self, run_id: int) -> None:
        with self.database.writing(self.collective_id) as work:
            freeze_run(work, run_id=run_id)

    def reopen(self, run_id: int) -> None:
        with self.database.writing(self.collective_id) as work:
            reopen_run(work, run_id=run_id)

    def extend(self, run_id: int, minutes: int) -> None:
        with self.database.writing(self.collective_id) as work:
            extend_run(work, run_id=run_id, minutes=minutes)

    def rows(self, table: type[Any] = ContributionRow) -> list[dict[str, Any]]:
        with self.database.reading() as session:
            return [row.model_dump() for row in session.exec(select(table).order_by(table.id))]

    def phone(self, college: str | None = "Habitants") -> "Phone":
        """A phone that has gone in, unless `college` is None."""
        phone = Phone(self)
        if college:
            phone.get()
            assert phone.join(college).status_code == 303
        return phone


class Phone:
    """One phone, with its own cookies."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.path = f"/r/{room.code}"
        self.cookies: Any = {}

    def get(self, path: str | None = None, **options: Any) -> Any:
        return self.send("GET", self.path if path is None else path, **options)

    def post(self, path: str, form: dict[str, Any], **options: Any) -> Any:
        options.setdefault("headers", {"Origin": "http://testserver"})
        return self.send("POST", f"{self.path}/{path}", data=form, **options)

    def join(self, college: str, **more: str) -> Any:
        return self.post("rejoindre", {"college": str(self.room.colleges[college]), **more})

    def form(self, query: str = "") -> dict[str, Any]:
        """The hidden fields of the question on the screen."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.get(self.path + query).text)}

    def answer(self, **typed: Any) -> Any:
        return self.post("repondre", {**self.form(), **typed})

    def tell(self, **typed: Any) -> Any:
        """Answer as the script does."""
        headers = {"Origin": "http://testserver", "Accept": "application/json"}
        return self.post("repondre", typed, headers=headers)

    def send(self, method: str, path: str, **options: Any) -> Any:
        client = self.room.client
        client.cookies = self.cookies
        response = client.request(method, path, follow_redirects=False, **options)
        self.cookies = client.cookies
        return response


def said(message: str, **params: object) -> str:
    """What a page says in French."""
    return catalogue("fr").gettext(message) % params


def seat(room: Room, name: str) -> Room:
    """Make a collective with its notebook."""
    with room.database.writing() as work:
        room.collective_id = create_collective(
            work, name=name, place="Mayotte", colleges=COLLEGES, timezone="Indian/Mayotte", code=room.code
        )
    with room.database.writing(room.collective_id) as work:
        room.colleges = {college.name: college.id for college in list_colleges(work.session, room.collective_id)}
        notebook_id = create_notebook(work, Cover("Atelier Coopérations"))
        room.cells = {draft.kind: add_cell(work, notebook_id=notebook_id, draft=draft) for draft in CELLS}
    return room


def served(database: Database) -> Iterator[Room]:
    phones = Phones(database)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await phones.start()
        yield
        await phones.stop()

    with TestClient(Starlette(routes=phones.routes, lifespan=lifespan)) as client:
        yield seat(Room(database, client, phones, "QUAR24"), "Koungou")


@pytest.fixture
def room(sqlite_database: Database) -> Iterator[Room]:
    yield from served(sqlite_database)


@pytest.fixture
def room_on_both(database: Database) -> Iterator[Room]:
    """The same on each engine in turn."""
    yield from served(database)


@pytest.fixture
def neighbours(room: Room) -> Room:
    """Another collective's room in the same house."""
    return seat(Room(room.database, room.client, room.phones, "VRAC36"), "Liévin")


@pytest.fixture(name="said")
def _said() -> Any:
    return said


@pytest.fixture
def seats(room: Room) -> Any:
    return lambda: room.rows(ParticipantRow)

"""A collective whose page is shown, served as the app serves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.service import create_collective
from qic_core.dashboard.feedback import set_feedback
from qic_core.dashboard.public_page import public_switch, save_public_page
from qic_core.db.engine import Database
from qic_core.evaluation.rules import OutcomeNature
from qic_core.evaluation.tables import OutcomeRow
from qic_core.public.routes import PublicPages
from qic_core.vision.service import adopt_vision
from qic_core.workshop.notebooks import Cover, create_notebook

PICTURE = b"\x89PNG drawn"


@dataclass
class Site:
    """The routes, who looks at them, and what the collective does meanwhile."""

    database: Database
    client: TestClient
    collective_id: int
    drawn: list[str]
    pictures: list[str]

    def get(self, path: str = "/c/koungou", **options: Any) -> Any:
        return self.client.get(path, **options)

    def switch(self, *, shown: bool = True, words: str = "") -> None:
        with self.database.writing(self.collective_id) as work:
            version = public_switch(work.session, self.collective_id).version
            save_public_page(work, shown=shown, words=words, version=version)

    def tell_back(self, how: str, *, title: str = "La soirée") -> None:
        """Hold a séminaire and tell those who spoke what became of it."""
        with self.database.writing(self.collective_id) as work:
            notebook_id = create_notebook(work, Cover(title, held_on=date(2026, 3, 12)))
            set_feedback(
                work, notebook_id=notebook_id, version=0, due_on=date(2026, 4, 11), given_on=date(2026, 4, 2), how=how
            )  # fmt: skip

    def harvest(self, who: str, what: str, *, verified: bool) -> None:
        """Write what somebody changed, verified from outside or not."""
        with self.database.writing(self.collective_id) as work:
            row = OutcomeRow(
                collective_id=self.collective_id, who=who, what=what, nature=OutcomeNature.PRACTICE,
                since=date(2026, 3, 1), expected=True, created_at=work.now,
            )  # fmt: skip
            row.verified_on = date(2026, 4, 1) if verified else None
            work.session.add(row)

    def adopt(self, sentence: str, vision: str = "") -> None:
        with self.database.writing(self.collective_id) as work:
            decided = {"voices": {"Habitants": 6, "Élus": 2}, "residents": 6, "adopted_on": date(2026, 3, 12)}
            adopt_challenge(work, candidate_id=None, sentence=sentence, **decided)
            if vision:
                adopt_vision(work, statement_id=None, text=vision, year=2035, **decided)


def link_of(request: Any) -> AccessLink | None:
    """Return a link to whoever carries the test's cookie."""
    return AccessLink(1, Role.READER, "Lien", datetime.now(UTC), None) if "link" in request.cookies else None


@pytest.fixture
def site(sqlite_database: Database) -> Iterator[Site]:
    pictures: list[str] = []

    def picture(page: Any, _words: Any) -> bytes:
        pictures.append(page.name)
        return PICTURE

    public = PublicPages(sqlite_database, picture=picture, access_of=link_of, rest=0)
    drawn: list[str] = []
    draw = public._pages.page
    public._pages.page = lambda page, language, **more: drawn.append(language) or draw(page, language, **more)
    with sqlite_database.writing() as work:
        collective_id = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )
    with TestClient(Starlette(routes=public.routes)) as client:
        site = Site(sqlite_database, client, collective_id, drawn, pictures)
        site.switch()
        yield site

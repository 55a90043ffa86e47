"""The two demo collectives, told once on each engine; the tests only read them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.demo import load_demo


@pytest.fixture(scope="session")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Database]:
    file = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("demo") / "carnet.sqlite")
    database = Database(f"sqlite:///{file}")
    load_demo(database)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def postgres_demo(postgres_server: Any, migrated_postgres: str) -> Iterator[Database]:
    database = Database(postgres_server.create(template=migrated_postgres))
    load_demo(database)
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A look at the demo on each engine."""
    with request.getfixturevalue(f"{request.param}_demo").reading() as looking:
        yield looking


@pytest.fixture
def collectives(session: Session) -> dict[str, int]:
    """The ids of the demo collectives, by slug, the first told first."""
    return {collective.slug: collective.id for collective in list_collectives(session)}


@pytest.fixture
def tilleuls(collectives: dict[str, int]) -> int:
    return collectives["tilleuls"]

"""The demo collectives' archives: Koungou's, and that of Les Tilleuls, which has gone the whole way."""

from pathlib import Path

import pytest

from qic_core.archive.writing import write_archive
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate
from qic_core.demo import load_demo


@pytest.fixture(scope="session")
def demo_archives(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder: Path = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{folder / 'demo.sqlite'}")
    migrate(database)
    load_demo(database)
    with database.reading() as session:
        archives = [write_archive(session, collective.id) for collective in list_collectives(session)]
    database.dispose()
    return archives


@pytest.fixture(scope="session")
def told(demo_archives: list[bytes]) -> bytes:
    """The archive of Koungou."""
    return demo_archives[0]


@pytest.fixture(scope="session")
def whole(demo_archives: list[bytes]) -> bytes:
    """The archive of Les Tilleuls."""
    return demo_archives[1]

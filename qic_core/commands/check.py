"""`check`: whether a house is sound, a line a question."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import click
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qic_core.commands.house import House, house
from qic_core.commands.program import DONE, REFUSED, Command, say
from qic_core.commands.spoken import _, words
from qic_core.db.engine import SAFE_WAL, Database, sqlite_driver
from qic_core.db.migrate import standing_of
from qic_core.words import N_, figure

ROOM_WANTED = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question about the house."""

    sound: bool
    told: str


@click.command(
    "check",
    cls=Command,
    help=N_("Say whether the house is sound: migrations, integrity, disk, settings. Leaves with 1 if not."),
)
def check() -> int:
    with house() as opened:
        findings = list(_findings(opened))
    for finding in findings:
        mark = _("ok") if finding.sound else _("TO SEE TO")
        say(f"[{mark}] {finding.told}")
    return DONE if all(finding.sound for finding in findings) else REFUSED


def _findings(opened: House) -> Iterator[Finding]:
    database = opened.database
    if database.is_sqlite and not database.file.exists():
        yield Finding(False, _("Database: there is none yet; start Carnet QIC once, or restore a backup."))
    else:
        yield from _database(database)
    yield _room(opened)
    yield from _runtime()


def _database(database: Database) -> Iterator[Finding]:
    asked = [_engine, _migrations, *([_integrity, _pointers] if database.is_sqlite else [])]
    try:
        yield from (ask(database) for ask in asked)
    except DBAPIError as error:
        yield Finding(False, _("Database: it cannot be read (%(told)s).", told=str(error.orig).partition("\n")[0]))


def _engine(database: Database) -> Finding:
    if not database.is_sqlite:
        with database.read_engine.connect() as connection:
            version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        return Finding(True, _("Database: PostgreSQL %(version)s answers.", version=version))
    driver = sqlite_driver()
    version = driver.sqlite_version
    if driver.sqlite_version_info < SAFE_WAL:
        return Finding(True, _("Database: SQLite %(version)s, without its write-ahead log (slower).", version=version))
    return Finding(True, _("Database: SQLite %(version)s, with its write-ahead log.", version=version))


def _migrations(database: Database) -> Finding:
    standing = standing_of(database)
    if standing.is_current:
        return Finding(True, _("Migrations: up to date (%(revision)s).", revision=standing.revision))
    if standing.known or standing.revision is None:
        told = _("Migrations: at %(revision)s, not %(newest)s; starting Carnet QIC makes the missing ones.")
        return Finding(False, told % {"revision": standing.revision or "—", "newest": standing.newest})
    told = _("Migrations: at %(revision)s, which a newer Carnet QIC made; start that version.")
    return Finding(False, told % {"revision": standing.revision})


def _integrity(database: Database) -> Finding:
    with database.read_engine.connect() as connection:
        told = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
    if told == "ok":
        return Finding(True, _("Integrity: the file is sound."))
    return Finding(False, _("Integrity: the file is damaged (%(told)s); restore the last backup.", told=told))


def _pointers(database: Database) -> Finding:
    with database.read_engine.connect() as connection:
        broken = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    if not broken:
        return Finding(True, _("Links between rows: none is broken."))
    return Finding(False, _("Links between rows: %(broken)s broken; restore the last backup.", broken=broken))


def _room(opened: House) -> Finding:
    folder = next(place for place in (opened.folder, *opened.folder.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    told = {"free": figure(round(free / 1_000_000), words()), "folder": opened.folder}
    if free >= ROOM_WANTED:
        return Finding(True, _("Disk: %(free)s MB free at %(folder)s.") % told)
    return Finding(False, _("Disk: only %(free)s MB free at %(folder)s; make room before the next séminaire.") % told)


def _runtime() -> Iterator[Finding]:
    from qic_core.web.checks import check_runtime  # here, because Streamlit is long to import

    warnings = check_runtime(words())
    yield from (Finding(False, _("Settings: %(told)s", told=warning)) for warning in warnings)
    if not warnings:
        yield Finding(True, _("Settings: nothing makes the room wait."))

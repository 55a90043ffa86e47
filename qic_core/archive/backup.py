"""The whole house in one file: its database as SQLite, whatever engine serves it, checked once it is written."""

import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from qic_core.archive.restoring import count_on, write_rows
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database, is_healthy, sqlite_driver
from qic_core.db.migrate import migrate
from qic_core.errors import DomainError
from qic_core.schema import METADATA

FORMAT = "carnet-qic-backup"
VERSION = 1
DATABASE, MANIFEST = "carnet.sqlite", "manifest.json"
PIECE = 1_000_000
Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is done, out of how much."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds, in short."""

    collectives: tuple[str, ...]
    rows: int


def make_backup(database: Database, file: Path, *, now: datetime, told: Progress) -> Held:
    """Write the whole house to a file while it is in use; nothing bears that name before all of it is checked."""
    with TemporaryDirectory(prefix=".carnet-", dir=file.parent) as folder:
        copy, packed = Path(folder) / DATABASE, Path(folder) / "packed.zip"
        if database.is_sqlite:
            _copy_pages(database, copy)
        else:
            _copy_rows(database, copy, told)
        held = held_in(copy)
        manifest = {"format": FORMAT, "version": VERSION, "made_at": now.isoformat(timespec="seconds")}
        _pack(packed, copy, {**manifest, "collectives": held.collectives}, told)
        publish(packed, file)
    return held


def held_in(copy: Path) -> Held:
    """Return what a copy holds; refuses one that the engine itself finds damaged."""
    database = Database(f"sqlite:///{copy}")
    try:
        if not is_healthy(database):
            raise DomainError("database_unsound")
        with database.reading() as session:
            names = tuple(collective.name for collective in list_collectives(session))
            return Held(names, sum(_count(session, table.name) for table in METADATA.sorted_tables))
    except DatabaseError as error:
        raise DomainError("database_unsound") from error
    finally:
        database.dispose()


def publish(made: Path, file: Path) -> None:
    """Give a file that is whole its name, readable by its owner only: it holds personal data."""
    made.chmod(0o600)
    with made.open("rb") as written:
        os.fsync(written.fileno())
    made.replace(file)


def copy_tables(source: Session, target: Session, told: Progress) -> None:
    """Copy every row of every table into empty ones, numbers included, on either engine."""
    total = sum(_count(source, table.name) for table in METADATA.sorted_tables)
    done = 0
    for table in METADATA.sorted_tables:
        rows = [dict(row) for row in source.connection().execute(select(table)).mappings()]
        if rows:
            write_rows(target, table, rows)
        count_on(target, table)
        done += len(rows)
        told(done, total)


def copy_stream(read: Callable[[int], bytes], target: IO[bytes], size: int, told: Progress) -> None:
    """Copy what is read, of a known size, piece by piece."""
    done = 0
    while piece := read(PIECE):
        target.write(piece)
        done += len(piece)
        told(done, size)


def _count(session: Session, table: str) -> int:
    counted = select(func.count()).select_from(METADATA.tables[table])
    return int(session.connection().execute(counted).scalar_one())


def _copy_pages(database: Database, copy: Path) -> None:
    """Copy an SQLite database in one step: in several, each write of the room would start it anew."""
    source, target = database.read_engine.raw_connection(), sqlite_driver().connect(copy)
    try:
        assert source.driver_connection is not None
        source.driver_connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    except sqlite_driver().DatabaseError as error:
        raise DomainError("database_unsound") from error
    finally:
        target.close()
        source.close()


def _copy_rows(database: Database, copy: Path, told: Progress) -> None:
    """Copy another engine's rows, as they all stand at one moment, into a new SQLite database."""
    small = Database(f"sqlite:///{copy}")
    migrate(small)
    engine = small.migration_engine()
    with database.reading() as source, Session(engine) as target, target.begin():
        copy_tables(source, target, told)
    engine.dispose()
    small.dispose()


def _pack(packed: Path, copy: Path, manifest: object, told: Progress) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        with copy.open("rb") as source, file.open(DATABASE, "w", force_zip64=True) as target:
            copy_stream(source.read, target, copy.stat().st_size, told)

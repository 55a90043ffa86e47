"""Put a whole house back from its backup: all of the backup is proven before it takes the place of what is there."""

import os
import shutil
import sys
import zipfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlmodel import col

from qic_core.archive.backup import (
    DATABASE,
    FORMAT,
    MANIFEST,
    VERSION,
    Held,
    Progress,
    copy_stream,
    copy_tables,
    held_in,
    make_backup,
    publish,
)
from qic_core.db.engine import Database, sqlite_driver
from qic_core.db.migrate import MigrationFailed, migrate, standing_of
from qic_core.db.tables import RevisionRow
from qic_core.errors import DomainError
from qic_core.packed import Damaged, json_in, opened, part_in
from qic_core.schema import METADATA

ZIP_START = b"PK"
LONGEST_MANIFEST = 1_000_000
LOG_FILES = ("-wal", "-shm", "-journal")


def unpack_backup(file: Path, folder: Path, told: Progress) -> tuple[Path, Held]:
    """Unpack a backup's database, brought up to this version; refuses a damaged, foreign or newer one."""
    copy = folder / DATABASE
    with file.open("rb") as start:
        if start.read(len(ZIP_START)) != ZIP_START:
            raise DomainError("backup_foreign")
    try:
        with opened(file) as packed:
            _check_manifest(packed)
            if DATABASE not in packed.namelist():
                raise Damaged(DATABASE)
            size = packed.getinfo(DATABASE).file_size
            if size > shutil.disk_usage(folder).free:
                raise DomainError("disk_full")
            with part_in(packed, DATABASE) as source, copy.open("wb") as target:
                copy_stream(source.read, target, size, told)
    except Damaged as error:
        raise DomainError("backup_damaged") from error
    try:
        _bring_up(copy)
        return copy, held_in(copy)
    except DomainError as error:
        raise DomainError("backup_damaged") if error.code == "database_unsound" else error from error


def holds_something(database: Database) -> bool:
    """Tell whether a database holds a collective, or cannot even be read: either is not to be lost unasked."""
    if database.is_sqlite and not database.file.exists():
        return False
    try:
        with database.read_engine.connect() as connection:
            if not connection.dialect.has_table(connection, "collective"):
                return False
            return bool(connection.execute(text("SELECT count(*) FROM collective")).scalar_one())
    except DatabaseError:
        if database.is_sqlite:
            return True
        raise


def put_back(copy: Path, database: Database, *, folder: Path, now: datetime, told: Progress) -> Path | None:
    """Put a proven copy in the place of a database; return where the old one, if any, is kept."""
    kept = folder / f"carnet-avant-{now:%Y-%m-%d-%H%M%S}"
    kept = kept.with_suffix(".sqlite" if database.is_sqlite else ".zip")
    if kept.exists():
        raise DomainError("file_exists", file=kept)
    if database.is_sqlite:
        return _replace_file(copy, database.file, kept)
    migrate(database)
    held = holds_something(database)
    if held:
        make_backup(database, kept, now=now, told=told)
    _replace_rows(copy, database, told)
    return kept if held else None


def _check_manifest(packed: zipfile.ZipFile) -> None:
    if MANIFEST not in packed.namelist() or packed.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise DomainError("backup_foreign")
    manifest = json_in(packed, MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise DomainError("backup_foreign")
    version = manifest.get("version")
    if not isinstance(version, int):
        raise Damaged(MANIFEST)
    if version > VERSION:
        raise DomainError("backup_newer")


def _bring_up(copy: Path) -> None:
    """Bring a backup's database up to this version; refuses one that is no database of ours."""
    database = Database(f"sqlite:///{copy}")
    try:
        standing = standing_of(database)
        if standing.revision is None or _has_programs(database):
            raise DomainError("backup_foreign")
        if not standing.known:
            raise DomainError("backup_newer")
        migrate(database)
    except (DatabaseError, MigrationFailed) as error:
        raise DomainError("backup_damaged") from error
    finally:
        database.dispose()


def _has_programs(database: Database) -> bool:
    """Tell whether a database brings triggers or views, which ours never have: they would act at each write."""
    with database.read_engine.connect() as connection:
        programs = text("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
        return bool(connection.execute(programs).scalar_one())


def _replace_file(copy: Path, file: Path, kept: Path) -> Path | None:
    if not file.exists():
        publish(copy, file)
        return None
    _gather(file)
    for ending in LOG_FILES:  # a log left behind would be read into the new database
        log = file.with_name(file.name + ending)
        if log.exists():
            log.replace(kept.with_name(kept.name + ending))
    before = file.stat()
    file.replace(kept)
    publish(copy, file)
    file.chmod(before.st_mode)
    if sys.platform != "win32":
        os.chown(file, before.st_uid, before.st_gid)
    return kept


def _gather(file: Path) -> None:
    """Write a database's log into its file; refuses one that a running Carnet QIC holds open."""
    driver = sqlite_driver()
    connection = driver.connect(file, timeout=1)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except driver.OperationalError as error:
        if "locked" in str(error):
            raise DomainError("house_in_use") from error
    except driver.DatabaseError:  # damaged: kept as it is
        return
    finally:
        connection.close()


def _replace_rows(copy: Path, database: Database, told: Progress) -> None:
    """Replace all rows in one transaction; revisions go on rising, so that what pages keep of the old ones is stale."""
    source_of = Database(f"sqlite:///{copy}")
    try:
        with source_of.reading() as source, database.writing() as work:
            number = func.coalesce(func.max(RevisionRow.number), 0)
            passed = int(work.session.connection().execute(select(number)).scalar_one())
            for table in reversed(METADATA.sorted_tables):
                work.session.connection().execute(delete(table))
            copy_tables(source, work.session, told)
            risen = update(RevisionRow).values(number=col(RevisionRow.number) + passed + 1)
            work.session.connection().execute(risen)
    except SQLAlchemyError as error:
        raise DomainError("backup_damaged") from error
    finally:
        source_of.dispose()

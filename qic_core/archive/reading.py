"""Read an archive and hold it to its layout: whatever comes in a file, nothing but known rows comes out."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import JSON, Column, Table

from qic_core.archive.layout import FORMAT, LISTS, VERSION, archived_tables, pointers, renumbered
from qic_core.archive.values import VALUES
from qic_core.archive.versions import brought_up, holds
from qic_core.errors import DomainError
from qic_core.packed import Damaged, json_in, opened
from qic_core.pathways import snapshots
from qic_core.roadmap import service as roadmap
from qic_core.workshop import content
from qic_core.workshop.registry import kind_of

PACKED_AT_MOST = 20_000_000
UNPACKED_AT_MOST = 300_000_000
ROWS_AT_MOST = 1_000_000
LARGEST_INTEGER = 2**31 - 1
Kind = TypeVar("Kind")
Rows: TypeAlias = Sequence[Mapping[str, Any]]
# The column of JSON that a page reads, and what reads it.
READERS: Mapping[str, tuple[str, Callable[[Any], object]]] = {
    "run": ("content", lambda told: kind_of(content.from_json(told).kind)),
    "snapshot": ("content", snapshots.from_json),
    "roadmap": ("first_actions", roadmap.from_json),
}


@dataclass(frozen=True, slots=True)
class Archive:
    """A collective as a file holds it: its name, and the rows of each table."""

    collective: str
    tables: Mapping[str, Rows]

    @property
    def count(self) -> int:
        """Return how many rows there are in all."""
        return sum(len(rows) for rows in self.tables.values())


def read_archive(data: bytes) -> Archive:
    """Return what an archive holds; refuses a damaged, foreign, newer or oversized one."""
    if len(data) > PACKED_AT_MOST:
        raise DomainError("archive_too_large", megabytes=PACKED_AT_MOST // 1_000_000)
    try:
        with opened(BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED_AT_MOST:
                raise DomainError("archive_too_large", megabytes=UNPACKED_AT_MOST // 1_000_000)
            manifest = _manifest(packed)
            version: int = manifest["version"]
            tables = {table.name: _rows(packed, table, version) for table in archived_tables()}
        _check_counts(manifest, tables)
        _check_pointers(tables)
    except Damaged as error:
        raise DomainError("archive_damaged") from error
    return Archive(str(tables["collective"][0]["name"]), tables)


def _manifest(packed: zipfile.ZipFile) -> Mapping[str, Any]:
    manifest = json_in(packed, "manifest.json")
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise DomainError("archive_foreign")
    version = _held(manifest.get("version"), int)
    if version > VERSION:
        raise DomainError("archive_newer", version=version, ours=VERSION)
    if version < 1:
        raise Damaged("version")
    return manifest


def _check_counts(manifest: Mapping[str, Any], tables: Mapping[str, Rows]) -> None:
    counts = {name: len(rows) for name, rows in tables.items()}
    told = {name: count for name, count in counts.items() if holds(manifest["version"], name)}
    if manifest.get("rows") != told or counts["collective"] != 1 or sum(counts.values()) > ROWS_AT_MOST:
        raise Damaged("rows")


def _check_pointers(tables: Mapping[str, Rows]) -> None:
    """Find rows that point outside the archive: beside other collectives they would point into theirs."""
    ids = {name: {row["id"] for row in rows if "id" in row} for name, rows in tables.items()}
    for table in archived_tables():
        for column, target in pointers(table):
            pointed = {row[column] for row in tables[table.name]} - {None}
            if not pointed <= ids[target] or any(key < 1 for key in pointed):
                raise Damaged(table.name)
        _check_named(table.name, tables[table.name], ids)


def _check_named(table: str, rows: Rows, ids: Mapping[str, set[int]]) -> None:
    """Find rows whose JSON names what the archive doesn't hold, or that could not be read afterwards."""

    def held(name: str, key: int) -> int:
        if key not in ids[name]:
            raise ValueError(name)
        return key

    try:
        for row in rows:
            renumbered(table, row, held)
            if table in READERS:
                column, read = READERS[table]
                read(row[column])
    except (DomainError, KeyError, TypeError, ValueError, AttributeError) as error:
        # JSON may have any shape: what walks it stumbles in its own way over each.
        raise Damaged(table) from error


def _rows(packed: zipfile.ZipFile, table: Table, version: int) -> Rows:
    rows = _held(json_in(packed, f"{table.name}.json"), list) if holds(version, table.name) else []
    return [_row(table, brought_up(table.name, _held(row, dict), version)) for row in rows]


def _row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    if set(row) != set(table.c.keys()):
        raise Damaged(table.name)
    return {column.name: _known(column, _value(column, row[column.name])) for column in table.columns}


def _known(column: Column[Any], value: object) -> object:
    """Return a value; refuses one that is none of the few that its column may hold."""
    few = VALUES.get((column.table.name, column.name))
    if few is not None and value is not None and value not in few:
        raise Damaged(column.name)
    return value


def _value(column: Column[Any], value: object) -> object:
    """Return a value as its column holds it; refuses one that either engine would not take, or not the same."""
    if value is None and column.nullable:
        return None
    if isinstance(column.type, JSON):
        return _held(value, list if (column.table.name, column.name) in LISTS else dict)
    wanted: type = getattr(column.type, "impl_instance", column.type).python_type
    if wanted in (datetime, date):
        return _moment(wanted, _held(value, str))
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted is str and ("\0" in _held(value, str) or len(str(value)) > getattr(column.type, "length", 0)):
        raise Damaged(column.name)
    if wanted is int and (isinstance(value, bool) or abs(_held(value, int)) > LARGEST_INTEGER):
        raise Damaged(column.name)
    return _held(value, wanted)


def _moment(wanted: type[Any], told: str) -> object:
    try:
        moment: object = wanted.fromisoformat(told)
    except ValueError as error:
        raise Damaged(told[:40]) from error
    return moment


def _held(value: object, wanted: type[Kind]) -> Kind:
    if not isinstance(value, wanted):
        raise Damaged(wanted.__name__)
    return value

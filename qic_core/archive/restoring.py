"""Put an archived collective into a database: as it was in an empty one, under new numbers beside others."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update
from sqlmodel import Session, col
from sqlmodel import select as select_model

from qic_core.archive.layout import archived_tables, pointers, renumbered
from qic_core.archive.reading import Archive
from qic_core.collective.rules import free_slug
from qic_core.collective.service import renew_code
from qic_core.collective.tables import CollectiveRow, RoomCodeRow
from qic_core.db.engine import Work
from qic_core.db.tables import RevisionRow
from qic_core.errors import DomainError


def restore_archive(work: Work, archive: Archive) -> int:
    """Write all of an archive, or nothing; return the collective's id. A code that another room has is drawn anew."""
    shifts = {table.name: _highest(work.session, table) for table in archived_tables() if "id" in table.c}
    for table in archived_tables():
        rows = [_shifted(table, row, shifts) for row in archive.tables[table.name]]
        if table.name == "collective":
            rows = [{**row, "slug": _free_slug(work.session, row["slug"])} for row in rows]
        if table.name == "room_code":
            rows = [row for row in rows if work.session.get(RoomCodeRow, row["code"]) is None]
        if rows:
            write_rows(work.session, table, rows)
        count_on(work.session, table)
    collective_id: int = archive.tables["collective"][0]["id"] + shifts["collective"]
    work.session.add(RevisionRow(collective_id=collective_id, number=1))
    _open_room(work, collective_id)
    return collective_id


def _shifted(table: Table, row: Mapping[str, Any], shifts: Mapping[str, int]) -> dict[str, Any]:
    def new_id(name: str, old: int) -> int:
        return old + shifts[name]

    moved = renumbered(table.name, row, new_id)
    for column, target in pointers(table):
        if moved[column] is not None:
            moved[column] = new_id(target, moved[column])
    return moved


def write_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows; what points at a row of the same table is filled in last, as it may come before that row."""
    own = [column for column, target in pointers(table) if target == table.name and column != "id"]
    session.connection().execute(insert(table), [{**row, **dict.fromkeys(own)} for row in rows])
    for row in rows:
        if told := {column: row[column] for column in own if row[column] is not None}:
            session.connection().execute(update(table).where(table.c.id == row["id"]).values(told))


def _highest(session: Session, table: Table) -> int:
    return int(session.connection().execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())


def count_on(session: Session, table: Table) -> None:
    """Let PostgreSQL's counter go on after the ids that were written; SQLite does so by itself."""
    if "id" in table.c and session.get_bind().dialect.name == "postgresql":
        count_on = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"
        session.connection().execute(text(count_on))


def _free_slug(session: Session, wish: str) -> str:
    return free_slug(wish, session.exec(select_model(CollectiveRow.slug)).all())


def _open_room(work: Work, collective_id: int) -> None:
    standing = select_model(RoomCodeRow).where(
        RoomCodeRow.collective_id == collective_id, col(RoomCodeRow.expired_at).is_(None)
    )
    if work.session.exec(standing).first() is None:
        renew_code(work, collective_id=collective_id)


def check_restorable(session: Session, archive: Archive) -> None:
    """Refuse an archive whose collective is already here under the same name and place."""
    [row] = archive.tables["collective"]
    same = select_model(CollectiveRow).where(CollectiveRow.name == row["name"], CollectiveRow.place == row["place"])
    if session.exec(same).first() is not None:
        raise DomainError("collective_twice", name=row["name"])

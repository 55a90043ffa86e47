"""Write a collective's archive: a zip of JSON files, one a table, with a manifest that says what they are."""

import json
import zipfile
from datetime import date, datetime
from io import BytesIO

from sqlalchemy import select
from sqlmodel import Session

from qic_core.archive.layout import FORMAT, VERSION, archived_tables, rows_of
from qic_core.collective.service import get_collective

OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_archive(session: Session, collective_id: int) -> bytes:
    """Return a collective's archive; the same data give the same bytes."""
    collective = get_collective(session, collective_id)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        counts = {}
        for table in archived_tables():
            order = list(table.primary_key.columns)
            found = session.connection().execute(select(table).where(rows_of(table, collective_id)).order_by(*order))
            rows = [dict(row) for row in found.mappings()]
            counts[table.name] = len(rows)
            _add(archive, f"{table.name}.json", rows)
        manifest = {"format": FORMAT, "version": VERSION, "collective": collective.name, "rows": counts}
        _add(archive, "manifest.json", manifest)
    return content.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: object) -> None:
    entry = zipfile.ZipInfo(name, OLDEST_ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, json.dumps(content, ensure_ascii=False, indent=1, default=_moment))


def _moment(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)

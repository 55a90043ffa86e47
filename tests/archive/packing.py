"""Look into an archive, and spoil one."""

import io
import json
import zipfile
from typing import Any

from qic_core.archive.layout import archived_tables
from qic_core.archive.versions import brought_up, holds


def part(archive: bytes, name: str) -> Any:
    """Return the content of one of an archive's files."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return json.loads(packed.read(name))


def changed(archive: bytes, name: str, content: object) -> bytes:
    """Return the archive with one file's content replaced (None: taken out)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.namelist():
            if entry != name:
                after.writestr(entry, before.read(entry))
        if content is not None:
            after.writestr(name, json.dumps(content))
    return out.getvalue()


def since(version: int) -> dict[str, set[str]]:
    """Return, by table, the columns that archives of a version lack and reading adds."""
    bare = {"position": 0}
    there = [table.name for table in archived_tables() if holds(version, table.name)]
    added = {name: set(brought_up(name, bare, version)) - set(bare) for name in there}
    return {name: columns for name, columns in added.items() if columns}

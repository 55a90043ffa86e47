"""What rows of older archives lack, so that an archive is read by every later version."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Step: TypeAlias = Callable[[str, Row], Row]


def brought_up(table: str, row: Row, version: int) -> Row:
    """Return a row of an archive of some version as today's archives would hold it."""
    for step in STEPS[version - 1 :]:
        row = step(table, row)
    return row


def _to_version_2(table: str, row: Row) -> Row:
    if table == "cell":
        return {"about": "", **row}
    if table == "college":
        return {"of_residents": row["position"] == 0, **row}
    if table in ("candidate", "evidence"):
        return {"version": 1, **row}
    if table == "roadmap":
        return {"left_out": [], **row}
    return row


STEPS: Sequence[Step] = (_to_version_2,)

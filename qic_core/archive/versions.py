"""What rows of older archives lack, so that an archive is read by every later version."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Step: TypeAlias = Callable[[str, Row], Row]


# The version that brought a table: archives of older ones have no file of it.
SINCE: Mapping[str, int] = {
    table: version
    for version, tables in {
        3: (
            "action",
            "action_change",
            "action_partner",
            "action_status",
            "cooperation_naming",
            "cooperation_plan",
            "cooperation_plan_line",
            "former_name",
            "reinforcement",
            "resource",
            "wanted_level",
        ),
        4: (
            "annotation",
            "decision",
            "forecast",
            "former_meaning",
            "indicator",
            "loop",
            "loop_change",
            "measure",
            "public_page",
            "target",
        ),
        5: ("feedback", "learning", "observation", "outcome", "skipped_step", "story"),
    }.items()
    for table in tables
}


def holds(version: int, table: str) -> bool:
    """Tell whether archives of a version have a file of a table."""
    return SINCE.get(table, 1) <= version


def brought_up(table: str, row: Row, version: int) -> Row:
    """Return a row of an archive of some version as today's archives would hold it."""
    for step in STEPS[version - 1 :]:
        row = step(table, row)
    return row


def _to_version_2(table: str, row: Row) -> Row:
    if table == "cell":
        return {"about": "", **row}
    if table == "college":
        return {"of_residents": row.get("position") == 0, **row}
    if table in ("candidate", "evidence"):
        return {"version": 1, **row}
    if table == "roadmap":
        return {"left_out": [], **row}
    return row


def _to_version_3(table: str, row: Row) -> Row:
    return {"merged_into_id": None, **row} if table == "organisation" else row


def _to_version_4(_table: str, row: Row) -> Row:
    """Return it as it was: that version brought files, and no column of those that were there."""
    return row


def _to_version_5(table: str, row: Row) -> Row:
    return {"next_loop_named_on": None, **row} if table == "roadmap" else row


STEPS: Sequence[Step] = (_to_version_2, _to_version_3, _to_version_4, _to_version_5)

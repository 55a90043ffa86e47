"""What an archive holds: which tables, which rows of them, and which columns point where.

Links, their secrets and their visits belong to the machine, not to the collective: they stay out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, ScalarSelect, Table, select

from qic_core.schema import METADATA

FORMAT = "carnet-qic"
VERSION = 5
LEFT_OUT = {"access_link", "revision", "visit", "alembic_version"}
# JSON columns that hold a list; the others hold an object.
LISTS = {("cell", "items"), ("moderation_step", "changes"), ("roadmap", "first_actions"), ("roadmap", "left_out")}
Ids: TypeAlias = Callable[[str, int], int]


def archived_tables() -> list[Table]:
    """Return the tables of an archive, those that others point at first."""
    return [table for table in METADATA.sorted_tables if table.name not in LEFT_OUT]


def rows_of(table: Table, collective_id: int) -> ColumnElement[bool]:
    """Return the condition that picks a collective's rows of a table, along what the table points at."""
    if table.name == "collective":
        return table.c.id == collective_id
    if "collective_id" in table.c:
        return table.c.collective_id == collective_id
    column = next(column for column in table.columns if column.foreign_keys and not column.nullable)
    return column.in_(_ids(_target(column), collective_id))


def _ids(table: Table, collective_id: int) -> ScalarSelect[Any]:
    return select(table.c.id).where(rows_of(table, collective_id)).scalar_subquery()


def pointers(table: Table) -> Iterator[tuple[str, str]]:
    """Yield each column of ids with the table whose ids it holds: keys of other tables, and the table's own."""
    for column in table.columns:
        if column.foreign_keys:
            yield column.name, _target(column).name
        elif column.name == "id":
            yield "id", table.name


def _target(column: Column[Any]) -> Table:
    return next(iter(column.foreign_keys)).column.table


def renumbered(table: str, row: Mapping[str, Any], new_id: Ids) -> dict[str, Any]:
    """Return a row that names other rows by their new ids where no key says so: in its JSON, at a thread's end."""
    if table == "run":
        return {**row, "content": _content(row["content"], new_id), "output": _output(row["output"], new_id)}
    if table == "moderation_step":
        return {**row, "changes": [_gesture(change, new_id) for change in row["changes"]]}
    if table == "thread":
        return {**row, "thing_id": new_id(row["kind"], row["thing_id"])}
    if table == "snapshot":
        return {**row, "content": _map(row["content"], new_id)}
    if table == "roadmap":
        return {**row, "left_out": [new_id("change", key) for key in row["left_out"]]}
    return dict(row)


def _content(content: Mapping[str, Any], new_id: Ids) -> dict[str, Any]:
    items: Sequence[Mapping[str, Any]] = content["items"]
    return {**content, "items": [_item(item, new_id) for item in items]}


def _item(item: Mapping[str, Any], new_id: Ids) -> dict[str, Any]:
    moved = {**item, "ideas": [new_id("idea", key) for key in item["ideas"]]}
    if "thing" in item:
        table, key = item["thing"]
        moved["thing"] = [table, new_id(table, key)]
    return moved


def _output(output: Mapping[str, Any] | None, new_id: Ids) -> Mapping[str, Any] | None:
    """Return what closing a run froze; where it lists ideas, by their new ids."""
    if output is None or "themes" not in output["summary"]:
        return output

    def listed(ideas: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**idea, "id": new_id("idea", idea["id"])} for idea in ideas]

    summary = output["summary"]
    themes = [{**theme, "ideas": listed(theme["ideas"])} for theme in summary["themes"]]
    return {**output, "summary": {**summary, "themes": themes, "alone": listed(summary["alone"])}}


def _map(content: Mapping[str, Any], new_id: Ids) -> dict[str, Any]:
    """Return the pathways of a day, with the changes and links that it names by their new ids."""
    changes = [{**change, "id": new_id("change", change["id"])} for change in content["changes"]]
    links = [
        {
            **link,
            "id": new_id("link", link["id"]),
            "from_id": new_id("change", link["from_id"]),
            "to_id": None if link["to_id"] is None else new_id("change", link["to_id"]),
        }
        for link in content["links"]
    ]
    return {**content, "changes": changes, "links": links}


def _gesture(change: Mapping[str, Any], new_id: Ids) -> dict[str, Any]:
    sides = {
        side: {
            key: new_id("theme", value) if key == "theme_id" and value is not None else value
            for key, value in change[side].items()
        }
        for side in ("before", "after")
    }
    return {**change, "id": new_id(change["table"], change["id"]), **sides}

"""A collective that has gone the whole way: its thread, maps and roadmap survive the journey into another database."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlmodel import Session, col, select

from qic_core.archive.layout import VERSION
from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import restore_archive
from qic_core.archive.versions import holds
from qic_core.archive.writing import write_archive
from qic_core.collective.service import get_collective, list_colleges
from qic_core.errors import DomainError
from qic_core.pathways.rules import Pathways
from qic_core.pathways.service import list_changes, pathways_of
from qic_core.pathways.snapshots import list_snapshots, pathways_at
from qic_core.roadmap.service import choose_changes, roadmap_of
from qic_core.schema import METADATA
from qic_core.thread.tables import ThreadRow
from qic_core.workshop.runs import run_of
from qic_core.workshop.tables import IdeaRow, RunRow
from tests.archive.packing import changed, part, since

# Under which column each kind of thing tells what it says.
SAID_IN = {
    "candidate": "text", "statement": "text", "amendment": "text", "challenge": "sentence", "vision": "text",
    "change": "title", "link": "hypothesis", "readiness": "evidence", "evidence": "statement", "action": "title",
    "cooperation_plan_line": "text", "organisation": "name", "indicator": "name", "decision": "what",
    "learning": "text", "outcome": "what", "observation": "text",
}  # fmt: skip


def test_the_whole_way_comes_back_identical_into_an_empty_database_of_either_engine(whole, database):
    with database.writing() as work:
        collective_id = restore_archive(work, read_archive(whole))
    with database.reading() as session:
        assert write_archive(session, collective_id) == whole


def test_beside_others_every_thing_is_still_tied_to_the_same_words(told, whole, database):
    first, second = restored_twice(database, told, whole)
    with database.reading() as session:
        said = [thread_of(session, key) for key in (first, second)]
    assert said[0] == said[1]
    assert {kind for kind, *_ in said[0]} >= {"candidate", "statement", "amendment", "vision", "change", "link"}


def test_beside_others_a_run_still_asks_about_the_same_things(told, whole, database):
    first, second = restored_twice(database, told, whole)
    with database.reading() as session:
        asked = [asked_about(session, key) for key in (first, second)]
    assert asked[0] == asked[1]
    assert {table for table, *_ in asked[0]} == {
        "action", "candidate", "cooperation_plan_line", "decision", "indicator", "link", "organisation", "statement",
    }  # fmt: skip


def test_beside_others_the_maps_of_each_day_name_the_same_changes(told, whole, database):
    first, second = restored_twice(database, told, whole)
    with database.reading() as session:
        maps = [
            [drawn(pathways_at(session, key, snapshot.id)) for snapshot in list_snapshots(session, key)]
            for key in (first, second)
        ]
        standing = pathways_of(session, second)
        latest = pathways_at(session, second, list_snapshots(session, second)[0].id)
    assert maps[0] == maps[1]
    assert len(maps[0]) == 2
    assert {change.id for change in latest.changes} == {change.id for change in standing.changes}


def test_beside_others_the_roadmap_leaves_out_the_same_change(whole, database):
    with database.writing() as work:
        first = restore_archive(work, read_archive(whole))
    with database.writing(first) as work:
        gone = list_changes(work.session, first)[0]
        choose_changes(work, taken_off=[gone.id])
    with database.reading() as session:
        archive = read_archive(write_archive(session, first))
    with database.writing() as work:
        second = restore_archive(work, archive)
    with database.reading() as session:
        pages = [roadmap_of(session, key, address="") for key in (first, second)]
    left_out = [[step.title for step in page.short if not step.told] for page in pages]
    assert left_out == [[gone.title], [gone.title]]
    assert pages[0].first_actions == pages[1].first_actions != ()


def test_beside_others_a_frozen_list_names_the_same_ideas(told, whole, database):
    _first, second = restored_twice(database, told, whole)
    with database.reading() as session:
        rows = session.exec(select(RunRow).where(RunRow.collective_id == second)).all()
        themes = [theme for row in rows if row.output for theme in row.output["summary"].get("themes", [])]
        listed = {idea["id"]: idea["text"] for theme in themes for idea in theme["ideas"]}
        held = session.exec(select(IdeaRow).join(RunRow).where(RunRow.collective_id == second))
        texts = {idea.id: idea.text for idea in held}
    assert listed
    assert listed.items() <= texts.items()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_archive_of_an_older_version_is_read(whole, database, version):
    with database.writing() as work:
        collective_id = restore_archive(work, read_archive(as_written_by(version, whole)))
    with database.reading() as session:
        residents = [college.name for college in list_colleges(session, collective_id) if college.of_residents]
        assert residents == ["Habitantes et habitants"]
        assert get_collective(session, collective_id).slug == "tilleuls"
        assert all(change.title for change in list_changes(session, collective_id))


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_archive_that_says_a_later_version_and_lacks_what_it_brought_is_refused(whole, version):
    old = as_written_by(version, whole)
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(changed(old, "manifest.json", {**part(old, "manifest.json"), "version": version + 1}))


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("thread.json", lambda row: {**row, "thing_id": 999_999}),
        ("thread.json", lambda row: {**row, "kind": "access_link"}),
        ("snapshot.json", lambda row: {**row, "content": {"changes": [{"id": 999_999}], "links": []}}),
        ("snapshot.json", lambda row: {**row, "content": {"changes": "all"}}),
        ("roadmap.json", lambda row: {**row, "left_out": [999_999]}),
        ("roadmap.json", lambda row: {**row, "first_actions": ["Un café"]}),
        ("roadmap.json", lambda row: {**row, "first_actions": [{"what": 3, "who": "", "by": None}]}),
        ("roadmap.json", lambda row: {**row, "first_actions": [{"what": "Un café", "who": "", "by": "demain"}]}),
    ],
    ids=[
        "no such thing",
        "no such kind",
        "no such change",
        "no map",
        "no such change left out",
        "no action",
        "no words",
        "no day",
    ],
)
def test_an_archive_that_names_what_it_does_not_hold_is_refused(whole, name, spoil):
    rows = part(whole, name)
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(changed(whole, name, [spoil(rows[0]), *rows[1:]]))


def restored_twice(database: Any, before: bytes, archive: bytes) -> tuple[int, int]:
    """Restore a neighbour, then the same collective twice; return its two ids."""
    with database.writing() as work:
        restore_archive(work, read_archive(before))
        return restore_archive(work, read_archive(archive)), restore_archive(work, read_archive(archive))


def thread_of(session: Session, collective_id: int) -> list[tuple[str, str, str, str]]:
    """Return each strand as (kind, what the thing says now, cell's title, the idea's text)."""
    rows = session.exec(
        select(ThreadRow, RunRow, IdeaRow)
        .join(RunRow, col(RunRow.id) == ThreadRow.run_id)
        .join(IdeaRow, col(IdeaRow.id) == ThreadRow.idea_id, isouter=True)
        .where(ThreadRow.collective_id == collective_id)
        .order_by(col(ThreadRow.id))
    )
    told = [(row.kind, row.thing_id, run.content["title"], idea.text if idea else "") for row, run, idea in rows]
    return [(kind, says(session, kind, key, collective_id), cell, text) for kind, key, cell, text in told]


def asked_about(session: Session, collective_id: int) -> list[tuple[str, str, str]]:
    """Return each item about a thing as (table, what was asked, what the thing says)."""
    rows = session.exec(select(RunRow).where(RunRow.collective_id == collective_id).order_by(col(RunRow.id)))
    items = [item for row in rows for item in run_of(row).content.items if item.thing]
    return [(item.thing[0], item.text, says(session, *item.thing, collective_id)) for item in items if item.thing]


def says(session: Session, table: str, key: int, collective_id: int) -> str:
    """Return what a thing says; refuses one of another collective."""
    rows = METADATA.tables[table]
    found = session.connection().execute(select(rows).where(rows.c.id == key)).mappings().one()
    assert found.get("collective_id", collective_id) == collective_id
    return str(found[SAID_IN[table]])


def drawn(pathways: Pathways) -> tuple[list[str], set[tuple[str, str]]]:
    """Return a map as its titles, and its links as pairs of titles."""
    titles: dict[int | None, str] = {change.id: change.title for change in pathways.changes}
    titles[None] = "vision"
    return list(titles.values()), {(titles[link.from_id], titles[link.to_id]) for link in pathways.links}


def as_written_by(version: int, archive: bytes) -> bytes:
    """Return the archive as an older version would have written it: without the files and columns that came later."""
    for table, columns in since(version).items():
        archive = changed(archive, f"{table}.json", without(part(archive, f"{table}.json"), columns))
    manifest = part(archive, "manifest.json")
    for table in manifest["rows"]:
        if not holds(version, table):
            archive = changed(archive, f"{table}.json", None)
    threads = [row for row in part(archive, "thread.json") if holds(version, row["kind"])]
    archive = changed(archive, "thread.json", threads)
    archive = changed(archive, "run.json", [as_asked_by(version, row) for row in part(archive, "run.json")])
    rows = {table: count for table, count in manifest["rows"].items() if holds(version, table)}
    rows["thread"] = len(threads)
    return changed(archive, "manifest.json", {**manifest, "version": version, "rows": rows})


def as_asked_by(version: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a run that asks about no thing which that version didn't know."""
    items = [
        item if holds(version, item.get("thing", ["run"])[0]) else {key: item[key] for key in item if key != "thing"}
        for item in row["content"]["items"]
    ]
    return {**row, "content": {**row["content"], "items": items}}


def without(rows: Sequence[Mapping[str, object]], columns: set[str]) -> list[dict[str, object]]:
    return [{key: value for key, value in row.items() if key not in columns} for row in rows]

"""The documented schema cannot go stale: docs/archive.md says what the tables are."""

import json
import re

import pytest

from qic_core.archive.described import ABOUT, BEGIN, PAGE, tables_in_words
from qic_core.archive.layout import LISTS, VERSION, archived_tables
from qic_core.archive.versions import STEPS
from qic_core.schema import METADATA
from tests.archive.packing import part, since

TOLD = PAGE.read_text(encoding="utf-8")


def test_the_page_lists_the_tables_as_they_are():
    """When it fails: `python -m qic_core.archive.described`, and say in « Versions » what changed."""
    assert TOLD.partition(BEGIN)[2].strip() == tables_in_words()


def test_each_table_is_said_in_a_sentence():
    assert ABOUT.keys() == {table.name for table in archived_tables()}


def test_the_page_is_about_this_version():
    assert f"**version {VERSION}**" in TOLD
    assert len(STEPS) == VERSION - 1


def test_the_page_says_what_older_versions_lacked():
    told = set(re.findall(r"^\| \d* ?\| `(\w+\.\w+)` \|", TOLD, re.MULTILINE))
    assert told == {f"{table}.{column}" for table, columns in since(1).items() for column in columns}


def test_an_archive_holds_the_columns_that_the_page_lists(whole):
    listed = {
        name: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        for name, section in re.findall(r"### `(\w+)\.json`\n(.*?)(?=\n### |\Z)", TOLD, re.DOTALL)
    }
    assert listed.keys() == part(whole, "manifest.json")["rows"].keys()
    for name, columns in listed.items():
        assert all(list(row) == columns for row in part(whole, f"{name}.json"))


def test_the_manifest_shown_is_a_manifest(whole):
    shown = json.loads(re.search(r"```json\n(.*?)```", TOLD, re.DOTALL)[1])
    real = part(whole, "manifest.json")
    assert shown.keys() == real.keys()
    assert {**shown, "rows": {}} == {**real, "rows": {}}
    assert shown["rows"].items() <= real["rows"].items()


@pytest.mark.parametrize("name", sorted({table.name for table in archived_tables()} - {"room_code"}))
def test_what_json_columns_hold_is_what_is_said(whole, name):
    columns = [column.name for column in METADATA.tables[name].columns if column.type.__class__.__name__ == "JSON"]
    for row in part(whole, f"{name}.json"):
        for column in columns:
            assert row[column] is None or isinstance(row[column], list if (name, column) in LISTS else dict)

"""Columns that hold one of a few values hold no other when an archive is read."""

import pytest

from qic_core.archive.layout import archived_tables
from qic_core.archive.reading import read_archive
from qic_core.archive.values import VALUES
from qic_core.errors import DomainError
from tests.archive.packing import changed, part

# A text as short as these is a choice, unless it is the code of a room.
SHORT, CODE = 20, ("room_code", "code")


def spoilt(archive, table, **values):
    rows = part(archive, f"{table}.json")
    return changed(archive, f"{table}.json", [{**rows[0], **values}, *rows[1:]])


def test_each_column_of_few_values_stands():
    columns = {(table.name, column.name) for table in archived_tables() for column in table.columns}
    assert VALUES.keys() - columns == set()


def test_each_short_text_is_held_to_its_values():
    short = {
        (table.name, column.name)
        for table in archived_tables()
        for column in table.columns
        if (getattr(column.type, "length", None) or SHORT + 1) <= SHORT
    }
    assert short - VALUES.keys() == {CODE}


@pytest.mark.parametrize(
    ("table", "column"), [key for key in VALUES if key[0] not in ("wanted_level", "former_meaning", "skipped_step")]
)
def test_another_value_than_those_is_refused(whole, table, column):
    odd = 99 if all(isinstance(value, int) for value in VALUES[table, column]) else "odd"
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(spoilt(whole, table, **{column: odd}))


def test_a_value_that_is_one_of_them_is_read(whole):
    read = read_archive(spoilt(whole, "decision", verdict="stop", outcome=""))
    assert read.tables["decision"][0]["verdict"] == "stop"


def test_a_passage_of_a_kind_that_nobody_knows_is_refused(whole):
    content = part(whole, "run.json")[0]["content"]
    with pytest.raises(DomainError, match="archive_damaged"):
        read_archive(spoilt(whole, "run", content={**content, "kind": "odd"}))

"""The tidy CSV: one line a value, safe in a spreadsheet, as discreet as the workbook."""

import csv
import io
from datetime import date

import pytest

from qic_core.cooperation.naming import agree_naming
from qic_core.errors import DomainError
from qic_core.export.answers_csv import answers_csv
from qic_core.workshop.kind import Source

HEAD = ["Cell", "Run", "Receipt", "Received at", "Collège", "Source", "Voices", "Field", "Value"]


def written(room):
    with room.database.reading() as session:
        return answers_csv(session, room.collective_id, room.notebook_id, room.words)


def lines(room):
    return list(csv.reader(io.StringIO(written(room).decode("utf-8-sig")), delimiter=";"))


def test_it_opens_in_a_french_spreadsheet(room):
    assert written(room) == "\ufeffCell;Run;Receipt;Received at;Collège;Source;Voices;Field;Value\r\n".encode()


def test_each_value_has_its_line(room):
    run = room.open(room.cell("agreement", "D'accord ?", items=("Éclairer", "Planter ; semer")))
    receipt = room.say(run, {"verdicts": {"i1": {"verdict": -1}, "i2": {"verdict": 1}}}, voices=7, source=Source.TABLE)
    room.close(run)
    head, first, second = lines(room)
    assert head == HEAD
    assert first[:3] + first[4:] == [
        "1. D'accord ?", "1", receipt.code, "Habitants", "at a table", "7", "Éclairer", "-1",
    ]  # fmt: skip
    assert second[-2:] == ["Planter ; semer", "1"]


def test_no_typed_formula_survives(room):
    run = room.open(room.cell("ideas", "=TITRE()", moderated=False))
    room.say(run, {"ideas": ["=HYPERLINK(1)", '"=1;=2', "@x"]})
    room.close(run)
    told = [value for line in lines(room)[1:] for value in line]
    assert "'=HYPERLINK(1)" in told
    assert not [value for value in told if value[:1] in "=+-@" and value]


def test_a_live_run_tells_nothing_until_it_is_revealed(room):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 5})
    assert len(lines(room)) == 1
    room.reveal(run)
    assert len(lines(room)) == 2


def test_it_names_nobody_and_no_small_college(room):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 5}, participant_id=room.arrive("Zaïnaba", "Élus"), college="Élus")
    room.close(run)
    assert "Zaïnaba" not in written(room).decode()
    assert lines(room)[1][4] == "—"


def test_another_collectives_notebook_is_refused(room, neighbours):
    with room.database.reading() as session, pytest.raises(DomainError) as refusal:
        answers_csv(session, neighbours.collective_id, room.notebook_id, room.words)
    assert refusal.value.code == "notebook_unknown"


@pytest.mark.parametrize(("announced", "agreed"), [(0, False), (1, False), (0, True), (1, True)])
def test_organisations_are_named_where_it_was_announced_and_the_collective_agrees(room, announced, agreed):
    names = ("Mairie", "École", "Régie de quartier")
    settings = {"at_most": 12, "named": announced}
    run = room.open(room.cell("cooperation_pairs", "Deux à deux", items=names, settings=settings))
    room.say(run, {"speaks_for": ["i1"], "levels": {"i2": {"level": 5}, "i3": {"level": 2}}})
    room.close(run)
    with room.database.writing(room.collective_id) as work:
        agree_naming(work, named=agreed, decided_on=date(2026, 6, 1), note="En séance")
    told = [value for line in lines(room)[1:] for value in line]
    assert (set(names) <= set(told)) == bool(announced and agreed)
    assert any(name in " ".join(told) for name in names) == bool(announced and agreed)
    assert sorted(line[-1] for line in lines(room)[2:]) == ["2", "5"]

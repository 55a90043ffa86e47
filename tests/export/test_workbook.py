"""The workbook: what it tells, what it keeps to itself, and that no text becomes a formula."""

import io
import zipfile
from datetime import date

import pytest

from qic_core.cooperation.naming import agree_naming
from qic_core.errors import DomainError
from qic_core.export.layout import sheet_name
from qic_core.export.workbook import notebook_workbook
from qic_core.workshop.kind import Source
from qic_core.workshop.moderation import group, hide
from qic_core.workshop.tables import RunRow
from qic_core.workshop.tally import list_ideas

FORMULAS = ("=1+1", "+33 6 00", "-2", "@SOMME(A1)", "{=SUM(1)}", "http://exemple.fr", "internal:'1. A'!A1", "  =2")
HEAD = ("Run", "Receipt", "Received at", "Collège", "Source", "Voices")


def answers_in(sheet, lines_of):
    """Return the rows under the last head of a sheet, as columns → value."""
    lines = lines_of(sheet)
    top = max(place for place, line in enumerate(lines) if line[:6] == HEAD)
    width = len(lines[top])
    return [dict(zip(lines[top], (*line, *(None,) * (width - len(line))), strict=True)) for line in lines[top + 1 :]]


def inside(room, **options):
    """Return all the XML of the room's workbook, where nothing can hide."""
    with room.database.reading() as session:
        written = notebook_workbook(session, room.collective_id, room.notebook_id, room.words, **options)
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_the_cover_presents_the_notebook_and_leads_to_its_cells(room, lines_of):
    room.cell("text", "Bienvenue", "Karibu !", minutes=2)
    run = room.open(room.cell("cooperation", "L'échelle", "Où en sommes-nous ?", minutes=15))
    room.say(run, {"level": 4})
    room.say(run, {"level": 5}, source=Source.TABLE, voices=6)
    room.say(run, {"level": 5}, source=Source.PAPER)
    room.close(run)
    book = room.workbook()
    cover = book.worksheets[0]
    lines = lines_of(cover)
    assert lines[0] == ("Atelier « Coopérations »",)
    assert ("Date: 03/12/2026",) in lines
    assert ("Aim: Dire où nous en sommes",) in lines
    assert lines[-2] == (1, "Text", "Bienvenue", "Karibu !", 2, 0)
    assert lines[-1] == (2, "Level of cooperation", "L'échelle", "Où en sommes-nous ?", 15, 1, 1, 6, 1)
    assert cover.cell(len(lines), 3).hyperlink.location == "'2. L''échelle'!A1"
    assert book.sheetnames == ["Notebook", "2. L'échelle"]


def test_a_cell_that_was_not_run_says_so(room, lines_of):
    room.cell("cooperation")
    assert ("This cell has not been run yet.",) in lines_of(room.workbook().worksheets[1])


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_people_typed_stays_text(room, typed):
    run = room.open(room.cell("ideas", typed, typed, moderated=False))
    room.say(run, {"ideas": [typed]})
    room.close(run)
    cells = [cell for sheet in room.workbook() for row in sheet.iter_rows() for cell in row if cell.value]
    found = [cell for cell in cells if cell.value == typed.strip()]
    assert len(found) >= 4
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.hyperlink is None or cell.hyperlink.target is None for cell in cells)
    assert "<f>" not in inside(room)


def test_forty_cells_of_one_title_get_forty_sheets(room):
    for _ in range(40):
        room.cell("cooperation", "Où en sommes-nous aujourd'hui, toutes et tous ?")
    names = room.workbook().sheetnames
    assert len({name.casefold() for name in names}) == 41
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Besoins", "1. Besoins"),
        ("[a]:b*c?d/e\\f", "1. a b c d e f"),
        ("'entre quotes'", "1. 'entre quotes"),
        ("History", "1. History"),
        ("é" * 40, "1. " + "é" * 28),
        ("🙂" * 40, "1. " + "🙂" * 14),
        ("??", "1."),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_accept(title, name):
    assert sheet_name(1, title) == name


def test_no_first_name_leaves_unless_it_is_asked_for(room, lines_of):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 3}, participant_id=room.arrive("Zaïnaba"))
    room.close(run)
    assert "Zaïnaba" not in inside(room)
    [answer] = answers_in(room.workbook(with_names=True).worksheets[1], lines_of)
    assert answer["First name"] == "Zaïnaba"


def test_a_college_under_five_voices_is_not_told_apart(room, lines_of):
    run = room.open(room.cell("cooperation"))
    for _ in range(6):
        room.say(run, {"level": 4}, college="Habitants")
    room.say(run, {"level": 2}, college="Associations", voices=4, source=Source.TABLE)
    room.say(run, {"level": 1}, college="Élus")
    room.close(run)
    answers = answers_in(room.workbook().worksheets[1], lines_of)
    assert [answer["Collège"] for answer in answers] == ["Habitants"] * 6 + ["—", "—"]


def test_a_college_is_hidden_when_subtraction_would_tell_a_smaller_one(room, lines_of):
    run = room.open(room.cell("cooperation"))
    for college, voices in (("Habitants", 9), ("Associations", 6), ("Élus", 1)):
        room.say(run, {"level": 4}, college=college, voices=voices, source=Source.TABLE)
    room.close(run)
    answers = answers_in(room.workbook().worksheets[1], lines_of)
    assert [answer["Collège"] for answer in answers] == ["Habitants", "—", "—"]


def test_a_live_run_tells_nothing_until_it_is_revealed(room, lines_of):
    run = room.open(room.cell("ideas", moderated=False))
    room.say(run, {"ideas": ["un secret de polichinelle"]})
    assert "polichinelle" not in inside(room)
    assert any("In progress" in line[0] for line in lines_of(room.workbook().worksheets[1]) if line)
    room.reveal(run)
    assert "polichinelle" in inside(room)
    assert ("1 idea shown.",) in lines_of(room.workbook().worksheets[1])


def test_a_closed_run_tells_its_answers_though_never_revealed(room, lines_of):
    run = room.open(room.cell("cooperation"))
    receipt = room.say(run, {"level": 6})
    room.close(run)
    [answer] = answers_in(room.workbook().worksheets[1], lines_of)
    assert (answer["Receipt"], answer["Source"], answer["Voices"], answer["Level"]) == (receipt.code, "by phone", 1, 6)


def test_the_time_is_the_collectives_own_to_the_minute(room, lines_of):
    run = room.open(room.cell("cooperation"))
    receipt = room.say(run, {"level": 6})
    room.close(run)
    [answer] = answers_in(room.workbook().worksheets[1], lines_of)
    away = answer["Received at"] - receipt.received_at.replace(second=0, microsecond=0, tzinfo=None)
    assert away.total_seconds() == 3 * 3600


def test_a_closed_run_shows_its_frozen_figures(room, lines_of):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 6})
    room.close(run)
    with room.database.writing(room.collective_id) as work:
        row = work.session.get(RunRow, run)
        row.output = {**row.output, "summary": {"counts": [0, 0, 9, 0, 0, 0, 0], "median": 3, "agreement": 1.0}}
    lines = lines_of(room.workbook().worksheets[1])
    assert [line[3] for line in lines if line and line[0] in range(1, 8) and len(line) == 4] == [0, 0, 9, 0, 0, 0, 0]


def test_a_corrected_answer_is_left_out_and_counted(room, lines_of):
    run = room.open(room.cell("cooperation"))
    who = room.arrive("Ali")
    room.say(run, {"level": 1}, participant_id=who)
    room.say(run, {"level": 7}, participant_id=who)
    room.close(run)
    sheet = room.workbook().worksheets[1]
    assert [answer["Level"] for answer in answers_in(sheet, lines_of)] == [7]
    assert ("1 voice, 1 answer corrected since is left out.",) in lines_of(sheet)


def test_each_idea_comes_with_its_place_in_the_inbox(room, lines_of):
    run = room.open(room.cell("ideas"))
    room.say(run, {"ideas": ["de l'eau", "du bruit", "un banc"]})
    with room.database.writing(room.collective_id) as work:
        ids = {idea.text: idea.id for idea in list_ideas(work.session, run)}
        group(work, run_id=run, idea_ids=[ids["de l'eau"]], label="L'eau")
        hide(work, run_id=run, idea_ids=[ids["du bruit"]])
    room.close(run)
    [answer] = answers_in(room.workbook().worksheets[1], lines_of)
    assert list(answer.values())[6:] == [
        "de l'eau",
        "shown",
        "L'eau",
        "du bruit",
        "hidden",
        None,
        "un banc",
        "waiting",
        None,
    ]


def test_runs_that_asked_different_things_share_one_table(room, lines_of):
    source = room.cell("ideas", moderated=False)
    choice = room.cell("choice", items_from=source)
    for ideas in (["un jardin", "un banc"], ["un banc", "une fête"]):
        gathered = room.open(source)
        room.say(gathered, {"ideas": ideas})
        run = room.open(choice)
        with room.database.reading() as session:
            [key] = [f"c{idea.id}" for idea in list_ideas(session, gathered) if idea.text == "un banc"]
        room.say(run, {"choices": [key]})
        room.close(run)
    answers = answers_in(room.workbook().worksheets[2], lines_of)
    assert [tuple(answer[text] for text in ("Run", "un jardin", "un banc", "une fête")) for answer in answers] == [
        (1, 0, 1, None),
        (2, None, 1, 0),
    ]


def test_another_collectives_notebook_is_refused(room, neighbours):
    with room.database.reading() as session, pytest.raises(DomainError) as refusal:
        notebook_workbook(session, neighbours.collective_id, room.notebook_id, room.words)
    assert refusal.value.code == "notebook_unknown"


def test_of_very_many_columns_only_those_that_someone_filled_in_are_written(room, lines_of):
    actions = [f"Action n° {number}" for number in range(1, 21)]  # 380 pairs
    run = room.open(room.cell("reinforcement", "Renforcement", items=actions))
    room.say(run, {"effects": {"i1>i2": {"effect": 2}, "i7>i3": {"effect": -1}}})
    room.close(run)
    (answer,) = answers_in(room.workbook().worksheets[1], lines_of)
    assert list(answer.values())[len(HEAD) :] == [2, -1]


def test_a_pair_that_someone_does_not_know_is_told_from_a_level_and_from_a_blank(room, lines_of):
    names, settings = ["Amicale", "Bailleur", "Crèche", "Dispensaire"], {"at_most": 12, "named": 1}
    run = room.open(room.cell("cooperation_pairs", "Paires", items=names, settings=settings))
    room.say(run, {"speaks_for": ["i1"], "levels": {"i2": {"level": 1}, "i3": {"level": 0}}})
    room.close(run)
    with room.database.writing(room.collective_id) as work:
        agree_naming(work, named=True, decided_on=date(2026, 6, 1), note="En séance")
    (answer,) = answers_in(room.workbook().worksheets[1], lines_of)
    assert answer["Which organisation do you speak for?"] == "Amicale"
    assert [answer.get(name) for name in ("Amicale", "Bailleur", "Crèche", "Dispensaire")] == [None, 1, "?", None]

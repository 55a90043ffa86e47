"""Every kind of cell on every page that draws it: tablet, wall, stage, notebook; its sheet and its spreadsheet."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from qic_core.collective.service import list_colleges
from qic_core.export.paper import cell_sheet
from qic_core.export.workbook import notebook_workbook
from qic_core.words import catalogue
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Choices, Field, Figures, Json, Number, Points, Ratings, Scale, Texts, Values
from qic_core.workshop.kind import CellKind
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.registry import all_kinds, kind_of
from qic_core.workshop.runs import close_run, get_run, open_run, reveal_run
from qic_core.workshop.tally import summary_of
from tests.pages.house import DEMO, House, go

PROPOSALS = ("Réparer *les* toits", "=1+1 <b>eau</b>", "![espion](http://ailleurs.example/x.png)")

pytestmark = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)


def an_answer(field: Field, number: int) -> Json:
    match field:
        case Texts():
            return [f"Idée {number} <i>penchée</i>"]
        case Number():
            return number + 0.5
        case Figures(items=items):
            return {item.key: {"figure": number + 0.5} for item in items}
        case Choices(items=items):
            return [items[number % len(items)].key]
        case Scale(levels=levels):
            return levels[number % len(levels)].value
        case Points(items=items):
            return {items[number % len(items)].key: 1}
        case Ratings(items=items, criteria=criteria):
            return {item.key: {asked.key: asked.levels[number % 3].value for asked in criteria} for item in items}
    raise AssertionError(field)


def an_answer_to(fields: Sequence[Field], number: int) -> Values:
    """Return an answer to every field; what is apart from one's own item leaves it out."""
    values = {field.key: an_answer(field, number) for field in fields}
    for field in fields:
        if isinstance(field, Ratings) and field.apart_from:
            own, given = values[field.apart_from], values[field.key]
            assert isinstance(given, dict)
            assert isinstance(own, list)
            values[field.key] = {key: rating for key, rating in given.items() if key not in own}
    return values


def open_in(house: House, kind: CellKind) -> tuple[int, int]:
    """Open a run of a cell of this kind in a new notebook, with eight answers; return (notebook, run)."""
    with house.database.writing(DEMO) as work:
        notebook = create_notebook(work, Cover("Un carnet"))
        items = PROPOSALS if kind.takes_items else ()
        cell = add_cell(
            work, notebook_id=notebook, draft=Draft(kind.name, "Titre", "La <b>question</b> ?", items=items)
        )
        run = open_run(work, cell_id=cell)
        fields = kind.fields(get_run(work.session, DEMO, run).content)
        colleges = [college.id for college in list_colleges(work.session, DEMO)]
        for number in range(8 if kind.asks else 0):
            values = an_answer_to(fields, number)
            [receipt] = record(work, [Submission(run, f"answer-{number:04}", values, college_id=colleges[number % 4])])
            assert not isinstance(receipt, Exception)
    return notebook, run


def test_the_pages_draw_it_open_shown_and_closed(house: House, facilitator: AppTest, kind: CellKind) -> None:
    notebook, run = open_in(house, kind)
    for page in ("entry", "wall", "facilitate", "moderate"):
        assert not go(facilitator, page, carnet=str(notebook)).exception, page
    with house.database.writing(DEMO) as work:
        reveal_run(work, run_id=run, revealed=True)
    assert not go(facilitator, "wall").exception
    with house.database.writing(DEMO) as work:
        close_run(work, run_id=run)
    for page in ("wall", "notebook", "facilitate", "draft"):
        app = go(facilitator, page, carnet=str(notebook))
        assert not app.exception, page
        assert not app.error, page


def test_the_wall_tells_nothing_before_it_is_shown(house: House, facilitator: AppTest, kind: CellKind) -> None:
    open_in(house, kind)
    drawn = str(go(facilitator, "wall").main)
    assert "Idée 1" not in drawn
    assert "Médiane" not in drawn


def test_its_sheet_and_its_spreadsheet_are_made(house: House, kind: CellKind) -> None:
    notebook, run = open_in(house, kind)
    words = catalogue("fr")
    with house.database.writing(DEMO) as work:
        close_run(work, run_id=run)
    with house.database.reading() as session:
        content = get_run(session, DEMO, run).content
        sheets = load_workbook(io.BytesIO(notebook_workbook(session, DEMO, notebook, words)))
    assert len(sheets.sheetnames) == (2 if kind_of(content.kind).asks else 1)
    sheet = cell_sheet(
        content,
        collective_name="Koungou",
        colleges=["A", "B"],
        phone_url="http://x/r/QUAR24",
        code="QUAR24",
        words=words,
    )
    assert sheet.startswith(b"%PDF")


def test_the_wall_shows_every_picture_of_a_kind(house: House, facilitator: AppTest, kind: CellKind) -> None:
    _, run = open_in(house, kind)
    with house.database.writing(DEMO) as work:
        reveal_run(work, run_id=run, revealed=True)
        content = get_run(work.session, DEMO, run).content
        summary = summary_of(work.session, run, content)
    words = catalogue("fr")
    drawn = [kind.chart(content, summary, words, font=40), kind.beside(content, summary, words, font=40)]
    as_cards = summary.keys() & {"themes", "pages", "pictures"}
    pictures = go(facilitator, "wall").get("vega_lite_chart")
    assert len(pictures) == (0 if as_cards else sum(chart is not None for chart in drawn))

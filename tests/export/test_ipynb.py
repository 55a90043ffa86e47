"""The notebook that leaves for Jupyter: it stands alone, runs again, and draws what it showed."""

import ast
import csv
import html
import io
import json
import re
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import altair as alt
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

import qic_core.cells  # noqa: F401
from qic_core.access.rules import AccessLink, Role
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.export.ipynb import MIME, notebook_zip
from qic_core.export.ipynb_altair import chart_code, literal
from qic_core.export.ipynb_markdown import typed, within
from qic_core.web.downloads import download_routes
from qic_core.words import catalogue
from qic_core.workshop.notebooks import list_notebooks

TODAY = date(2026, 11, 27)
HOSTILE = [
    "<script>alert(1)</script>",
    "=1+1",
    "`rm` ``` **gras** _penché_ | $x^2$ \\(x\\)",
    "[lien](https://exemple.fr) ![](https://exemple.fr/a.png) www.exemple.fr",
    '\'=2 "guillemets" \\ \'\'\' """',
    "# Titre",
    "\u200bnana\u2028na 👩🏽\u200d🌾",
    "très " * 20 + "long",
]


class Taken:
    """A notebook as it leaves: the files of its zip, on disk, and what is in it."""

    def __init__(self, packed: bytes, folder: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(packed)) as file:
            file.extractall(folder)
            self.names = file.namelist()
        self.folder = folder
        self.book = nbformat.read(folder / "carnet.ipynb", as_version=4)
        nbformat.validate(self.book)

    @property
    def told(self) -> str:
        return "\n\n".join(cell.source for cell in self.book.cells if cell.cell_type == "markdown")

    @property
    def drawings(self) -> list:
        return [cell for cell in self.book.cells if cell.cell_type == "code" and cell.outputs]

    def rows(self, name: str) -> list[list[str]]:
        content = (self.folder / "donnees" / name).read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


@pytest.fixture
def take(room, tmp_path):
    """Return the room's notebook as it leaves, in English."""

    def taken(**more) -> Taken:
        told = {"collective_id": room.collective_id, "notebook_id": room.notebook_id, "words": room.words, **more}
        with room.database.reading() as session:
            return Taken(notebook_zip(session, **told, today=TODAY), tmp_path / "taken")

    return taken


@pytest.fixture(scope="module")
def demo_books(told_sqlite, tmp_path_factory) -> list[Taken]:
    """Every notebook of the demo, as it leaves."""
    folder = tmp_path_factory.mktemp("books")
    database = Database(f"sqlite:///{shutil.copy(told_sqlite, folder / 'carnet.sqlite')}")
    with database.reading() as session:
        taken = [
            Taken(notebook_zip(session, one.id, book.id, catalogue("fr"), today=TODAY), folder / str(book.id))
            for one in list_collectives(session)
            for book in list_notebooks(session, one.id)
        ]
    database.dispose()
    return taken


def run_in_jupyter(taken: Taken) -> list[dict]:
    """Run a notebook in a kernel of its own, where it lies; return what its drawings show now."""
    again = nbformat.from_dict(json.loads(json.dumps(taken.book)))
    for cell in again.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    again.cells.append(nbformat.v4.new_code_cell("import qic_core", metadata={"tags": ["raises-exception"]}))
    NotebookClient(again, timeout=60, resources={"metadata": {"path": taken.folder}}).execute()
    assert again.cells[-1].outputs[0].ename == "ModuleNotFoundError", "this product must not be at hand"
    assert [output.output_type for cell in again.cells[:-1] for output in cell.get("outputs", [])] == (
        ["display_data"] * len(taken.drawings)
    )
    return [output.data for cell in again.cells[:-1] for output in cell.get("outputs", [])]


def shown(taken: Taken) -> list[dict]:
    return [cell.outputs[0].data for cell in taken.drawings]


def drawn_again(taken: Taken, monkeypatch) -> list[dict]:
    """Run its code right here, which is quicker than in Jupyter; return what its drawings show now."""
    monkeypatch.chdir(taken.folder)
    now, names = [], {}
    with alt.data_transformers.enable("default"):
        for cell in taken.book.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, "cell", "exec"), names)
                names["display"] = lambda data, raw: now.append(data)
    return now


def test_the_demo_runs_again_in_jupyter_without_this_product_and_draws_the_same(demo_books):
    taken = max(demo_books, key=lambda book: len(book.drawings))
    assert len(taken.drawings) > 5
    assert run_in_jupyter(taken) == shown(taken)


def test_every_chart_of_the_demo_is_drawn_again_by_code_that_spells_it_out(demo_books, monkeypatch):
    kept = alt.data_transformers.consolidate_datasets
    try:
        for taken in demo_books:
            assert drawn_again(taken, monkeypatch) == shown(taken)
            assert "from_dict" not in "".join(cell.source for cell in taken.drawings)
    finally:
        alt.data_transformers.consolidate_datasets = kept
    pictures = [{**output[MIME], "data": None} for taken in demo_books for output in shown(taken)]
    assert len({json.dumps(picture) for picture in pictures}) > 9


def test_what_is_shown_says_it_in_words_too(demo_books):
    outputs = [output for taken in demo_books for output in shown(taken)]
    assert all(set(output) == {MIME, "text/plain"} for output in outputs)
    assert all(len(output["text/plain"]) > 20 for output in outputs)
    assert all(output[MIME]["data"]["values"] for output in outputs)


def test_every_file_is_named_where_it_belongs_and_no_other(demo_books):
    for taken in demo_books:
        assert set(re.findall(r"`(donnees/\d[^`]+)`", taken.told)) == {*taken.names} - {"carnet.ipynb"}


def test_a_notebook_tells_its_cover_its_questions_and_what_was_said(room, take):
    room.cell("text", "Bienvenue", "Bonjour à toutes.\nPuis à tous.")
    asked = room.cell("choice", "Où ?", "Où nous voir ?", items=("Ici", "Là"))
    room.cell("cooperation", "Plus tard", "Où en sommes-nous ?")
    run = room.open(asked)
    room.say(run, {"choices": ["i2"]}, voices=3)
    room.close(run)
    taken = take()
    assert taken.told.startswith(
        "# Atelier « Coopérations »\n\nKoungou · Mayotte · December 3, 2026 · Tous les collèges"
    )
    assert "## 1. Bienvenue\n\nBonjour à toutes.\n\nPuis à tous." in taken.told
    assert "## 2. Où ?\n\n> Où nous voir ?" in taken.told
    assert "3 voices answered: 3 by phone." in taken.told
    assert "## 3. Plus tard\n\n> Où en sommes-nous ?\n\n<small>Not run yet.</small>" in taken.told
    assert [row[:2] for row in taken.rows("02-dessin-1.csv")] == [["label", "value"], ["Ici", "0"], ["Là", "3"]]
    assert [row[:2] for row in taken.rows("02-tableau-1.csv")[1:]] == [["Ici", "0"], ["Là", "3"]]
    assert [row[-2:] for row in taken.rows("02-reponses.csv")[1:]] == [["Ici", "0"], ["Là", "1"]]


def test_several_runs_of_a_cell_make_a_curve(room, take):
    cell = room.cell("cooperation")
    for level in (2, 5, 6):
        run = room.open(cell)
        room.say(run, {"level": level}, voices=6)
        room.close(run)
    taken = take()
    assert len(taken.drawings) == 4
    assert [(row["run"], row["value"]) for row in shown(taken)[-1][MIME]["data"]["values"]] == [(1, 2), (2, 5), (3, 6)]
    assert "01-dessin-4.csv" in taken.told


def test_hostile_texts_break_neither_notebook_nor_code_nor_csv(room, take):
    short = tuple(text[:100] for text in HOSTILE)
    asked = room.cell("choice", HOSTILE[0], "\n".join(HOSTILE), items=short, settings={"at_most": len(short)})
    run = room.open(asked)
    room.say(run, {"choices": [f"i{place}" for place in range(1, len(short) + 1)]}, voices=5)
    room.close(run)
    written = room.open(room.cell("ideas", HOSTILE[5], moderated=False, settings={"at_most": 5}))
    for texts in (HOSTILE[:4], HOSTILE[4:]):
        room.say(written, {"ideas": [text[:140] for text in texts]})
    room.close(written)
    taken = take()
    assert run_in_jupyter(taken) == shown(taken)
    labels = {row["label"] for row in shown(taken)[0][MIME]["data"]["values"]}
    assert {"<script>alert(1)</script>", "=1+1", '\'=2 "guillemets" \\ \'\'\' """'} <= labels
    people = re.sub(r"`(donnees/\S+|donnees|…-reponses.csv|pip install [a-z ]+)`|</?small>", "", taken.told)
    assert not re.search(r"[<`*\[\]$|\\~]|://|^#+ #|^(?!#|>|-)\s*[=+]", people, re.MULTILINE)
    assert "<script>alert(1)</script>" in html.unescape(people)
    for name in taken.names[1:]:
        told = [cell for row in taken.rows(name.removeprefix("donnees/")) for cell in row]
        assert [cell for cell in told if cell[:1] in "=+@" and cell] == []


def test_a_live_run_tells_nothing_until_it_is_revealed(room, take):
    run = room.open(room.cell("choice", items=("Ici", "Là")))
    room.say(run, {"choices": ["i1"]})
    closed = take()
    assert (closed.drawings, closed.names) == ([], ["carnet.ipynb"])
    assert "its results come once they are shown" in closed.told
    room.reveal(run)
    assert len(take().drawings) == 1


def test_it_names_nobody_and_no_small_college(room, take):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 5}, participant_id=room.arrive("Zaïnaba", "Élus"), college="Élus")
    room.say(run, {"level": 4}, voices=9)
    room.close(run)
    taken = take()
    whole = "".join(path.read_text(encoding="utf-8") for path in taken.folder.rglob("*.*"))
    assert "Zaïnaba" not in whole
    assert "Élus" not in whole


def test_an_idea_that_is_hidden_is_in_no_chart_and_no_text(room, take):
    run = room.open(room.cell("ideas"))
    room.say(run, {"ideas": ["Mot de trop"]})
    room.close(run)
    taken = take()
    assert "Mot de trop" not in json.dumps(taken.book, ensure_ascii=False)
    assert "texts that moderation does not show" in taken.told
    assert "Mot de trop" in str(taken.rows("01-reponses.csv"))


def test_an_empty_notebook_is_a_notebook(take):
    taken = take()
    assert taken.names == ["carnet.ipynb"]
    assert run_in_jupyter(taken) == []


def test_another_collectives_notebook_is_refused(take, neighbours):
    with pytest.raises(DomainError, match="notebook_unknown"):
        take(collective_id=neighbours.collective_id)


def test_the_same_notebook_gives_the_same_bytes(room, tmp_path):
    with room.database.reading() as session:
        first, again = (
            notebook_zip(session, room.collective_id, room.notebook_id, room.words, today=TODAY) for _ in range(2)
        )
    assert first == again


@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), (Role.READER, 403), (Role.SCRIBE, 403), (Role.COORDINATOR, 200)]
)
def test_it_is_given_to_who_may_have_the_answers(room, role, status):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    address = f"/export/carnet/{room.notebook_id}.ipynb.zip"
    response = client.get(address, params={"collectif": room.collective_id, "langue": "fr"})
    assert response.status_code == status
    if status == 200:
        assert response.headers["content-type"] == "application/zip"
        named = 'attachment; filename="carnet-atelier-cooperations-2026-12-03.ipynb.zip"'
        assert response.headers["content-disposition"].startswith(named)
        assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None
        assert client.get(address, params={"collectif": "999"}).status_code == 404


@given(st.text())
def test_what_is_typed_shows_as_it_is_and_does_nothing(text):
    assert html.unescape(typed(text)) == html.unescape(within(text)) == " ".join(text.split())
    bare = re.sub(r"&#\d+;", "§", typed(text))
    assert not re.search(r"[\\`*_\[\]<>&$|~{}@]|://|www\.|\A\d*[#+\-=.)]", bare)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.integers(10, 120))
def test_a_value_is_written_as_python_reads_it(value, room):
    assert ast.literal_eval(literal(value, room)) == value


def test_code_is_what_it_looks_like():
    assert "\\u202e" in literal("a\u202eb")
    assert literal("12\u00a0%") == '"12\u00a0%"'


@pytest.mark.parametrize(
    "picture",
    [
        {"mark": "bar", "encoding": {"y": {"aggregate": "count", "type": "quantitative"}}},
        {"mark": "bar", "encoding": {}, "transform": [{"window": [{"op": "rank", "as": "r"}]}]},
        {"mark": "bar", "encoding": {"x": {"field": "a", "type": "geojson"}}},
        {"hconcat": [{"mark": "bar", "encoding": {}}]},
        {"layer": [{"mark": "bar", "encoding": {}, "height": 3}]},
    ],
)
def test_a_picture_that_has_no_code_yet_is_drawn_as_it_is(picture):
    assert "alt.Chart.from_dict(PICTURE)" in chart_code(picture, {})

"""The routes by which exports leave the house: to whom, under what name, and never into a cache."""

import io
import logging
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.web.downloads import download_routes
from qic_core.workshop.drafting import Draft, edit_cell

XLSX, CSV, PDF = "/export/carnet/{notebook}.xlsx", "/export/carnet/{notebook}.csv", "/export/feuille/{cell}.pdf"


class Visitor:
    """A browser that holds a link of some role, or none."""

    def __init__(self, room, role):
        link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
        self._client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
        self._places = {"notebook": room.notebook_id, "cell": room.cell("choice", "Où, quand ?", items=("Ici", "Là"))}
        self._collective_id = room.collective_id

    def get(self, path, **query):
        query = {"collectif": self._collective_id, "langue": "en", **query}
        return self._client.get(path.format(**self._places), params=query)


@pytest.fixture
def visitor(room):
    return Visitor(room, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("path", "media_type", "names"),
    [
        (
            XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            'attachment; filename="carnet-atelier-cooperations-2026-12-03.xlsx"; '
            "filename*=UTF-8''carnet-atelier-coop%C3%A9rations-2026-12-03.xlsx",
        ),
        (
            CSV,
            "text/csv; charset=utf-8",
            'attachment; filename="carnet-atelier-cooperations-2026-12-03.csv"; '
            "filename*=UTF-8''carnet-atelier-coop%C3%A9rations-2026-12-03.csv",
        ),
    ],
)
def test_a_notebook_comes_under_its_name_and_day(visitor, path, media_type, names):
    response = visitor.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == names
    assert response.headers["cache-control"] == "no-store"


def test_a_sheet_carries_the_address_that_phones_can_reach(visitor, monkeypatch):
    monkeypatch.setenv("QIC_PUBLIC_URL", "https://carnet.exemple.fr")
    response = visitor.get(PDF)
    assert response.headers["content-disposition"].startswith('inline; filename="feuille-ou-quand-')
    text = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "carnet.exemple.fr/r/" in text
    assert "Habitants" in text


def test_a_sheet_asks_what_the_live_run_asks_then_what_the_cell_asks(room):
    cell = room.cell("choice", prompt="Avant ?", items=("Ici", "Là"))
    visitor = Visitor(room, Role.SCRIBE)

    def asked():
        pdf = visitor.get(f"/export/feuille/{cell}.pdf").content
        return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()

    run = room.open(cell)
    with room.database.writing(room.collective_id) as work:
        edit_cell(work, cell_id=cell, draft=Draft("choice", "Choix", "Après ?", items=("Ici", "Là", "Ailleurs")))
    assert "Avant ?" in asked()
    room.close(run)
    assert "Ailleurs" in asked()


def test_first_names_come_only_when_asked_for(room, visitor):
    run = room.open(room.cell("cooperation"))
    room.say(run, {"level": 3}, participant_id=room.arrive("Zaïnaba"))
    room.close(run)
    for query, heads in (({}, 0), ({"noms": "0"}, 0), ({"noms": "1"}, 1)):
        sheet = openpyxl.load_workbook(io.BytesIO(visitor.get(XLSX, **query).content)).worksheets[-1]
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        assert values.count("First name") == values.count("Zaïnaba") == heads


@pytest.mark.parametrize(
    ("path", "role", "status"),
    [
        (XLSX, None, 403), (CSV, None, 403), (PDF, None, 403),
        (XLSX, Role.READER, 403), (CSV, Role.READER, 403), (PDF, Role.READER, 403),
        (XLSX, Role.SCRIBE, 403), (CSV, Role.SCRIBE, 403), (PDF, Role.SCRIBE, 200),
        (XLSX, Role.FACILITATOR, 200), (CSV, Role.FACILITATOR, 200), (PDF, Role.FACILITATOR, 200),
    ],
)  # fmt: skip
def test_a_file_is_given_to_who_may_have_it(room, path, role, status):
    response = Visitor(room, role).get(path)
    assert response.status_code == status
    assert response.headers["cache-control"] == "no-store"
    if status == 403:
        assert response.text == "This file is for those who run the workshop: open your link first, then come back."


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/export/carnet/999.xlsx", {}), ("/export/carnet/999.csv", {}), ("/export/feuille/999.pdf", {}),
        ("/export/carnet/abc.xlsx", {}), ("/export/carnet/-1.csv", {}), ("/export/feuille/1e3.pdf", {}),
        ("/export/carnet/99999999999999999999999.xlsx", {}), (XLSX, {"collectif": ""}), (CSV, {"collectif": "999"}),
        (PDF, {"collectif": "999"}), (XLSX, {"collectif": "9" * 5000}), (XLSX, {"collectif": "²"}),
    ],
)  # fmt: skip
def test_what_nobody_has_is_not_found(visitor, path, query):
    response = visitor.get(path, **query)
    assert response.status_code == 404
    assert response.text.endswith(".")


@pytest.mark.parametrize("path", [XLSX, CSV, PDF])
def test_another_collectives_files_are_not_found(visitor, neighbours, path):
    assert visitor.get(path, collectif=neighbours.collective_id).status_code == 404


def test_a_sheet_that_has_nothing_to_ask_yet_says_what_to_do(room, visitor):
    source = room.cell("ideas", "Nos idées")
    response = visitor.get(f"/export/feuille/{room.cell('choice', items_from=source)}.pdf")
    assert response.status_code == 409
    assert "Nos idées" in response.text


def test_the_log_tells_ids_and_no_names(room, visitor, caplog):
    caplog.set_level(logging.INFO, logger="qic_core.web.downloads")
    visitor.get(XLSX, noms="1")
    [line] = caplog.messages
    assert line == f"link 1 took /export/carnet/{room.notebook_id}.xlsx of collective {room.collective_id} with names"

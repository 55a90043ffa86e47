"""The routes by which minutes leave the house: to whom, under what name, and without first names."""

import io
from datetime import UTC, datetime

import docx
import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.web.downloads import download_routes

PDF, DOCX = "/export/compte-rendu/{notebook}.pdf", "/export/compte-rendu/{notebook}.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def ask(room, path, role=Role.COORDINATOR, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    query = {"collectif": room.collective_id, "langue": "en", **query}
    return client.get(path.format(notebook=room.notebook_id), params=query)


@pytest.mark.parametrize(
    ("path", "media_type", "way", "ending"),
    [(PDF, "application/pdf", "inline", "pdf"), (DOCX, WORD, "attachment", "docx")],
)
def test_minutes_come_under_the_notebooks_name_and_day(room, path, media_type, way, ending):
    response = ask(room, path)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == (
        f'{way}; filename="compte-rendu-atelier-cooperations-2026-12-03.{ending}"; '
        f"filename*=UTF-8''compte-rendu-atelier-coop%C3%A9rations-2026-12-03.{ending}"
    )
    assert response.headers["cache-control"] == "no-store"


def test_they_speak_the_language_that_is_asked_for(room):
    def read(language):
        pdf = pypdf.PdfReader(io.BytesIO(ask(room, PDF, langue=language).content))
        file = docx.Document(io.BytesIO(ask(room, DOCX, langue=language).content))
        assert file.core_properties.language == pdf.trailer["/Root"]["/Lang"] == language
        return pdf.pages[0].extract_text()

    assert "Ordre du jour" in read("fr")
    assert "Agenda" in read("en")


@pytest.mark.parametrize("path", [PDF, DOCX])
@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 403), (Role.READER, 403), (Role.SCRIBE, 403), (Role.COORDINATOR, 200), (Role.FACILITATOR, 200)],
)
def test_minutes_are_given_to_who_may_have_the_notebooks_answers(room, path, role, status):
    response = ask(room, path, role)
    assert response.status_code == status
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [PDF, DOCX, "/export/compte-rendu/999.pdf", "/export/compte-rendu/abc.docx"])
def test_another_collectives_minutes_are_not_found(room, neighbours, path):
    response = ask(room, path, collectif=neighbours.collective_id)
    assert response.status_code == 404
    assert response.text.endswith(".")


def test_first_names_are_left_out_even_when_they_are_asked_for(room):
    run = room.open(room.cell("ideas", "Nos idées", moderated=False))
    room.say(run, {"ideas": ["Un banc"]}, participant_id=room.arrive("Zaïnaba"))
    room.close(run)
    pdf = pypdf.PdfReader(io.BytesIO(ask(room, PDF, noms="1").content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    written = " ".join(line.text for line in docx.Document(io.BytesIO(ask(room, DOCX, noms="1").content)).paragraphs)
    assert "Un banc" in text
    assert "Un banc" in written
    assert "Zaïnaba" not in text + written

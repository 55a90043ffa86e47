"""The addresses of the one page: for every link, in each format, or the sentence that says why not."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.pathways.tables import ChangeRow
from qic_core.web.downloads import download_routes

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def get(room, kind, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    query = {"collectif": room.collective_id, "langue": "fr", **query}
    return client.get(f"/export/feuille-de-route.{kind}", params=query)


@pytest.mark.parametrize(
    ("kind", "media_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("png", "image/png", b"\x89PNG"),
        ("svg", "image/svg+xml", b"<svg"),
        ("pptx", PPTX, b"PK"),
    ],
)
@pytest.mark.parametrize("paper", ["A4", "A3", ""])
def test_a_reader_takes_the_page_away(room, kind, media_type, start, paper):
    response = get(room, kind, format=paper)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert "feuille-de-route-koungou-" in response.headers["content-disposition"]
    assert response.content.startswith(start)


@pytest.mark.parametrize("kind", ["pdf", "png", "svg", "pptx"])
def test_without_a_link_nothing_is_given(room, kind):
    assert get(room, kind, role=None).status_code == 403


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_an_unknown_paper_and_another_collective_are_not_found(room, kind):
    assert get(room, kind, format="A0").status_code == 404
    assert get(room, kind, collectif="999").status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_page_that_would_overflow_says_where_to_shorten_it(room, kind):
    now = datetime.now(UTC)
    with room.database.writing(room.collective_id) as work:
        for number in range(40):
            work.session.add(
                ChangeRow(
                    collective_id=room.collective_id, title=f"Changement {number} " * 10, horizon="short",
                    nature="knowledge", position=number, created_at=now,
                )
            )  # fmt: skip
    response = get(room, kind)
    assert response.status_code == 409
    assert "Feuille de route" in response.text

"""The addresses of the map and of its two files: for every link, and for no one without."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import Horizon
from qic_core.pathways.service import add_change
from qic_core.vision.service import adopt_vision
from qic_core.web.downloads import download_routes
from tests.pathways.story import wording

FILES = ["chemins.svg", "changements.csv", "liens.csv"]


@pytest.fixture
def told(room):
    """A room with a vision and one change that leads to it."""
    with room.database.writing(room.collective_id) as work:
        adopt_vision(
            work, statement_id=None, text="L'eau coule <b>partout</b>", year=2035, voices={"Habitants": 5},
            residents=5, adopted_on=date(2026, 6, 18),
        )  # fmt: skip
        change_id = add_change(work, wording=wording("On & ne gaspille plus", Horizon.LONG))
        add_link(work, from_id=change_id, to_id=None)
    return room


def get(room, file, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    return client.get(f"/export/{file}", params={"collectif": room.collective_id, "langue": "fr", **query})


def test_a_reader_takes_the_map_away_with_what_was_typed_as_text(told):
    response = get(told, "chemins.svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "chemins-koungou-" in response.headers["content-disposition"]
    drawn = "".join(ElementTree.fromstring(response.text).itertext())
    assert "L'eau coule <b>partout</b>" in " ".join(drawn.split())
    assert "On & ne gaspille plus" in drawn
    assert "Long terme" in drawn


@pytest.mark.parametrize("file", FILES)
def test_a_reader_takes_each_file_away_and_a_stranger_none(told, file):
    assert get(told, file).status_code == 200
    assert get(told, file, role=None).status_code == 403
    assert get(told, file, collectif="999").status_code == 404

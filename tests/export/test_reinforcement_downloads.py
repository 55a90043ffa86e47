"""The map of the actions and their matrix, to take away: for every link, and for no one without."""

import csv
import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.actions.reinforcement import Source, say
from qic_core.actions.rules import Plan, Status
from qic_core.actions.service import add_action, set_status
from qic_core.pathways.service import add_change
from qic_core.web.downloads import download_routes
from tests.pathways.story import wording

EVIL = "<script>alert(1)</script>"
FILES = ["renforcement/0.svg", "renforcement.csv"]


@pytest.fixture
def told(room):
    """A room with a change, three actions that count and one that was stopped; their ids beside it."""
    with room.database.writing(room.collective_id) as work:
        change = add_change(work, wording=wording("On & ne gaspille plus"))
        ids = [add_action(work, plan=Plan(title, (change,))) for title in ("=1+1", EVIL, "Un jardin", "Arrêtée")]
        say(work, values={(ids[0], ids[1]): 2, (ids[1], ids[0]): -1, (ids[2], ids[0]): 0}, source=Source.TABLE)
        set_status(work, action_id=ids[3], status=Status.STOPPED, since=work.now.date())
    return room, ids


def get(room, file, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    return client.get(f"/export/{file}", params={"collectif": room.collective_id, "langue": "fr", **query})


def test_the_matrix_is_a_file_in_which_no_title_becomes_a_formula(told):
    room, _ids = told
    response = get(room, "renforcement.csv")
    assert "renforcement-koungou-" in response.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Quand celle-ci avance…", "'=1+1", EVIL, "Un jardin"],
        ["'=1+1", "", "2", ""],
        [EVIL, "-1", "", ""],
        ["Un jardin", "0", "", ""],
    ]


def test_the_map_holds_what_was_typed_as_text(told):
    room, _ids = told
    response = get(room, "renforcement/0.svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "<script" not in response.text
    said = "".join(ElementTree.fromstring(response.text).itertext())
    assert EVIL in said
    assert "On & ne gaspille plus" in said
    assert "Arrêtée" not in said


def test_the_map_of_one_action_draws_its_own_arrows_only(told):
    room, ids = told

    def signs(file):
        drawn = ElementTree.fromstring(get(room, file).text).iter("{http://www.w3.org/2000/svg}text")
        return [text.text for text in drawn if text.get("text-anchor") == "middle"]

    assert signs("renforcement/0.svg") == ["++", "−"]
    assert signs(f"renforcement/{ids[2]}.svg") == []
    assert signs("renforcement/999999.svg") == ["++", "−"]


@pytest.mark.parametrize("file", FILES)
def test_a_reader_takes_each_file_away_and_a_stranger_none(told, file):
    room, _ids = told
    assert get(room, file).status_code == 200
    assert get(room, file, role=None).status_code == 403
    assert get(room, file, collectif="999").status_code == 404

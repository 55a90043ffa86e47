"""The map's two files, changes and links, for every link that opens the house."""

import csv
import io
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change
from qic_core.web.downloads import download_routes


def get(room, name, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    return client.get(f"/export/{name}.csv", params={"collectif": room.collective_id, "langue": "fr", **query})


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_reader_takes_changes_and_links_away(room):
    with room.database.writing(room.collective_id) as work:
        told = Wording("Les parents lisent", Horizon.SHORT, Nature.KNOWLEDGE, "tous")
        add_link(work, from_id=add_change(work, wording=told), to_id=None, hypothesis="Qui lit vient")
    changes, links = get(room, "changements"), get(room, "liens")
    assert changes.headers["content-type"] == "text/csv; charset=utf-8"
    assert "changements-koungou-" in changes.headers["content-disposition"]
    head, line = rows(changes)
    assert head[:5] == ["Changement", "Numéro", "Horizon", "Sorte de changement", "Pour qui"]
    assert line[:1] + line[2:5] == ["Les parents lisent", "Court terme", "Savoirs, connaissances", "tous"]
    assert rows(links)[1][:3] == [line[1], "Vision", "Qui lit vient"]


@pytest.mark.parametrize("name", ["changements", "liens"])
def test_without_a_link_or_for_another_collective_nothing_is_given(room, name):
    assert get(room, name, role=None).status_code == 403
    assert get(room, name, collectif="999").status_code == 404

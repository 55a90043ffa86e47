"""The file of the actions: everything of each on a line, for every link that opens the house."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.actions.exchange import Nature, Side
from qic_core.actions.resources import add_resource
from qic_core.actions.rules import Funding, Means, Plan, Status
from qic_core.actions.service import add_action, set_status, withdraw_action
from qic_core.collective.organisations import add_organisation
from qic_core.pathways.service import add_change
from qic_core.web.downloads import download_routes
from tests.pathways.story import wording


@pytest.fixture
def told(room):
    """A room with one action about which everything is said, a bare one, and one taken away."""
    with room.database.writing(room.collective_id) as work:
        college = "Associations" if "Associations" in room.colleges else next(iter(room.colleges))
        school, town = (
            add_organisation(work, collective_id=room.collective_id, name=name, college=college)
            for name in ("L'école", "=MAIRIE()")
        )
        changes = tuple(add_change(work, wording=wording(title)) for title in ("On se connaît", "On vient"))
        plan = Plan(
            "=HYPERLINK(1)", changes, school, (town,), "Demander", "les familles", date(2027, 3, 1), date(2027, 5, 31),
            Means.COMMON_LAW, Funding.OPERATING, 1500, 0,
        )  # fmt: skip
        key = add_action(work, plan=plan)
        set_status(work, action_id=key, status=Status.RUNNING, since=date(2026, 3, 2))
        for what in ("Une salle", "Du thé"):
            add_resource(work, side=Side.NEED, nature=Nature.ROOM, what=what, action_id=key)
        add_action(work, plan=Plan("Une fête"))
        withdraw_action(work, action_id=add_action(work, plan=Plan("Partie")))
    return room


def get(room, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    return client.get("/export/actions.csv", params={"collectif": room.collective_id, "langue": "fr", **query})


def test_a_reader_takes_the_action_sheets_away_in_plain_words(told):
    response = get(told)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "actions-koungou-" in response.headers["content-disposition"]
    head, full, bare = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert head[:3] == ["Action", "État", "Changements servis"]
    assert full == [
        "'=HYPERLINK(1)", "En cours", "On se connaît ; On vient", "les familles", "L'école", "'=MAIRIE()",
        "01/03/2027", "31/05/2027", "Demander", "Droit commun", "Fonctionnement", "1500", "0", "Une salle ; Du thé",
    ]  # fmt: skip
    assert bare == ["Une fête", "Idée", *[""] * 12]


def test_without_a_link_or_for_another_collective_nothing_is_given(told):
    assert get(told, role=None).status_code == 403
    assert get(told, collectif="999").status_code == 404

"""The file of the harvest: an outcome a line, in words, with formulas made harmless, for every link."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.evaluation.outcome_rules import Account
from qic_core.evaluation.outcomes import add_outcome, verify_outcome, withdraw_outcome
from qic_core.evaluation.rules import OutcomeNature
from qic_core.pathways.service import add_change
from qic_core.web.downloads import download_routes
from tests.pathways.story import wording

JUNE, SEPTEMBER = date(2026, 6, 1), date(2026, 9, 10)


@pytest.fixture
def told(room):
    """A room with one outcome of which everything is said, a bare one, and one taken away."""
    with room.database.writing(room.collective_id) as work:
        change = add_change(work, wording=wording("On se connaît"))
        full = Account(
            "=MAIRIE()", "reprend\tla charte", OutcomeNature.POLICY, JUNE, "Koungou", change, "Avant,\nrien",
            "-L'atelier", "+41 passages", False, "@toute la ville",
        )  # fmt: skip
        key = add_outcome(work, account=full)
        verify_outcome(work, outcome_id=key, version=1, verifier="=CONTROLE(1)", verified_on=SEPTEMBER)
        add_outcome(work, account=Account("L'école", "ouvre", OutcomeNature.PRACTICE, date(2026, 3, 2)))
        gone = Account("Personne", "rien", OutcomeNature.RELATION, JUNE)
        withdraw_outcome(work, outcome_id=add_outcome(work, account=gone))
    return room


def get(room, role=Role.READER, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    return client.get("/export/effets.csv", params={"collectif": room.collective_id, "langue": "fr", **query})


def test_a_reader_takes_the_harvest_away_in_plain_words(told):
    response = get(told)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "effets-koungou-" in response.headers["content-disposition"]
    head, full, bare = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[:4] == ["Qui a changé", "Ce qui a changé", "De quoi s’agit-il\N{NO-BREAK SPACE}?", "Depuis quand"]
    assert full == [
        "'=MAIRIE()", "reprend la charte", "Une politique, une règle", "01/06/2026", "Koungou", "'@toute la ville",
        "On se connaît", "Avant,\nrien", "'-L'atelier", "'+41 passages", "non", "'=CONTROLE(1)", "10/09/2026",
    ]  # fmt: skip
    assert bare == ["L'école", "ouvre", "Une pratique", "02/03/2026", *[""] * 6, "oui", "", ""]


def test_without_a_link_or_for_another_collective_nothing_is_given(told):
    assert get(told, role=None).status_code == 403
    assert get(told, collectif="999").status_code == 404

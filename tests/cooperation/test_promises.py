"""The wave opens on the promises: the room says whether they are kept, and what it said stands beside each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qic_core.cooperation.plan_rules import Outcome, Section, Written
from qic_core.cooperation.promises import promise_items, verdicts
from qic_core.errors import DomainError
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.drafting import Draft
from qic_core.workshop.registry import subject_of
from tests.cooperation.planning import DUE, MEET, settle

ASK = Draft("agreement", "Nos promesses", "Est-ce fait ?", about="promises")


@pytest.fixture
def quarter(database):
    return settle(database)


def items(quarter):
    with quarter.database.reading() as session:
        return promise_items(session, quarter.id)


def said(quarter):
    with quarter.database.reading() as session:
        return verdicts(session, quarter.id)


def answer(**given):
    return {"verdicts": {key: {"verdict": verdict} for key, verdict in given.items()}}


def test_a_cell_may_ask_about_the_open_promises_of_the_plan_that_stands(quarter):
    assert items(quarter) == []
    plan_id = quarter.plan()
    later = quarter.write(plan_id, Written("Écrire", "Ville", DUE + timedelta(days=9)))
    first = quarter.write(plan_id, MEET)
    quarter.write(plan_id, replace(MEET, who="Déjà dit", outcome=Outcome.KEPT))
    quarter.write(plan_id, Written("Un lieu"), Section.SUPPORT)
    assert [(item.key, item.text, item.thing) for item in items(quarter)] == [
        (f"p{first}", "Se voir tous les mois (Coallia, 04/05/2024)", ("cooperation_plan_line", first)),
        (f"p{later}", "Écrire (Ville, 13/05/2024)", ("cooperation_plan_line", later)),
    ]
    with quarter.database.reading() as session:
        assert subject_of("promises").items(session, quarter.id) == items(quarter)


@pytest.mark.parametrize(
    "written",
    [Written("Mot " * 75, "Qui " * 30, DUE), Written("M" * 300, "Q" * 120, DUE)],
    ids=["words", "one long word"],
)
def test_a_long_promise_is_shortened_and_still_says_by_when(quarter, written):
    quarter.write(quarter.plan(), written)
    [item] = items(quarter)
    assert len(item.text) <= ITEM_LENGTH
    assert item.text.endswith("04/05/2024)")
    assert item.text.startswith("M")


def test_what_the_room_said_stands_beside_each_promise(quarter):
    plan_id = quarter.plan()
    kept, silent = quarter.write(plan_id, MEET), quarter.write(plan_id, replace(MEET, who="Ville"))
    key = f"p{kept}"
    run_id = quarter.run(ASK, answer(**{key: 1}), answer(**{key: -1}), answer(**{key: 0}), answer(**{key: 1}))
    found = said(quarter)
    assert set(found) == {kept}
    verdict = found[kept]
    assert (verdict.run_id, verdict.kept, verdict.not_kept, verdict.passed) == (run_id, 2, 1, 1)
    assert (verdict.voices, verdict.closed_at is not None, silent in found) == (4, True, False)


def test_the_last_run_that_spoke_of_a_promise_counts(quarter):
    first = quarter.plan()
    line_id = quarter.write(first, MEET)
    quarter.run(ASK, answer(**{f"p{line_id}": -1}))
    again = quarter.run(ASK, answer(**{f"p{line_id}": 1}))
    quarter.run(ASK)
    assert said(quarter)[line_id].run_id == again


def test_agreement_on_other_things_is_no_verdict(quarter):
    quarter.write(quarter.plan(), MEET)
    quarter.run(Draft("agreement", "Besoins", "D'accord ?", items=["Un lieu", "Un jour"]), answer(i1=1))
    assert said(quarter) == {}


def test_without_an_open_promise_the_cell_does_not_open(quarter):
    quarter.plan()
    with pytest.raises(DomainError, match="about_empty"):
        quarter.run(ASK)

from datetime import date, timedelta

import pytest

from qic_core.cooperation.naming import agree_naming, as_agreed, list_naming, named_on_wall, names_shown
from qic_core.errors import DomainError
from qic_core.workshop.kind import Content
from tests.cooperation.partners import gathered

DAY = date(2026, 1, 20)


@pytest.fixture
def partners(database):
    return gathered(database)


def decide(partners, named, *, decided_on=DAY, note="Au séminaire, à main levée"):
    with partners.database.writing(partners.collective_id) as work:
        return agree_naming(work, named=named, decided_on=decided_on, note=note)


def shown(partners):
    with partners.database.reading() as session:
        return names_shown(session, partners.collective_id)


def test_organisations_are_unnamed_until_the_collective_agrees_and_again_when_it_no_longer_does(partners):
    assert not shown(partners)
    decide(partners, True)
    assert shown(partners)
    decide(partners, False, decided_on=DAY - timedelta(days=30), note="Le collectif est revenu sur sa décision")
    assert not shown(partners)


def test_decisions_stay_in_the_history_the_last_one_kept_first(partners):
    decide(partners, True)
    decide(partners, False, decided_on=DAY + timedelta(days=1), note="  Deux  associations s'y opposent ")
    with partners.database.reading() as session:
        told = [(one.named, one.decided_on, one.note) for one in list_naming(session, partners.collective_id)]
    assert told == [
        (False, DAY + timedelta(days=1), "Deux associations s'y opposent"),
        (True, DAY, "Au séminaire, à main levée"),
    ]


def test_the_decision_of_another_collective_names_nobody_here(database, partners):
    decide(gathered(database, collective="Les Tilleuls"), True)
    assert not shown(partners)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"note": " "}, "naming_note_missing"),
        ({"note": "x" * 301}, "text_too_long"),
        ({"decided_on": date(2999, 1, 1)}, "naming_in_future"),
    ],
)
def test_a_decision_without_how_it_was_taken_or_not_taken_yet_is_refused(partners, told, code):
    with pytest.raises(DomainError, match=code):
        decide(partners, True, **told)
    assert not shown(partners)


@pytest.mark.parametrize(
    ("settings", "named", "told"),
    [({"named": 1}, True, 1), ({"named": 1}, False, 0), ({"named": 0}, True, 0), ({"named": 0}, False, 0),
     ({}, True, None), ({}, False, None)],
)  # fmt: skip
def test_a_run_is_told_with_names_where_they_were_announced_and_are_agreed_on(settings, named, told):
    assert as_agreed(Content("cooperation_pairs", "", "", settings), named=named).settings.get("named") == told


def on_wall(partners):
    with partners.database.reading() as session:
        return named_on_wall(session, partners.collective_id)


def test_the_wall_keeps_what_the_cell_announced_until_the_collective_refuses(partners):
    assert on_wall(partners)
    decide(partners, False)
    assert not on_wall(partners)
    decide(partners, True)
    assert on_wall(partners)

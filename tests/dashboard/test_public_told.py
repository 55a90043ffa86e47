"""What the public page tells of feedback and outcomes, on both engines."""

from datetime import date, timedelta

import pytest

from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import create_collective
from qic_core.dashboard.feedback import set_feedback
from qic_core.dashboard.public_rules import COUNTED_AT_MOST, OUTCOMES_AT_MOST, TOLD_AT_MOST, Confirmed
from qic_core.dashboard.public_told import confirmed_outcomes, counted, told_back
from qic_core.evaluation.indicator_rules import Wording
from qic_core.evaluation.indicators import add_indicator, withdraw_indicator
from qic_core.evaluation.points import add_annotation, add_measure
from qic_core.evaluation.rules import Frequency, Kind, OutcomeNature, Polarity
from qic_core.evaluation.tables import OutcomeRow
from qic_core.pathways.rules import Horizon, Nature
from qic_core.pathways.rules import Wording as Change
from qic_core.pathways.service import add_change
from qic_core.workshop.notebooks import Cover, create_notebook, withdraw_notebook

MARCH = date(2026, 3, 12)


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )


def tell(database, koungou, days, *, given=True, withdrawn=False):
    """Hold a séminaire and tell those who spoke some days later."""
    with database.writing(koungou) as work:
        notebook_id = create_notebook(work, Cover(f"Soirée {days}", held_on=MARCH))
        told = {"given_on": MARCH + timedelta(days=days), "how": f"Lettre {days}"} if given else {"given_on": None}
        set_feedback(work, notebook_id=notebook_id, version=0, due_on=date(2026, 6, 1), **told)
        if withdrawn:
            withdraw_notebook(work, notebook_id=notebook_id)


def harvest(database, koungou, who, *, day=MARCH, verified=True, withdrawn=False):
    with database.writing(koungou) as work:
        row = OutcomeRow(
            collective_id=koungou, who=who, what=f"Change le {day}", nature=OutcomeNature.PRACTICE, since=day,
            expected=True, created_at=work.now, verified_on=MARCH if verified else None,
            withdrawn_at=work.now if withdrawn else None,
        )  # fmt: skip
        work.session.add(row)


def read(database, koungou, question):
    with database.reading() as session:
        return question(session, koungou)


def test_what_was_told_back_comes_the_latest_first_and_only_the_last_ones(database, koungou):
    for days in range(TOLD_AT_MOST + 2):
        tell(database, koungou, days)
    tell(database, koungou, 30, given=False)
    tell(database, koungou, 31, withdrawn=True)
    told = read(database, koungou, told_back)
    assert [one.how for one in told] == [f"Lettre {days}" for days in range(TOLD_AT_MOST + 1, 1, -1)]
    assert (told[0].seminaire, told[0].on) == ("Soirée 5", date(2026, 3, 17))
    assert read(database, koungou + 1, told_back) == ()


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Élus", True),
        ("élus", True),
        ("Elus", True),
        ("Amicale du Stade", True),
        ("Madame Ali, de l'Amicale du Stade", False),
        ("Un jeune", False),
    ],
)
def test_only_colleges_and_organisations_are_named(database, koungou, who, told):
    with database.writing(koungou) as work:
        add_organisation(work, collective_id=koungou, name="Amicale du Stade", college="Élus")
    harvest(database, koungou, who)
    found = read(database, koungou, confirmed_outcomes)
    assert found == ((Confirmed(who, f"Change le {MARCH}", MARCH),) if told else ())


def test_only_what_is_verified_and_stands_is_told_the_latest_first(database, koungou):
    for days in range(OUTCOMES_AT_MOST + 1):
        harvest(database, koungou, "Élus", day=MARCH + timedelta(days=days))
    harvest(database, koungou, "Élus", day=date(2026, 5, 1), verified=False)
    harvest(database, koungou, "Élus", day=date(2026, 5, 2), withdrawn=True)
    days = [one.since for one in read(database, koungou, confirmed_outcomes)]
    assert days == [MARCH + timedelta(days=days) for days in range(OUTCOMES_AT_MOST, 0, -1)]


def count(database, koungou, name, *, figure=12, withdrawn=False):
    """Write an indicator with a measure, whose note names somebody."""
    with database.writing(koungou) as work:
        change_id = add_change(work, wording=Change(f"Changement {name}", Horizon.SHORT, Nature.KNOWLEDGE))
        wording = Wording(name, Polarity.UP, Kind.HOW_MUCH, Frequency.YEAR, "familles", "Insee", change_id=change_id)
        key = add_indicator(work, wording=wording)
        add_measure(work, indicator_id=key, measured_on=MARCH, value=figure, note="Dit par Zaïna")
        add_annotation(work, indicator_id=key, happened_on=MARCH, text="Chez Zaïna")
        if withdrawn:
            withdraw_indicator(work, indicator_id=key)


def test_what_is_counted_is_told_with_its_source_and_without_notes(database, koungou):
    count(database, koungou, "Familles")
    count(database, koungou, "Pas encore mesuré", figure=None)
    count(database, koungou, "Retiré", withdrawn=True)
    [told] = read(database, koungou, counted)
    assert (told.name, told.wording.source, [value for _day, value in told.points]) == ("Familles", "Insee", [12])
    assert "Zaïna" not in repr(told)
    assert read(database, koungou + 1, counted) == ()


def test_the_first_indicators_are_enough_for_a_page(database, koungou):
    for number in range(COUNTED_AT_MOST + 2):
        count(database, koungou, f"Familles {number}")
    assert [one.name for one in read(database, koungou, counted)] == [
        f"Familles {number}" for number in range(COUNTED_AT_MOST)
    ]

"""What is to be known in ten seconds; the whole, gathered once a revision."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from qic_core.dashboard.due_rules import Due, DueKind
from qic_core.dashboard.overview import Curve, Overview, overview_at, overview_of
from qic_core.dashboard.step_rules import Facts, State, Step, steps_of
from qic_core.dashboard.tellings import Mark, tellings
from qic_core.words import catalogue
from tests.pages.house import plainly

TODAY = date(2026, 11, 27)
EMPTY = Overview(TODAY, Facts(), steps_of(Facts(), {}), (), (), ())
TURNED, FLAT = Curve(1, "Parents présents", True), Curve(2, "Logements vides", False)
LATE = Due(DueKind.PLAN, TODAY - timedelta(days=3))


def told(**more):
    return [(one.mark, plainly(one.sentence)) for one in tellings(replace(EMPTY, **more), catalogue("fr"))]


def test_a_new_collective_is_told_where_to_begin():
    assert told() == [
        (
            Mark.JOURNEY,
            "Tout commence ici. D’abord : Collectif. "
            "Dites qui est autour de la table, et qui tient les trois places du trinôme.",
        ),
        (Mark.ON_TIME, "Rien n’est en retard."),
    ]


def test_a_journey_without_curves_is_told_by_its_next_step():
    facts = Facts(organisations=4, seats=3)
    first = tellings(replace(EMPTY, facts=facts, steps=steps_of(facts, {})), catalogue("fr"))[0]
    assert plainly(first.sentence).startswith("1 étape faite sur 11. À suivre : Défi. Recueillez")
    assert first.step == Step.CHALLENGE


def test_one_curve_that_turned_one_that_did_not_and_what_is_overdue_are_told_at_once():
    assert told(curves=(FLAT, TURNED), dues=(LATE,)) == [
        (Mark.TURNED, "Une courbe a tourné : « Parents présents »."),
        (Mark.NOT_TURNED, "Une courbe n’a pas tourné : « Logements vides »."),
        (Mark.LATE, "Une chose est en retard, depuis le 24/11/2026."),
    ]


def test_many_are_counted_and_the_first_named():
    many = tuple(replace(TURNED, indicator_id=n, name=f"Courbe {n}") for n in range(5))
    older = replace(LATE, due_on=date(2026, 1, 2), kind=DueKind.MEASURE)
    assert told(curves=many, dues=(LATE, older)) == [
        (Mark.TURNED, "5 courbes ont tourné : « Courbe 0 », « Courbe 1 » et 3 autres."),
        (Mark.LATE, "2 choses sont en retard, la plus ancienne depuis le 02/01/2026."),
    ]


def test_a_sentence_about_one_curve_leads_to_it_and_about_several_to_all():
    one, two = (tellings(replace(EMPTY, curves=curves), catalogue("fr"))[0] for curves in ((FLAT,), (FLAT, FLAT)))
    assert (one.id, two.id) == (2, None)


def test_curves_that_no_loop_has_judged_are_said_to_wait_for_one():
    facts = Facts(indicators=1, measured=1)
    assert told(facts=facts, steps=steps_of(facts, {}))[0] == (
        Mark.UNJUDGED,
        "Aucune courbe ne peut encore être jugée : il faut une boucle, puis deux mesures.",
    )


def test_a_name_is_shown_as_its_page_needs_it_and_shortened():
    [first, *_] = tellings(
        replace(EMPTY, curves=(replace(TURNED, name="*" + "x" * 200),)), catalogue("fr"), shown=lambda name: f"\\{name}"
    )
    assert "\\*xx" in first.sentence
    assert len(first.sentence) < 110


@pytest.mark.parametrize(("figures", "turned"), [((60, 70), True), ((30, 20), False)])
def test_the_curves_are_those_that_a_loop_has_judged(koungou, figures, turned):
    change = koungou.change("Les parents viennent")
    judged, other = koungou.indicator(name="Jugé", change_id=change), koungou.indicator(name="Autre", change_id=change)
    for place, value in enumerate((40, 41, 42)):
        koungou.measure(judged, date(2026, 1 + place, 1), value)
        koungou.measure(other, date(2026, 1 + place, 1), value)
    koungou.loop(date(2026, 3, 15), change, frozen=[judged])
    koungou.measure(judged, date(2026, 6, 1), figures[0])
    assert koungou.ask(lambda session, key: overview_of(session, key, today=TODAY)).curves == ()
    koungou.measure(judged, date(2026, 9, 1), figures[1])
    overview = koungou.ask(lambda session, key: overview_of(session, key, today=TODAY))
    assert overview.curves == (Curve(judged, "Jugé", turned),)
    assert next(one.state for one in overview.steps if one.step == Step.LOOPS) == State.DONE


@contextmanager
def questions(database):
    """Note what the database is asked meanwhile."""
    asked = []

    def note(_connection, _cursor, statement, *_more):
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(database.read_engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.read_engine, "before_cursor_execute", note)


def test_the_whole_is_gathered_anew_only_when_something_was_written_or_the_day_has_moved(koungou):
    first = overview_at(koungou.database, koungou.id, today=TODAY)
    with questions(koungou.database) as asked:
        assert overview_at(koungou.database, koungou.id, today=TODAY) is first
    assert len(asked) == 1
    koungou.organisation("L'école")
    assert overview_at(koungou.database, koungou.id, today=TODAY).facts.organisations == 1
    assert overview_at(koungou.database, koungou.id, today=TODAY + timedelta(days=1)).day != TODAY


def test_an_overview_asks_no_more_questions_however_much_there_is(koungou):
    def counted():
        with questions(koungou.database) as asked:
            koungou.ask(lambda session, key: overview_of(session, key, today=TODAY))
        return len(asked)

    def grow(n):
        change = koungou.change(f"Changement {n}")
        koungou.act(f"Café {n}", change_ids=(change,))
        koungou.measure(koungou.indicator(name=f"Parents {n}", change_id=change), date(2026, 1, 1), 4)
        koungou.loop(date(2026, 3, 15), change)

    grow(0)
    few = counted()
    for n in range(1, 6):
        grow(n)
    assert counted() == few

"""What deserves attention, and the sentence that says it."""

from datetime import date, timedelta
from random import Random

import pytest

from qic_core.actions.effects import untied
from qic_core.actions.reinforcement import Source, matrix_of, say
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.dashboard.alert_rules import Alert, AlertKind, alert_sentence, without_residents
from qic_core.dashboard.alerts import list_alerts
from qic_core.dashboard.overview import overview_of
from qic_core.dashboard.step_facts import facts_of
from qic_core.dashboard.step_rules import Step
from qic_core.dashboard.steps import skip_step
from qic_core.vision.service import adopt_vision
from qic_core.words import catalogue
from tests.pages.house import plainly

TODAY = date(2026, 11, 27)


def alerts(koungou, *, today=TODAY):
    with koungou.database.reading() as session:
        facts = facts_of(session, koungou.id)
        return list_alerts(session, koungou.id, facts, koungou.indicators, today=today)


def adopted(koungou, *, residents, others):
    voices = {"Habitants": residents, "Associations": others}
    koungou.do(
        adopt_challenge, candidate_id=None, sentence="Le logement", reasons="", dissent="", voices=voices,
        residents=residents, adopted_on=TODAY,
    )  # fmt: skip


def test_nothing_is_to_watch_in_an_empty_collective(koungou):
    assert alerts(koungou) == []


@pytest.mark.parametrize(
    ("residents", "everyone", "alone"), [(0, 0, True), (0, 9, True), (19, 100, True), (20, 100, False), (9, 9, False)]
)
def test_a_decision_with_few_residents_is_told_by_m16(residents, everyone, alone):
    assert without_residents(residents, everyone) == alone


def test_a_challenge_adopted_nearly_without_residents_is_to_watch(koungou):
    adopted(koungou, residents=1, others=9)
    assert alerts(koungou) == [Alert(AlertKind.CHALLENGE, share=0.1)]
    adopted(koungou, residents=5, others=5)
    assert alerts(koungou) == []


def test_a_vision_of_which_nobody_said_who_decided_is_to_watch(koungou):
    koungou.do(
        adopt_vision, statement_id=None, text="Chacun chez soi", year=2035, reasons="", dissent="", voices={},
        residents=0, adopted_on=TODAY,
    )  # fmt: skip
    assert alerts(koungou) == [Alert(AlertKind.VISION, share=None)]


def test_a_trinome_lacks_those_whose_seats_are_empty(koungou):
    koungou.organisation("L'école")
    assert alerts(koungou) == [Alert(AlertKind.TRINOME, 3)]
    koungou.do(name_seats, collective_id=koungou.id, names=["État", "Ville", "Partenaire"])
    for seat in koungou.ask(list_seats):
        assert alerts(koungou)[0].kind == AlertKind.TRINOME
        koungou.do(add_member, collective_id=koungou.id, name="Anne", college="Associations", seat_id=seat.id)
    assert alerts(koungou) == []


def test_an_action_is_isolated_once_somebody_spoke_of_it_and_found_no_tie(koungou):
    cafe, market, fair, gone = (koungou.act(title) for title in ("Café", "Marché", "Fête", "Vieux"))
    assert alerts(koungou, today=date(2026, 1, 1)) == []
    koungou.do(say, values={(cafe, market): 1, (fair, cafe): 0, (fair, gone): 2}, source=Source.TABLE)
    assert alerts(koungou, today=date(2026, 1, 1)) == []
    koungou.do(withdraw_action, action_id=gone)
    assert alerts(koungou, today=date(2026, 1, 1)) == [Alert(AlertKind.ISOLATED, 1, "Fête", fair)]
    koungou.do(say, values={(cafe, market): 0}, source=Source.ROOM)
    [alert] = alerts(koungou, today=date(2026, 1, 1))
    assert (alert.n, alert.name) == (3, "Café")
    koungou.do(say, values={(fair, cafe): -1}, source=Source.ROOM)
    assert [one.name for one in alerts(koungou, today=date(2026, 1, 1))] == ["Marché"]


@pytest.mark.parametrize("seed", range(4))
def test_the_isolated_actions_are_those_of_the_page_of_reinforcement(koungou, seed):
    chance = Random(seed)
    keys = [koungou.act(f"Action {n}", starts_on=None, ends_on=None) for n in range(9)]
    for _ in range(3):
        pairs = [tuple(chance.sample(keys, 2)) for _ in range(5)]
        values = {pair: chance.choice([None, 0, 0, 0, 0, 0, 1, -1]) for pair in pairs}
        koungou.do(say, values=values, source=Source.TABLE)
    koungou.do(set_status, action_id=keys[0], status=Status.STOPPED, since=date(2026, 5, 1))
    expected = untied(koungou.ask(matrix_of))
    found = [one for one in alerts(koungou) if one.kind == AlertKind.ISOLATED]
    assert [(one.n, one.id) for one in found] == ([(len(expected), expected[0])] if expected else [])


def test_actions_that_should_have_ended_are_told_by_the_oldest(koungou):
    old = koungou.act("Café", starts_on=None, ends_on=date(2026, 5, 1))
    koungou.act("Marché", starts_on=None, ends_on=date(2026, 6, 1))
    koungou.act("Fête", starts_on=None, ends_on=TODAY)
    assert alerts(koungou) == [Alert(AlertKind.LATE, 2, "Café", old, day=date(2026, 5, 1))]
    koungou.do(set_status, action_id=old, status=Status.STOPPED, since=date(2026, 5, 1))
    assert [one.name for one in alerts(koungou)] == ["Marché"]


def test_silent_indicators_are_told_by_the_one_awaited_first(koungou):
    change = koungou.change("Les parents viennent")
    recent, old = (koungou.indicator(name=name, change_id=change) for name in ("Récent", "Ancien"))
    koungou.measure(recent, TODAY - timedelta(days=10), 4)
    koungou.measure(old, date(2025, 1, 1), 4)
    assert alerts(koungou) == [Alert(AlertKind.SILENT, 1, "Ancien", old)]


@pytest.mark.parametrize(("days", "told"), [(10, False), (274, False), (275, True)])
def test_a_collective_that_held_no_loop_for_nine_months_is_told_so(koungou, days, told):
    day = TODAY - timedelta(days=days)
    koungou.loop(day)
    assert alerts(koungou) == ([Alert(AlertKind.LOOP, day=day)] if told else [])


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        (Alert(AlertKind.CHALLENGE, share=0.1), "Le défi a été adopté avec 10 % d’habitants. Reparlez-en avec eux."),
        (Alert(AlertKind.CHALLENGE), "Personne n’a noté qui a adopté le défi. Des habitants étaient-ils là ?"),
        (Alert(AlertKind.VISION, share=0.0), "La vision a été adoptée avec 0 % d’habitants. Reparlez-en avec eux."),
        (Alert(AlertKind.TRINOME, 2), "Il manque 2 personnes au trinôme. Qui pourrait prendre ces places ?"),
        (
            Alert(AlertKind.LATE, 2, "Café", 1, day=TODAY),
            "2 actions devaient être finies : « Café » dès le 27/11/2026.",
        ),
        (Alert(AlertKind.SILENT, 1, "Parents"), "L’indicateur « Parents » ne dit plus rien. Qui peut le mesurer ?"),
        (
            Alert(AlertKind.ISOLATED, 2, "50 % *"),
            "2 actions n’aident aucune autre, et aucune ne les aide : « 50 % * », par exemple.",
        ),
        (
            Alert(AlertKind.LOOP, day=TODAY),
            "Pas de boucle évaluative depuis le 27/11/2026. Quand en parlez-vous ensemble ?",
        ),
    ],
)
def test_an_alert_says_what_to_do(alert, said):
    assert plainly(alert_sentence(alert, catalogue("fr"))) == said


def test_a_step_that_is_left_out_calls_for_nothing(koungou):
    koungou.organisation("L'école")
    late = koungou.act("Café", starts_on=None, ends_on=date(2026, 5, 1))
    koungou.do(skip_step, step=Step.COLLECTIVE, reason="Les places sont tenues ailleurs")
    with koungou.database.reading() as session:
        assert overview_of(session, koungou.id, today=TODAY).alerts == (
            Alert(AlertKind.LATE, 1, "Café", late, day=date(2026, 5, 1)),
        )
    koungou.do(skip_step, step=Step.ACTIONS, reason="Tenues à jour par la ville")
    with koungou.database.reading() as session:
        assert overview_of(session, koungou.id, today=TODAY).alerts == ()


def test_a_name_is_shown_as_its_page_needs_it():
    told = alert_sentence(Alert(AlertKind.SILENT, 1, "<b>" + "x" * 200), catalogue("fr"), shown=str.upper)
    assert "<B>XXX" in told
    assert len(told) < 120

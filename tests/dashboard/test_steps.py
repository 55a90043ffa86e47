"""What the journey holds, counted on both engines; steps left out and taken up again."""

from datetime import date, timedelta

import pytest

from qic_core.actions.reinforcement import Source, say
from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.cooperation.plan import start_plan
from qic_core.cooperation.plan_rules import Cover
from qic_core.dashboard.conditions import evidence_found
from qic_core.dashboard.step_evidence import evidence_of
from qic_core.dashboard.step_facts import facts_of
from qic_core.dashboard.step_rules import Facts, Step
from qic_core.dashboard.steps import skip_step, skipped_steps, take_up_step
from qic_core.errors import DomainError
from qic_core.evaluation.observations import add_observation, hide_observations, show_observations
from qic_core.pathways.rules import Horizon
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.words import catalogue
from qic_core.workshop.runs import close_run
from qic_core.workshop.tables import RunRow

MARCH = date(2026, 3, 12)


def test_an_empty_collective_holds_nothing(koungou):
    assert koungou.ask(facts_of) == Facts()


def test_what_stands_is_counted_and_what_was_taken_away_is_not(koungou):
    koungou.organisation("L'école")
    start, end = koungou.change("Un café"), koungou.change("Des parents", Horizon.MEDIUM)
    koungou.link(start, end)
    cafe, market, gone = koungou.act("Café"), koungou.act("Marché"), koungou.act("Vieux")
    koungou.do(set_status, action_id=cafe, status=Status.RUNNING, since=MARCH, note="")
    koungou.do(withdraw_action, action_id=gone)
    koungou.do(say, values={(cafe, market): 0}, source=Source.TABLE)
    koungou.do(start_plan, cover=Cover(MARCH))
    koungou.do(
        save_roadmap, first_actions=[FirstAction("Demander la salle")], next_loop_on=MARCH, next_loop_note="", version=0
    )
    koungou.measure(koungou.indicator(change_id=start), MARCH, 12)
    koungou.indicator(change_id=end)
    facts = koungou.ask(facts_of)
    assert (facts.organisations, facts.changes, facts.horizons, facts.links) == (1, 2, 2, 1)
    assert (facts.actions, facts.acting, facts.moving, facts.linked) == (2, 2, 1, 2)
    assert (facts.first_actions, facts.next_loop_on, facts.plan_on) == (1, MARCH, MARCH)
    assert (facts.indicators, facts.measured, facts.loops) == (2, 1, 0)


def test_a_wave_counts_once_the_room_has_answered_and_closed_it(koungou):
    run = koungou.run("cooperation")
    koungou.say(run, {"level": 5})
    assert koungou.ask(facts_of).waves == 0
    koungou.do(close_run, run_id=run)
    koungou.do(close_run, run_id=koungou.run("cooperation"))
    assert koungou.ask(facts_of).waves == 1


def test_an_indicator_counts_as_measured_once_there_is_a_figure(koungou):
    koungou.measure(koungou.indicator("Non dit"), MARCH, None)
    run = koungou.run("cooperation")
    with koungou.database.reading() as session:
        cell_id = session.get_one(RunRow, run).cell_id
    koungou.indicator("Coopération", cell_id=cell_id)
    assert (koungou.ask(facts_of).indicators, koungou.ask(facts_of).measured) == (2, 0)
    koungou.say(run, {"level": 5})
    koungou.do(close_run, run_id=run)
    koungou.measure(koungou.indicator("Parents"), MARCH, 4)
    assert koungou.ask(facts_of).measured == 2


def test_only_observations_that_are_shown_are_counted(koungou):
    seen = [
        koungou.do(add_observation, seen_on=MARCH, place="Rue", theme="Parc", text=text)
        for text in ("Montré", "Attend", "Masqué")
    ]
    assert (koungou.ask(facts_of).observations, koungou.ask(facts_of).waiting) == (0, 3)
    koungou.do(show_observations, observation_ids=seen[:1])
    koungou.do(hide_observations, observation_ids=seen[2:])
    assert (koungou.ask(facts_of).observations, koungou.ask(facts_of).waiting) == (1, 1)


def test_a_pair_taken_back_is_looked_into_no_more(koungou):
    cafe, market, fair = (koungou.act(title) for title in ("Café", "Marché", "Fête"))
    koungou.do(say, values={(cafe, market): 1, (market, fair): 2}, source=Source.TABLE)
    assert koungou.ask(facts_of).linked == 3
    koungou.do(say, values={(cafe, market): None}, source=Source.TABLE)
    assert koungou.ask(facts_of).linked == 2


def test_actions_are_counted_alike_in_the_journey_and_for_the_conditions(koungou):
    koungou.act("Café")
    koungou.do(set_status, action_id=koungou.act("Marché"), status=Status.STOPPED, since=MARCH)
    counted = koungou.ask(evidence_found, MARCH).actions
    assert counted == 1
    told = evidence_of(Step.ACTIONS, koungou.ask(facts_of), catalogue("en"))
    assert told == f"{counted} action"


def test_a_seat_counts_once_and_only_while_somebody_holds_it(koungou):
    koungou.do(name_seats, collective_id=koungou.id, names=["État", "Ville", "Partenaire"])
    seat = koungou.ask(list_seats)[0]
    for name in ("Anne", "Bilal"):
        koungou.do(add_member, collective_id=koungou.id, name=name, college="Associations", seat_id=seat.id)
    assert koungou.ask(facts_of).seats == 1


def test_another_collective_s_things_are_not_counted(koungou):
    elsewhere = koungou.elsewhere()
    elsewhere.act("Café", change_ids=(elsewhere.change("Un café"),))
    assert koungou.ask(facts_of) == Facts()


def test_a_step_is_left_out_with_its_reason_and_taken_up_again(koungou):
    koungou.do(skip_step, step=Step.VISION, reason="  Elle existe  depuis 2019. ")
    [(step, skip)] = koungou.ask(skipped_steps).items()
    assert (step, skip.reason) == (Step.VISION, "Elle existe depuis 2019.")
    assert abs(skip.since - date.today()) <= timedelta(days=1)
    koungou.do(take_up_step, step=Step.VISION)
    assert koungou.ask(skipped_steps) == {}
    koungou.do(take_up_step, step=Step.VISION)
    koungou.do(skip_step, step=Step.VISION, reason="Encore")
    assert koungou.ask(skipped_steps)[Step.VISION].reason == "Encore"


@pytest.mark.parametrize(
    ("reason", "code"), [("  ", "skip_unexplained"), ("x" * 301, "text_too_long"), ("Plus tard", "step_done")]
)
def test_a_step_is_not_left_out_without_a_reason_nor_once_it_is_done(koungou, reason, code):
    action = koungou.act()
    koungou.do(set_status, action_id=action, status=Status.RUNNING, since=MARCH, note="")
    with pytest.raises(DomainError, match=code):
        koungou.do(skip_step, step=Step.ACTIONS, reason=reason)
    assert koungou.ask(skipped_steps) == {}

"""What the cells of a loop ask about."""

from datetime import date

import pytest

from qic_core.actions.service import withdraw_action
from qic_core.cooperation.plan_rules import Outcome
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import say_outcome
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.loop_items import loop_action_items, loop_indicator_items, loop_promise_items
from qic_core.evaluation.loops import add_action_to_loop, pause_loop
from qic_core.roadmap.service import save_roadmap
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Known
from tests.evaluation.looping import ADJUST, DONE, HELD_ON, KEEP, NEXT, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def announce(round_of, day):
    round_of.do(save_roadmap, first_actions=(), next_loop_on=day, next_loop_note="", version=0)


@pytest.mark.parametrize("items", [loop_action_items, loop_indicator_items])
def test_without_a_loop_the_sentence_says_to_open_one(round_of, items):
    round_of.promised()
    with pytest.raises(DomainError) as refusal:
        round_of.ask(items)
    assert refusal.value.code == "loop_missing"


def test_the_actions_are_those_that_wait_for_a_decision(round_of):
    change, [cafe, garden, bus, party] = round_of.scope("Un café", "Un jardin", "Un bus", "Une fête")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, garden, **KEEP)
    round_of.move(bus, DONE)
    round_of.do(withdraw_action, action_id=party)
    assert [(item.key, item.text, item.thing) for item in round_of.ask(loop_action_items)] == [
        (f"a{cafe}", "Un café", ("action", cafe))
    ]
    late = round_of.act("Une navette")
    round_of.do(add_action_to_loop, loop_id=loop_id, action_id=late)
    assert [item.text for item in round_of.ask(loop_action_items)] == ["Un café", "Une navette"]


def test_a_paused_loop_still_asks(round_of):
    change, _ = round_of.scope("Un café")
    round_of.do(pause_loop, loop_id=round_of.open(change))
    assert [item.text for item in round_of.ask(loop_action_items)] == ["Un café"]


def test_once_all_is_decided_there_is_nothing_to_ask(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    assert round_of.ask(loop_action_items) == []


def test_two_actions_of_one_name_are_told_apart(round_of):
    change, _ = round_of.scope("Un café", "Un café")
    round_of.open(change)
    assert [item.text for item in round_of.ask(loop_action_items)] == ["1. Un café", "2. Un café"]


def test_the_curves_are_those_of_the_loops_changes_and_actions(round_of):
    change, [cafe] = round_of.scope("Un café")
    families = round_of.grown(change, 40, 60, 97.126, name="Familles", unit="familles")
    guests = round_of.indicator(action_id=cafe, name="Invités", unit="")
    round_of.indicator(name="Ailleurs")
    round_of.do(withdraw_indicator, indicator_id=round_of.indicator(change_id=change, name="Parti"))
    round_of.open(change)
    day = date(2026, 9, 20)
    assert [(item.key, item.text, item.thing, item.known) for item in round_of.ask(loop_indicator_items)] == [
        (f"n{families}", "Familles", ("indicator", families), Known(day, "familles", 97.13)),
        (f"n{guests}", "Invités", ("indicator", guests), Known(day, "", None)),
    ]


@pytest.mark.parametrize(
    ("announced", "asked"),
    [(NEXT, NEXT), (HELD_ON, date(2026, 9, 20)), (date(2026, 1, 1), date(2026, 9, 20)), (None, date(2026, 9, 20))],
)
def test_the_day_asked_about_is_the_next_loop_when_the_roadmap_says_it_else_in_six_months(round_of, announced, asked):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 1, 2, 3)
    announce(round_of, announced)
    round_of.open(change)
    [item] = round_of.ask(loop_indicator_items)
    assert item.known.asked_on == asked


def test_the_promises_are_the_open_ones_of_earlier_loops_the_next_one_due_first(round_of):
    first, action = round_of.promised(what="", verdict=KEEP["verdict"], who="Z" * 120)
    second, _ = round_of.promised(due_on=date(2026, 5, 1))
    items = round_of.ask(loop_promise_items)
    assert [item.text for item in items][0] == "Le café ouvre le samedi (Zaïna, 01/05/2026)"
    assert items[1].text.startswith("Un café")
    assert items[1].text.endswith(", 15/06/2026)")
    assert all(len(item.text) <= ITEM_LENGTH for item in items)
    kept = round_of.get(second).decisions[0]
    assert items[0].thing == ("decision", kept.id)
    round_of.do(say_outcome, decision_id=kept.id, version=kept.version, outcome=Outcome.KEPT)
    assert [item.thing[1] for item in round_of.ask(loop_promise_items)] == [round_of.decision(first, action).id]


def test_what_the_loop_at_work_decides_is_no_promise_of_an_earlier_one(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **ADJUST)
    assert round_of.ask(loop_promise_items) == []
    assert round_of.elsewhere().ask(loop_promise_items) == []

"""Where each curve leads is frozen when a loop opens, and never moves again."""

from datetime import timedelta

import pytest

from qic_core.evaluation.forecasts import ids_about, indicators_about, indicators_of
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.loops import add_action_to_loop
from tests.evaluation.looping import HELD_ON, KEEP, NEXT, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def test_three_measures_are_a_forecast_and_two_are_none(round_of):
    change, _ = round_of.scope()
    three, two = round_of.grown(change, 10, 20, 30), round_of.grown(change, 10, 20)
    round_of.open(change)
    [frozen] = round_of.told(three).forecasts
    assert (frozen.frozen_on, frozen.line.points) == (HELD_ON, 3)
    assert frozen.line.value == pytest.approx(30)
    assert frozen.at(HELD_ON + timedelta(days=90)) == pytest.approx(40)
    assert round_of.told(two).forecasts == ()


def test_what_is_measured_later_moves_nothing(round_of):
    change, _ = round_of.scope()
    key = round_of.grown(change, 10, 20, 30)
    round_of.open(change)
    before = round_of.told(key).forecasts
    round_of.measure(key, HELD_ON + timedelta(days=60), 5)
    assert round_of.told(key).forecasts == before


def test_what_was_measured_after_the_day_of_the_loop_is_not_forecast_from(round_of):
    change, _ = round_of.scope()
    key = round_of.grown(change, 10, 20, 30, until=HELD_ON + timedelta(days=10))
    round_of.open(change)
    assert round_of.told(key).forecasts == ()


def test_figures_in_another_unit_are_not_forecast_from(round_of):
    change, _ = round_of.scope()
    key = round_of.grown(change, 10, 20, 30, until=HELD_ON - timedelta(days=90))
    round_of.rewrite_indicator(key, unit="%", why="On compte autrement")
    round_of.measure(key, HELD_ON, 40)
    round_of.open(change)
    assert round_of.told(key).forecasts == ()


def test_only_curves_of_the_scope_are_forecast(round_of):
    change, [cafe] = round_of.scope("Un café")
    aside = round_of.change("Autre chose")
    ours, other = round_of.grown(change, 1, 2, 3), round_of.grown(aside, 1, 2, 3)
    of_action = round_of.grown(None, 1, 2, 3, action_id=cafe)
    gone = round_of.grown(change, 1, 2, 3)
    round_of.do(withdraw_indicator, indicator_id=gone)
    round_of.open(change)
    assert [one.id for one in round_of.indicators if one.forecasts] == [ours, of_action]
    with round_of.database.reading() as session:
        about = indicators_about(session, round_of.id, change_ids=[change], action_ids=[cafe])
        assert ids_about(session, round_of.id, change_ids=[change], action_ids=[cafe]) == [ours, of_action]
        assert [one.name for one in indicators_of(session, round_of.id, [ours])] == ["Parents présents"]
    assert [one.id for one in about] == [ours, of_action]
    assert other not in [one.id for one in about]


def test_an_action_brought_in_brings_its_curve(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    cafe = round_of.act("Un café")
    key = round_of.grown(None, 1, 2, 3, action_id=cafe)
    round_of.do(add_action_to_loop, loop_id=loop_id, action_id=cafe)
    [frozen] = round_of.told(key).forecasts
    assert frozen.frozen_on == HELD_ON


def test_each_loop_freezes_its_own(round_of):
    change, [cafe] = round_of.scope("Un café")
    key = round_of.grown(change, 10, 20, 30)
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    round_of.close(loop_id)
    round_of.measure(key, NEXT, 31)
    round_of.open(change, held_on=NEXT)
    assert [one.frozen_on for one in round_of.told(key).forecasts] == [HELD_ON, NEXT]

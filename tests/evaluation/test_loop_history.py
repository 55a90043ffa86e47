"""Closed loops at a glance."""

from datetime import date

import pytest

from qic_core.cooperation.plan_rules import Outcome
from qic_core.evaluation.decisions import say_outcome
from qic_core.evaluation.loop_history import Past, past_loops
from qic_core.evaluation.loop_rules import Tally
from tests.evaluation.looping import ADJUST, DONE, HELD_ON, KEEP, NEXT, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def test_only_loops_that_are_over_are_told_the_latest_first(round_of):
    change, _ = round_of.scope()
    first = round_of.open(change)
    assert round_of.ask(past_loops) == []
    round_of.close(first)
    second = round_of.open(change, title="Boucle d'automne", held_on=NEXT)
    round_of.close(second)
    round_of.open(change, title="En cours", held_on=date(2026, 11, 2))
    assert round_of.ask(past_loops) == [
        Past(second, "Boucle d'automne", NEXT, 0, Tally(0, 0, 0, 0)),
        Past(first, "Boucle de printemps", HELD_ON, 0, Tally(0, 0, 0, 0)),
    ]
    assert round_of.elsewhere().ask(past_loops) == []


def test_what_was_decided_promised_and_kept_is_counted(round_of):
    change, [cafe, garden, bus, over] = round_of.scope("Un café", "Un jardin", "Un bus", "Une fête")
    loop_id = round_of.open(change)
    for action in (cafe, garden):
        round_of.decide(loop_id, action, **ADJUST)
    round_of.decide(loop_id, bus, **KEEP)
    round_of.move(over, DONE)
    round_of.close(loop_id)
    kept = round_of.decision(loop_id, cafe).id
    round_of.do(say_outcome, decision_id=kept, version=2, outcome=Outcome.KEPT)
    [past] = round_of.ask(past_loops)
    assert (past.decided, past.promises, past.promises.open) == (3, Tally(2, 1, 0, 0), 1)

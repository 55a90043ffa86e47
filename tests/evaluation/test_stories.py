"""The story behind each curve: told while the loop is open, by one hand at a time."""

import pytest

from qic_core.errors import DomainError
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.loops import pause_loop
from qic_core.evaluation.stories import stories_of, tell_story
from tests.evaluation.looping import Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


@pytest.fixture
def curve(round_of):
    """Return a loop and an indicator of its scope."""
    change, _ = round_of.scope()
    key = round_of.indicator(change_id=change)
    return {"loop_id": round_of.open(change), "indicator_id": key}


def refused(verb, *args, **named):
    with pytest.raises(DomainError) as error:
        verb(*args, **named)
    return error.value.code


def told(round_of, loop_id):
    with round_of.database.reading() as session:
        return [(one.indicator, one.text, one.version) for one in stories_of(session, loop_id)]


def test_a_story_is_told_rewritten_and_taken_back(round_of, curve):
    round_of.do(tell_story, **curve, version=0, text=" La maîtresse a changé.\n\n\n\nLe bus aussi. ")
    assert told(round_of, curve["loop_id"]) == [("Parents présents", "La maîtresse a changé.\n\nLe bus aussi.", 1)]
    round_of.do(tell_story, **curve, version=1, text="Le bus est arrivé")
    round_of.do(tell_story, **curve, version=2, text="  ")
    assert told(round_of, curve["loop_id"]) == [("Parents présents", "", 3)]


def test_a_story_told_meanwhile_is_not_replaced_unread(round_of, curve):
    round_of.do(tell_story, **curve, version=0, text="Le bus est arrivé")
    assert refused(round_of.do, tell_story, **curve, version=0, text="Autre") == "story_changed_meanwhile"
    assert refused(round_of.do, tell_story, **curve, version=2, text="Autre") == "story_changed_meanwhile"
    assert told(round_of, curve["loop_id"])[0][1] == "Le bus est arrivé"


@pytest.mark.parametrize(("text", "code"), [(" \n ", "story_empty"), ("a" * 1001, "text_too_long")])
def test_a_story_is_neither_empty_nor_endless(round_of, curve, text, code):
    assert refused(round_of.do, tell_story, **curve, version=0, text=text) == code


def test_only_curves_of_the_scope_have_a_story(round_of, curve):
    aside = round_of.indicator(change_id=round_of.change("Autre chose"))
    again = {**curve, "indicator_id": aside, "version": 0, "text": "x"}
    assert refused(round_of.do, tell_story, **again) == "story_out_of_scope"
    round_of.do(withdraw_indicator, indicator_id=curve["indicator_id"])
    assert refused(round_of.do, tell_story, **curve, version=0, text="x") == "indicator_withdrawn"


def test_a_curve_of_an_action_of_the_loop_has_its_story(round_of):
    change, [cafe] = round_of.scope("Un café")
    key = round_of.indicator(action_id=cafe)
    loop_id = round_of.open(change)
    round_of.do(tell_story, loop_id=loop_id, indicator_id=key, version=0, text="Le samedi")
    assert [one[1] for one in told(round_of, loop_id)] == ["Le samedi"]


def test_a_story_stays_as_it_is_once_the_loop_rests_or_is_closed(round_of, curve):
    round_of.do(tell_story, **curve, version=0, text="Le bus est arrivé")
    round_of.do(pause_loop, loop_id=curve["loop_id"])
    assert refused(round_of.do, tell_story, **curve, version=1, text="x") == "loop_paused"
    elsewhere = round_of.elsewhere()
    assert refused(elsewhere.do, tell_story, **curve, version=1, text="x") == "loop_unknown"


def test_a_closed_loop_keeps_its_stories(round_of, curve):
    round_of.do(tell_story, **curve, version=0, text="Le bus est arrivé")
    round_of.close(curve["loop_id"])
    assert refused(round_of.do, tell_story, **curve, version=1, text="x") == "loop_closed"
    assert told(round_of, curve["loop_id"]) == [("Parents présents", "Le bus est arrivé", 1)]

"""What may be written of a loop and of what it decides; how promises are counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.cooperation.plan_rules import FARTHEST, Outcome
from qic_core.errors import DomainError
from qic_core.evaluation.loop_rules import (
    AHEAD_AT_MOST,
    NOTE_LENGTH,
    TITLE_LENGTH,
    WHAT_LENGTH,
    WHO_LENGTH,
    Decided,
    Decision,
    Loop,
    Opening,
    Tally,
    check_at_work,
    check_outcome,
    check_undecided,
)
from qic_core.evaluation.rules import LoopState, Verdict

TODAY, HELD_ON, DUE = date(2026, 3, 21), date(2026, 3, 20), date(2026, 6, 15)
OPENING = Opening("Boucle de printemps", HELD_ON, (3, 1))
ADJUST = Decided(Verdict.ADJUST, "Le café ouvre le samedi", "Zaïna", DUE)


def code_of(verb, *args, **named):
    with pytest.raises(DomainError) as refused:
        verb(*args, **named)
    return refused.value.code


def decision(number, verdict=None, **more):
    return Decision(number, 1, 10 + number, f"Action {number}", verdict, **more)


def loop_of(*decisions):
    return Loop(1, None, "Boucle", HELD_ON, LoopState.OPEN, decisions=decisions)


def test_an_opening_is_trimmed_and_names_each_change_once():
    opening = Opening("  Boucle   de printemps ", HELD_ON, (3, 1, 3), " À la MJC \n\n dès 9 h ").clean(last_day=TODAY)
    assert opening == Opening("Boucle de printemps", HELD_ON, (3, 1), "À la MJC \n\n dès 9 h")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " \u200b "}, "loop_untitled"),
        ({"title": "a" * (TITLE_LENGTH + 1)}, "text_too_long"),
        ({"note": "a" * (NOTE_LENGTH + 1)}, "text_too_long"),
        ({"change_ids": ()}, "loop_without_change"),
        ({"held_on": date(1926, 3, 20)}, "day_out_of_bounds"),
        ({"held_on": TODAY + AHEAD_AT_MOST + timedelta(days=1)}, "loop_too_far"),
    ],
)
def test_an_opening_out_of_bounds_is_refused(more, code):
    assert code_of(replace(OPENING, **more).clean, last_day=TODAY) == code


def test_a_loop_may_be_prepared_three_months_ahead():
    held_on = TODAY + AHEAD_AT_MOST
    assert replace(OPENING, held_on=held_on).clean(last_day=TODAY).held_on == held_on


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (Decided(None, "Le café ouvre le samedi"), "decision_unsaid"),
        (Decided(Verdict.ADJUST), "decision_unexplained"),
        (Decided(Verdict.REDIRECT, "  "), "decision_unexplained"),
        (Decided(Verdict.STOP), "decision_unexplained"),
        (Decided(Verdict.ADJUST, "Le samedi"), "promise_without_who"),
        (Decided(Verdict.REDIRECT, "Ailleurs", "Zaïna"), "promise_without_day"),
        (Decided(Verdict.CONTINUE, who="Zaïna"), "promise_without_day"),
        (Decided(Verdict.CONTINUE, due_on=DUE), "promise_without_who"),
        (replace(ADJUST, due_on=HELD_ON - timedelta(days=1)), "promise_day_out_of_bounds"),
        (replace(ADJUST, due_on=HELD_ON + FARTHEST + timedelta(days=1)), "promise_day_out_of_bounds"),
        (replace(ADJUST, what="a" * (WHAT_LENGTH + 1)), "text_too_long"),
        (replace(ADJUST, who="a" * (WHO_LENGTH + 1)), "text_too_long"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(made, code):
    assert code_of(made.clean, since=HELD_ON) == code


@pytest.mark.parametrize(
    "made",
    [
        Decided(Verdict.CONTINUE),
        Decided(Verdict.CONTINUE, who="Zaïna", due_on=HELD_ON),
        Decided(Verdict.STOP, "Plus personne ne vient"),
        replace(ADJUST, due_on=HELD_ON + FARTHEST),
        ADJUST,
    ],
)
def test_continuing_needs_no_words_and_a_promise_needs_who_and_when(made):
    assert made.clean(since=HELD_ON) == made


@given(
    st.sampled_from([None, *Verdict]),
    st.text(max_size=WHAT_LENGTH + 5),
    st.text(max_size=WHO_LENGTH + 5),
    st.none() | st.dates(),
)
def test_whatever_is_typed_of_a_decision_is_kept_within_bounds_or_refused(verdict, what, who, due_on):
    try:
        clean = Decided(verdict, what, who, due_on).clean(since=HELD_ON)
    except DomainError:
        return
    assert clean.clean(since=HELD_ON) == clean
    assert clean.verdict is not None
    assert bool(clean.who) == (clean.due_on is not None)
    assert clean.what or clean.verdict == Verdict.CONTINUE
    assert len(clean.what) <= WHAT_LENGTH
    assert len(clean.who) <= WHO_LENGTH


def test_an_action_that_is_over_waits_for_no_decision():
    loop = loop_of(decision(1), decision(2, Verdict.CONTINUE), decision(3, is_over=True))
    assert [one.id for one in loop.undecided] == [1]
    assert loop.action_ids == [11, 12, 13]


@pytest.mark.parametrize(("state", "code"), [(LoopState.PAUSED, "loop_paused"), (LoopState.CLOSED, "loop_closed")])
def test_nothing_is_written_in_a_loop_that_rests_or_is_over(state, code):
    assert code_of(check_at_work, state, "Boucle") == code
    check_at_work(LoopState.OPEN, "Boucle")


def test_the_first_three_actions_that_wait_are_named():
    with pytest.raises(DomainError) as refused:
        check_undecided(loop_of(*map(decision, range(1, 5))))
    assert refused.value.params == {"actions": "Action 1 · Action 2 · Action 3 · …"}
    with pytest.raises(DomainError) as refused:
        check_undecided(loop_of(*map(decision, range(1, 4))))
    assert refused.value.params == {"actions": "Action 1 · Action 2 · Action 3"}
    check_undecided(loop_of(decision(1, Verdict.STOP), decision(2, is_over=True)))


def test_a_promise_is_late_once_its_day_is_past_and_nobody_said_what_became_of_it():
    promise = decision(1, Verdict.ADJUST, what="Ouvrir", who="Zaïna", due_on=DUE)
    assert not promise.is_late(DUE)
    assert promise.is_late(DUE + timedelta(days=1))
    assert not replace(promise, outcome=Outcome.KEPT).is_late(DUE + timedelta(days=1))
    assert not replace(promise, who="", due_on=None).is_open_promise


def test_what_nobody_has_said_of_promises_is_what_is_left_of_those_made():
    assert Tally(made=5, kept=2, partly=1, dropped=1).open == 1


def test_what_became_of_a_promise_is_one_of_three_and_its_note_is_bounded():
    assert check_outcome(Outcome.PARTLY, "  Un  samedi sur deux ") == "Un samedi sur deux"
    assert check_outcome(None, "") == ""
    assert code_of(check_outcome, Outcome.CARRIED, "") == "outcome_impossible"
    assert code_of(check_outcome, Outcome.KEPT, "a" * 301) == "text_too_long"

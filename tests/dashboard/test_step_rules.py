"""Where the steps of the journey stand, by what is counted; which comes next; what is left out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.dashboard.step_evidence import evidence_of
from qic_core.dashboard.step_rules import Facts, Skip, State, Step, next_of, steps_of
from qic_core.words import catalogue

MARCH = date(2026, 3, 12)
FRENCH = catalogue("fr")
EVERYTHING = Facts(
    organisations=4, seats=3, challenge_on=MARCH, vision_on=MARCH, changes=3, horizons=3, links=2, first_actions=1,
    next_loop_on=MARCH, actions=4, moving=1, acting=4, linked=2, waves=1, plan_on=MARCH, indicators=1, measured=1,
    loops=1, closed=1, learnings=1,
)  # fmt: skip


def state_of(step, facts, skipped=()):
    return next(one.state for one in steps_of(facts, dict(skipped)) if one.step == step)


@pytest.mark.parametrize(
    ("step", "begun", "done"),
    [
        (Step.COLLECTIVE, {"organisations": 4, "seats": 2}, {"organisations": 4, "seats": 3}),
        (Step.CHALLENGE, {"candidates": 1}, {"challenge_on": MARCH}),
        (Step.VISION, {"statements": 2}, {"vision_on": MARCH}),
        (Step.PATHWAYS, {"changes": 9, "horizons": 2, "links": 4}, {"changes": 3, "horizons": 3, "links": 1}),
        (Step.ROADMAP, {"next_loop_on": MARCH}, {"next_loop_on": MARCH, "first_actions": 1}),
        (Step.ACTIONS, {"actions": 3}, {"actions": 3, "moving": 1}),
        (Step.REINFORCEMENT, {"acting": 5, "linked": 2}, {"acting": 4, "linked": 2}),
        (Step.COOPERATION, {"waves": 1}, {"waves": 1, "plan_on": MARCH}),
        (Step.INDICATORS, {"indicators": 1}, {"indicators": 1, "measured": 1}),
        (Step.LOOPS, {"loops": 1}, {"loops": 2, "closed": 1}),
        (Step.LEARNING, {"observations": 1}, {"outcomes": 1}),
    ],
)
def test_a_step_is_to_do_then_begun_then_done(step, begun, done):
    assert state_of(step, Facts()) == State.TO_DO
    assert state_of(step, Facts(**begun)) == State.BEGUN
    assert state_of(step, Facts(**done)) == State.DONE


def test_a_step_left_out_says_why_and_is_not_the_next_one():
    skip = Skip("Notre défi est donné par la ville", MARCH)
    steps = steps_of(Facts(organisations=1, seats=3, candidates=2), {Step.CHALLENGE: skip})
    [left_out] = [one for one in steps if one.skip]
    assert (left_out.step, left_out.state, left_out.skip) == (Step.CHALLENGE, State.SKIPPED, skip)
    assert next_of(steps) == Step.VISION


def test_a_step_that_was_left_out_and_is_done_all_the_same_is_done():
    assert state_of(Step.VISION, Facts(vision_on=MARCH), {Step.VISION: Skip("Plus tard", MARCH)}) == State.DONE


def test_nothing_comes_next_once_all_is_done_or_left_out():
    assert next_of(steps_of(EVERYTHING, {})) is None
    assert next_of(steps_of(replace(EVERYTHING, plan_on=None), {Step.COOPERATION: Skip("Non", MARCH)})) is None


@given(st.sets(st.sampled_from(Step)), st.integers(0, 4), st.integers(0, 4))
def test_the_next_step_is_the_first_that_is_neither_done_nor_left_out(left_out, organisations, seats):
    steps = steps_of(Facts(organisations, seats), {step: Skip("Non", MARCH) for step in left_out})
    first = next_of(steps)
    before = steps[: list(Step).index(first)] if first else steps
    assert [one.step for one in steps] == list(Step)
    assert all(one.state in (State.DONE, State.SKIPPED) for one in before)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.COLLECTIVE, "4 organisations · trinôme au complet"),
        (Step.CHALLENGE, "adoption le 12/03/2026"),
        (Step.PATHWAYS, "3 changements · 2 liens"),
        (Step.ROADMAP, "1 première action · prochaine boucle le 12/03/2026"),
        (Step.ACTIONS, "4 actions · 1 en cours ou faite"),
        (Step.COOPERATION, "1 passage en salle · plan du 12/03/2026"),
        (Step.LOOPS, "1 boucle close"),
    ],
)
def test_what_shows_where_a_step_stands_is_told_in_a_few_words(step, said):
    assert evidence_of(step, EVERYTHING, FRENCH) == said
    assert evidence_of(step, Facts(), FRENCH) == ""


def test_proposals_are_told_as_long_as_none_is_adopted():
    assert evidence_of(Step.VISION, Facts(statements=1), FRENCH) == "1 proposition, pas encore adoptée"
    assert evidence_of(Step.CHALLENGE, Facts(candidates=3), FRENCH) == "3 propositions, aucune adoptée"
    assert evidence_of(Step.COLLECTIVE, Facts(seats=1), FRENCH) == "trinôme\N{NO-BREAK SPACE}: 1 sur 3"

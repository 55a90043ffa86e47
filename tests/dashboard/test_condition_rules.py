from datetime import date

import pytest

from qic_core.challenge.conditions import HIGHEST, IMPACT_CONDITIONS, SCORES
from qic_core.challenge.rules import Score
from qic_core.dashboard.condition_rules import (
    Found,
    Standing,
    facts,
    move_line,
    overview_sentence,
    rests_line,
    score_line,
    standings,
)
from qic_core.words import Words

WORDS = Words()
VISION = IMPACT_CONDITIONS[0]
MARCH, JUNE = date(2026, 3, 12), date(2026, 6, 1)


def score(value, day=MARCH, **said):
    return Score(said.pop("id", 1), VISION.key, value, said.pop("evidence", ""), day, **said)


def test_each_of_the_five_tells_in_its_own_words_what_every_score_means():
    assert [len(condition.meanings) for condition in IMPACT_CONDITIONS] == [len(SCORES)] * 5
    assert len({meaning for condition in IMPACT_CONDITIONS for meaning in condition.meanings}) == 5 * len(SCORES)
    assert max(len(meaning) for condition in IMPACT_CONDITIONS for meaning in condition.meanings) <= 60


@pytest.mark.parametrize(
    ("history", "move"),
    [
        ([], None),
        ([score(1)], None),
        ([score(1), score(2, JUNE)], 1),
        ([score(2), score(2, JUNE)], 0),
        ([score(3), score(2, JUNE)], -1),
        ([score(1), score(3, id=2)], None),
        ([score(1), score(0, JUNE), score(2, JUNE, id=3)], 1),
    ],
)
def test_a_condition_moves_against_the_day_before_and_a_correction_the_same_day_is_no_move(history, move):
    assert Standing(VISION, tuple(history)).move == move


@pytest.mark.parametrize(
    ("scored", "line"),
    [
        (None, "Not scored yet"),
        (score(0), "○○○ Not there"),
        (score(2), "●●○ Under way"),
        (score(HIGHEST), "●●● There"),
    ],
)
def test_a_score_is_said_in_dots_and_in_words(scored, line):
    assert score_line(scored, WORDS) == line


def test_the_move_says_since_when():
    assert move_line(Standing(VISION, (score(1), score(2, JUNE))), WORDS) == "up since 12/03/2026"
    assert move_line(Standing(VISION, (score(1),)), WORDS) == ""


def test_what_a_score_rests_on_says_the_day_the_room_and_the_evidence():
    rated = Standing(VISION, (score(2, JUNE, evidence="Lue au marché", voices=42),))
    assert rests_line(rated, WORDS) == "Scored on 01/06/2026 · the room, 42 voices · Lue au marché"
    assert rests_line(Standing(VISION, (score(2, JUNE),)), WORDS) == "Scored on 01/06/2026"
    assert rests_line(Standing(VISION), WORDS) == ""


def test_the_five_stand_in_their_order_scored_or_not():
    found = standings({"support": [score(1)]})
    assert [(one.condition.key, one.latest is None) for one in found] == [
        ("vision", True),
        ("synergy", True),
        ("evaluation", True),
        ("communication", True),
        ("support", False),
    ]


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ({}, "The five conditions are not scored yet: they are what a collective works on all along."),
        (
            {"vision": [score(2)], "support": [score(1)], "synergy": [score(1)]},
            "To work on first: Actions that strengthen one another, A support structure (Beginning).",
        ),
        (
            {"vision": [score(2), score(3, JUNE)], "support": [score(1), score(1, JUNE)]},
            "To work on first: A support structure (Beginning). Since the time before: 1 up, 0 down, 1 unchanged.",
        ),
    ],
)
def test_the_sentence_names_what_to_work_on_first_and_what_moved(scores, sentence):
    assert overview_sentence(standings(scores), WORDS) == sentence


def test_a_journey_without_anything_says_so_of_each_condition():
    assert facts(Found(), WORDS) == {
        "vision": "No vision is adopted yet",
        "synergy": "0 actions · 0 ties by which one strengthens another",
        "evaluation": "No indicator yet",
        "communication": "Public page not shown",
        "support": "Trinôme: 0 of 3 seats held",
    }


def test_what_is_found_is_told_in_figures():
    found = Found(
        vision_on=MARCH, residents=31, everyone=50, actions=9, reinforcing=4, indicators=3, measured=2, loop_on=JUNE,
        seminaires=3, given=1, overdue=2, public=True, seats=2, core=6, met_on=JUNE,
    )  # fmt: skip
    assert facts(found, WORDS) == {
        "vision": "Vision adopted on 12/03/2026 · 62 % of residents among those who decided",
        "synergy": "9 actions · 4 ties by which one strengthens another",
        "evaluation": "2 of 3 indicators measured within a year · Last loop: 01/06/2026",
        "communication": "Residents told what became of 1 of 3 séminaires · 2 feedbacks overdue · Public page shown",
        "support": "Trinôme: 2 of 3 seats held · 6 people in the core group · Last met on 01/06/2026",
    }

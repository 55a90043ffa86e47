import gettext

import pytest

from qic_core.challenge.conditions import CONDITIONS
from qic_core.challenge.readiness import Readiness, scores_of
from qic_core.errors import DomainError
from qic_core.workshop.answers import check_answer
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
CONTENT = Content("readiness", "Prêts ?", "Où en sommes-nous pour démarrer ?")
READINESS = Readiness()


def scored(voices=1, **scores):
    return Answer({"scores": {"collective": scores}}, voices)


def summary(*answers):
    return READINESS.summarise(CONTENT, Harvest(answers))


ROOM = (
    scored(challenge=3, leaders=2, ties=1, means=1),
    scored(challenge=3, leaders=2, ties=0, means=1),
    scored(challenge=2, ties=1, means=3, voices=2),
)


def test_the_room_is_asked_about_the_four_conditions_at_once():
    (field,) = READINESS.fields(CONTENT)
    assert {criterion.key for criterion in field.criteria} == {condition.key for condition in CONDITIONS}
    assert [level.value for level in field.criteria[0].levels] == [0, 1, 2, 3]
    assert [item.text for item in field.items] == ["Prêts ?"]


def test_the_score_of_a_condition_is_the_lower_median_and_a_blank_is_no_low_score():
    assert scores_of(summary(*ROOM)) == {"challenge": 2, "leaders": 2, "ties": 1, "means": 1}
    assert scores_of(summary(scored(ties=0))) == {"ties": 0}
    assert summary(*ROOM)["conditions"]["leaders"] == [0, 0, 2, 0]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((scored(ties=0),), "Weakest first: Collaborations built on trust, 0 of 3, Not there (1 voices)."),
        (
            ROOM,
            "Weakest first: Collaborations built on trust · Means that are enough, and last, 1 of 3, Beginning "
            "(4 voices).",
        ),
    ],
)
def test_the_sentence_names_the_weakest(answers, sentence):
    assert READINESS.sentence(CONTENT, summary(*answers), WORDS) == sentence


def test_the_table_and_the_chart_begin_with_the_weakest():
    rows = READINESS.table(CONTENT, summary(*ROOM), WORDS).rows
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("Collaborations built on trust", 1, 4),
        ("Means that are enough, and last", 1, 4),
        ("A challenge that is urgent for all", 2, 4),
        ("People and organisations that rally others", 2, 2),
    ]
    drawn = READINESS.chart(CONTENT, summary(*ROOM), WORDS, font=14).rows
    assert [(row["answer"], row["share"]) for row in drawn[:4]] == [
        ("3. There", 0),
        ("2. Under way", 0),
        ("1. Beginning", 0.75),
        ("0. Not there", 0.25),
    ]
    assert READINESS.chart(CONTENT, summary(), WORDS, font=14) is None


def test_the_curve_follows_the_four():
    assert READINESS.trend(CONTENT, summary(scored(ties=0, means=3)), WORDS) == {
        "Collaborations built on trust": 0,
        "Means that are enough, and last": 3,
    }


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ({"ties": 4}, "level_unknown"),
        ({"ties": -1}, "level_unknown"),
        ({"luck": 1}, "answer_malformed"),
        ({}, "rating_missing"),
    ],
)
def test_a_score_outside_nought_to_three_is_refused(scores, code):
    with pytest.raises(DomainError) as refusal:
        check_answer(READINESS.fields(CONTENT), {"scores": {"collective": scores}})
    assert refusal.value.code == code

import gettext

import pytest

from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of

WORDS = gettext.NullTranslations()
PRIORITY = kind_of("priority")
CONTENT = Content(
    "priority",
    "Urgences",
    "Qu'est-ce qui presse ?",
    items=(Item("i1", "Éclairer le stade"), Item("i2", "Un local"), Item("i3", "Une navette")),
)


def rated(item, urgency=None, importance=None, shared=None, *, voices=1):
    given = {"urgency": urgency, "importance": importance, "shared": shared}
    return Answer({"ratings": {item: {key: step for key, step in given.items() if step}}}, voices)


def summary(*answers):
    return PRIORITY.summarise(CONTENT, Harvest(answers))


def rows(*answers):
    return [tuple(row) for row in PRIORITY.table(CONTENT, summary(*answers), WORDS).rows]


SOME = (rated("i2", 4, 4, 1), rated("i1", 2, 3, 4), rated("i2", 4, 2, 2, voices=6), rated("i3", shared=4))


def test_steps_are_counted_by_voices_and_a_blank_is_no_low_step():
    proposals = summary(*SOME)["proposals"]
    assert proposals["i2"] == {"urgency": [0, 0, 0, 7], "importance": [0, 6, 0, 1], "shared": [1, 6, 0, 0]}
    assert proposals["i3"] == {"urgency": [0, 0, 0, 0], "importance": [0, 0, 0, 0], "shared": [0, 0, 0, 1]}


def test_the_most_urgent_and_important_comes_first_and_an_unrated_one_not_at_all():
    assert rows(*SOME) == [
        (1, "Un local", "Very urgent", "Quite important", "By some", "1.00", 7),
        (2, "Éclairer le stade", "Can wait", "Important", "By all", "1.00", 1),
    ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((rated("i3", shared=4),), "No answer yet."),
        ((rated("i1", 1, 1),), "First by urgency and importance: “Éclairer le stade” (1 voices)."),
        (SOME, "First by urgency and importance: “Un local” (9 voices)."),
    ],
)
def test_the_sentence_names_the_first(answers, sentence):
    assert PRIORITY.sentence(CONTENT, summary(*answers), WORDS) == sentence


def test_a_criterion_that_nobody_answered_is_a_dash():
    assert rows(rated("i1", 1, 4)) == [(1, "Éclairer le stade", "Not urgent", "Very important", "—", "1.00", 1)]


def test_the_chart_places_each_rated_proposal_by_its_number():
    drawn = PRIORITY.chart(CONTENT, summary(*SOME), WORDS, font=14)
    points = drawn.rows
    assert [(row["label"], row["x"], round(row["y"], 2)) for row in points] == [("1", 4, 2.29), ("2", 2, 3)]
    assert PRIORITY.chart(CONTENT, summary(), WORDS, font=14) is None


def test_the_curve_follows_the_five_first():
    assert PRIORITY.trend(CONTENT, summary(*SOME), WORDS) == {"Un local": 3.14, "Éclairer le stade": 2.5}

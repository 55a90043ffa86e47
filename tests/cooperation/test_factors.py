"""What helps the collective to cooperate (M6)."""

import gettext

import pytest

from qic_core.cooperation.factors import FACTORS, STATEMENTS
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of

WORDS = gettext.NullTranslations()
KIND = kind_of("factors")
CONTENT = Content("factors", "Ce qui aide", "Est-ce vrai chez nous ?")


def said(voices=1, **steps):
    return Answer({"statements": {"collective": steps}}, voices)


def summary(*answers):
    return KIND.summarise(CONTENT, Harvest(answers))


def test_five_conditions_have_two_statements_each():
    assert [len(factor.statements) for factor in FACTORS] == [2] * 5
    assert len({statement.key for statement in STATEMENTS}) == 10


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((said(aim1=5),), "No answer yet."),
        ((said(aim1=4, aim2=4),), "Strengths: A shared aim. (1 voice)"),
        (
            (said(6, aim1=4, aim2=4, means1=3, means2=3, respect1=2, respect2=3),),
            "Strengths: A shared aim. To be discussed: Our means. Concerns: Listening and respect. (6 voices)",
        ),
    ],
)
def test_the_sentence_says_strengths_what_to_discuss_and_concerns(answers, sentence):
    assert KIND.sentence(CONTENT, summary(*answers), WORDS) == sentence


def test_the_table_and_the_bars_say_each_threshold_in_words_the_highest_first():
    found = summary(said(aim1=2, aim2=2, means1=5, means2=4), said(aim1=3, means1=5))
    assert [tuple(row) for row in KIND.table(CONTENT, found, WORDS).rows] == [
        ("Our means", "4.50", "a strength", 2),
        ("A shared aim", "2.25", "a concern", 2),
    ]
    captions = [row["caption"] for row in KIND.chart(CONTENT, found, WORDS, font=14).rows]
    assert captions == ["4.50 · a strength", "2.25 · a concern"]
    assert KIND.trend(CONTENT, found, WORDS) == {"Our means": 4.5, "A shared aim": 2.25}

import gettext

import pytest

from qic_core.challenge.judgment import Judgment
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
CONTENT = Content(
    "judgment", "Jugement", "Est-ce notre défi ?", {}, (Item("water", "L'eau"), Item("school", "L'école"))
)
JUDGMENT = Judgment()


def judged(**grades: list[int]) -> Harvest:
    """Return one answer a grade: `judged(water=[6, 5, 1])`."""
    return Harvest([Answer({"grades": {key: {"grade": grade}}}) for key, given in grades.items() for grade in given])


@pytest.mark.parametrize(
    ("gathered", "order"),
    [
        (judged(water=[6, 5, 1], school=[4, 4, 4]), ["L'eau", "L'école"]),
        (judged(water=[6, 6, 1, 1], school=[4, 4, 4]), ["L'école", "L'eau"]),
        (judged(school=[1]), ["L'école"]),
        (judged(), []),
    ],
)
def test_the_middle_grade_ranks_not_the_mean(gathered, order):
    summary = JUDGMENT.summarise(CONTENT, gathered)
    assert [row[1] for row in JUDGMENT.table(CONTENT, summary, WORDS).rows] == order


def test_the_sentence_names_the_best_with_its_grade():
    summary = JUDGMENT.summarise(CONTENT, judged(water=[6, 5, 5], school=[2]))
    assert JUDGMENT.sentence(CONTENT, summary, WORDS) == "Best judged: “L'eau”, Good for the middle of 3 voices."
    assert JUDGMENT.sentence(CONTENT, JUDGMENT.summarise(CONTENT, judged()), WORDS) == "No answer yet."


def test_the_chart_has_every_grade_of_every_judged_proposal_best_first():
    rows = JUDGMENT.chart(CONTENT, JUDGMENT.summarise(CONTENT, judged(water=[6, 6, 1, 2])), WORDS, font=14).rows
    assert [(row["answer"], row["share"]) for row in rows if row["share"]] == [
        ("Excellent", 0.5),
        ("Not enough", 0.25),
        ("To be rejected", 0.25),
    ]
    assert len(rows) == 6


def test_a_table_speaks_for_all_its_voices():
    summary = JUDGMENT.summarise(CONTENT, Harvest([Answer({"grades": {"water": {"grade": 3}}}, voices=4)]))
    assert summary["merits"]["water"] == [0, 0, 4, 0, 0, 0]
    assert JUDGMENT.trend(CONTENT, summary, WORDS) == {"L'eau": 3}

import pytest

from qic_core.workshop.kind import Answer, Harvest

PROPOSALS = ["Éclairer le stade", "Un local", "Une navette"]


@pytest.fixture(scope="module")
def budget(ask):
    return ask("dots", PROPOSALS, total=5)


def harvest(*answers):
    return Harvest([Answer({"dots": dots}, voices) for dots, voices in answers])


NOBODY = harvest()
ONE = harvest(({"i2": 5}, 1))
SAME = harvest(*[({"i1": 3, "i3": 2}, 1)] * 10)
MANY = harvest(({"i1": 1, "i2": 4}, 1), ({"i3": 5}, 1), ({"i2": 2}, 1))
TABLE = harvest(({"i1": 5}, 1), ({"i2": 2, "i3": 3}, 6))


@pytest.mark.parametrize(
    ("gathered", "rows"),
    [
        (NOBODY, [("Éclairer le stade", 0, 0), ("Un local", 0, 0), ("Une navette", 0, 0)]),
        (ONE, [("Un local", 5, 1), ("Éclairer le stade", 0, 0), ("Une navette", 0, 0)]),
        (SAME, [("Éclairer le stade", 30, 10), ("Une navette", 20, 10), ("Un local", 0, 0)]),
        (MANY, [("Un local", 6, 2), ("Une navette", 5, 1), ("Éclairer le stade", 1, 1)]),
        (TABLE, [("Une navette", 18, 6), ("Un local", 12, 6), ("Éclairer le stade", 5, 1)]),
    ],
)
def test_points_are_added_up_the_most_given_first(budget, gathered, rows):
    assert budget.rows(gathered) == rows
    drawn = [(row["label"], row["value"]) for row in budget.drawn(gathered)]
    assert drawn == [(text, points) for text, points, _ in rows]
    assert list(budget.trend(gathered).items()) == drawn


@pytest.mark.parametrize(
    ("gathered", "sentence"),
    [
        (NOBODY, "No answer yet."),
        (ONE, "First: “Un local”, 5 of the 5 points given by 1 voices."),
        (TABLE, "First: “Une navette”, 18 of the 35 points given by 7 voices."),
    ],
)
def test_the_sentence_names_the_first(budget, gathered, sentence):
    assert budget.sentence(gathered) == sentence


def test_the_wall_may_show_only_the_first_ones(budget):
    assert [row["label"] for row in budget.drawn(MANY, most=2)] == ["Un local", "Une navette"]

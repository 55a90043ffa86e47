"""The examples of docs/calculs.md, which people can do by hand, are what the code computes."""

from pathlib import Path

import pytest

from qic_core.challenge.guess import Guess
from qic_core.measures.group_consensus import Votes, group_informed_consensus
from qic_core.measures.majority_judgment import majority_grade, ranking, shares_around
from qic_core.measures.ordinal import agreement, lower_median
from qic_core.measures.participation import participation_level
from qic_core.measures.readiness import weakest
from qic_core.measures.word_counts import count_words
from qic_core.workshop.kind import Answer, Content, Harvest

TOLD = (Path(__file__).parents[2] / "docs" / "calculs.md").read_text(encoding="utf-8").replace("\u00a0", " ")
WATER, SCHOOL = [1, 1, 2, 4, 2, 0], [0, 2, 1, 5, 2, 0]


def told(figure: float, decimals: int) -> str:
    return f"{figure:.{decimals}f}".replace(".", ",")


@pytest.mark.parametrize(
    ("computed", "said"),
    [
        (lower_median([0, 1, 0, 0, 1, 1, 0]), "Trois voix, 2, 5 et 6 : celle du milieu est **{}**"),
        (lower_median([1, 0, 0, 0, 0, 0, 1]), "Deux voix, 1 et 7 : il y en a deux au milieu, on garde **{}**"),
        (told(agreement([0, 0, 0, 2, 6, 2, 0]), 2), "(6 × 0,667 + 4 × 1) / 10 = **{}**"),
        (told(agreement([30, 40, 210, 130, 530, 50, 10]), 4), "30, 40, 210, 130, 530, 50, 10 voix donnent {}"),
        (weakest({"défi": 3, "entraînement": 2, "confiance": 1, "moyens": 2})[0], "la plus faible est la **{} (1)**"),
        (told(group_informed_consensus([Votes(4, 0, 4), Votes(2, 0, 4)]), 3), "5/6 × 3/6 = **{}**"),
        (told(group_informed_consensus([Votes(3, 0, 4), Votes(3, 0, 4)]), 3), "4/6 × 4/6 = **{}**"),
        (participation_level(100 * 6 / 14), "6 / 14 = 42,9 %, **niveau {}**"),
        (participation_level(19.9), "19,9 % est au niveau {}"),
        (participation_level(20), "20 % au niveau {}"),
        (told(agreement([0, 3, 1, 0, 0]), 2), "accord **{}**"),
    ],
)
def test_an_example_is_what_is_computed(computed, said):
    assert said.format(computed) in TOLD


def test_the_example_of_majority_judgment_holds_step_by_step():
    assert {majority_grade(WATER), majority_grade(SCHOOL)} == {3}
    assert shares_around(WATER) == (0.2, 0.4)
    assert ranking({"water": WATER, "school": SCHOOL}) == ["school", "water"]
    for name, counts in (("L'eau", WATER), ("L'école", SCHOOL)):
        assert f"| {name} | {' | '.join(map(str, counts))} |" in TOLD
    assert "20 % des voix sont au-dessus et 40 % au-dessous" in TOLD


def test_the_words_of_the_example_are_one_word():
    [one] = count_words((word, 1) for word in ("Solidarité", "solidarite", "SOLIDARITÉ !", "Solidarité"))
    assert (one.spelling, one.count) == ("Solidarité", 4)
    assert len(count_words([("arc-en-ciel", 1), ("Arc en ciel", 1)])) == 1


def test_the_example_of_the_guess_holds():
    content = Content("guess", "", "", {"figure": 80, "unit": ""})
    guessed = Harvest([Answer({"guess": guess}) for guess in (20, 40, 40, 75)])
    summary = Guess().summarise(content, guessed)
    assert (summary["median"], summary["near"]) == (40, 1)
    assert "La 2ᵉ voix sur 4 est à **40**" in TOLD

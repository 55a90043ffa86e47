"""Measure M6: the thresholds of the field, on unrounded scores."""

import pytest

from qic_core.measures.factors import score, verdict


@pytest.mark.parametrize(
    ("items", "mean"),
    [
        ([[4, 4, 4, 5, 3], [4, 4, 4, 4, 3]], 3.9),
        ([[5], [3, 3, 3]], 4),  # each item weighs the same, however many answered it
        ([[1], [1], [1]], 1),
        ([[5, 5]], 5),
        ([[4, 4, 5], [4, 4, 3], [4]], 4),
        ([[4, 5], []], None),
        ([[], []], None),
        ([], None),
    ],
)
def test_a_factor_is_the_mean_of_its_items(items: list, mean: float | None) -> None:
    assert score(items) == mean


@pytest.mark.parametrize(
    ("mean", "said"),
    [
        (5, "strength"), (4, "strength"), (3.999, "discuss"), (3.95, "discuss"), (3, "discuss"),
        (2.999, "concern"), (1, "concern"),
    ],
)  # fmt: skip
def test_a_verdict_is_on_the_unrounded_score(mean: float, said: str) -> None:
    assert verdict(mean) == said


def test_thirds_that_make_four_are_a_strength() -> None:
    """Added up as rounded thirds, 4⅓ + 3⅔ + 4 may fall under 12."""
    thirds = [[4, 4, 5], [3, 4, 4], [4]]
    assert all(verdict(score(thirds[turn:] + thirds[:turn])) == "strength" for turn in range(3))

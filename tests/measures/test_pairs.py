"""Measure M2: two views of a pair, and how far apart they are."""

import pytest

from qic_core.measures.pairs import (
    Levels,
    Ratings,
    cautious,
    gaps,
    pair_levels,
    responding,
    response_rate,
    spread,
)

TOWN, SCHOOL, CENTRE, CLUB = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("levels", "level"), [([5], 5), ([3, 5], 3), ([5, 3], 3), ([2, 5, 6], 5), ([1, 7], 1), ([4, 4, 4], 4)]
)
def test_a_pair_has_the_lower_median_of_its_raters(levels: list[int], level: int) -> None:
    assert pair_levels({(TOWN, SCHOOL): levels}) == {(TOWN, SCHOOL): level}


def test_a_pair_that_nobody_rated_has_no_level() -> None:
    assert pair_levels({}) == {}
    assert pair_levels({(TOWN, SCHOOL): []}) == {}


def test_an_organisation_has_no_level_with_itself() -> None:
    assert pair_levels({(TOWN, TOWN): [7, 1]}) == {}
    assert spread({(TOWN, TOWN): [7, 1]}) == {}
    assert gaps({(TOWN, TOWN): 7}) == {}
    assert response_rate({(TOWN, TOWN): 7}, {TOWN, SCHOOL}) == 0
    assert responding({(TOWN, TOWN): 7}, {TOWN, SCHOOL}) == 0


@pytest.mark.parametrize(
    ("levels", "gap", "lower"),
    [
        ({(TOWN, SCHOOL): 2, (SCHOOL, TOWN): 6}, {(TOWN, SCHOOL): 4}, {(TOWN, SCHOOL): 2}),
        ({(SCHOOL, TOWN): 3, (TOWN, SCHOOL): 3}, {(TOWN, SCHOOL): 0}, {(TOWN, SCHOOL): 3}),
        ({(SCHOOL, TOWN): 1, (TOWN, SCHOOL): 7}, {(TOWN, SCHOOL): 6}, {(TOWN, SCHOOL): 1}),
        ({(TOWN, SCHOOL): 5}, {}, {}),
        ({(TOWN, SCHOOL): 5, (SCHOOL, CENTRE): 5}, {}, {}),
        ({}, {}, {}),
    ],
)
def test_a_gap_needs_both_views(levels: Levels, gap: dict, lower: dict) -> None:
    assert gaps(levels) == gap
    assert cautious(levels) == lower


@pytest.mark.parametrize(
    ("ratings", "apart"),
    [
        ({(TOWN, SCHOOL): [3, 5]}, {(TOWN, SCHOOL): 2}),
        ({(TOWN, SCHOOL): [7, 1, 4]}, {(TOWN, SCHOOL): 6}),
        ({(TOWN, SCHOOL): [4, 4]}, {(TOWN, SCHOOL): 0}),
        ({(TOWN, SCHOOL): [4], (SCHOOL, TOWN): [5, 6]}, {(SCHOOL, TOWN): 1}),
        ({(TOWN, SCHOOL): []}, {}),
    ],
)
def test_people_of_one_organisation_may_disagree(ratings: Ratings, apart: dict) -> None:
    assert spread(ratings) == apart


@pytest.mark.parametrize(
    ("rated", "rate", "share"),
    [
        ([], 0, 0),
        ([(TOWN, SCHOOL)], 1 / 12, 1 / 4),
        ([(TOWN, SCHOOL), (TOWN, CENTRE), (SCHOOL, TOWN)], 3 / 12, 2 / 4),
        ([(TOWN, 99), (99, TOWN)], 0, 0),
        ([(i, j) for i in range(1, 5) for j in range(1, 5) if i != j], 1, 1),
    ],
)
def test_who_answered_is_said_beside_the_figures(rated: list, rate: float, share: float) -> None:
    levels, everyone = dict.fromkeys(rated, 4), {TOWN, SCHOOL, CENTRE, CLUB}
    assert response_rate(levels, everyone) == rate
    assert responding(levels, everyone) == share


@pytest.mark.parametrize("alone", [[], [TOWN]])
def test_without_another_organisation_nobody_was_asked(alone: list[int]) -> None:
    assert response_rate({}, alone) is None
    assert responding({}, alone) is None

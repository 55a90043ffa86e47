"""Measure M13: the published vectors, and actions that help, hinder and stand alone."""

from itertools import permutations

import pytest

from qic_core.measures.reinforcement import (
    Matrix,
    clusters,
    given,
    index,
    isolated,
    received,
    share_served,
)

GARDEN, CANTEEN, FEAST, BIKES = 1, 2, 3, 4
QUARTER = {
    (GARDEN, CANTEEN): 2,
    (GARDEN, FEAST): 2,
    (CANTEEN, GARDEN): 1,
    (CANTEEN, FEAST): 1,
    (FEAST, GARDEN): 1,
    (FEAST, CANTEEN): -1,
    (BIKES, GARDEN): 0,
}


def of_all(value: int, n: int = 3) -> Matrix:
    return dict.fromkeys(permutations(range(1, n + 1), 2), value)


@pytest.mark.parametrize(
    ("matrix", "n", "expected"),
    [
        (of_all(2), 3, 1),
        (of_all(0), 3, 0),
        (of_all(1), 3, 1 / 2),
        (of_all(-1), 3, -1 / 2),
        ({}, 3, 0),
        ({(1, 2): 2, (2, 1): -1}, 2, 1 / 4),
        ({(1, 2): 2, (2, 1): -1}, 3, 1 / 12),
        ({(1, 1): 2}, 2, 0),
        (QUARTER, 4, 6 / 24),
        ({}, 1, None),
        ({}, 0, None),
    ],
)
def test_the_index_compares_with_all_being_indispensable_to_all(matrix: Matrix, n: int, expected: float) -> None:
    assert index(matrix, n) == expected


@pytest.mark.parametrize(
    ("nodes", "matrix", "alone"),
    [
        ([4, 3, 2, 1], QUARTER, [BIKES]),
        ([1, 2, 3], of_all(0), [1, 2, 3]),
        ([3, 1, 2], {}, [3, 1, 2]),
        ([1, 2, 3], {(1, 2): -1}, [3]),
        ([1, 2, 3], {(1, 1): 2}, [1, 2, 3]),
        ([], {}, []),
    ],
)
def test_an_action_is_isolated_when_its_row_and_column_are_empty(nodes: list, matrix: Matrix, alone: list) -> None:
    assert isolated(nodes, matrix) == alone


def test_what_each_gives_and_receives_is_added_up() -> None:
    assert given(QUARTER) == {GARDEN: 4, CANTEEN: 2, FEAST: 0, BIKES: 0}
    assert received(QUARTER) == {GARDEN: 2, CANTEEN: 1, FEAST: 3}
    assert given({(1, 1): 2}) == received({}) == {}


@pytest.mark.parametrize(
    ("nodes", "matrix", "groups"),
    [
        (range(1, 5), QUARTER, [[GARDEN, CANTEEN, FEAST]]),
        (range(1, 4), of_all(2), [[1, 2, 3]]),
        (range(1, 4), of_all(-1), []),
        (range(1, 4), {}, []),
        ([], {}, []),
        (range(1, 4), {(1, 2): 1, (9, 3): 2}, [[1, 2]]),
        ([5, 4, 2, 1], {(5, 4): 1, (1, 2): 1}, [[1, 2], [4, 5]]),
    ],
)
def test_actions_that_help_one_another_make_a_group(nodes: list, matrix: Matrix, groups: list) -> None:
    assert clusters(nodes, matrix) == groups


def test_two_groups_with_a_bridge_between_them_stay_two() -> None:
    left, right = of_all(2, 4), {(a + 4, b + 4): 2 for a, b in of_all(2, 3)}
    matrix = {**left, **right, (1, 5): 1}
    assert clusters(range(1, 8), matrix) == [[1, 2, 3, 4], [5, 6, 7]]
    backwards = dict(reversed(matrix.items()))
    assert clusters(range(7, 0, -1), backwards) == [[1, 2, 3, 4], [5, 6, 7]]


@pytest.mark.parametrize(
    ("served", "share"),
    [
        ({}, None),
        ({1: set()}, 0),
        ({1: {7}}, 0),
        ({1: {7, 8}, 2: {7}, 3: set(), 4: {7, 8, 9}}, 1 / 2),
        ({1: {7, 8}}, 1),
    ],
)
def test_a_change_carried_by_one_organisation_alone_is_not_shared(served: dict, share: float) -> None:
    assert share_served(served) == share

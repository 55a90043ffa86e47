"""Waves: only what was rated twice has moved."""

import pytest

from qic_core.measures.migration import compared, migration, moves
from qic_core.measures.pairs import Levels

BEFORE = {(1, 2): 3, (2, 1): 4, (1, 3): 2, (3, 1): 5, (2, 3): 3}
AFTER = {(1, 2): 5, (2, 1): 4, (1, 3): 1, (2, 3): 5, (3, 2): 6}


def test_only_the_pairs_rated_in_both_waves_are_compared() -> None:
    assert compared(BEFORE, AFTER) == [(1, 2), (1, 3), (2, 1), (2, 3)]


def test_a_cell_counts_the_pairs_that_went_from_one_level_to_the_other() -> None:
    counts = migration(BEFORE, AFTER)
    assert [len(row) for row in counts] == [7] * 7
    filled = {(i + 1, j + 1): count for i, row in enumerate(counts) for j, count in enumerate(row) if count}
    assert filled == {(2, 1): 1, (3, 5): 2, (4, 4): 1}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (BEFORE, AFTER, (2, 1, 1)),
        (AFTER, BEFORE, (1, 1, 2)),
        (BEFORE, BEFORE, (0, 5, 0)),
        ({(1, 2): 1}, {(1, 2): 7}, (1, 0, 0)),
        ({(1, 2): 1}, {(2, 1): 7}, (0, 0, 0)),
        (BEFORE, {}, (0, 0, 0)),
        ({}, {}, (0, 0, 0)),
    ],
)
def test_pairs_go_up_stay_or_go_down(before: Levels, after: Levels, moved: tuple) -> None:
    assert moves(before, after) == moved

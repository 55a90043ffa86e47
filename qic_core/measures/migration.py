"""What moved between two waves: a pair is compared only when it was rated in both (measure M2, wave after wave)."""

from collections import Counter
from typing import NamedTuple

from qic_core.measures.pairs import LEVELS, Levels, Pair


class Moves(NamedTuple):
    """How many of the compared pairs are higher, as high, and lower than before."""

    up: int
    same: int
    down: int


def compared(before: Levels, after: Levels) -> list[Pair]:
    """Return the pairs that were rated in both waves, in order; a pair new or gone has not moved."""
    return sorted(pair for pair in before if pair in after)


def migration(before: Levels, after: Levels) -> list[list[int]]:
    """Return 7 rows of 7 counts: the pairs at the row's level before, and at the column's level after."""
    moved = Counter((before[pair], after[pair]) for pair in compared(before, after))
    return [[moved[left, reached] for reached in LEVELS] for left in LEVELS]


def moves(before: Levels, after: Levels) -> Moves:
    """Return how many of the pairs rated in both waves went up, stayed and went down."""
    steps = [after[pair] - before[pair] for pair in compared(before, after)]
    return Moves(sum(step > 0 for step in steps), steps.count(0), sum(step < 0 for step in steps))

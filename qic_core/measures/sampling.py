"""Who is shown what, when there is more to read than one person can: bounded, balanced and without memory."""

from collections.abc import Sequence
from math import gcd
from random import Random
from typing import TypeVar

T = TypeVar("T")


def balanced_sample(items: Sequence[T], size: int, ordinal: int, seed: int) -> list[T]:
    """Return the `size` items, or all when there are fewer, shown to participant `ordinal` (0, 1, 2…), shuffled.

    When the participants 0 to N − 1 all answer, each item is seen the same number of times, give or take one.
    """
    count = len(items)
    order = Random(f"{seed}, participant {ordinal}")
    if size >= count:
        return order.sample(items, count)
    turn, place = divmod(ordinal, count // gcd(count, size))  # after a turn, every item was seen equally often
    circle = Random(f"{seed}, turn {turn}").sample(items, count)
    arc = [circle[(place * size + step) % count] for step in range(size)]
    return order.sample(arc, size)

"""Start conditions depend on one another: the weakest one says how ready a collective is (measure M7)."""

from collections.abc import Mapping


def weakest(scores: Mapping[str, int]) -> list[str]:
    """Return the conditions with the lowest score, in the order given; none without scores."""
    lowest = min(scores.values(), default=None)
    return [condition for condition, score in scores.items() if score == lowest]

"""What organisations say of one another, pair by pair: i about j and j about i are two ratings (measure M2).

An organisation is an id; the pair (i, j) holds the levels, 1–7, that the people of i gave j. A pair that nobody rated
is missing: « I do not know » is no low level. A gap between the two views is to be explored, it is no fault.
Source: B. Frey, J. Lohmeier, S. Lee, N. Tollefson, "Measuring Collaboration Among Grant Partners",
American Journal of Evaluation 27(3), 2006.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from qic_core.measures.ordinal import lower_median

LEVELS = range(1, 8)

Pair: TypeAlias = tuple[int, int]
Ratings: TypeAlias = Mapping[Pair, Sequence[int]]
Levels: TypeAlias = Mapping[Pair, int]


def pair_levels(ratings: Ratings) -> dict[Pair, int]:
    """Return the lower median level of each pair that was rated; several people of one organisation all count."""
    medians = {pair: lower_median([levels.count(level) for level in LEVELS]) for pair, levels in ratings.items()}
    return {pair: median for pair, median in medians.items() if median is not None and pair[0] != pair[1]}


def gaps(levels: Levels) -> dict[Pair, int]:
    """Return how many levels apart (0–6) the two views are, for each pair i < j that was rated from both sides."""
    return {pair: abs(one - other) for pair, one, other in _both_views(levels)}


def cautious(levels: Levels) -> dict[Pair, int]:
    """Return the lower (1–7) of the two views, for each pair i < j that was rated from both sides."""
    return {pair: min(one, other) for pair, one, other in _both_views(levels)}


def spread(ratings: Ratings) -> dict[Pair, int]:
    """Return how many levels (0–6) lie between the people of one organisation, where at least two rated the pair."""
    several = {pair: levels for pair, levels in ratings.items() if len(levels) > 1 and pair[0] != pair[1]}
    return {pair: max(levels) - min(levels) for pair, levels in several.items()}


def response_rate(levels: Levels, nodes: Collection[int]) -> float | None:
    """Return the share (0–1) of the n(n−1) pairs among these organisations that were rated; None under two."""
    asked = len(nodes) * (len(nodes) - 1)
    return len(_among(levels, nodes)) / asked if asked else None


def responding(levels: Levels, nodes: Collection[int]) -> float | None:
    """Return the share (0–1) of these organisations that rated at least one other of them; None under two."""
    if len(nodes) < 2:
        return None
    return len({rater for rater, _ in _among(levels, nodes)}) / len(nodes)


def _both_views(levels: Levels) -> Iterator[tuple[Pair, int, int]]:
    for (rater, rated), level in levels.items():
        if rater < rated and (rated, rater) in levels:
            yield (rater, rated), level, levels[rated, rater]


def _among(levels: Levels, nodes: Collection[int]) -> list[Pair]:
    known = frozenset(nodes)
    return [pair for pair in levels if pair[0] != pair[1] and known.issuperset(pair)]

"""What the room says on an ordinal scale: levels are ranked and counted, never averaged (measures M1 and M3).

Every function takes a distribution: `counts[0]` is the number of voices for the first, lowest level.
"""

from collections.abc import Sequence
from itertools import accumulate, combinations
from math import log2


def lower_median(counts: Sequence[int]) -> int | None:
    """Return the level, from 1, of the lower middle voice; None when nobody answered."""
    voices = sum(counts)
    if not voices:
        return None
    return next(level for level, reached in enumerate(accumulate(counts), start=1) if 2 * reached >= voices)


def agreement(counts: Sequence[int]) -> float | None:
    """Return van der Eijk's A: −1 polarised, 0 uniform, 1 unanimous; None when nobody answered.

    Source: C. van der Eijk, "Measuring Agreement in Ordered Rating Scales", Quality and Quantity 35, 2001.
    """
    voices = sum(counts)
    if not voices:
        return None
    weighted = 0.0
    remaining = list(counts)
    while thickness := min((count for count in remaining if count > 0), default=0):
        layer = [count > 0 for count in remaining]
        weighted += thickness * sum(layer) * _layer_agreement(layer)
        remaining = [count - thickness if used else count for count, used in zip(remaining, layer, strict=True)]
    return weighted / voices


def _layer_agreement(layer: Sequence[bool]) -> float:
    """Return A of a layer, in which each level is either used or not, all equally."""
    used = sum(layer)
    if used == 1:
        return 1.0
    spread = 1 - (used - 1) / (len(layer) - 1)
    return spread * _unimodality(layer)


def _unimodality(layer: Sequence[bool]) -> float:
    """Return 1 when the used levels are neighbours, less for every gap between them."""
    triples = list(combinations(layer, 3))
    together = triples.count((True, True, False)) + triples.count((False, True, True))
    apart = triples.count((True, False, True))
    if not apart:
        return 1.0
    levels = len(layer)
    return ((levels - 2) * together - (levels - 1) * apart) / ((levels - 2) * (together + apart))


def consensus_index(counts: Sequence[int]) -> float | None:
    """Return Tastle and Wierman's Cns: 0 split between the two ends, 1 unanimous; None when nobody answered.

    Source: W. Tastle, M. Wierman, "Consensus and dissention", Int. J. of Approximate Reasoning 45, 2007.
    """
    voices = sum(counts)
    if not voices:
        return None
    if len(counts) == 1:
        return 1.0
    total = sum(level * count for level, count in enumerate(counts))
    widest = (len(counts) - 1) * voices  # whole numbers until the logarithm, which rounding could bring to log2(0)
    return 1 + sum(
        count / voices * log2((widest - abs(level * voices - total)) / widest)
        for level, count in enumerate(counts)
        if count
    )

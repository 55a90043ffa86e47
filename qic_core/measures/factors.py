"""How well the conditions of working together are met, factor by factor (measure M6).

The items are the collective's own; only the thresholds are those of the field, and they hold for the unrounded score.
Source: P. Mattessich, M. Murray-Close, B. Monsey, "Collaboration: What Makes It Work", Wilder Foundation, 2001.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["strength", "discuss", "concern"]

STRENGTH, DISCUSS = 4.0, 3.0


def score(items: Sequence[Sequence[int]]) -> float | None:
    """Return the mean of the items, each the mean of its answers; None when there is no item, or one has no answer.

    Each item weighs the same. Who leaves an item out is not counted in that item, and still is in the others.
    """
    if not items or not all(items):
        return None
    means = [Fraction(sum(answers), len(answers)) for answers in items]  # exact: 4 stays 4, whatever the sum
    return float(sum(means) / len(means))


def verdict(score: float) -> Verdict:
    """Return what a score (1–5) asks for: a strength from 4, to be discussed from 3, else a concern."""
    if score >= STRENGTH:
        return "strength"
    return "discuss" if score >= DISCUSS else "concern"

"""Majority judgment: verbal grades, the middle one counts, ties are broken grade by grade (measure M9).

Every function takes a distribution: `counts[0]` is the number of voices for the worst grade.
Source: M. Balinski and R. Laraki, "Majority Judgment", MIT Press, 2011.
"""

from collections.abc import Mapping, Sequence

from qic_core.measures.ordinal import lower_median


def majority_grade(counts: Sequence[int]) -> int | None:
    """Return the place (from 0, the worst) of the lower median grade; None when nobody judged."""
    median = lower_median(counts)
    return None if median is None else median - 1


def shares_around(counts: Sequence[int]) -> tuple[float, float] | None:
    """Return the shares (0–1) of voices above and below the majority grade; None when nobody judged."""
    grade = majority_grade(counts)
    if grade is None:
        return None
    return sum(counts[grade + 1 :]) / sum(counts), sum(counts[:grade]) / sum(counts)


def ranking(merits: Mapping[str, Sequence[int]]) -> list[str]:
    """Return who was judged, the best first; a tie is broken by taking one median voice away at a time."""
    judged = {name: majority_value(counts) for name, counts in merits.items() if sum(counts)}
    return sorted(judged, key=judged.__getitem__, reverse=True)


def majority_value(counts: Sequence[int]) -> tuple[int, ...]:
    """Return the successive majority grades as one median voice after the other is taken away."""
    left, value = list(counts), []
    while (grade := majority_grade(left)) is not None:
        value.append(grade)
        left[grade] -= 1
    return tuple(value)

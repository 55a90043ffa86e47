"""Counting what the answers to a `Ratings` field say. Pure."""

from collections.abc import Iterable, Sequence

from qic_core.workshop.fields import Criterion
from qic_core.workshop.kind import Answer


def voices_on(criterion: Criterion, answers: Iterable[Answer], *, field: str, item: str) -> list[int]:
    """Return the voices on each level of a criterion for one item, in the order of its levels; a blank is on none."""
    places = {level.value: place for place, level in enumerate(criterion.levels)}
    counts = [0] * len(places)
    for answer in answers:
        ratings = answer.values[field]
        given = ratings.get(item) if isinstance(ratings, dict) else None
        level = given.get(criterion.key) if isinstance(given, dict) else None
        if isinstance(level, int):
            counts[places[level]] += answer.voices
    return counts


def steps_given(steps: Sequence[int], counts: Sequence[int]) -> list[int]:
    """Return the voices counted on steps one by one: each step as often as it was given."""
    return [step for step, count in zip(steps, counts, strict=True) for _ in range(count)]


def shares_of(counted: Iterable[tuple[str, Sequence[int]]], levels: Sequence[str]) -> list[tuple[str, str, float]]:
    """Return (label, level, share 0–1) of each label's voices, the last level first: what a stacked chart draws."""
    return [
        (label, level, count / sum(counts))
        for label, counts in counted
        for level, count in zip(reversed(levels), reversed(counts), strict=True)
    ]

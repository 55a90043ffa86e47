"""Where a curve stands, in the terms of results-based accountability (measure M11).

Figures only: which way is better is told by `polarity`, "up" or "down". What cannot be computed is None, never zero.
Source: M. Friedman, "Trying Hard Is Not Good Enough", 2005: the baseline is history and forecast, and a curve has
turned when what is measured does better than that forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose, isfinite

POINTS_AT_LEAST = 3
TURNED_AT_LEAST = 2
# What rounding makes of a point that lies on the line.
ON_THE_LINE = 1e-9


@dataclass(frozen=True, slots=True)
class Trend:
    """Which way the latest steps go (−1 down, 0 level, 1 up), and how many of them in a row."""

    direction: int
    periods: int


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: its value on the day it was drawn, its slope a day, and out of how many points it was drawn."""

    value: float
    slope: float
    points: int

    def at(self, days: float) -> float:
        """Return the value so many days after the day on which the line was drawn."""
        return self.value + self.slope * days


def variance(actual: float, target: float) -> float | None:
    """Return how far a figure is from its target, as a share of the target; None when the target is 0."""
    return _share(actual - target, target)


def percent_of_target(actual: float, target: float) -> float | None:
    """Return a figure as a percentage of its target; None when the target is 0."""
    share = _share(actual, target)
    return None if share is None else 100 * share


def change_from(first: float, current: float) -> float | None:
    """Return the change since the first figure, as a share of it; None when it is 0."""
    return _share(current - first, first)


def trend(values: Sequence[float]) -> Trend:
    """Return the direction of the latest steps and for how many of them it has held; none with fewer than two."""
    steps = [(now > before) - (now < before) for before, now in zip(values, values[1:], strict=False)]
    if not steps:
        return Trend(0, 0)
    since = next((place for place, step in enumerate(reversed(steps)) if step != steps[-1]), len(steps))
    return Trend(steps[-1], since)


def forecast(points: Sequence[tuple[date, float]], *, on: date) -> Line | None:
    """Return the least-squares line through what was measured until a day; None with fewer than three days."""
    known = [((day - on).days, value) for day, value in points if day <= on]
    if len({day for day, _ in known}) < POINTS_AT_LEAST:
        return None
    middle = sum(day for day, _ in known) / len(known)
    mean = sum(value for _, value in known) / len(known)
    width = sum((day - middle) ** 2 for day, _ in known)
    slope = sum((day - middle) * (value - mean) for day, value in known) / width
    return Line(mean - slope * middle, slope, len(known))


def turned(points_after: Sequence[tuple[float, float]], line: Line, polarity: str) -> bool:
    """Tell whether the curve has turned: the two latest points since the line was drawn, at least, do better than it.

    `points_after` are (days after the line was drawn, value), the oldest first.
    """
    latest = points_after[-TURNED_AT_LEAST:]
    return len(latest) == TURNED_AT_LEAST and all(is_better(value, line.at(days), polarity) for days, value in latest)


def is_better(value: float, other: float, polarity: str) -> bool:
    """Tell whether a figure is truly better than another, which way being better told by the polarity."""
    if isclose(value, other, rel_tol=ON_THE_LINE, abs_tol=ON_THE_LINE):
        return False
    return value < other if polarity == "down" else value > other


def _share(part: float, whole: float) -> float | None:
    share = part / whole if whole else None
    return share if share is not None and isfinite(share) else None

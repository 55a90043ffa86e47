"""A figure that is shown: what was measured, over several runs, beside what it should be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

NAME_WIDTH = 66
NUMBER_WIDTH = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a value a run, and the target none of them should be over (None: only to know)."""

    name: str
    unit: str
    at_most: float | None
    values: Sequence[float]

    @property
    def is_over(self) -> bool:
        """Tell whether the worst run misses the target."""
        return self.at_most is not None and max(self.values) > self.at_most


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: how many runs, and which share of the phones and rounds that the targets speak of."""

    runs: int = 3
    share: float = 1.0

    def of(self, count: int) -> int:
        """Return this scale's share of a count, at least one."""
        return max(1, round(count * self.share))


def percentile(values: Iterable[float], rank: float) -> float:
    """Return the smallest value that `rank` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(rank * len(ordered)) - 1)]


def p95(values: Iterable[float]) -> float:
    """Return the 95th percentile."""
    return percentile(values, 0.95)


def header() -> str:
    """Return the table's first line."""
    numbers = "".join(f"{title:>{NUMBER_WIDTH}}" for title in ("at most", "min", "median", "max"))
    return f"{'figure':{NAME_WIDTH}}{numbers}  unit"


def line(figure: Figure) -> str:
    """Return a figure's line."""
    values = sorted(figure.values)
    told = [figure.at_most, values[0], values[len(values) // 2], values[-1]]
    numbers = "".join(f"{_short(value):>{NUMBER_WIDTH}}" for value in told)
    verdict = "" if figure.at_most is None else "OVER" if figure.is_over else "ok"
    return f"{figure.name:{NAME_WIDTH}}{numbers}  {figure.unit:6}{verdict}".rstrip()


def transposed(runs: Iterable[Iterable[Figure]]) -> Iterator[Figure]:
    """Return, of the figures of each run, one figure that holds the values of all runs."""
    for same in zip(*runs, strict=True):
        yield Figure(same[0].name, same[0].unit, same[0].at_most, [value for one in same for value in one.values])


def _short(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"

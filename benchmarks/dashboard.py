"""The dashboard of a collective with ten years of life: its first script run, the later ones, how they grow."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.figures import Figure, Scale, p95
from benchmarks.lives import lived
from benchmarks.served import Served, served
from benchmarks.session import session

FEW, MANY = 1, 10
FIRST_MS, RUN_MS = 1500, 300
VISITS = 20
PAGE = ""


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the page *Accueil* after one year and after ten, in one and the same run."""
    runs: dict[int, list[list[float]]] = {}
    for years in (FEW, MANY):
        with served(partial(lived, years=years)) as app:
            app.settle()
            first, runs[years] = _first(app, scale), _later(app, scale)
        yield Figure(f"/, {years} years: first script run", "ms", FIRST_MS, first)
        yield Figure(f"/, {years} years: script run, p95", "ms", RUN_MS, [1000 * p95(run) for run in runs[years]])
    growth = [median(after) / median(before) for before, after in zip(runs[FEW], runs[MANY], strict=True)]
    yield Figure(f"/: times as long after {MANY} years as after {FEW}", "×", MANY / FEW, growth)


def _first(app: Served, scale: Scale) -> list[float]:
    """Return the milliseconds of a visitor's first run, the first one right after the app's start."""
    taken = []
    for _ in range(scale.runs):
        app.kill()
        app.start()
        app.settle()
        with session(app) as visitor:
            taken.append(1000 * visitor.run(PAGE))
    return taken


def _later(app: Served, scale: Scale) -> list[list[float]]:
    with session(app) as visitor:
        visitor.run(PAGE)
        return [[visitor.run(PAGE) for _ in range(VISITS)] for _ in range(scale.runs)]

"""Cooperation and reinforcement at size: 60 organisations over 5 waves, 60 actions; how both grow."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from playwright.sync_api import Browser

from benchmarks.collectives import acting, cooperating
from benchmarks.figures import Figure, Scale, p95
from benchmarks.first_visit import chromium
from benchmarks.served import Served, served
from benchmarks.session import session
from benchmarks.windows import PATIENCE_MS, facilitator
from qic_core.db.engine import Database

FEW, MANY, WAVES = 15, 60, 5
RUN_MS, DRAWN_SECONDS = 300, 2.0
VISITS, WARM_UP = 20, 3
PAIRS_GROWTH = MANY * (MANY - 1) / (FEW * (FEW - 1))
# A picture is there when its canvas holds ink, or its drawing has marks.
DRAWN = """place => [...document.querySelectorAll(place)].some(held => {
  const page = held.contentDocument ?? held, canvas = page.querySelector('canvas');
  if (page.querySelector('svg.marks path')) return true;
  if (!canvas?.width) return false;
  const ink = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return ink.some(part => part);
})"""
# The page's name in the menu, and what holds its picture.
PLACES = {
    "cooperation": ("Coopération", "[class*='st-key-network']"),
    "renforcement": ("Renforcement", "iframe"),
}


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the two pages with few and many things, in one and the same run."""
    houses = {"cooperation": partial(cooperating, waves=WAVES), "renforcement": acting}
    for page, prepare in houses.items():
        few = _runs(page, partial(prepare, count=FEW), scale)
        yield Figure(f"/{page}, {FEW}: script run, p95", "ms", RUN_MS, [1000 * p95(run) for run in few])
        many = _runs(page, partial(prepare, count=MANY), scale)
        yield Figure(f"/{page}, {MANY}: script run, p95", "ms", RUN_MS, [1000 * p95(run) for run in many])
        growth = [median(after) / median(before) for before, after in zip(few, many, strict=True)]
        yield Figure(f"/{page}: times as long with {MANY} as with {FEW}", "×", PAIRS_GROWTH, growth)
        yield Figure(f"/{page}, {MANY}: asked for to drawn", "s", DRAWN_SECONDS, _drawn(page, prepare, scale))


def _runs(page: str, prepare: Callable[[Database], None], scale: Scale) -> list[list[float]]:
    with served(prepare) as app, session(app) as visitor:
        app.settle()
        visitor.run("")
        for _ in range(WARM_UP):
            visitor.run(page)
        return [[visitor.run(page) for _ in range(VISITS)] for _ in range(scale.runs)]


def _drawn(page: str, prepare: Callable[[Database], None], scale: Scale) -> list[float]:
    with chromium() as browser, served(prepare) as app:
        return [_asked_to_drawn(browser, app, page) for _ in range(scale.runs)]


def _asked_to_drawn(browser: Browser, app: Served, page: str) -> float:
    """Return the seconds from a click on the page's name to its picture, in a browser that has been here before."""
    name, place = PLACES[page]
    context = facilitator(browser, app)
    tab = context.new_page()
    tab.goto(f"{app.url}/{page}")
    tab.wait_for_function(DRAWN, arg=place, timeout=PATIENCE_MS)
    tab.goto(app.url)
    link = tab.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
    link.wait_for(timeout=PATIENCE_MS)
    app.settle()
    begun = time.perf_counter()
    link.click()
    tab.wait_for_function(DRAWN, arg=place, timeout=PATIENCE_MS)
    seconds = time.perf_counter() - begun
    context.close()
    return seconds

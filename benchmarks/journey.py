"""The journey at size: the map in Chromium, the one page as a PDF, a whole collective out into a file and back."""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.collectives import MAP, grown, lead
from benchmarks.figures import Figure, Scale
from benchmarks.first_visit import chromium
from benchmarks.rooms import at_work, demo
from benchmarks.served import Served, served
from benchmarks.windows import PATIENCE_MS, facilitator
from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import restore_archive
from qic_core.archive.writing import write_archive
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate

MAP_SECONDS, ROADMAP_SECONDS, ARCHIVE_SECONDS = 1.5, 2.0, 5.0
TOLD = 2  # the demo's collective whose journey is told to its end
# The map is there when its canvas holds ink.
DRAWN = """() => [...document.querySelectorAll('iframe')].some(frame => {
  const canvas = frame.contentDocument?.querySelector('canvas');
  if (!canvas?.width) return false;
  const ink = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return ink.some(part => part);
})"""


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the map and the roadmap in the served app, the archive in this process."""
    changes, links = MAP
    with chromium() as browser, served(_with_map) as app:
        drawn = [_map_drawn(browser, app) for _ in range(scale.runs)]
        yield Figure(f"map of {changes} changes and {links} links: asked for to drawn", "s", MAP_SECONDS, drawn)
    with chromium() as browser, served(demo) as app:
        app.settle()
        printed = [_roadmap_printed(browser, app) for _ in range(scale.runs)]
        yield Figure("roadmap as PDF, the first time and again", "s", ROADMAP_SECONDS, printed)
    yield from _archive(scale)


def _with_map(database: Database) -> None:
    demo(database)
    with at_work(database) as work:
        lead(work, *MAP)


def _map_drawn(browser: Browser, app: Served) -> float:
    """Return the seconds from a click on the page's name to its map, in a browser that has been here before."""
    context = facilitator(browser, app)
    page = context.new_page()
    page.goto(f"{app.url}/chemins")
    page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
    page.goto(app.url)
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name="Chemins")
    link.wait_for(timeout=PATIENCE_MS)
    app.settle()
    begun = time.perf_counter()
    link.click()
    page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
    seconds = time.perf_counter() - begun
    context.close()
    return seconds


def _roadmap_printed(browser: Browser, app: Served) -> float:
    context = facilitator(browser, app)
    begun = time.perf_counter()
    answer = context.request.get(f"{app.url}/export/feuille-de-route.pdf?collectif={TOLD}&format=A4")
    seconds = time.perf_counter() - begun
    if not answer.ok:
        raise RuntimeError(f"no roadmap: {answer.status}\n{app.log}")
    context.close()
    return seconds


def _archive(scale: Scale) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        house = Database(f"sqlite:///{Path(folder) / 'grown.sqlite'}")
        grown(house)
        with house.reading() as session:
            collective_id = list_collectives(session)[0].id
            out = [_seconds(partial(write_archive, session, collective_id)) for _ in range(scale.runs)]
            archive = write_archive(session, collective_id)
        back = [_brought_back(Path(folder) / f"empty-{run}.sqlite", archive) for run in range(scale.runs)]
        house.dispose()
    yield Figure("archive of 60 organisations, 300 changes, 5 000 contributions: out", "s", ARCHIVE_SECONDS, out)
    yield Figure("… and in, into an empty database", "s", ARCHIVE_SECONDS, back)


def _brought_back(file: Path, archive: bytes) -> float:
    house = Database(f"sqlite:///{file}")
    migrate(house)
    begun = time.perf_counter()
    with house.writing() as work:
        restore_archive(work, read_archive(archive))
    seconds = time.perf_counter() - begun
    house.dispose()
    return seconds


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun

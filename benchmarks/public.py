"""The public page at 50 requests a second, while nothing and while something is written."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import qic_core.cells  # noqa: F401
from benchmarks.figures import Figure, Scale, p95
from benchmarks.served import Served, served
from qic_core.collective.service import list_collectives
from qic_core.dashboard.public_page import public_switch, save_public_page
from qic_core.db.engine import Database
from qic_core.db.migrate import migrate
from qic_core.demo import load_demo

SLUG = "tilleuls"
A_SECOND, SECONDS = 50, 5
SERVED_MS, WEIGHT_KB = 50, 30
CLIENTS = 16
WRITE_EVERY = 0.5


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the weight of the page and how long it takes to be served."""
    with served(_shown) as app:
        app.settle()
        _get(app)
        count = scale.of(A_SECOND * SECONDS)
        quiet = [1000 * p95(_visits(app, count)) for _ in range(scale.runs)]
        yield Figure(f"/c/{SLUG}, {A_SECOND} requests a second: served, p95", "ms", SERVED_MS, quiet)
        busy = [1000 * p95(_while_writing(app, lambda: _visits(app, count))) for _ in range(scale.runs)]
        yield Figure(f"/c/{SLUG}, the same while the collective writes: served, p95", "ms", SERVED_MS, busy)
        yield Figure(f"/c/{SLUG}: weight, compressed", "kB", WEIGHT_KB, [_get(app)[1] / 1000])


def _shown(database: Database) -> None:
    migrate(database)
    load_demo(database)
    with database.reading() as session:
        [key] = [one.id for one in list_collectives(session) if one.slug == SLUG]
    with database.writing(key) as work:
        version = public_switch(work.session, key).version
        save_public_page(work, shown=True, words="", version=version)


def _visits(app: Served, count: int) -> list[float]:
    """Return the seconds that each of so many visits took, begun one after the other at the same pace."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(lambda number: _get(app, begun + number / A_SECOND)[0], range(count)))


def _get(app: Served, at: float = 0) -> tuple[float, int]:
    """Ask for the page at a time of the clock; return the seconds since then and its weight."""
    time.sleep(max(0, at - time.perf_counter()))
    begun = at or time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=10)
    connection.request("GET", f"/c/{SLUG}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    weight = len(answer.read())
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"the public page answered {answer.status}")
    return time.perf_counter() - begun, weight


def _while_writing(app: Served, visits: Callable[[], list[float]]) -> list[float]:
    """Return what the visits took while the collective's revision rises twice a second."""
    over = threading.Event()
    writer = threading.Thread(target=_write, args=(app, over))
    writer.start()
    try:
        return visits()
    finally:
        over.set()
        writer.join()


def _write(app: Served, over: threading.Event) -> None:
    with app.database() as database:
        with database.reading() as session:
            [key] = [one.id for one in list_collectives(session) if one.slug == SLUG]
        while not over.wait(WRITE_EVERY):
            with database.writing(key) as work:
                version = public_switch(work.session, key).version
                save_public_page(work, shown=True, words=f"Version {version}", version=version)

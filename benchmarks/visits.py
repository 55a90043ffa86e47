"""What a first visit weighs and how long it takes, on a phone and on a page; and that no page asks another machine.

Encodings are those that the room gets (gzip): Chromium accepts brotli over plain http from its own machine only.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.figures import Figure, Scale
from benchmarks.first_visit import ENCODINGS, Visit, chromium, first_visit
from benchmarks.rooms import asking
from benchmarks.served import Served, served
from benchmarks.session import session

ENCODING = ENCODINGS["the room (gzip)"]
KBIT, LATENCY_MS = 400, 400
KB = 1000
PHONE_KB, PHONE_REQUESTS, PHONE_SECONDS, PAGE_KB = 14, 3, 1.2, 1000


def measure(scale: Scale) -> Iterator[Figure]:
    """Open every page once, then visit a phone's page and a Streamlit page as for the first time."""
    with chromium() as browser, served(asking("ideas", answers=80)) as app:
        addresses = _addresses(app)
        strangers = {stranger for url in addresses for stranger in _visit(browser, app, url).strangers}
        yield Figure(f"{len(addresses)} pages: requests to other machines", "", 0, [len(strangers)])
        app.settle()
        yield from _phone(browser, f"{app.url}/r/{app.code}", scale.runs)
        visits = [_visit(browser, app, app.url) for _ in range(scale.runs)]
        yield Figure("a Streamlit page's first visit", "kB", PAGE_KB, [visit.bytes / KB for visit in visits])
        yield Figure("a Streamlit page's first visit: requests", "", None, [visit.requests for visit in visits])


def _phone(browser: Browser, url: str, runs: int) -> Iterator[Figure]:
    visits = [first_visit(browser, url, encoding=ENCODING) for _ in range(runs)]
    link = KBIT, LATENCY_MS
    slow = [first_visit(browser, url, encoding=ENCODING, link=link).usable_seconds for _ in range(runs)]
    yield Figure("a phone's first visit", "kB", PHONE_KB, [visit.bytes / KB for visit in visits])
    yield Figure("a phone's first visit: requests", "", PHONE_REQUESTS, [visit.requests for visit in visits])
    yield Figure(f"a phone's first visit: usable at {KBIT} kbit/s and {LATENCY_MS} ms", "s", PHONE_SECONDS, slow)


def _visit(browser: Browser, app: Served, url: str) -> Visit:
    return first_visit(browser, url, encoding=ENCODING, enter=app.facilitator_link)


def _addresses(app: Served) -> list[str]:
    """Return the address of every page that a facilitator and a phone can open."""
    with session(app) as visitor:
        visitor.run("")
        return [*(f"{app.url}/{page}" for page in visitor.pages), f"{app.url}/r/", f"{app.url}/r/{app.code}"]

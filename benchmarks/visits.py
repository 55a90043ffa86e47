"""What a first visit weighs and how long it takes, on a phone and on a page; and that no page asks another machine."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.figures import Figure, Scale
from benchmarks.first_visit import ENCODINGS, Visit, chromium, first_visit
from benchmarks.rooms import asking
from benchmarks.served import Served, served
from benchmarks.session import session

LINK = (400, 400)
KB = 1000
PHONE_KB, PHONE_REQUESTS, PHONE_SECONDS, PAGE_KB = 14, 3, 1.2, 1000


def measure(scale: Scale) -> Iterator[Figure]:
    """Visit a phone's page and a Streamlit page as for the first time, then every page once."""
    with chromium() as browser, served(asking("ideas", answers=80)) as app:
        app.settle()
        _walk(browser, app)
        app.settle()
        for who, encoding in ENCODINGS.items():
            yield from _phone(browser, app, scale, who, encoding)
            yield from _page(browser, app, scale, who, encoding)
        yield Figure("every page: requests to other machines", "", 0, [len(_walk(browser, app))])


def _phone(browser: Browser, app: Served, scale: Scale, who: str, encoding: str | None) -> Iterator[Figure]:
    url = f"{app.url}/r/{app.code}"
    free = [first_visit(browser, url, encoding=encoding) for _ in range(scale.runs)]
    slow = [first_visit(browser, url, encoding=encoding, link=LINK).usable_seconds for _ in range(scale.runs)]
    yield Figure(f"a phone's first visit, {who}", "kB", PHONE_KB, [visit.bytes / KB for visit in free])
    yield Figure(f"a phone's first visit, {who}: requests", "", PHONE_REQUESTS, [visit.requests for visit in free])
    kbit, ms = LINK
    yield Figure(f"a phone's first visit, {who}: usable at {kbit} kbit/s, {ms} ms", "s", PHONE_SECONDS, slow)


def _page(browser: Browser, app: Served, scale: Scale, who: str, encoding: str | None) -> Iterator[Figure]:
    visits = [
        first_visit(browser, app.url, encoding=encoding, enter=app.facilitator_link) for _ in range(scale.runs)
    ]
    yield Figure(f"a Streamlit page's first visit, {who}", "kB", PAGE_KB, [visit.bytes / KB for visit in visits])
    yield Figure(f"a Streamlit page's first visit, {who}: requests", "", None, [visit.requests for visit in visits])


def _walk(browser: Browser, app: Served) -> set[str]:
    """Open every page there is; return the addresses that were asked for on other machines."""
    with session(app) as visitor:
        visitor.run("")
        addresses = [f"{app.url}/{page}" for page in visitor.pages] + [f"{app.url}/r/", f"{app.url}/r/{app.code}"]
    visits: list[Visit] = [first_visit(browser, url, enter=app.facilitator_link) for url in addresses]
    return {stranger for visit in visits for stranger in visit.strangers}

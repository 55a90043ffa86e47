"""The weight and the wait of a first visit, in a real Chromium: `python -m benchmarks.first_visit URL`.

Chromium accepts brotli over plain http from this machine only, so two lines are printed: what this machine gets,
and what the others of the room get (gzip).
"""

import argparse
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError, sync_playwright

CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "chrome"]
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
USABLE = ":is(form, [data-testid=stMain]) :is(input, textarea, select, button, h1) >> visible=true"
ENCODINGS = {"this machine": None, "the room (gzip)": "gzip, deflate"}
QUIET_MS, PATIENT_ROUNDS = 1500, 8
PATIENCE_MS = 90_000
BITS_PER_KBIT = 1000
OPCODE_TEXT = 1


@dataclass(slots=True)
class Visit:
    """What one first visit asked for; bytes as they crossed the wire, headers included, TCP's own left out."""

    host: str
    addresses: dict[str, str] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    websocket_bytes: int = 0
    usable_seconds: float = 0.0

    @property
    def requests(self) -> int:
        """Return how many requests were made, WebSockets left out."""
        return len(self.addresses)

    @property
    def bytes(self) -> int:
        """Return the bytes received, WebSockets included."""
        return sum(self.received.values()) + self.websocket_bytes

    @property
    def strangers(self) -> list[str]:
        """Return the addresses asked for on other machines."""
        return sorted({url for url in self.addresses.values() if urlsplit(url).netloc not in {"", self.host}})

    def listen(self, devtools: CDPSession) -> None:
        """Note every request, answer and frame from now on."""
        devtools.on("Network.requestWillBeSent", lambda e: self.addresses.update({e["requestId"]: e["request"]["url"]}))
        devtools.on("Network.webSocketCreated", lambda e: self._note_socket(e["url"]))
        devtools.on("Network.loadingFinished", lambda e: self.received.update({e["requestId"]: e["encodedDataLength"]}))
        devtools.on("Network.webSocketFrameReceived", lambda e: self._note_frame(e["response"]))
        devtools.send("Network.enable")

    def _note_socket(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.addresses[url] = url

    def _note_frame(self, frame: dict[str, object]) -> None:
        length = len(str(frame["payloadData"]))
        self.websocket_bytes += length if frame["opcode"] == OPCODE_TEXT else length * 3 // 4


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the machine's Chromium, or Playwright's own."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


def settle(page: Page, visit: Visit) -> None:
    """Wait until nothing has been asked for, nor received, for a while; a wall, which never rests, is left at last."""
    seen = -1
    for _ in range(PATIENT_ROUNDS):
        if seen == (seen := visit.bytes + visit.requests):
            return
        page.wait_for_timeout(QUIET_MS)


def first_visit(
    browser: Browser,
    url: str,
    *,
    selector: str = USABLE,
    encoding: str | None = None,
    link: tuple[int, int] | None = None,
    enter: str | None = None,
) -> Visit:
    """Open a URL as for the first time; `link` is the network's (kbit/s, latency in ms), `encoding` what is read.

    `enter` is a link that is followed before, for its cookie; it is not counted.
    """
    context = browser.new_context(locale="fr-FR")
    if enter:
        context.request.get(enter, max_redirects=0)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    visit = Visit(urlsplit(url).netloc)
    visit.listen(devtools)
    if encoding:
        devtools.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": encoding}})
    if link:
        devtools.send("Network.emulateNetworkConditions", conditions(*link))
    start = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
    page.locator(selector).first.wait_for(timeout=PATIENCE_MS)
    visit.usable_seconds = time.perf_counter() - start
    settle(page, visit)
    context.close()
    return visit


def conditions(kbit: int, latency: int) -> dict[str, object]:
    """Return DevTools' words for a link of so many kbit/s each way and so many ms."""
    rate = kbit * BITS_PER_KBIT / 8
    return {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}


def line(who: str, free: Visit, slow: Visit, link: tuple[int, int]) -> str:
    """Return the printed line of one kind of visitor."""
    kbit, latency = link
    return (
        f"{who:16} {free.requests:4} requests {free.bytes / 1000:8.1f} kB, usable in {free.usable_seconds:.1f} s; "
        f"at {kbit} kbit/s and {latency} ms: {slow.usable_seconds:.1f} s; other machines asked: {len(free.strangers)}"
    )


def main() -> None:
    """Read the command line, visit four times, print two lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--path", default="/")
    parser.add_argument("--kbit", type=int, default=400)
    parser.add_argument("--latency", type=int, default=400, metavar="MS")
    parser.add_argument("--selector", default=USABLE, help="what must be visible for the page to be of use")
    parser.add_argument("--enter", metavar="URL", help="a link to follow first, for its cookie")
    asked = parser.parse_args()
    url, link = urljoin(asked.url, asked.path), (asked.kbit, asked.latency)
    visitor = {"selector": asked.selector, "enter": asked.enter}
    with chromium() as browser:
        try:
            for who, encoding in ENCODINGS.items():
                free = first_visit(browser, url, encoding=encoding, **visitor)
                slow = first_visit(browser, url, encoding=encoding, link=link, **visitor)
                print(line(who, free, slow, link))
                print(*free.strangers, sep="\n", end="\n" if free.strangers else "")
        except TimeoutError:
            parser.exit(1, f"{url}: nothing like `{asked.selector}` appeared in {PATIENCE_MS // 1000} s\n")


if __name__ == "__main__":
    main()

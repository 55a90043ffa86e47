"""The facilitator's two windows, in a real Chromium: the wall, and the page *Animer*."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.served import Served

PATIENCE_MS = 30_000
COUNT = ".qic-wall-count"
GAUGES = ".qic-count"
SHOWN = """selector => {
  window.shown = [];
  const look = () => {
    const found = document.querySelector(selector), count = found ? Number(found.textContent) : -1;
    const last = window.shown.at(-1);
    if (!last || last[1] !== count) window.shown.push([Date.now() / 1000, count]);
  };
  look();
  new MutationObserver(() => requestAnimationFrame(look))
    .observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@dataclass(frozen=True, slots=True)
class Windows:
    """Both windows, open and following the room."""

    wall: Page
    stage: Page

    def wait_for_count(self, count: int) -> None:
        """Wait until the wall shows so many answers."""
        self.wall.locator(COUNT, has_text=str(count)).wait_for(timeout=PATIENCE_MS)

    def note_counts(self) -> None:
        """Begin to note, in the page, when the count on the wall changes."""
        self.wall.evaluate(SHOWN, COUNT)

    def counts(self) -> list[tuple[float, int]]:
        """Return what was noted: (Unix time in seconds, count shown), from the first look on."""
        return [(at, count) for at, count in self.wall.evaluate("window.shown")]


def facilitator(browser: Browser, app: Served) -> BrowserContext:
    """Open a browser profile that has followed the facilitator's link."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1920, "height": 1080})
    context.request.get(app.facilitator_link, max_redirects=0)
    return context


@contextmanager
def wall_and_stage(browser: Browser, app: Served) -> Iterator[Windows]:
    """Open the wall and *Animer* for as long as it takes."""
    context = facilitator(browser, app)
    stage, wall = context.new_page(), context.new_page()
    stage.goto(f"{app.url}/animer")
    stage.locator(GAUGES).first.wait_for(timeout=PATIENCE_MS)
    wall.goto(f"{app.url}/mur")
    wall.locator(COUNT).wait_for(timeout=PATIENCE_MS)
    app.settle()
    try:
        yield Windows(wall, stage)
    finally:
        context.close()

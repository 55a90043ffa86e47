"""Each page in a real browser: for everyone, without a word to the outside, as wide as its screen."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = [
    "",
    "collectif",
    "defi",
    "chemins",
    "renforcement",
    "cooperation",
    "indicateurs",
    "apprendre",
    "apprendre?partie=effets",
    "apprendre?partie=terrain",
    "comment-cest-calcule",
    "comment-cest-calcule?mesure=M9",
    "carnets",
    "carnet?carnet=2",
    "preparer",
    "animer",
    "moderer?carnet=2",
    "saisir",
    "mur",
    "acces",
    "archive",
]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SETTLED = 2_500


@pytest.fixture
def facilitator(server, page_at) -> Page:
    page = page_at(1366, 768)
    page.goto(server.facilitator_link)
    return page


def test_pages_are_accessible_speak_french_and_stay_on_this_machine(server, facilitator: Page) -> None:
    asked: set[str] = set()
    facilitator.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    found: dict[str, list[str]] = {}
    for path in PAGES:
        facilitator.goto(f"{server.url}/{path}")
        expect(facilitator.locator("h1, .qic-wall-name").first).to_be_visible()
        facilitator.wait_for_timeout(SETTLED)
        assert facilitator.locator("html").get_attribute("lang") == "fr"
        violations = Axe().run(facilitator, options=WCAG).response["violations"]
        broken = {f"{violation['id']}: {node['target']}" for violation in violations for node in violation["nodes"]}
        if broken:
            found[path] = sorted(broken)
    assert not found
    assert asked - {""} == {"127.0.0.1"}


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_no_page_scrolls_sideways(server, page_at, width: int) -> None:
    page = page_at(width, 800)
    page.goto(server.facilitator_link)
    for path in PAGES:
        page.goto(f"{server.url}/{path}")
        expect(page.locator("h1, .qic-wall-name").first).to_be_visible()
        page.wait_for_timeout(800)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path

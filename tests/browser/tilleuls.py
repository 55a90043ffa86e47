"""The room at Les Tilleuls, the demo's second collective: its desk, its phones, its wall."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.gestures import LAPTOP, PATIENCE, PHONE, PROJECTOR, enter
from tests.browser.test_journey import RESIDENTS, origin, pick

TILLEULS, CODE = "Quartiers à Impact Collectif – Les Tilleuls", "PARENT"


def at_tilleuls(page: Page) -> None:
    """Choose the collective whose journey is told to its end."""
    pick(page, page.get_by_role("combobox", name=re.compile("Collectif")), TILLEULS)


def desk_of(link: str, page_at: Callable[..., Page]) -> Page:
    """Return the facilitator's laptop, let in by their link."""
    page = page_at(*LAPTOP)
    page.goto(link)
    at_tilleuls(page)
    return page


def phones_of(desk: Page, page_at: Callable[..., Page], count: int) -> list[Page]:
    """Return so many residents' phones, in the room."""
    pages = [page_at(*PHONE) for _phone in range(count)]
    for page in pages:
        enter(page, f"{origin(desk)}/r/{CODE}", RESIDENTS)
    return pages


def wall_of(desk: Page, page_at: Callable[..., Page]) -> Page:
    """Return the wall in its own window, as the first page opens it: of the collective that was chosen there."""
    page = page_at(*PROJECTOR)
    page.context.add_cookies(desk.context.cookies())
    address = desk.get_by_role("link", name=re.compile("Ouvrir le mur")).get_attribute("href", timeout=PATIENCE)
    page.goto(f"{origin(desk)}{address}")
    expect(page.get_by_text(re.compile(f"/r/{CODE}"))).to_be_visible(timeout=PATIENCE)
    return page

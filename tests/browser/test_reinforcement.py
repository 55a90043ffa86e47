"""The map of the actions and their heat map in a real browser: a click shows one, nothing typed runs, on phones too."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError, expect

from qic_core.actions.interplay import acting
from qic_core.actions.layout import lay_out
from qic_core.actions.reinforcement import Source, say
from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action, list_actions
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from qic_core.pathways.service import pathways_of
from tests.browser.test_pathways import DRAWN, PATIENCE, TOLD, WCAG, settle

EVIL = "<img src='https://example.org/x.png' onerror='alert(1)'>"


@pytest.fixture
def evil(server) -> tuple[int, float, float, float]:
    """Write an action with an evil title that hinders another; return its id, its box's middle, the map's height."""
    database = Database(f"sqlite:///{server.data_dir / 'carnet.sqlite'}")
    with database.reading() as session:
        key = next(one.id for one in list_collectives(session) if TOLD in one.name)
    with database.writing(key) as work:
        evil_id = add_action(work, plan=Plan(EVIL))
        other = acting(list_actions(work.session, key))[0].id
        say(work, values={(evil_id, other): -1, (other, evil_id): 2}, source=Source.TABLE)
    with database.reading() as session:
        layout = lay_out(acting(list_actions(session, key)), pathways_of(session, key))
    database.dispose()
    spot = layout.spots[evil_id]
    return evil_id, spot.x + BOX_WIDTH / 2, spot.y + layout.size.height / 2, layout.height


def pick(page: Page, name: str | re.Pattern[str], option: str | re.Pattern[str]) -> None:
    """Choose from a list, which closes when what is around it is still being drawn: then again."""
    for _ in range(5):
        page.get_by_role("combobox", name=name).click()
        with suppress(TimeoutError):
            page.get_by_role("option", name=option).first.click(timeout=PATIENCE / 5)
            return settle(page)
    raise AssertionError(f"nothing to choose under {name}")


def open_page(server, page: Page) -> None:
    """Choose the collective whose journey is told on the first page, then go to the page by the menu."""
    narrow = page.viewport_size["width"] < 700
    page.goto(server.facilitator_link)
    expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    settle(page)
    if narrow:
        page.get_by_test_id("stExpandSidebarButton").click()
    pick(page, "Collectif", re.compile(TOLD))
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Renforcement").click()
    expect(page.get_by_text(re.compile("Indice de renforcement")).first).to_be_visible(timeout=PATIENCE)
    if narrow and page.get_by_test_id("stSidebarCollapseButton").is_visible():
        page.get_by_test_id("stSidebarCollapseButton").click()
    settle(page)


def test_a_click_on_a_box_shows_that_action_and_nothing_that_was_typed_runs(server, page_at, evil) -> None:
    page = page_at(1366, 768)
    alerts: list[str] = []
    asked: set[str] = set()
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    open_page(server, page)
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    _evil_id, x, y, height = evil
    page.locator(".st-key-map").evaluate("map => { map.scrollIntoView(); map.scrollTop = map.scrollHeight; }")
    box = page.locator(".st-key-map iframe").bounding_box()
    scale = box["width"] / (1.1 * WIDTH)
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(middle[0] + (x - WIDTH / 2) * scale, middle[1] + (y - height / 2) * scale)
    shown = page.locator(".st-key-shown-action")
    expect(shown.locator(".qic-sentence")).to_have_text(EVIL, timeout=PATIENCE)
    expect(shown).to_contain_text("gêne")
    assert page.frame_locator(".st-key-map iframe").locator("img").count() == 0
    rects = page.locator(".stVegaLiteChart path[aria-roledescription='rect mark']")
    rects.last.scroll_into_view_if_needed()
    for place in range(rects.count()):
        rects.nth(place).hover(force=True)
        if EVIL in "".join(page.locator("#vg-tooltip-element").all_text_contents()):
            break
    expect(page.locator("#vg-tooltip-element")).to_contain_text("<img src=")
    assert page.locator("#vg-tooltip-element img").count() == 0
    assert not alerts
    assert asked - {""} == {"127.0.0.1"}


def test_the_page_with_an_action_shown_is_accessible(server, page_at) -> None:
    page = page_at(1366, 768)
    open_page(server, page)
    pick(page, re.compile("Regarder une action"), re.compile("café"))
    expect(page.locator(".st-key-shown-action")).to_be_visible(timeout=PATIENCE)
    settle(page)
    page.wait_for_timeout(1_500)
    violations = Axe().run(page, options=WCAG).response["violations"]
    assert [(broken["id"], [node["target"] for node in broken["nodes"]]) for broken in violations] == []


def test_on_a_phone_the_drawing_is_moved_by_finger_and_the_page_is_no_wider(server, page_at, picture) -> None:
    page = page_at(390, 844, has_touch=True)
    open_page(server, page)
    expect(page.locator(".qic-drawn.small img")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-map")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "renforcement-telephone")

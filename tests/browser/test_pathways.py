"""The map of the pathways in a real browser: a click opens, nothing typed runs, no word goes outside, on phones too."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database
from qic_core.pathways.drawing import Box, boxes_of
from qic_core.pathways.layout import WIDTH
from qic_core.pathways.service import pathways_of
from qic_core.vision.service import current_vision
from qic_core.words import catalogue
from tests.browser.test_journey import pick

PATIENCE = 20_000
TOLD = "Tilleuls"
EVIL = "<img src='https://example.org/x.png' onerror='alert(1)'> " * 5
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# The drawing is there when the canvas holds ink in its middle.
DRAWN = """() => {
  const canvas = document.querySelector('.st-key-map iframe')?.contentDocument?.querySelector('canvas');
  if (!canvas?.width) return false;
  const { width, height } = canvas;
  return canvas.getContext('2d').getImageData(width / 4, height / 4, width / 2, height / 2).data.some(part => part);
}"""
MOVES = """() => {
  const drawn = document.querySelector('.qic-drawn.small');
  return drawn.scrollWidth > drawn.clientWidth + 300;
}"""


def open_map(server, page: Page, *, told: bool = True) -> None:
    """Open the page on the collective whose journey is told, or on the other one."""
    page.goto(server.facilitator_link)
    page.goto(f"{server.url}/chemins")
    expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    settle(page)
    if told:
        pick(page, page.get_by_role("combobox", name="Collectif"), TOLD)
        expect(page.get_by_text(re.compile("Notre vision")).first).to_be_visible(timeout=PATIENCE)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page is drawn to its end: a list that is open closes when the page is drawn again."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=PATIENCE)


def drawn_boxes(server) -> tuple[list[Box], float]:
    """Return the boxes of the told collective's changes, and the height of its map."""
    database = Database(f"sqlite:///{server.data_dir / 'carnet.sqlite'}")
    with database.reading() as session:
        key = next(one.id for one in list_collectives(session) if TOLD in one.name)
        boxes, height = boxes_of(pathways_of(session, key), current_vision(session, key).text, catalogue("fr"))
    database.dispose()
    return [box for key, box in boxes.items() if key is not None], height


def point_of(page: Page, box: Box, height: float) -> tuple[float, float]:
    """Return where on the screen a box is: the drawing fills its frame but for the tenth that vis leaves around it."""
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    frame = page.locator(".st-key-map iframe").bounding_box()
    scale = frame["width"] / (1.1 * WIDTH)
    x, y = box.x + 60 - WIDTH / 2, box.middle - height / 2
    return frame["x"] + frame["width"] / 2 + x * scale, frame["y"] + frame["height"] / 2 + y * scale


def close(page: Page) -> None:
    page.get_by_test_id("stDialog").get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_a_click_on_a_box_opens_its_change_each_time(server, page_at, width: int, height: int) -> None:
    page = page_at(width, height)
    failed: list[str] = []
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    page.on("pageerror", lambda error: failed.append(str(error)))
    open_map(server, page)
    boxes, tall = drawn_boxes(server)
    for box in (boxes[0], boxes[0], boxes[-1]):
        page.mouse.click(*point_of(page, box, tall))
        expect(page.get_by_role("dialog")).to_contain_text(box.title, timeout=PATIENCE)
        close(page)
    page.mouse.dblclick(*point_of(page, boxes[1], tall))
    expect(page.get_by_role("dialog")).to_contain_text(boxes[1].title, timeout=PATIENCE)
    assert not failed
    assert asked - {""} == {"127.0.0.1"}


def test_the_map_stays_where_it_is_while_a_change_is_rewritten(server, page_at) -> None:
    page = page_at(1366, 768)
    open_map(server, page)
    boxes, tall = drawn_boxes(server)
    before = point_of(page, boxes[1], tall)
    page.mouse.click(*before)
    page.get_by_text("Modifier ce changement").click(timeout=PATIENCE)
    page.get_by_label("Ce qui change").fill("Un autre titre")
    page.get_by_role("button", name="Enregistrer", exact=True).first.click()
    expect(page.locator(".qic-title")).to_have_text("Un autre titre", timeout=PATIENCE)
    close(page)
    page.mouse.click(*before)
    expect(page.locator(".qic-title")).to_have_text("Un autre titre", timeout=PATIENCE)
    assert drawn_boxes(server)[1] == tall


def test_an_open_change_is_accessible(server, page_at) -> None:
    page = page_at(1366, 768)
    open_map(server, page)
    boxes, tall = drawn_boxes(server)
    page.mouse.click(*point_of(page, boxes[1], tall))
    expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1_500)
    violations = Axe().run(page, options=WCAG).response["violations"]
    assert [(broken["id"], [node["target"] for node in broken["nodes"]]) for broken in violations] == []


def test_what_people_typed_is_a_picture_on_the_map_and_never_runs(server, page_at) -> None:
    page = page_at(1366, 768)
    alerts: list[str] = []
    asked: set[str] = set()
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    open_map(server, page, told=False)
    page.get_by_label("Qu’est-ce qui doit avoir changé avant cela ?").fill(EVIL[:290])
    page.get_by_role("button", name="Ajouter le changement").click()
    expect(page.get_by_role("combobox", name=re.compile("Ouvrir un changement"))).to_be_visible(timeout=PATIENCE)
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    page.locator(".st-key-map").scroll_into_view_if_needed()
    frame = page.locator(".st-key-map iframe").bounding_box()
    assert page.frame_locator(".st-key-map iframe").locator("img").count() == 0
    page.mouse.dblclick(frame["x"] + frame["width"] * 0.6, frame["y"] + frame["height"] / 2)
    expect(page.get_by_role("dialog")).to_contain_text("<img src=", timeout=PATIENCE)
    assert not alerts
    assert asked - {""} == {"127.0.0.1"}


def test_a_phone_moves_the_drawing_by_finger_and_opens_a_change_from_the_list(server, page_at, picture) -> None:
    page = page_at(390, 844, has_touch=True)
    page.goto(server.facilitator_link)
    page.goto(f"{server.url}/chemins")
    page.get_by_label("Qu’est-ce qui doit avoir changé avant cela ?").fill("Chacun sait à qui parler", timeout=PATIENCE)
    page.get_by_role("button", name="Ajouter le changement").click()
    drawing = page.locator(".qic-drawn.small")
    expect(drawing.locator("img")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-map")).to_be_hidden()
    page.wait_for_function(MOVES, timeout=PATIENCE)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choice = page.get_by_role("combobox", name=re.compile("Ouvrir un changement"))
    pick(page, choice, "Chacun sait à qui parler")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
    picture(page, "chemins-telephone")

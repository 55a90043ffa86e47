"""A loop as a room makes it: promises, three questions on phones, decisions that fall into place, the next loop."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gestures import PATIENCE, is_saved, open_step, send
from tests.browser.test_cooperation import PICTURES, reveal
from tests.browser.test_journey import do, settled, unfold, visit
from tests.browser.tilleuls import desk_of, phones_of, wall_of

VOICES = (("J'ai vu des parents au conseil", 1), ("Le café est plein", 2))
PROMISE, WHO, DAY = "Le café se tient le samedi, à l'école", "Les parents de la tour B", "15/06/2027"


@pytest.fixture
def desk(server: object, page_at: Callable[..., Page]) -> Page:
    return desk_of(server.facilitator_link, page_at)


@pytest.fixture
def phones(desk: Page, page_at: Callable[..., Page]) -> list[Page]:
    return phones_of(desk, page_at, len(VOICES))


@pytest.fixture
def wall(desk: Page, page_at: Callable[..., Page]) -> Page:
    return wall_of(desk, page_at)


def start_loop(desk: Page) -> None:
    visit(desk, "Boucles")
    unfold(desk, "Ouvrir une boucle")
    do(desk, "Ouvrir la boucle")
    expect(desk.get_by_role("heading", name="Une décision par action")).to_be_visible(timeout=PATIENCE)


def to_room(desk: Page) -> None:
    """Go to the loop's notebook by the door of its page."""
    desk.get_by_test_id("stMain").get_by_role("link", name="Animer").first.click(timeout=PATIENCE)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Animer", timeout=PATIENCE)
    settled(desk)


def run(desk: Page, title: str) -> None:
    open_step(desk, title)
    settled(desk)
    expect(desk.locator(".st-key-controls").get_by_role("button", name=re.compile("Fermer"))).to_be_visible(
        timeout=PATIENCE
    )


def fill_each(phone: Page, more: int) -> None:
    """Say on every screen a figure a little higher than today's, then send."""
    shown, last = phone.locator(".item:not([hidden])"), phone.get_by_role("button", name="Envoyer", exact=True)
    expect(shown).to_have_count(1, timeout=PATIENCE)
    for _screen in range(60):
        today = re.search(r"Aujourd’hui : (\d+)", shown.inner_text().replace("\xa0", " "))
        shown.locator("input.v").fill(f"{int(today[1]) + more if today else more},5")
        if last.is_visible():
            break
        phone.keyboard.press("Enter")  # sends nothing before the last screen
        phone.get_by_role("button", name="Suivant", exact=True).click()
    send(phone)
    is_saved(phone)


def judge_each(phone: Page, verdict: str) -> None:
    shown, last = phone.locator(".item:not([hidden])"), phone.get_by_role("button", name="Envoyer", exact=True)
    expect(shown).to_have_count(1, timeout=PATIENCE)
    for _screen in range(60):
        is_last = last.is_visible()
        shown.get_by_text(verdict, exact=True).first.click()
        if is_last:
            break
        phone.wait_for_timeout(500)
    send(phone)
    is_saved(phone)


def column(wall: Page, name: str) -> Locator:
    return wall.locator(".qic-wall-board section").filter(has=wall.get_by_role("heading", name=re.compile(f"^{name}")))


def decide(desk: Page, verdict: str, *, what: str = "", who: str = "", day: str = "") -> None:
    """Decide of the action whose form is open: the first that waits."""
    form = desk.locator("[data-testid=stForm]:visible").filter(has_text="Qui s’en charge").first
    form.locator("label").filter(has_text=re.compile(f"^{verdict}")).first.click(timeout=PATIENCE)
    for place, text in enumerate((what, who)):
        if text:
            form.get_by_role("textbox").nth(place).fill(text)
    if day:
        form.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
        desk.keyboard.type(day.replace("/", ""), delay=60)
    form.get_by_role("button", name=re.compile("Enregistrer")).click(timeout=PATIENCE)
    settled(desk)


def test_a_loop_run_with_phones_ends_in_decisions_that_the_next_one_opens_with(
    desk: Page, phones: list[Page], wall: Page, picture: Callable[[Page, str], None]
) -> None:
    start_loop(desk)
    to_room(desk)
    run(desk, "Que s'est-il passé ?")
    for phone, (text, _more) in zip(phones, VOICES, strict=True):
        expect(phone.locator("main")).to_contain_text("vu changer", timeout=PATIENCE)
        phone.locator("[name=ideas]").first.fill(text)
        send(phone)
        is_saved(phone)

    run(desk, "Où va la courbe ?")
    for phone, (_text, more) in zip(phones, VOICES, strict=True):
        expect(phone.locator("main")).to_contain_text("où en serons-nous", timeout=PATIENCE)
        fill_each(phone, more)
    picture(phones[0], "boucle-telephone-prevision")
    expect(wall.locator(PICTURES)).to_have_count(0)
    reveal(desk)
    expect(wall.locator(PICTURES)).to_have_count(2, timeout=PATIENCE)
    expect(wall.get_by_text(re.compile(r"la salle voit \d+,5.*la moitié des voix entre"))).to_be_visible(
        timeout=PATIENCE
    )
    picture(wall, "boucle-mur-prevision")

    run(desk, "Que faisons-nous ?")
    for phone in phones:
        expect(phone.locator("main")).to_contain_text("Que faut-il faire", timeout=PATIENCE)
        judge_each(phone, "Ajuster")
    reveal(desk)
    expect(wall.locator(PICTURES)).to_have_count(1, timeout=PATIENCE)
    do(desk, "Fermer")
    expect(column(wall, "À décider")).to_contain_text("La salle : ajuster 2", timeout=PATIENCE)

    run(desk, "Nos décisions")
    visit(desk, "Boucles")
    waiting = desk.get_by_test_id("stMain").locator("summary").filter(has_text=re.compile("Décider"))
    count = waiting.count()
    unfold(desk, "Décider")
    decide(desk, "Ajuster", what=PROMISE, who=WHO, day=DAY)
    expect(column(wall, "Ajuster")).to_contain_text(WHO, timeout=PATIENCE)
    expect(column(wall, "À décider")).to_contain_text(str(count - 1))
    picture(wall, "boucle-mur-decisions")
    for place in range(1, count):
        decide(desk, "Continuer")
        expect(column(wall, "Continuer").get_by_role("heading")).to_contain_text(str(place), timeout=PATIENCE)
    picture(desk, "boucle-page")

    visit(desk, "Animer")
    do(desk, "Fermer")
    visit(desk, "Boucles")
    do(desk, "Fermer la boucle")
    do(desk, "Fermer pour de bon")
    expect(desk.get_by_test_id("stMain")).to_contain_text(PROMISE, timeout=PATIENCE)

    start_loop(desk)
    to_room(desk)
    run(desk, "Nos promesses : est-ce fait ?")
    expect(phones[0].locator("main")).to_contain_text(f"{PROMISE} ({WHO}", timeout=PATIENCE)
    picture(phones[0], "boucle-telephone-promesse")

"""Actions and cooperation as a room makes them: phones rate, the wall draws, a wave moves, a plan is printed."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.gestures import PATIENCE, is_saved, press, send
from tests.browser.test_journey import ask, do, origin, settled, visit
from tests.browser.tilleuls import desk_of, phones_of, wall_of

SPEAKERS = ("CAF", "Conseil citoyen", "Parents des Tilleuls")
PICTURES = "[data-testid=stVegaLiteChart] svg.marks"


@pytest.fixture
def desk(server: object, page_at: Callable[..., Page]) -> Page:
    return desk_of(server.facilitator_link, page_at)


@pytest.fixture
def phones(desk: Page, page_at: Callable[..., Page]) -> list[Page]:
    return phones_of(desk, page_at, len(SPEAKERS))


@pytest.fixture
def wall(desk: Page, page_at: Callable[..., Page]) -> Page:
    return wall_of(desk, page_at)


def rate(phone: Page, speaker: str, level: str) -> None:
    """Say for whom one speaks, then the same level of every other organisation."""
    expect(phone.locator(".item").first).to_contain_text("organisation parlez-vous", timeout=PATIENCE)
    answer_each(phone, lambda first: speaker if first else level)


def answer_each(phone: Page, answer: Callable[[bool], str]) -> None:
    """Touch an answer on every screen, then send."""
    shown, last = phone.locator(".item:not([hidden])"), phone.get_by_role("button", name="Envoyer", exact=True)
    expect(shown).to_have_count(1, timeout=PATIENCE)
    for number in range(40):
        is_last = last.is_visible()
        shown.get_by_text(answer(number == 0), exact=True).first.click()
        if is_last:
            break
        phone.wait_for_timeout(500)
    send(phone)
    is_saved(phone)


def reveal(desk: Page) -> None:
    do(desk, "Montrer sur le mur")
    expect(desk.get_by_role("button", name=re.compile("Masquer|Cacher"))).to_be_visible(timeout=PATIENCE)


def test_two_waves_a_network_on_the_wall_and_a_plan_that_can_be_printed(
    desk: Page, phones: list[Page], wall: Page, picture: Callable[[Page, str], None]
) -> None:
    visit(desk, "Coopération")
    ask(desk, "paire par paire")
    reveal(desk)
    *early, late = zip(phones, SPEAKERS, strict=True)
    for phone, speaker in early:
        rate(phone, speaker, "Communication")
    expect(wall.locator(PICTURES)).to_have_count(2, timeout=PATIENCE)
    expect(wall.get_by_text(re.compile("2 organisations sur 12"))).to_be_visible(timeout=PATIENCE)
    picture(wall, "cooperation-mur")
    rate(*late, "Communication")
    do(desk, "Fermer")
    controls = desk.locator(".st-key-controls")
    expect(controls.get_by_role("button", name=re.compile("Rejouer"))).to_be_visible(timeout=PATIENCE)
    do(desk, "Rejouer")
    expect(controls.get_by_role("button", name=re.compile("Fermer"))).to_be_visible(timeout=PATIENCE)
    for phone, speaker in (*early, late):
        rate(phone, speaker, "Coordination")
    do(desk, "Fermer")

    visit(desk, "Coopération")
    moved = desk.get_by_text(re.compile(r"De la vague 4 à la vague 5.*33 en hausse"))
    expect(moved).to_be_visible(timeout=PATIENCE)
    picture(desk, "cooperation-page")
    printed = desk.request.get(f"{origin(desk)}/export/plan-de-cooperation.pdf?collectif=2")
    text = PdfReader(io.BytesIO(printed.body())).pages[0].extract_text()
    assert "Répondre ensemble, à quatre" in " ".join(text.split())


def test_phones_share_out_the_pairs_of_actions_and_the_wall_draws_them_live(
    desk: Page, phones: list[Page], wall: Page, picture: Callable[[Page, str], None]
) -> None:
    visit(desk, "Renforcement")
    index = desk.get_by_text(re.compile("Indice de renforcement")).first
    before = index.inner_text(timeout=PATIENCE)
    ask(desk, "chaque téléphone reçoit quelques paires")
    reveal(desk)
    for phone in phones:
        expect(phone.locator("main")).to_contain_text("avance", timeout=PATIENCE)
        answer_each(phone, lambda _first: "Oui, cela aide")
    expect(wall.locator(PICTURES)).to_have_count(1, timeout=PATIENCE)
    picture(wall, "renforcement-mur")
    picture(phones[0], "renforcement-telephone")
    do(desk, "Fermer")
    visit(desk, "Renforcement")
    press(desk, "Retenir ce que dit la salle")
    settled(desk)
    expect(index).not_to_have_text(before, timeout=PATIENCE)
    picture(desk, "renforcement-page")

"""What people do in a room: gestures of the facilitator's desk and of the phones."""

import re

from playwright.sync_api import Page, expect

PATIENCE = 15_000
PHONE, LAPTOP, PROJECTOR = (390, 844), (1366, 768), (1920, 1080)


def press(page: Page, label: str) -> None:
    main = page.get_by_test_id("stMain")
    main.get_by_role("button", name=re.compile(f"^(\\w+ )?{re.escape(label)}")).first.click(timeout=PATIENCE)


def open_step(page: Page, title: str, gesture: str = "Ouvrir") -> None:
    page.get_by_text(title, exact=False).first.click(timeout=PATIENCE)
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=PATIENCE)
    press(page, gesture)


def enter(page: Page, link: str, college: str) -> None:
    page.goto(link)
    page.get_by_text(college, exact=True).click()
    page.get_by_role("button", name="Entrer").click()


def choose(page: Page, option: str) -> None:
    page.get_by_text(option, exact=True).first.click(timeout=PATIENCE)


def send(page: Page) -> None:
    page.get_by_role("button", name="Envoyer").click()


def is_saved(page: Page) -> None:
    said = re.compile(r"Enregistré\s+à\s+\d\d:\d\d,\s+reçu\s+[A-Z0-9]{4}")
    expect(page.locator("main")).to_contain_text(said, timeout=PATIENCE)

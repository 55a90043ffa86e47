"""Cooperation pair by pair on a phone, in Chromium: one's own organisation is skipped, and a draft goes on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Values
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import open_run
from qic_core.workshop.tables import ContributionRow
from tests.browser.test_phone import House, audited, house, joined, saved, say, send

__all__ = ["house"]
FEW = ("Amicale des locataires", "Bailleur", "Centre social", "École Pauline-Kergomard")
MANY = tuple(f"Organisation n° {n:02}" for n in range(1, 60)) + ("École Pauline-Kergomard",)


def open_pairs(house: House, names: tuple[str, ...]) -> int:
    with house.writing() as work:
        draft = Draft("cooperation_pairs", "Paires", "Quel niveau aujourd'hui ?", items=names, minutes=0)
        notebook_id = create_notebook(work, Cover("Séminaire"))
        return open_run(work, cell_id=add_cell(work, notebook_id=notebook_id, draft=draft))


def kept(house: House) -> list[Values]:
    """Every answer that was kept, the first one first."""
    with house.database.reading() as session:
        return [row.answer for row in session.exec(select(ContributionRow).order_by(col(ContributionRow.id)))]


@pytest.fixture
def phone(house: House, page_at: Callable[..., Page]) -> Page:
    """A phone; whatever its script says wrong fails the test."""
    page = page_at(390, 844, is_mobile=True, has_touch=True)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def shown(page: Page) -> str:
    """What the screen is about."""
    return page.locator(".item:visible > legend").inner_text()


def touch(page: Page, option: str) -> None:
    """Touch an option and wait until the next screen shows by itself, if there is one."""
    page.locator(".item:visible").get_by_text(say(option), exact=True).tap()
    page.wait_for_timeout(500)


def test_one_speaks_for_an_organisation_then_rates_the_others_one_a_screen(house: House, phone: Page) -> None:
    open_pairs(house, FEW)
    joined(phone, house)
    assert say("Which organisation do you speak for?") in shown(phone)
    expect(phone.get_by_role("button", name=say("Next"))).to_be_disabled()
    touch(phone, "Centre social")
    seen = []
    for level in ("Coordination", "I don't know", "Coexistence"):
        seen.append(shown(phone))
        touch(phone, level)
    assert seen == ["Amicale des locataires", "Bailleur", "École Pauline-Kergomard"]
    expect(phone.locator(".place b")).to_have_text(say("{n} of {total}").format(n=3, total=3))
    send(phone)
    saved(phone)
    levels = {"i1": {"level": 5}, "i2": {"level": 0}, "i4": {"level": 2}}
    assert kept(house) == [{"speaks_for": ["i3"], "levels": levels}]


def test_a_draft_goes_on_where_it_stopped_even_when_the_browser_was_closed(house: House, phone: Page) -> None:
    open_pairs(house, FEW)
    joined(phone, house)
    touch(phone, "Bailleur")
    touch(phone, "Assistance")
    assert shown(phone) == "Centre social"
    phone.reload()
    expect(phone.locator(".place b")).to_have_text(say("{n} of {total}").format(n=2, total=3))
    assert shown(phone) == "Centre social"
    state = phone.context.storage_state()
    browser: Browser | None = phone.context.browser
    assert browser
    again = browser.new_context(storage_state=state, locale="fr-FR", viewport={"width": 390, "height": 844}).new_page()
    again.goto(house.url)
    expect(again.locator(".item:visible > legend")).to_have_text("Centre social")
    again.get_by_role("button", name=say("Back")).click()
    expect(again.locator(".item:visible").get_by_label(re.compile(f"^{say('Assistance')}"))).to_be_checked()


def test_who_changes_organisation_no_longer_sends_what_was_said_of_it(house: House, phone: Page) -> None:
    open_pairs(house, FEW)
    joined(phone, house)
    touch(phone, "Bailleur")
    touch(phone, "Assistance")
    touch(phone, "Communication")
    for _ in range(3):
        phone.get_by_role("button", name=say("Back")).click()
    touch(phone, "Amicale des locataires")
    assert shown(phone) == "Bailleur"
    phone.get_by_role("button", name=say("Send what I have answered")).click()
    saved(phone)
    assert kept(house) == [{"speaks_for": ["i1"], "levels": {"i3": {"level": 3}}}]


def test_ones_own_organisation_is_found_among_sixty(house: House, phone: Page) -> None:
    open_pairs(house, MANY)
    joined(phone, house)
    audited(phone)
    phone.get_by_role("searchbox", name=say("Search in this list")).fill("ecole")
    expect(phone.locator(".item:visible label.o:visible")).to_have_count(1)
    touch(phone, "École Pauline-Kergomard")
    assert shown(phone).startswith("Organisation n°")
    audited(phone)


def test_without_javascript_one_page_asks_all_and_keeps_all(house: House, page_at: Callable[..., Page]) -> None:
    open_pairs(house, FEW)
    page = joined(page_at(390, 844, java_script_enabled=False), house)
    page.locator(".item").first.get_by_label("Bailleur").check()
    page.locator(".item").nth(2).get_by_label(re.compile(f"^{say('Assistance')}")).check()
    page.locator(".item").nth(3).get_by_label(re.compile(f"^{say('Coordination')}")).check()
    send(page)
    expect(page.locator("#error")).to_have_text(
        say("Leave out your own organisation: take away what you said of it, then send again.")
    )
    expect(page.locator("input:checked")).to_have_count(3)
    page.locator(".item").first.get_by_label("Amicale").check()
    page.get_by_role("button", name=say("Try again")).click()
    saved(page)
    assert kept(house) == [{"speaks_for": ["i1"], "levels": {"i2": {"level": 4}, "i3": {"level": 5}}}]

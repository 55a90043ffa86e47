"""Journeys of a phone in a real browser: poor network, second thoughts, no JavaScript, a server that comes and goes."""

import re
import shutil
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlmodel import select
from starlette.applications import Starlette

from qic_core.collective.service import create_collective
from qic_core.db.engine import Database
from qic_core.phone.room import Phones
from qic_core.words import catalogue
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, extend_run, freeze_run, open_run, reopen_run
from qic_core.workshop.tables import ContributionRow

PROPOSALS = (
    "Un rendez-vous mensuel entre habitantes, associations et mairie",
    "Un local commun à Majicavo, ouvert le soir",
    "Une navette pour le marché du samedi",
    "Traduire les réunions en shimaoré",
)
CELLS = (
    Draft("text", "Bienvenue", "Bienvenue ! Chaque voix compte autant.\n\nQuatre questions ce matin."),
    Draft("ideas", "Besoins", "De quoi avons-nous besoin ?", settings={"at_most": 3}, minutes=0),
    Draft("words", "En un mot", "En un mot ou deux : vous repartez comment ?", minutes=0),
    Draft("choice", "Quand ?", "Quel jour nous va le mieux ?", items=("Mardi", "Jeudi", "Samedi"), minutes=0,
          settings={"at_most": 2}),
    Draft("dots", "Budget", "Où mettre nos 5 points ?", settings={"total": 5}, items=PROPOSALS, minutes=0),
    Draft("priority", "Urgences", "Qu'est-ce qui presse ?", items=PROPOSALS, minutes=0),
    Draft("agreement", "D'accord ?", "Est-ce aussi un besoin pour vous ?", items=PROPOSALS, minutes=0),
    Draft("cooperation", "Où en sommes-nous ?", "Où en est la coopération entre nous ?", minutes=5),
)  # fmt: skip
ONE_MORE = re.compile("^(Un point de plus|One more point)")
UNSENT = "Not sent – we keep trying, leave this page open."
ACCESSIBLE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class House:
    """The phones' routes on a port of their own, and the facilitator's gestures."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._socket.close()
        self.url = f"http://127.0.0.1:{self.port}/r/QUAR24"
        with database.writing() as work:
            self.collective_id = create_collective(
                work, name="Cité éducative de Koungou", place="Koungou", timezone="Indian/Mayotte", code="QUAR24",
                colleges=["Habitantes et habitants", "Associations", "Institutions", "Élues et élus"],
            )  # fmt: skip
        with self.writing() as work:
            notebook_id = create_notebook(work, Cover("Atelier Coopérations"))
            self.cells = {draft.kind: add_cell(work, notebook_id=notebook_id, draft=draft) for draft in CELLS}
        self.start()

    def writing(self) -> Any:
        return self.database.writing(self.collective_id)

    def start(self) -> None:
        phones = Phones(self.database)

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            await phones.start()
            yield
            await phones.stop()

        app = Starlette(routes=phones.routes, lifespan=lifespan)
        self._server = uvicorn.Server(
            uvicorn.Config(app, port=self.port, log_level="critical", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            pass

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def open(self, kind: str) -> int:
        with self.writing() as work:
            return open_run(work, cell_id=self.cells[kind])

    def close(self, run_id: int) -> None:
        with self.writing() as work:
            close_run(work, run_id=run_id)

    def freeze(self, run_id: int) -> None:
        with self.writing() as work:
            freeze_run(work, run_id=run_id)

    def reopen(self, run_id: int) -> None:
        with self.writing() as work:
            reopen_run(work, run_id=run_id)

    def extend(self, run_id: int) -> None:
        with self.writing() as work:
            extend_run(work, run_id=run_id, minutes=30)

    def answers(self) -> list[Any]:
        """Every answer ever kept, corrected ones included."""
        with self.database.reading() as session:
            rows = session.exec(select(ContributionRow).order_by(ContributionRow.id))
            return [next(iter(row.answer.values())) for row in rows]


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path) -> Iterator[House]:
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'carnet.sqlite')}")
    house = House(database)
    yield house
    house.stop()
    database.dispose()


@pytest.fixture
def phone(house: House, page_at: Callable[..., Page]) -> Page:
    """A phone that has gone in; whatever its script says wrong fails the test."""
    page = page_at(390, 844, is_mobile=True, has_touch=True)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return joined(page, house)


def joined(page: Page, house: House) -> Page:
    page.goto(house.url)
    page.get_by_label("Associations").check()
    page.get_by_role("button", name=say("Go in")).click()
    page.wait_for_url(house.url)
    return page


def say(message: str, **params: object) -> str:
    return catalogue("fr").gettext(message) % params


def send(page: Page) -> None:
    page.get_by_role("button", name=say("Send"), exact=True).click()


def saved(page: Page) -> None:
    expect(page.locator(".ticket strong")).to_have_text(re.compile("^[A-Z0-9]{4}$"))


def told(page: Page, message: str) -> None:
    expect(page.locator("#status")).to_have_text(say(message))


def test_from_the_scan_to_the_receipt_and_on_to_the_next_question(house, page_at, picture):
    house.open("cooperation")
    page = page_at(390, 844, is_mobile=True, has_touch=True)
    page.goto(f"{house.url.rsplit('/', 1)[0]}/quar24")
    picture(page, "phone-join")
    page.get_by_text("Associations").tap()
    page.get_by_role("button", name=say("Go in")).tap()
    page.get_by_text(say("Assistance"), exact=True).tap()
    picture(page, "phone-cooperation")
    send(page)
    saved(page)
    picture(page, "phone-receipt")
    house.open("ideas")
    expect(page.get_by_role("heading", level=1)).to_contain_text("De quoi avons-nous besoin")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.title().startswith("Besoins")


def test_a_phone_that_was_offline_sends_by_itself_when_the_network_is_back(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Un local")
    phone.context.set_offline(True)
    send(phone)
    told(phone, UNSENT)
    assert house.answers() == []
    phone.context.set_offline(False)
    saved(phone)
    assert house.answers() == [["Un local"]]


def test_what_was_sent_offline_goes_out_even_after_the_tab_was_closed(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Un local")
    phone.context.set_offline(True)
    send(phone)
    told(phone, UNSENT)
    context = phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(house.url)
    saved(again)
    assert house.answers() == [["Un local"]]


def test_a_draft_is_there_after_a_reload_a_lock_and_a_closed_tab(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Un local ouvert le s")
    phone.get_by_role("button", name=say("Add another answer")).click()
    phone.locator("textarea").nth(1).fill("Du temps")
    phone.reload()
    expect(phone.locator("textarea").first).to_have_value("Un local ouvert le s")
    expect(phone.locator("textarea").nth(1)).to_have_value("Du temps")
    told(phone, "Your unsent answer is back.")
    context = phone.context
    phone.close()
    again = context.new_page()
    again.goto(house.url)
    expect(again.locator("textarea").nth(1)).to_have_value("Du temps")
    send(again)
    saved(again)
    again.reload()
    saved(again)
    assert house.answers() == [["Un local ouvert le s", "Du temps"]]


@pytest.mark.parametrize("kind", ["choice", "dots", "agreement", "cooperation"])
def test_a_draft_of_choices_survives_a_reload_too(house, phone, kind):
    house.open(kind)
    if kind == "dots":
        phone.get_by_role("button", name=ONE_MORE).nth(1).click()
    else:
        phone.locator("label.o:visible").nth(1).click()
    before = phone.evaluate("new URLSearchParams(new FormData(document.forms[0])).toString().replace(/key=[^&]*/, '')")
    phone.reload()
    phone.locator("form[data-run]").wait_for()
    assert (
        phone.evaluate("new URLSearchParams(new FormData(document.forms[0])).toString().replace(/key=[^&]*/, '')")
        == before
    )


def test_a_triple_click_sends_once(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Un local")
    phone.get_by_role("button", name=say("Send"), exact=True).click(click_count=3)
    saved(phone)
    assert house.answers() == [["Un local"]]


def test_two_tabs_of_one_phone_lose_nothing_and_count_once(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Un local")
    other = phone.context.new_page()
    other.goto(house.url)
    expect(other.locator("textarea").first).to_have_value("Un local")
    send(phone)
    saved(phone)
    saved(other)
    assert house.answers() == [["Un local"]]


def test_another_tab_that_was_being_typed_in_keeps_its_text(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.wait_for()
    other = phone.context.new_page()
    other.goto(house.url)
    other.locator("textarea").first.fill("Du temps")
    phone.locator("textarea").first.fill("Un local")
    send(phone)
    saved(phone)
    expect(other.locator("textarea").first).to_have_value("Du temps")
    send(other)
    saved(other)
    assert house.answers() == [["Un local"], ["Du temps"]]


def test_the_question_that_closes_while_one_is_typing_says_so_and_keeps_the_text(house, phone, picture):
    house.open("ideas")
    phone.locator("textarea").first.fill("Presque fini")
    house.open("choice")
    alert = phone.get_by_role("alert")
    over = "Answers are closed for this question. Your answer was not sent; it is kept here."
    expect(alert).to_contain_text(say(over))
    expect(phone.locator("textarea").first).to_have_value("Presque fini")
    picture(phone, "phone-closed-while-typing")
    alert.get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Quel jour")


def test_a_question_on_hold_takes_the_text_when_it_opens_again(house, phone):
    run_id = house.open("ideas")
    phone.locator("textarea").first.fill("Presque fini")
    house.freeze(run_id)
    expect(phone.get_by_role("alert")).to_be_visible()
    house.reopen(run_id)
    expect(phone.get_by_role("alert")).to_have_count(0)
    send(phone)
    saved(phone)
    assert house.answers() == [["Presque fini"]]


def test_an_answer_sent_offline_to_a_question_closed_meanwhile_is_not_lost(house, phone):
    run_id = house.open("ideas")
    phone.locator("textarea").first.fill("Trop tard")
    phone.context.set_offline(True)
    send(phone)
    told(phone, UNSENT)
    house.close(run_id)
    phone.context.set_offline(False)
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.locator("textarea").first).to_have_value("Trop tard")
    assert house.answers() == []


def test_a_refusal_is_shown_at_the_top_and_leads_to_the_field(house, phone):
    house.open("ideas")
    field = phone.locator("textarea").first
    field.fill("x" * 150)
    send(phone)
    expect(phone.get_by_role("alert")).to_contain_text("150")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-describedby", re.compile("error"))
    field.fill("x" * 140)
    send(phone)
    saved(phone)


def test_an_answer_can_be_changed(house, phone):
    house.open("choice")
    phone.get_by_text("Samedi").click()
    send(phone)
    saved(phone)
    phone.get_by_role("link", name=say("Change my answer")).click()
    expect(phone.get_by_label("Samedi")).to_be_checked()
    phone.get_by_text("Samedi").click()
    phone.get_by_text("Mardi").click()
    send(phone)
    expect(phone.locator(".kept")).to_contain_text("Mardi")
    assert phone.url == house.url
    assert house.answers() == [["i3"], ["i1"]]


def test_only_so_many_options_can_be_ticked(house, phone):
    house.open("choice")
    phone.get_by_text("Mardi").click()
    phone.get_by_text("Samedi").click()
    expect(phone.get_by_label("Jeudi")).to_be_disabled()
    phone.get_by_text("Mardi").click()
    expect(phone.get_by_label("Jeudi")).to_be_enabled()


def test_points_are_given_with_big_buttons_and_never_more_than_there_are(house, phone, picture):
    house.open("dots")
    more = phone.get_by_role("button", name=ONE_MORE)
    expect(phone.locator(".left")).to_have_text(say("You have {n} points left.").replace("{n}", "5"))
    for _ in range(4):
        more.nth(1).click()
    expect(phone.locator(".left")).to_have_text(say("You have 1 point left."))
    more.nth(2).click()
    expect(phone.locator(".left")).to_have_text(say("All your points are given."))
    expect(more.first).to_be_disabled()
    picture(phone, "phone-dots")
    send(phone)
    saved(phone)
    assert house.answers() == [{"i2": 4, "i3": 1}]


def test_statements_come_one_a_screen_and_a_touch_leads_to_the_next(house, phone, picture):
    house.open("agreement")
    place = phone.locator(".place b")
    expect(place).to_have_text(say("{n} of {total}").format(n=1, total=4))
    picture(phone, "phone-agreement")
    for number in (2, 3, 4):
        phone.locator(".item:visible label").first.tap()
        expect(place).to_have_text(say("{n} of {total}").format(n=number, total=4))
    phone.get_by_role("button", name=say("Back")).click()
    expect(place).to_have_text(say("{n} of {total}").format(n=3, total=4))
    phone.get_by_role("button", name=say("Next")).click()
    phone.locator(".item:visible label").last.tap()
    send(phone)
    saved(phone)
    assert [rating["verdict"] for rating in house.answers()[0].values()] == [1, 1, 1, -1]


def test_choosing_by_keyboard_does_not_move_the_screen(house, phone):
    house.open("agreement")
    phone.locator(".item:visible input").first.focus()
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")
    phone.wait_for_timeout(600)
    expect(phone.locator(".place b")).to_have_text(say("{n} of {total}").format(n=1, total=4))


def test_part_of_the_ratings_can_be_sent(house, phone, picture):
    house.open("priority")
    expect(phone.get_by_role("button", name=say("Send what I have answered"))).to_be_hidden()
    phone.locator(".item:visible label").nth(2).tap()
    picture(phone, "phone-priority")
    phone.get_by_role("button", name=say("Send what I have answered")).click()
    saved(phone)
    assert house.answers() == [{"i1": {"urgency": 3}}]


def test_more_time_is_counted_without_touching_what_is_typed(house, phone):
    run_id = house.open("cooperation")
    phone.get_by_text(say("Assistance"), exact=True).tap()
    expect(phone.locator(".time")).to_contain_text("4:")
    house.extend(run_id)
    expect(phone.locator(".time")).to_contain_text("34:")
    expect(phone.locator("input:checked")).to_have_value("4")


def test_a_server_that_was_restarted_finds_everyone_at_their_step(house, phone):
    house.open("ideas")
    phone.locator("textarea").first.fill("Avant la panne")
    house.stop()
    send(phone)
    told(phone, UNSENT)
    house.start()
    saved(phone)
    assert house.answers() == [["Avant la panne"]]
    house.open("words")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("vous repartez comment")


def test_without_javascript_everything_works(house, page_at, picture):
    page = joined(page_at(390, 844, java_script_enabled=False), house)
    house.open("ideas")
    page.reload()
    page.locator("textarea").first.fill("Un local")
    send(page)
    saved(page)
    page.get_by_role("link", name=say("Change my answer")).click()
    page.locator("textarea").nth(1).fill("x" * 200)
    send(page)
    expect(page.locator("textarea").first).to_have_value("Un local")
    page.locator("textarea").nth(1).fill("Du temps")
    page.get_by_role("button", name=say("Try again")).click()
    saved(page)
    house.open("dots")
    page.goto(house.url)
    page.locator("input[type=number]").first.fill("5")
    picture(page, "phone-without-javascript")
    send(page)
    saved(page)
    house.open("priority")
    page.goto(house.url)
    page.locator(".item").nth(3).get_by_label(say("Urgent"), exact=True).check()
    send(page)
    saved(page)
    assert house.answers() == [["Un local"], ["Un local", "Du temps"], {"i1": 5}, {"i4": {"urgency": 3}}]


def test_the_read_aloud_button_reads_the_question_and_its_options(house, page_at):
    page = page_at(390, 844)
    page.add_init_script(
        "window.said = []; window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"
        "Object.defineProperty(window, 'speechSynthesis',"
        " { value: { speak: (words) => said.push(words), cancel() {} } });"
    )
    joined(page, house)
    house.open("choice")
    page.get_by_role("button", name=say("Listen")).click()
    said = page.evaluate("said.map((words) => `${words.lang} ${words.text}`)")
    assert said[0].startswith("fr-FR Quel jour")
    assert [text.split()[-1] for text in said[-3:]] == ["Mardi", "Jeudi", "Samedi"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("kind", [draft.kind for draft in CELLS])
def test_every_question_is_accessible_and_fits_a_narrow_phone(house, page_at, kind, width):
    house.open(kind)
    page = joined(page_at(width, 640), house)
    audited(page)
    if kind != "text":
        send_anything(page, kind)
        saved(page)
        audited(page)


def test_the_other_pages_are_accessible_too(house, page_at):
    page = page_at(320, 640)
    for path in ("", "ZZZZZZ", "QUAR24"):
        page.goto(f"{house.url.rsplit('/', 1)[0]}/{path}")
        audited(page)
    joined(page, house)
    audited(page)


def send_anything(page: Page, kind: str) -> None:
    if kind == "dots":
        page.get_by_role("button", name=ONE_MORE).first.click()
    elif kind in ("ideas", "words"):
        page.locator("textarea, input[name=words]").first.fill("Un local")
    else:
        page.locator("label.o:visible").first.click()
    if kind in ("priority", "agreement"):
        page.get_by_role("button", name=say("Send what I have answered")).click()
    else:
        send(page)


def audited(page: Page) -> None:
    """Hold a page to WCAG 2.2 AA, and to the width of the phone."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ACCESSIBLE}})
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.locator("button:visible, a.b:visible, label.o:visible").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"
    )
    assert small == []

"""The first half of the journey as a new user makes it: from an empty house to a printed page, with phones."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.gestures import LAPTOP, PATIENCE, PHONE, PROJECTOR, enter, is_saved, press, send

RESIDENTS = "Habitantes et habitants"
PROBLEMS = ("Les bus ne passent plus après 19 h", "On ne sait pas à qui parler à l'école", "Le parc est sale")
UNFOLDING = 600
PAGES = ("Enfin des soirées sans voiture !", "L'école ouvre ses portes aux parents", "Un parc où l'on danse")
CHANGES = {
    "Long terme": "Chaque famille compte à l'école",
    "Moyen terme": "Des parents décident avec l'école",
    "Court terme": "Chaque parent sait à qui parler",
}


@pytest.fixture
def desk(start_server: Callable[..., object], page_at) -> Page:
    """The facilitator's laptop in front of an empty house, its collective just created."""
    server = start_server(DEMO="0")
    page = page_at(*LAPTOP)
    page.goto(server.facilitator_link)
    page.get_by_role("textbox", name="Nom du collectif").fill("Collectif du Petit-Bard", timeout=PATIENCE)
    page.get_by_role("textbox", name="Lieu").fill("Petit-Bard, Montpellier")
    press(page, "Créer le collectif")
    expect(page.get_by_role("heading", level=1, name="Accueil")).to_be_visible(timeout=PATIENCE)
    return page


@pytest.fixture
def phones(desk: Page, page_at) -> list[Page]:
    """Three phones that came in by the code that the first page shows."""
    code = desk.get_by_text(re.compile(r"^[A-Z0-9]{6}$")).first.inner_text(timeout=PATIENCE)
    pages = [page_at(*PHONE) for _text in PROBLEMS]
    for page in pages:
        enter(page, f"{origin(desk)}/r/{code}", RESIDENTS)
    return pages


def origin(page: Page) -> str:
    return re.match(r"https?://[^/]+", page.url).group()


def settled(page: Page) -> None:
    """Wait until what was asked for is done: a click on a page that is still being drawn is lost."""
    page.wait_for_timeout(UNFOLDING)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def do(page: Page, label: str) -> None:
    press(page, label)
    settled(page)


def visit(page: Page, name: str) -> None:
    """Go to a page by its name beside the page, as people do."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(name), timeout=PATIENCE)
    settled(page)


def unfold(page: Page, label: str) -> None:
    """Open a fold, unless it is open already, and wait until it has opened wide."""
    fold = page.get_by_test_id("stMain").locator("details").filter(has=page.locator("summary", has_text=label)).first
    if fold.get_attribute("open", timeout=PATIENCE) is None:
        fold.locator("summary").click()
    expect(fold).to_have_attribute("open", "", timeout=PATIENCE)
    settled(page)


def pick(page: Page, box: Locator, option: str) -> None:
    """Choose in a list, which opens again when the page was drawn anew under it."""
    found = page.get_by_role("option", name=option)
    for _look in range(3):
        box.click(timeout=PATIENCE)
        page.wait_for_timeout(UNFOLDING)
        if found.is_visible():
            break
    found.click(timeout=PATIENCE)
    settled(page)


def ask(page: Page, label: str) -> None:
    """Put a question of the page into a notebook, go to *Animer*, open it on every phone."""
    unfold(page, label)
    do(page, "Ajouter au carnet")
    page.get_by_test_id("stMain").get_by_role("link", name="Animer").click(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Animer", timeout=PATIENCE)
    settled(page)
    do(page, "Ouvrir")
    expect(page.locator(".st-key-controls").get_by_role("button", name=re.compile("Fermer"))).to_be_visible(
        timeout=PATIENCE
    )


def close(page: Page) -> None:
    """Show on the wall what the phones wrote, then close the question."""
    do(page, "Montrer sur le mur")
    expect(page.get_by_role("button", name=re.compile("Masquer|Cacher"))).to_be_visible(timeout=PATIENCE)
    do(page, "Fermer")


def show_all(page: Page) -> None:
    """Let everything that waits in the inbox be seen."""
    visit(page, "Modérer")
    do(page, "Tout afficher")
    expect(page.get_by_text(re.compile("Tout afficher"))).to_have_count(0, timeout=PATIENCE)
    visit(page, "Animer")


def link(page: Page, start: str, end: str) -> None:
    """Say what a change leads to, and why."""
    unfold(page, "Relier deux changements")
    fold = page.locator("[class*='st-key-new-link-0']")
    for name, option in (("Ce changement…", start), ("… mène à", end)):
        pick(page, fold.get_by_role("combobox", name=name), option)
    fold.get_by_role("textbox", name="Pourquoi").first.fill("Parce que l'un rend l'autre possible.")
    do(page, "Relier")


def write(phones: list[Page], question: str, field: str, texts: tuple[str, ...]) -> None:
    for phone, text in zip(phones, texts, strict=True):
        expect(phone.locator("main")).to_contain_text(question, timeout=PATIENCE)
        phone.locator(f"[name={field}]").first.fill(text)
        send(phone)
        is_saved(phone)


def judge(phones: list[Page], answers: dict[str, str]) -> None:
    """Touch an answer for each proposal, one a screen, in whatever order they come; then send."""
    for phone in phones:
        for _proposal in answers:
            shown = phone.locator(".item:not([hidden])")
            shown.locator("legend").first.wait_for(timeout=PATIENCE)
            text = shown.locator("legend").first.inner_text()
            shown.get_by_text(
                next(answer for start, answer in answers.items() if text.startswith(start)), exact=True
            ).click()
            phone.wait_for_timeout(600)
        send(phone)
        is_saved(phone)


def adopt(page: Page, fold: str, text: str, field: str) -> None:
    """Adopt what the room put first, with its voices, and what one voice said against it."""
    unfold(page, fold)
    pick(page, page.get_by_role("combobox", name=re.compile("Quelle")), text)
    box = page.get_by_role("textbox", name=re.compile(field))
    expect(box).to_have_value(text, timeout=PATIENCE)
    expect(page.get_by_role("spinbutton", name=re.compile(RESIDENTS))).to_have_value("3")
    page.get_by_role("textbox", name="Qui n’est pas d’accord").fill("Une voix voulait attendre.")
    do(page, "Adopter")
    expect(page.get_by_text(re.compile("100 % des 3 voix"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Une voix voulait attendre.")).to_be_visible()


def test_from_an_empty_house_to_a_printed_page(
    desk: Page, phones: list[Page], picture: Callable[[Page, str], None]
) -> None:
    visit(desk, "Défi")
    ask(desk, "Demander à la salle les problèmes")
    write(phones, "problème", "ideas", PROBLEMS)
    show_all(desk)
    close(desk)
    visit(desk, "Défi")
    unfold(desk, "Proposer un défi")
    do(desk, "Reprendre ses thèmes")
    expect(desk.get_by_role("heading", name="Propositions (3)")).to_be_visible(timeout=PATIENCE)
    ask(desk, "une mention pour chaque proposition")
    judge(phones, {PROBLEMS[0]: "Bien", PROBLEMS[1]: "Excellent", PROBLEMS[2]: "Passable"})
    close(desk)
    visit(desk, "Défi")
    expect(desk.get_by_text(re.compile(f"mieux jugée.*{PROBLEMS[1]}"))).to_be_visible(timeout=PATIENCE)
    adopt(desk, "Adopter le défi", PROBLEMS[1], "en une phrase")
    picture(desk, "journey-defi")

    visit(desk, "Vision")
    ask(desk, "Demander des unes à la salle")
    write(phones, "journal", "title", PAGES)
    picture(phones[0], "journey-telephone-une")
    show_all(desk)
    close(desk)
    visit(desk, "Vision")
    expect(desk.get_by_role("heading", name="Unes du journal (3)")).to_be_visible(timeout=PATIENCE)
    unfold(desk, "Écrire une ébauche")
    desk.get_by_role("combobox", name="Ses thèmes, ou ses idées").click()
    desk.get_by_role("option", name=PAGES[1]).click()
    desk.keyboard.press("Escape")
    do(desk, "En faire des ébauches")
    expect(desk.get_by_role("heading", name="Ébauches (1)")).to_be_visible(timeout=PATIENCE)
    ask(desk, "ce qu’elle pense des ébauches")
    for phone in phones:
        phone.get_by_text(re.compile("^D’accord$")).first.click(timeout=PATIENCE)
        send(phone)
        is_saved(phone)
    close(desk)
    visit(desk, "Vision")
    adopt(desk, "Adopter la vision", PAGES[1], "chaque page")
    picture(desk, "journey-vision")

    for horizon, text in CHANGES.items():
        visit(desk, "Chemins")
        expect(desk.locator(".st-key-banner")).to_contain_text(PAGES[1])
        question = desk.locator(".st-key-ask-horizon")
        question.get_by_text(horizon).click(timeout=PATIENCE)
        settled(desk)
        ask(desk, "Demander des changements")
        write(phones[:1], f"À {horizon.lower()}", "changes", (text,))
        show_all(desk)
        close(desk)
    visit(desk, "Chemins")
    unfold(desk, "Placer les propositions de la salle (3)")
    groups = desk.locator("[class*='st-key-place-at-']")
    expect(groups).to_have_count(3, timeout=PATIENCE)
    for left in (2, 1, 0):
        desk.locator("[data-testid=stCheckbox] label:visible").first.click(timeout=PATIENCE)
        desk.get_by_role("button", name="Placer sur la carte").first.click()
        expect(groups).to_have_count(left, timeout=PATIENCE)
    for link_to, text in ((CHANGES["Long terme"], CHANGES["Moyen terme"]), (None, CHANGES["Long terme"])):
        link(desk, text, link_to or "la vision elle-même")
    picture(desk, "journey-chemins")

    visit(desk, "Feuille de route")
    desk.get_by_role("textbox", name="Action 1 : quoi").fill("Tenir un café des parents")
    desk.get_by_role("textbox", name="Action 1 : qui").fill("L'association des Cèdres")
    do(desk, "Enregistrer")
    picture(desk, "journey-feuille-de-route")
    printed = desk.request.get(f"{origin(desk)}/export/feuille-de-route.pdf?collectif=1&format=A4")
    [page] = PdfReader(io.BytesIO(printed.body())).pages
    told = " ".join(page.extract_text().split())
    for text in (PROBLEMS[1], PAGES[1], *CHANGES.values(), "Tenir un café des parents"):
        assert text.replace("'", "’") in told.replace("'", "’")
    enlarged = desk.context.new_page()
    enlarged.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    enlarged.goto(f"{origin(desk)}/feuille-de-route")
    settled(enlarged)
    picture(enlarged, "journey-feuille-de-route-projetee")

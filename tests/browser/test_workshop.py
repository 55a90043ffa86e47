"""The main job, as it is done: a facilitator, a wall and three phones run « Atelier Coopérations »."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.gestures import LAPTOP, PATIENCE, PHONE, PROJECTOR, choose, enter, is_saved, open_step, press, send


@pytest.fixture
def stage(server, page_at) -> Page:
    """The page *Animer* of the notebook of the day."""
    page = page_at(*LAPTOP)
    page.goto(server.facilitator_link)
    page.goto(f"{server.url}/animer?carnet=1")
    return page


@pytest.fixture
def phones(server, page_at) -> list[Page]:
    """Three phones that came in, one of each collège."""
    colleges = ("Habitantes et habitants", "Associations", "Institutions")
    pages = [page_at(*PHONE) for _college in colleges]
    for page, college in zip(pages, colleges, strict=True):
        enter(page, server.phone_link, college)
    return pages


def test_atelier_coopérations_from_the_scan_to_the_spreadsheet(
    server, stage: Page, phones: list[Page], picture: Callable[[Page, str], None]
) -> None:
    wall = stage.context.new_page()
    wall.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    wall.goto(f"{server.url}/mur")
    expect(wall.locator(".qic-wall-code")).to_have_text("QUAR24", timeout=PATIENCE)

    open_step(stage, "Où en sommes-nous")
    for phone, level in zip(phones[:2], ("Communication", "Coexistence"), strict=True):
        choose(phone, level)
        picture(phone, f"telephone-{level}")
        send(phone)
        is_saved(phone)
    lonely = phones[2]
    choose(lonely, "Coordination")
    lonely.context.set_offline(True)
    send(lonely)
    expect(lonely.locator("body")).to_contain_text("Non envoyé", timeout=PATIENCE)
    expect(wall.locator(".qic-wall-count")).to_have_text("2", timeout=PATIENCE)
    expect(wall.locator("body")).not_to_contain_text("Médiane")
    lonely.context.set_offline(False)
    is_saved(lonely)
    expect(wall.locator(".qic-wall-count")).to_have_text("3", timeout=PATIENCE)
    press(stage, "Montrer sur le mur")
    expect(wall.locator("body")).to_contain_text("Médiane de 3 voix : niveau 3, Communication", timeout=PATIENCE)
    picture(wall, "mur-niveaux")

    press(stage, "Cellule suivante")
    texts = (
        "Plus de réunions entre associations",
        "Plus de réunions entre les associations",
        "<b>Des *dates*</b> =1+1",
    )
    for phone, text in zip(phones, texts, strict=True):
        expect(phone.locator("h1")).to_contain_text("de quoi avons-nous besoin", timeout=PATIENCE)
        phone.locator("[name=ideas]").first.fill(text)
        send(phone)
        is_saved(phone)
    press(stage, "Montrer sur le mur")
    expect(wall.locator("body")).to_contain_text("0 idée affichée", timeout=PATIENCE)
    desk = stage.context.new_page()
    desk.goto(f"{server.url}/moderer?carnet=1")
    press(desk, "Tout afficher")
    expect(wall.locator("body")).to_contain_text("<b>Des *dates*</b> =1+1", timeout=PATIENCE)
    desk.get_by_text("Proposer les idées qui se ressemblent").click()
    desk.locator("[class*=st-key-accept]").get_by_role("button").click(timeout=PATIENCE)
    expect(wall.locator("h2").first).to_contain_text("Plus de réunions", timeout=PATIENCE)
    picture(wall, "mur-themes")
    picture(desk, "moderer")
    press(stage, "Fermer")

    open_step(stage, "Où en sommes-nous", "Rejouer")
    for phone in phones:
        choose(phone, "Assistance")
        send(phone)
        is_saved(phone)
    press(stage, "Fermer")
    expect(phones[0].locator("h1")).to_have_text("Cette question est fermée", timeout=PATIENCE)

    stage.goto(f"{server.url}/carnet?carnet=1")
    expect(stage.locator("body")).to_contain_text("Niveau médian : 3 → 4", timeout=PATIENCE)
    picture(stage, "carnet")
    answered = stage.request.get(f"{server.url}/export/carnet/1.xlsx?collectif=1")
    assert answered.ok
    sheets = load_workbook(io.BytesIO(answered.body()))
    cells = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "<b>Des *dates*</b> =1+1" in cells

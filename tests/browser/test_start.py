"""The start: what is printed works, comes back after a stop or a crash, and asks nothing of the outside."""

from urllib.parse import urlsplit

from playwright.sync_api import expect


def test_the_links_printed_at_the_start_open(server, page_at, picture):
    asked = set()
    facilitator, phone = page_at(1366, 768), page_at(390, 844, java_script_enabled=False)
    for page in (facilitator, phone):
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    facilitator.goto(server.facilitator_link)
    facilitator.get_by_role("heading", level=1, name="Accueil").wait_for()
    picture(facilitator, "home")
    phone.goto(server.phone_link)
    phone.locator("form").first.wait_for()
    picture(phone, "phone")
    assert asked <= {"127.0.0.1", "localhost", None}


def test_a_stop_and_a_crash_keep_the_link_and_the_data(start_server, page_at):
    server = start_server()
    link = server.facilitator_link
    server.stop()
    assert "Traceback" not in server.output
    server.restart()
    assert server.facilitator_link == link
    server.kill()
    server.restart()
    page = page_at(1366, 768)
    page.goto(server.facilitator_link)
    page.get_by_text("Atelier Coopérations").first.wait_for()


def test_an_empty_house_offers_to_create_the_collective(start_server, page_at):
    page = page_at(1366, 768)
    page.goto(start_server(DEMO="0").facilitator_link)
    page.get_by_role("heading", level=1).wait_for()
    expect(page.get_by_role("textbox").first).to_be_visible(timeout=15_000)

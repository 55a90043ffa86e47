"""The public page as anybody's phone gets it."""

import gzip
import re
from html import unescape

import pytest

from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action
from qic_core.challenge.evidence import add_evidence
from qic_core.challenge.rules import Card
from qic_core.pathways.rules import Horizon, Nature, Wording
from qic_core.pathways.service import add_change
from tests.public.conftest import PICTURE

HOSTILE = '"><script>alert(1)</script><img src=//ailleurs.test/x onerror=alert(1)>{{ 7 * 7 }}'


def test_it_says_what_the_collective_adopted(site):
    site.adopt("Un toit sûr", "Tous logés")
    site.switch(words="Merci à vous.")
    page = site.get()
    assert page.status_code == 200
    for said in ("Ce que nos paroles ont changé", "Koungou", "Un toit sûr", "Tous logés", "Merci à vous."):
        assert said in page.text
    assert "12 mars 2026" in page.text.replace("\xa0", " ")
    assert "75\xa0% d’habitantes et habitants" in unescape(page.text)


def test_what_is_not_shown_and_what_never_was_look_the_same(site):
    unknown = site.get("/c/ailleurs")
    site.switch(shown=False)
    hidden = site.get()
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.content == unknown.content
    assert hidden.headers == unknown.headers
    assert "Il n’y a pas de page ici" in hidden.text
    assert site.get("/c/koungou.png").status_code == 404


@pytest.mark.parametrize("path", ["/c", "/c/", "/c/" + "a" * 300, "/c/KOUNGOU", "/c/a%00b", "/c/../r", "/c/k/o"])
def test_other_addresses_get_a_kind_sentence(site, path):
    page = site.get(path)
    assert page.status_code == 404


def test_it_says_how_those_who_spoke_were_told_what_became_of_it(site):
    site.tell_back("Une lettre dans chaque boîte", title="La soirée du 12 mars")
    page = unescape(site.get().text).replace("\xa0", " ")
    assert "Ce qui a été dit en retour" in page
    assert "Une lettre dans chaque boîte" in page
    assert "Après : La soirée du 12 mars" in page
    assert "2 avril 2026" in page


def test_it_tells_only_what_an_organisation_or_a_college_changed_and_somebody_else_has_verified(site):
    site.harvest("élus", "Tiennent une permanence au marché", verified=True)
    site.harvest("Élus", "Promettent un local", verified=False)
    site.harvest("Madame Ali", "Est devenue bénévole", verified=True)
    page = site.get().text
    assert "Tiennent une permanence au marché" in page
    assert "Promettent un local" not in page
    assert "Madame Ali" not in page
    assert "bénévole" not in page


def test_what_people_typed_stays_text(site):
    site.adopt(HOSTILE, HOSTILE)
    site.switch(words=HOSTILE)
    site.tell_back(HOSTILE, title=HOSTILE[:120])
    site.harvest("Élus", HOSTILE, verified=True)
    with site.database.writing(site.collective_id) as work:
        add_action(work, plan=Plan(HOSTILE))
        add_change(work, wording=Wording(HOSTILE, Horizon.SHORT, Nature.KNOWLEDGE))
        add_evidence(work, Card(statement=HOSTILE, figure=3, unit="<b>", perimeter=HOSTILE, source=HOSTILE))
    page = site.get().text
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page
    assert page.count("alert(1)") == unescape(page).count("<script>alert(1)</script>") * 2 > 0


def test_it_leaves_no_cookie_asks_nothing_elsewhere_and_needs_no_script(site):
    site.adopt("Un toit sûr", "Tous logés")
    page = site.get()
    assert "set-cookie" not in page.headers
    assert not re.search(r"""(?:src|href)=["'](?!\?lang=|#main|data:)""", page.text)
    assert "url(" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"


def test_it_is_drawn_once_a_revision_and_a_language(site):
    for _ in range(3):
        site.get()
    site.get(headers={"Accept-Language": "en-GB,en"})
    assert site.drawn == ["fr", "en"]
    site.adopt("Un toit sûr")
    assert "Un toit sûr" in site.get().text
    assert site.drawn == ["fr", "en", "fr"]


def test_a_browser_that_has_the_page_is_told_that_it_still_stands(site):
    tag = site.get().headers["etag"]
    again = site.get(headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    site.adopt("Un toit sûr")
    assert site.get(headers={"If-None-Match": tag}).status_code == 200


def test_it_speaks_english_to_those_who_do(site):
    site.adopt("Un toit sûr", "Tous logés")
    wished = site.get(headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    chosen = site.get("/c/koungou?lang=en").text
    assert 'lang="en"' in wished
    assert "What our words have changed" in wished
    assert chosen == wished
    assert "12 March 2026" in wished.replace("\xa0", " ") or "March 12, 2026" in wished.replace("\xa0", " ")
    assert "What our words have changed" not in site.get(headers={"Accept-Language": "de"}).text


def varied(n: int) -> str:
    """Return a text of some 300 characters that hardly anything shortens."""
    return " ".join(f"mot{n * k * 7919 % 9973}" for k in range(1, 40))


def test_the_largest_page_weighs_less_than_30_kilobytes(site):
    site.adopt("Un toit sûr " * 25, "Tous logés " * 25)
    site.switch(words="Merci à vous. " * 40)
    for n in range(40, 46):
        site.tell_back(varied(n)[:300], title=varied(n)[:120])
        site.harvest("Élus", varied(n)[::-1][:300], verified=True)
    with site.database.writing(site.collective_id) as work:
        for n in range(40):
            told = varied(n)
            add_action(work, plan=Plan(told[:160]))
            for horizon in Horizon:
                add_change(work, wording=Wording(f"{told[:290]} {horizon}", horizon, Nature.KNOWLEDGE))
            add_evidence(work, Card(statement=told[:300], figure=n, source=told[::-1][:300]))
    page = site.get(headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert int(page.headers["content-length"]) <= 30_000
    assert int(page.headers["content-length"]) < len(gzip.compress(page.content, 1))


def test_messages_are_given_a_title_and_a_picture(site):
    site.adopt("Un toit sûr")
    head = site.get().text
    assert '<meta property="og:image" content="http://testserver/c/koungou.png?lang=fr">' in head
    assert '<meta property="og:description" content="Un toit sûr">' in head
    picture = site.get("/c/koungou.png?lang=fr")
    assert (picture.content, picture.headers["content-type"]) == (PICTURE, "image/png")
    site.get("/c/koungou.png?lang=fr&v=2")
    assert site.pictures == ["Koungou"]


def test_an_address_that_nobody_can_have_is_not_repeated(site):
    assert "evil" not in site.get(headers={"Host": 'evil"onload=x'}).text


def test_a_page_that_is_not_shown_yet_is_previewed_by_those_who_hold_a_link(site):
    site.switch(shown=False, words="Bientôt.")
    assert site.get("/c/koungou?apercu=1").status_code == 404
    site.client.cookies["link"] = "1"
    preview = site.get("/c/koungou?apercu=1")
    assert preview.status_code == 200
    assert "Bientôt." in preview.text
    assert "Ceci est un aperçu" in preview.text
    assert preview.headers["cache-control"] == "no-store"
    assert site.get("/c/ailleurs?apercu=1").status_code == 404

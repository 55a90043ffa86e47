"""Every kind of cell on a phone, in every language: complete, light, safe."""

import base64
import gzip
import hashlib
import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape

import pytest

from qic_core.collective.rules import College
from qic_core.phone.assets import load_assets
from qic_core.phone.pages import Pages
from qic_core.phone.views import Asked, Room, Sheet, asked_of
from qic_core.words import LANGUAGES, catalogue
from qic_core.workshop.contributions import Receipt
from qic_core.workshop.fields import Choices, Figures, Item, Number, Points, Ratings, Scale, Texts
from qic_core.workshop.glance import Passage
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import all_kinds
from qic_core.workshop.runs import RunState

HEAVY = "Une proposition assez longue pour remplir deux lignes d'un téléphone, numéro"
FIRST_VISIT_BYTES = 14_000
HEADERS_BYTES = 1_500
NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
ROOM = Room("QUAR24", "Cité éducative de Koungou", "Indian/Mayotte")
KINDS = [kind for kind in all_kinds() if kind.asks]


@pytest.fixture(scope="module")
def assets():
    return load_assets()


@pytest.fixture(scope="module")
def pages(assets):
    return Pages(assets)


def asked(kind, texts=(), title="Titre", prompt="Une question ?"):
    items = tuple(Item(f"i{n}", text) for n, text in enumerate(texts or [f"{HEAVY} {n}" for n in range(60)], start=1))
    content = Content(kind.name, title, prompt, kind.check_settings({}), items if kind.takes_items else ())
    return asked_of(Passage(hash((kind.name, items, title)) % 10**6, RunState.OPEN, None), content, ordinal=3)


def names_in(page):
    return set(map(unescape, re.findall(r'name="([^"]+)"', page))) - {"run", "key", "viewport"}


def names_of(field):
    if isinstance(field, Texts | Number | Choices | Scale):
        return {field.key}
    if isinstance(field, Points):
        return {f"{field.key}.{item.key}" for item in field.items}
    if isinstance(field, Figures):
        return {f"{field.key}.{item.key}.{part}" for item in field.items for part in ("figure", "unknown")}
    assert isinstance(field, Ratings)
    return {f"{field.key}.{item.key}.{criterion.key}" for item in field.items for criterion in field.criteria}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_question_asks_for_all_that_its_fields_read(pages, kind, language):
    question = asked(kind)
    for page in (
        pages.question(language, ROOM, question),
        pages.question(language, ROOM, question, Sheet(sentence="Non.")),
    ):
        assert names_in(page) == {name for field in question.fields for name in names_of(field)}
        for item in question.items:
            assert all(said in unescape(page) for said in item.ends or (item.text,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_are_told_in_the_language_of_the_page(pages, language):
    words = catalogue(language)
    for kind in KINDS:
        page = unescape(pages.question(language, ROOM, asked(kind)))
        for field in asked(kind).fields:
            scales = [field.levels] if isinstance(field, Scale) else []
            if isinstance(field, Ratings):
                scales = [criterion.levels for criterion in field.criteria]
            for level in (level for levels in scales for level in levels):
                assert words.gettext(level.name) in page
                assert words.gettext(level.definition) in page if level.definition else True


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_taken_out_of_what_was_drawn_before_is_the_page_drawn_anew(pages, kind):
    question = asked(kind)
    kept = pages.question("fr", ROOM, question)
    anew = pages.question("fr", ROOM, question, Sheet())
    assert without_key(kept) == without_key(anew)


def without_key(page):
    return re.sub(r'name="key" value="\w+"', "", page)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_first_visit_fits_the_first_round_trips_of_a_poor_network(pages, assets, kind):
    colleges = [College(number, f"Collège numéro {number}") for number in range(12)]
    door = pages.joining("fr", ROOM, colleges=colleges, question="Une question")
    question = pages.question("fr", ROOM, asked(kind))
    heaviest = max(len(gzip.compress(page.encode(), 5)) for page in (door, question))
    assert heaviest + len(assets.script_gzip) + HEADERS_BYTES <= FIRST_VISIT_BYTES
    assert len(assets.script_gzip) <= 5_000


def test_a_page_asks_for_one_more_file_and_nothing_from_elsewhere(pages, assets):
    page = pages.question("fr", ROOM, asked(KINDS[0]))
    assert re.findall(r'(?:src|href)="([^"]+)"', page.split("<body")[0]) == ["data:,", assets.script_path]
    assert re.findall(r"https?://[^\s\"]+", page) == []


def test_the_policy_allows_the_style_of_the_page_and_no_other(pages, assets):
    (style,) = re.findall(r"<style>(.*?)</style>", pages.code_form("fr"), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in assets.policy
    assert "unsafe" not in assets.policy


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_facilitator_wrote_is_shown_as_text(pages, kind):
    nasty = '<b onclick="x">&amp;</b> {{ 1 }}'
    question = asked(kind, texts=[nasty, nasty + "2"], title=nasty, prompt=nasty)
    page = pages.question("fr", Room("QUAR24", nasty), question)
    assert "<b onclick" not in page
    assert unescape(page).count(nasty) >= 3


def test_a_cell_that_only_tells_is_drawn_too(pages):
    kind = next(kind for kind in all_kinds() if not kind.asks)
    content = Content(kind.name, "Bienvenue", "Karibu <b>!", {}, ())
    page = pages.text("fr", ROOM, Asked(Passage(1, RunState.OPEN, None), content, ()))
    assert "Karibu &lt;b&gt;!" in page


def test_several_questions_about_one_thing_come_one_a_screen_and_are_told_apart_in_the_receipt(pages):
    kind = next(kind for kind in KINDS if kind.name == "readiness")
    question = asked(kind)
    [field] = question.fields
    page = pages.question("fr", ROOM, question)
    assert page.count('class="item"') == len(field.criteria)
    values = {"scores": {"collective": {"challenge": 2, "ties": 0}}}
    kept = unescape(pages.waiting("fr", ROOM, question, (values, Receipt("K7QX", NOON))))
    words = catalogue("fr")
    for criterion in field.criteria:
        assert (words.gettext(criterion.label) in kept) is (criterion.key in values["scores"]["collective"])


def pairs_of(count, **settings):
    kind = next(kind for kind in KINDS if kind.name == "cooperation_pairs")
    items = tuple(Item(f"o{n}", f"Organisation n° {n}", thing=("organisation", n)) for n in range(1, count + 1))
    return Content(kind.name, "Paires", "Quel niveau ?", kind.check_settings(settings), items)


@pytest.mark.parametrize("count", [3, 12, 13, 14, 60])
def test_everyone_finds_their_own_organisation_however_many_are_to_be_rated(pages, count):
    content = pairs_of(count)
    for ordinal in range(8):
        question = asked_of(Passage(count, RunState.OPEN, None), content, ordinal)
        page = pages.question("fr", ROOM, question)
        own = re.findall(r'name="speaks_for" value="(\w+)"', page)
        assert own == [item.key for item in content.items]
        rated = set(re.findall(r'name="levels\.(\w+)\.level"', page))
        assert rated == {item.key for item in question.items}
        assert len(rated) == (count if count <= 13 else 12)


def test_shares_of_the_organisations_are_balanced():
    content = pairs_of(60, at_most=7)
    passage = Passage(9, RunState.OPEN, None)
    seen = Counter(item.key for ordinal in range(100) for item in asked_of(passage, content, ordinal).items)
    assert len(seen) == 60
    assert max(seen.values()) - min(seen.values()) <= 1


def test_not_to_know_is_set_apart_from_the_levels(pages):
    page = pages.question("fr", ROOM, asked_of(Passage(102, RunState.OPEN, None), pairs_of(3), 0))
    apart = re.findall(r'<label class="o u"><input type="radio" name="levels\.(\w+)\.level" value="(\d)"', page)
    assert apart == [("o1", "0"), ("o2", "0"), ("o3", "0")]


@pytest.mark.parametrize(("named", "told"), [(0, "without naming it"), (1, "with its name")])
def test_people_are_told_before_they_answer_whether_the_wall_will_name_organisations(pages, named, told):
    asked_here = asked_of(Passage(100 + named, RunState.OPEN, None), pairs_of(3, named=named), 0)
    assert told in unescape(pages.question("en", ROOM, asked_here))


def test_the_receipt_says_for_whom_one_spoke_and_what_one_did_not_know(pages):
    question = asked_of(Passage(1, RunState.OPEN, None), pairs_of(3), 0)
    values = {"speaks_for": ["o2"], "levels": {"o1": {"level": 5}, "o3": {"level": 0}}}
    kept = unescape(pages.waiting("en", ROOM, question, (values, Receipt("K7QX", NOON))))
    assert re.sub(r"\s+", " ", kept).count("Which organisation do you speak for? Organisation n° 2") == 1
    assert "Organisation n° 3 – <b>I don't know</b>" in kept

"""A front page as a newspaper: one A4 page, tagged, whatever people typed; and who may have it."""

import io
from datetime import UTC, date, datetime

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.collective.rules import Collective
from qic_core.export.front_page import front_page_sheet
from qic_core.vision.front_pages import FrontPage
from qic_core.web.downloads import download_routes
from qic_core.words import catalogue
from qic_core.workshop.moderation import hide, show
from qic_core.workshop.notebooks import Cover
from qic_core.workshop.tally import list_ideas

FRENCH, ENGLISH = catalogue("fr"), catalogue("en")
HOSTILE = "#panic() $a_b$ *gras* _it_ <b> @ref \\n // c /* d */ `raw` = ~ ' \" [x] {y}"
KOUNGOU = Collective(1, "koungou", "Quartiers à Impact Collectif – Koungou", "Koungou, Mayotte", "Indian/Mayotte")
COVER = Cover("La Une, deuxième séminaire", held_on=date(2026, 9, 1))
TITLE, STORY = "L'eau coule à Koungou", "Plus personne ne va au fleuve.\n\nLes enfants jouent : on les entend !"
TRACKS = ("Qui paie l'entretien ?", "Des fontaines dans la rue")


def front_page(title=TITLE, story=STORY, tracks=TRACKS, college=None, year=2035):
    return FrontPage(1, 1, 1, title, story, tracks, year, college)


def printed(page=None, words=FRENCH, cover=COVER, collective=KOUNGOU):
    pdf = front_page_sheet(page or front_page(), collective=collective, cover=cover, words=words)
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(reader) -> str:
    [page] = reader.pages
    return " ".join(page.extract_text().replace("\xa0", " ").replace("-\n", "").split())


def letters_of(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_the_newspaper_says_who_where_when_and_all_that_was_written():
    text = text_of(printed(front_page(college="Habitants")))
    for said in (KOUNGOU.name, KOUNGOU.place, "samedi 1er septembre 2035", "L’eau coule à Koungou", *TRACKS):
        assert said.replace("'", "’") in text
    assert "Plus personne ne va au fleuve." in text
    assert "Un journal de l'avenir".replace("'", "’") in text
    assert "Habitants" in text


def test_it_speaks_the_reader_s_language_in_that_language_s_typography():
    assert "Saturday, September 1, 2035" in text_of(printed(words=ENGLISH))
    raw = printed().pages[0].extract_text()
    assert "jouent\xa0:" in raw
    assert "L’eau" in raw


@pytest.mark.parametrize(
    ("held_on", "year", "told"),
    [
        (None, 2035, "2035"),
        (date(2028, 2, 29), 2035, "mercredi 28 février 2035"),
        (date(2028, 2, 29), 2036, "vendredi 29 février 2036"),
        (date(2026, 9, 21), 2100, "mardi 21 septembre 2100"),
    ],
)
def test_the_day_is_that_of_the_seminaire_in_the_newspaper_s_year(held_on, year, told):
    assert told in text_of(printed(front_page(year=year), cover=Cover("La Une", held_on=held_on)))


def test_it_is_one_tagged_a4_page_that_says_its_title_and_language():
    reader = printed()
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert reader.metadata.title == "L’eau coule à Koungou"
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()


@pytest.mark.parametrize(
    ("title", "story", "tracks"),
    [
        ("W" * 120, "M" * 1000, ("W" * 140,) * 3),
        ("Une école ouverte à tous les âges " * 3, "Un matin, tout a changé. " * 40, ("Une piste à suivre " * 7,) * 3),
        ("Court", "", ()),
        ("Court", "", ("W" * 140,) * 3),
        ("Des lignes", "a\n" * 499 + "a", ("Une piste",)),
        ("Des lignes", "a\n\n" * 333, ()),
        ("Douze paragraphes", "\n".join(["Un paragraphe assez long pour faire deux lignes, ou presque."] * 12), ()),
        (HOSTILE, HOSTILE * 12, (HOSTILE, HOSTILE[::-1])),
        ("Émoji 🎉", "Un 👩‍👩‍👧 et un mot en arabe : سلام", ("日本語",)),
    ],
)
def test_whatever_people_typed_fits_one_page_and_nothing_is_lost(title, story, tracks):
    text = letters_of(text_of(printed(front_page(title[:120], story[:1000], tuple(track[:140] for track in tracks)))))
    if title[0] in "WUCD":
        assert letters_of(title[:120]) in text
        for track in tracks:
            assert letters_of(track[:140]) in text


def test_a_long_story_is_printed_to_its_last_word_in_every_number_of_columns():
    for tracks in ((), TRACKS):
        for length in range(100, 1000, 90):
            words = [f"mot{n}" for n in range(length // 6)]
            text = text_of(printed(front_page(story=" ".join(words), tracks=tracks)))
            assert [word for word in words if word not in text.split()] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(min_size=1, max_size=120), st.text(max_size=1000), st.lists(st.text(min_size=1, max_size=140), max_size=3)
)
def test_any_text_makes_one_page(title, story, tracks):
    assert len(printed(front_page(title, story, tuple(tracks))).pages) == 1


def test_a_collective_with_a_very_long_name_and_place_fits_too():
    long = Collective(1, "long", "Un collectif au nom sans fin " * 4, "Une place au nom sans fin " * 4, "Europe/Paris")
    assert len(printed(front_page("W" * 120, "M" * 1000, ("W" * 140,) * 3), collective=long).pages) == 1


@pytest.fixture
def written(room):
    """The run of a front page that nobody has shown yet, with its title."""
    run_id = room.open(room.cell("front_page", "La Une", "Que titre le journal ?"))
    room.say(run_id, {"title": ["L'eau coule"], "story": [STORY], "tracks": ["Une piste cachée"]})
    room.close(run_id)
    return run_id


def answer(room, written, role, **query):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    with room.database.reading() as session:
        key = list_ideas(session, written)[0].contribution_id
    return client.get(f"/export/une/{key}.pdf", params={"collectif": room.collective_id, "langue": "fr", **query})


def sort(room, written, gesture):
    with room.database.writing(room.collective_id) as work:
        ideas = [idea.id for idea in list_ideas(work.session, written) if idea.text == "L'eau coule"]
        gesture(work, run_id=written, idea_ids=ideas)


def test_whoever_may_read_may_print_a_front_page_that_is_shown(room, written):
    sort(room, written, show)
    response = answer(room, written, Role.READER)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
    assert 'filename="une-l-eau-coule-2035.pdf"' in response.headers["content-disposition"]
    text = text_of(pypdf.PdfReader(io.BytesIO(response.content)))
    assert "L’eau coule" in text
    assert "cachée" not in text


def test_a_front_page_is_not_printed_before_it_is_shown_nor_once_it_is_hidden(room, written):
    assert answer(room, written, Role.FACILITATOR).status_code == 404
    sort(room, written, show)
    sort(room, written, hide)
    response = answer(room, written, Role.FACILITATOR)
    assert response.status_code == 404
    assert "Modérer" in response.text


def test_nobody_prints_without_a_link_nor_another_collective_s_page(room, written):
    sort(room, written, show)
    assert answer(room, written, None).status_code == 403
    assert answer(room, written, Role.FACILITATOR, collectif=room.collective_id + 1).status_code == 404

"""The cooperation plan as a page that one can print: what it says, however long, whatever people typed."""

import io
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.collective.organisations import add_organisation
from qic_core.cooperation.plan import add_line, standing_plan, start_plan
from qic_core.cooperation.plan_rules import LINES_AT_MOST, Cover, Outcome, Section, Written
from qic_core.errors import DomainError
from qic_core.export.cooperation_plan import cooperation_plan_sheet
from qic_core.web.downloads import download_routes
from qic_core.words import catalogue
from qic_core.workshop.kind import Source

MADE_ON, DUE, WAVE, TODAY = date(2024, 3, 2), date(2024, 5, 1), date(2024, 9, 7), date(2024, 4, 1)
HOSTILE = "#panic() $a_b$ *gras* <b> @ref // c `raw` [x] {y}"
PLAN = [
    (Section.NEED, Written("Avoir une réponse dans la semaine")),
    (Section.SUPPORT, Written("Un lieu ouvert le mercredi")),
    (Section.SIDE_STEP, Written("Échanger nos places une journée")),
    (Section.PROMISE, Written("Ouvrir une liste commune", "Ville", DUE)),
]


def planned(room, lines=PLAN, cover=None):
    with room.database.writing(room.collective_id) as work:
        plan_id = start_plan(work, cover=cover or Cover(MADE_ON, WAVE))
        for section, written in lines:
            add_line(work, plan_id=plan_id, section=section, written=written)


def pages_of(room, words=None, today=TODAY):
    with room.database.reading() as session:
        pdf = cooperation_plan_sheet(session, room.collective_id, words or room.words, today=today)
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(room, words=None, today=TODAY):
    """Return all that the pages say, on one line, with plain spaces and apostrophes."""
    said = " ".join(page.extract_text() for page in pages_of(room, words, today).pages)
    return " ".join(said.replace("\xa0", " ").replace("\u200b", "").replace("’", "'").split())


def rate(room, *levels):
    run = room.open(room.cell("cooperation", title="Notre niveau"))
    for level in levels:
        room.say(run, {"level": level}, source=Source.TABLE)
    room.close(run)


def test_a_plan_fits_one_page_and_says_all_of_it(room):
    rate(room, 3, 3, 4)
    planned(room, cover=Cover(MADE_ON, WAVE, "Suivi par le noyau"))
    assert len(pages_of(room).pages) == 1
    text = text_of(room)
    for told in (
        "Cooperation plan", "Koungou", "Mayotte", "Plan of March 2, 2024", "Printed on April 1, 2024",
        "Median of 3 voices: level 3, Communication.", "agreement 0.89", "Suivi par le noyau",
        "What we need • Avoir une réponse dans la semaine", "What helps us • Un lieu ouvert le mercredi",
        "Side steps • Échanger nos places une journée", "Ouvrir une liste commune Ville May 1, 2024",
        "Next wave September 7, 2024",
    ):  # fmt: skip
        assert told in text, text


def test_it_is_a_tagged_pdf_in_french(room):
    planned(room)
    text, root = text_of(room, catalogue("fr")), pages_of(room, catalogue("fr")).trailer["/Root"]
    assert "Plan de coopération" in text
    assert "1er mai 2024" in text
    assert root["/Lang"] == "fr"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_without_a_plan_there_is_nothing_to_print(room):
    with pytest.raises(DomainError, match="plan_unknown"):
        pages_of(room)


def test_an_empty_plan_says_what_is_missing(room):
    planned(room, [], Cover(MADE_ON))
    text = text_of(room)
    assert text.count("Nothing written yet.") == 4
    assert "Next wave Day to be set" in text
    assert "The room has not said yet where cooperation stands." in text


@pytest.mark.parametrize(
    ("written", "today", "told"),
    [
        (Written("Écrire", "Ville", DUE), DUE + timedelta(days=1), "Écrire late Ville"),
        (Written("Écrire", "Ville", DUE), DUE, "Écrire Ville"),
        (
            Written("Écrire", "Ville", DUE, Outcome.PARTLY, "Manque Élus"),
            DUE,
            "Écrire kept in part — Manque Élus Ville",
        ),
    ],
)
def test_a_promise_says_what_became_of_it(room, written, today, told):
    planned(room, [(Section.PROMISE, written)])
    assert told in text_of(room, today=today)


def test_without_a_whole_score_the_last_wave_says_where_we_stand(room):
    with room.database.writing(room.collective_id) as work:
        ids = [
            add_organisation(work, collective_id=room.collective_id, name=name, college="Élus")
            for name in ("Ville", "École", "Coallia")
        ]
    keys = [f"o{key}" for key in ids]
    run = room.open(room.cell("cooperation_pairs", title="Deux à deux", about="organisations"))
    room.say(run, {"speaks_for": [keys[0]], "levels": {keys[1]: {"level": 4}, keys[2]: {"level": 2}}})
    room.close(run)
    planned(room)
    assert "pair by pair (2 ratings): median level 2, Coexistence." in text_of(room)


def test_the_last_run_that_somebody_answered_says_where_we_stand(room):
    rate(room, 5)
    rate(room)
    planned(room)
    assert "level 5, Coordination" in text_of(room)


@pytest.mark.parametrize("typed", [HOSTILE, "Merci 🙂", "日本", "é" * 250])
def test_what_people_typed_is_text_and_stays_text(room, typed):
    lines = [(section, Written(f"Avant {typed} après", f"Qui {typed}"[:120], DUE)) for section in Section]
    planned(room, lines, Cover(MADE_ON, WAVE, f"Note {typed} fin"))
    text = text_of(room)
    assert text.count("après") == 4
    assert typed != HOSTILE or text.count(HOSTILE) >= 6


@pytest.mark.parametrize("written", ["TRÈS LARGE ", "W", "Une phrase ordinaire, qui dit ce que nous voulons. "])
def test_the_longest_plan_takes_several_numbered_pages_and_loses_nothing(room, written):
    def long(length, number, at):
        return f"{(written * 300)[: length - 12].strip()} {at}{number:02}."

    lines = [
        (section, Written(long(300, number, section[:2]), long(120, number, "qui"), DUE))
        for section in Section
        for number in range(LINES_AT_MOST)
    ]
    planned(room, lines)
    pages = pages_of(room).pages
    text = text_of(room)
    assert len(pages) > 1
    assert f"Page {len(pages)} / {len(pages)}" in text
    for section in Section:
        assert [number for number in range(LINES_AT_MOST) if f"{section[:2]}{number:02}." not in text] == []
    for page in pages:
        width = float(page.mediabox.width)
        edges = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, edges=edges: edges.append(tm[4]))
        assert all(0 <= edge < width for edge in edges)


def test_another_collective_s_plan_stays_out_of_it(room, neighbours):
    planned(neighbours, [(Section.NEED, Written("Le besoin du voisin"))])
    with pytest.raises(DomainError, match="plan_unknown"):
        pages_of(room)
    planned(room)
    assert "voisin" not in text_of(room)


def test_the_plan_that_stands_is_printed(room):
    planned(room)
    with room.database.writing(room.collective_id) as work:
        before = standing_plan(work.session, room.collective_id)
        start_plan(work, cover=Cover(DUE), after=before.id, keep_open=False)
    assert "Ouvrir une liste commune" not in text_of(room)


@pytest.mark.parametrize(("role", "planned_first", "status"), [
    (None, True, 403), (Role.READER, True, 200), (Role.READER, False, 404),
])  # fmt: skip
def test_whoever_has_a_link_takes_the_page(room, role, planned_first, status):
    if planned_first:
        planned(room)
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None) if role else None
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    query = {"collectif": room.collective_id, "langue": "fr"}
    response = client.get("/export/plan-de-cooperation.pdf", params=query)
    assert response.status_code == status
    if status == 200:
        assert response.content.startswith(b"%PDF")
        assert "plan-de-cooperation-koungou-" in response.headers["content-disposition"]
    if status == 404:
        assert "plan de coopération" in response.text

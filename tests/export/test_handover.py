"""The hand-over sheet: one page, whatever is known, of what whoever takes over must know."""

import io
from datetime import UTC, date, datetime

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qic_core.access.rules import AccessLink, Role
from qic_core.challenge.evidence import add_evidence
from qic_core.challenge.rules import Card
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.meetings import add_meeting
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.collective.organisations import add_organisation, edit_organisation
from qic_core.collective.rules import SECTORS
from qic_core.collective.service import rename_colleges
from qic_core.errors import DomainError
from qic_core.export.handover import handover_sheet
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.vision.service import adopt_vision
from qic_core.web.downloads import download_routes
from qic_core.words import catalogue
from qic_core.workshop.kind import Source
from qic_core.workshop.notebooks import Cover, create_notebook

TODAY = date(2026, 11, 23)
HOSTILE = "#panic() $a_b$ *gras* <b> @ref // c `raw` [x] {y}"


VISION = {
    "statement_id": None, "year": 2035, "voices": {"Habitants": 9}, "residents": 9, "adopted_on": date(2026, 9, 18),
}  # fmt: skip


def pages_of(room, words=None):
    with room.database.reading() as session:
        pdf = handover_sheet(session, room.collective_id, words or room.words, today=TODAY)
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(room, words=None):
    [page] = pages_of(room, words).pages
    return " ".join(page.extract_text().replace("\xa0", " ").replace("’", "'").split())


def adopt(work, sentence, dissent=""):
    adopt_challenge(
        work, candidate_id=None, sentence=sentence, dissent=dissent, voices={"Habitants": 9}, residents=9,
        adopted_on=date(2026, 6, 18),
    )  # fmt: skip


def test_an_empty_collective_gets_a_sheet_that_says_what_is_missing(room):
    text = text_of(room)
    assert text.count("Nobody yet: to be found") == 3
    assert "Nothing is adopted yet." in text
    assert "The room has not been asked anything yet." in text
    assert f"Nobody at the table yet for: {', '.join(SECTORS)}." in text


def test_the_sheet_tells_who_what_was_decided_and_what_comes_next(room):
    with room.database.writing(room.collective_id) as work:
        name_seats(work, collective_id=room.collective_id, names=("État", "Ville", "Quartier"))
        state, *_ = list_seats(work.session, room.collective_id)
        add_organisation(work, collective_id=room.collective_id, name="Coallia", college="Associations")
        anfia = add_member(
            work, collective_id=room.collective_id, name="Anfia", college="Habitants", seat_id=state.id, core=True
        )
        add_meeting(
            work, collective_id=room.collective_id, held_on=TODAY, title="Bilan", note="Revoir l'eau", present=[anfia]
        )
        adopt(work, "Un toit sûr", "L'école d'abord")
        create_notebook(work, Cover("Séminaire passé", held_on=date(2026, 1, 5)))
    text = text_of(room)
    assert text.count("Nobody yet: to be found") == 2
    for told in (
        "État Anfia",
        "Associations (1) Coallia",
        "Core group Anfia",
        "Challenge · 18/06/2026 Un toit sûr",
        "L'école d'abord",
        "03/12/2026 Atelier « Coopérations »",
        "23/11/2026 · Bilan · Revoir l'eau",
    ):
        assert told in text
    assert "Séminaire passé" not in text


def test_the_sheet_tells_what_the_room_said_last_and_not_what_is_still_open(room):
    closed, still_open = room.cell("cooperation", title="Notre niveau"), room.cell("words", title="Encore ouvert")
    run = room.open(closed)
    room.say(run, {"level": 3}, voices=7, source=Source.TABLE)
    room.close(run)
    room.open(still_open)
    text = text_of(room)
    assert "Notre niveau" in text
    assert "7 voices" in text
    assert "Encore ouvert" not in text


def test_a_cell_that_was_run_again_is_told_by_its_last_run(room):
    cell = room.cell("cooperation", title="Notre niveau")
    for voices in (7, 9):
        run = room.open(cell)
        room.say(run, {"level": 3}, voices=voices, source=Source.TABLE)
        room.close(run)
    text = text_of(room)
    assert text.count("Notre niveau") == 1
    assert "9 voices" in text


def test_the_sheet_tells_the_next_steps_and_what_is_not_known_yet(room):
    actions = [FirstAction("Ouvrir un point d'eau", "Ville", date(2026, 12, 15)), FirstAction("Compter les maisons")]
    with room.database.writing(room.collective_id) as work:
        save_roadmap(
            work, first_actions=actions, next_loop_on=date(2027, 3, 2), next_loop_note="Relire le défi", version=0
        )
        for number in range(6):
            add_evidence(work, Card(statement=f"Question {number} ?"))
        add_evidence(work, Card(statement="sans eau", figure=25.0, source="Insee"))
    text = text_of(room)
    for told in (
        "15/12/2026 · Ville Ouvrir un point d'eau",
        "First action Compter les maisons",
        "Next loop 02/03/2027 · Relire le défi",
        "Question 5 ? Question 4 ? Question 3 ? Question 2 ? and 2 more questions",
    ):
        assert told in text
    assert "sans eau" not in text


def test_the_sheet_tells_the_vision_for_which_year_and_who_disagreed(room):
    with room.database.writing(room.collective_id) as work:
        adopt_vision(work, **VISION, text="L'eau pour tous", dissent="Et l'école ?")
    text = text_of(room)
    assert "Vision for 2035 · 18/09/2026 L'eau pour tous" in text
    assert "Et l'école ?" in text
    assert "Nothing is adopted yet." not in text


def test_who_left_is_told_and_no_longer_sits_at_the_table(room):
    with room.database.writing(room.collective_id) as work:
        came, left = date(2026, 1, 5), date(2026, 6, 30)
        told = {"name": "Coallia", "college": "Associations", "sector": "", "joined_on": came}
        coallia = add_organisation(work, collective_id=room.collective_id, **told)
        edit_organisation(work, organisation_id=coallia, **told, left_on=left)
    text = text_of(room)
    assert "30/06/2026 Coallia (left) 05/01/2026 Coallia (came)" in text
    assert "Associations (0)" in text


@pytest.mark.parametrize("written", ["TRÈS LARGE ", "W", "🙂 "])
def test_a_collective_that_fills_every_place_still_fits_one_page(room, written):
    def long(length, number=0):
        return f"{number} {written * 2000}"[:length].strip()

    with room.database.writing(room.collective_id) as work:
        for number in range(9):
            rename_colleges(work, names={}, added=long(60, number))
        name_seats(work, collective_id=room.collective_id, names=[long(120, number) for number in range(3)])
        seats = [seat.id for seat in list_seats(work.session, room.collective_id)]
        for number in range(60):
            add_organisation(
                work, collective_id=room.collective_id, name=long(120, number), college="Élus", joined_on=TODAY
            )
        people = [
            add_member(
                work, collective_id=room.collective_id, name=long(120, number), college="Habitants", core=True,
                seat_id=seats[number % 3], organisation=long(120, number), joined_on=TODAY,
            )
            for number in range(30)
        ]  # fmt: skip
        add_meeting(
            work, collective_id=room.collective_id, held_on=TODAY, title=long(120), note=long(1000), present=people
        )
        adopt(work, long(300), long(2000))
        adopt_vision(work, **VISION, text=long(300), dissent=long(2000))
        action = FirstAction(long(160), long(120), TODAY)
        save_roadmap(
            work, first_actions=[action] * 5, next_loop_on=TODAY, next_loop_note=long(300), version=0
        )  # fmt: skip
        for number in range(9):
            add_evidence(work, Card(statement=long(300, number)))
        for _ in range(5):
            create_notebook(work, Cover(long(120), held_on=TODAY))
    for number in range(4):
        run = room.open(room.cell("cooperation", title=long(100, number)))
        room.say(run, {"level": 3})
        room.close(run)
    assert len(pages_of(room).pages) == 1


@pytest.mark.parametrize("typed", [HOSTILE, "Merci 🙂", "日本"])
def test_what_people_typed_is_text_and_stays_text(room, typed):
    with room.database.writing(room.collective_id) as work:
        adopt(work, f"Avant {typed} après")
    text = text_of(room)
    assert "après" in text
    assert typed != HOSTILE or HOSTILE in text


def test_it_is_a_tagged_pdf_in_the_readers_language(room):
    root = pages_of(room, catalogue("fr")).trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_another_collective_stays_out_of_it(room, neighbours):
    with room.database.writing(neighbours.collective_id) as work:
        adopt(work, "Le défi du voisin")
    assert "voisin" not in text_of(room)
    room.collective_id = 404
    with pytest.raises(DomainError, match="collective_unknown"):
        pages_of(room)


@pytest.mark.parametrize(("role", "status"), [(Role.SCRIBE, 403), (Role.COORDINATOR, 200)])
def test_the_sheet_names_people_so_coordinators_alone_take_it(room, role, status):
    link = AccessLink(1, role, "Lien", datetime.now(UTC), None)
    client = TestClient(Starlette(routes=download_routes(room.database, lambda request: link)))
    response = client.get("/export/passation.pdf", params={"collectif": room.collective_id})
    assert response.status_code == status
    if status == 200:
        assert response.headers["content-disposition"].startswith('inline; filename="passation-koungou-')

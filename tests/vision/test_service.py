from datetime import date

import pytest

from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.vision.front_pages import list_front_pages
from qic_core.vision.service import adopt_vision, current_vision, earlier_visions
from qic_core.vision.statements import add_statement, draft_from_front_page

SEPTEMBER = date(2026, 9, 18)


def adopt(database, collective_id, **told):
    known = {"statement_id": None, "text": "L'eau coule pour tous", "year": 2035, "voices": {"Habitants": 6, "Élus": 2}}
    with database.writing(collective_id) as work:
        return adopt_vision(work, **{**known, "residents": 6, "adopted_on": SEPTEMBER, **told})


def test_there_is_no_vision_before_one_is_adopted(database, koungou):
    with database.reading() as session:
        assert current_vision(session, koungou) is None
        assert earlier_visions(session, koungou) == []


def test_an_adopted_vision_says_for_when_why_who_and_who_disagreed(database, koungou):
    adopt(database, koungou, reasons="Tous l'ont dit.\n\nDepuis dix ans.", dissent="L'école d'abord")
    with database.reading() as session:
        vision = current_vision(session, koungou)
    assert (vision.text, vision.year, vision.adopted_on) == ("L'eau coule pour tous", 2035, SEPTEMBER)
    assert (vision.reasons, vision.dissent) == ("Tous l'ont dit.\n\nDepuis dix ans.", "L'école d'abord")
    assert (vision.residents, vision.everyone) == (6, 8)


def test_a_revised_vision_keeps_the_earlier_ones_in_the_history(database, koungou):
    for text in ("Première", "Deuxième", "Troisième"):
        adopt(database, koungou, text=text)
    with database.reading() as session:
        assert current_vision(session, koungou).text == "Troisième"
        assert [one.text for one in earlier_visions(session, koungou)] == ["Deuxième", "Première"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": " \n "}, "vision_text_missing"),
        ({"text": "x" * 301}, "text_too_long"),
        ({"reasons": "x" * 2001}, "text_too_long"),
        ({"dissent": "x" * 2001}, "text_too_long"),
        ({"year": 2025}, "vision_year_out_of_bounds"),
        ({"year": 2101}, "vision_year_out_of_bounds"),
        ({"residents": 9}, "residents_out_of_bounds"),
        ({"residents": -1}, "residents_out_of_bounds"),
        ({"voices": {"Habitants": -6}, "residents": 0}, "residents_out_of_bounds"),
        ({"statement_id": 999}, "statement_unknown"),
    ],
)
def test_a_vision_that_cannot_be_adopted_is_refused_and_the_other_stands(database, koungou, told, code):
    adopt(database, koungou, text="La première")
    with pytest.raises(DomainError, match=code):
        adopt(database, koungou, **told)
    with database.reading() as session:
        assert current_vision(session, koungou).text == "La première"
        assert earlier_visions(session, koungou) == []


def test_a_vision_of_three_hundred_characters_for_this_very_year_is_adopted(database, koungou):
    adopt(database, koungou, text="é" * 300, year=2026)
    with database.reading() as session:
        assert current_vision(session, koungou).text == "é" * 300


def test_the_thread_leads_from_the_vision_to_the_front_page_that_it_comes_from(database, koungou, front_pages):
    with database.writing(koungou) as work:
        page = list_front_pages(work.session, koungou)[0]
        statement_id = draft_from_front_page(work, contribution_id=page.contribution_id)
    vision_id = adopt(database, koungou, statement_id=statement_id, text="L'eau, tous les jours")
    with database.reading() as session:
        strands = origins_of(session, ThingKind.VISION, vision_id)
    assert [strand.idea for strand in strands if strand.idea] == ["Koungou a de l'eau tous les jours"]
    assert {(strand.run_id, strand.notebook) for strand in strands} == {(front_pages, "La Une")}


def test_the_run_that_decided_is_part_of_the_thread(database, koungou, front_pages):
    vision_id = adopt(database, koungou, run_ids=[front_pages])
    with database.reading() as session:
        [strand] = origins_of(session, ThingKind.VISION, vision_id)
    assert (strand.run_id, strand.idea) == (front_pages, None)


def test_another_collective_s_draft_is_out_of_reach(database, koungou):
    with database.writing(koungou) as work:
        statement_id = add_statement(work, text="La nôtre")
    with pytest.raises(DomainError, match="statement_unknown"):
        adopt(database, koungou + 1, statement_id=statement_id)

"""The paper sheet: what a reader, a screen reader and a printer find in the PDF."""

import gettext
import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from qic_core.export.paper import cell_sheet
from qic_core.words import catalogue
from qic_core.workshop.content import items_of
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import all_kinds, kind_of
from qic_core.workshop.shares import count_sheets, sheet_fields

PROPOSALS = ("Éclairer le chemin de l'école", "Résorber l'habitat indigne", "Un « bus des droits »")
COLLEGES = ("Habitants", "Associations", "Élus")
HOSTILE = "#panic() $a_b$ *gras* _it_ <b> @ref \\n // c /* d */ `raw` = ~ ' \" [x] {y}"
A4 = (595, 842)


def content(kind, prompt="Qu'en dites-vous ?", items=PROPOSALS, **settings):
    declared = kind_of(kind)
    asked = items_of(items) if declared.takes_items else ()
    return Content(kind, "Atelier « Coopérations »", prompt, declared.check_settings(settings), asked)


def printed(asked, words=None):
    pdf = cell_sheet(
        asked,
        collective_name="Koungou à cœur",
        colleges=COLLEGES,
        phone_url="http://192.168.1.20:8501/r/QUAR24",
        code="QUAR24",
        words=words or gettext.NullTranslations(),
    )
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(reader):
    """Return all the text, each run of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ").split())


@pytest.mark.parametrize("kind", [kind.name for kind in all_kinds()])
def test_every_kind_has_its_sheet(kind):
    asked = content(kind)
    reader = printed(asked)
    text = text_of(reader)
    assert tuple(map(round, reader.pages[0].mediabox[2:])) == A4
    assert "Koungou à cœur" in text
    assert "Qu'en dites-vous ?" in text
    assert "192.168.1.20:8501/r/QUAR24" in text
    assert all(item.text in text for item in asked.items)
    assert ("do not write your name" in text.lower()) == kind_of(kind).asks
    assert all((college in text) == kind_of(kind).asks for college in COLLEGES)


def test_a_curve_is_asked_about_with_what_is_known_of_it_a_box_and_not_knowing():
    known = [Known(date(2027, 3, 18), "familles", 1497.5), Known(date(2027, 3, 18), "%"), None]
    items = tuple(Item(f"n{n}", f"Courbe {n}", known=one) for n, one in enumerate(known))
    text = text_of(printed(replace(content("forecast"), items=items), catalogue("fr"))).replace("\u202f", " ")
    assert text.count("Je ne sais pas") >= 3
    assert "Aujourd’hui : 1 497,5 familles · Le 18/03/2027, où en serons-nous ?" in text
    assert text.count("Le 18/03/2027, où en serons-nous ?") >= 2
    assert text.count("Aujourd’hui") == text.count("1 497,5")


def test_it_is_a_tagged_pdf_in_the_readers_language():
    reader = printed(content("cooperation"), catalogue("fr"))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Atelier « Coopérations »"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_scale_shows_its_levels_with_their_definitions():
    text = text_of(printed(content("cooperation")))
    for level in kind_of("cooperation").fields(content("cooperation"))[0].levels:
        assert f"{level.value}. {level.name}" in text
        assert level.definition in text


def test_ratings_show_each_level_of_each_criterion_for_each_item():
    text = text_of(printed(content("priority")))
    assert text.count("Very urgent") == len(PROPOSALS)
    assert text.count("Is it shared by all?") == len(PROPOSALS)


@pytest.mark.parametrize(
    ("asked", "copies"),
    [
        (content("words", "Question témoin"), 2),
        (content("ideas", "Question témoin", at_most=3), 2),
        (content("ideas", "Question témoin", at_most=5), 1),
        (content("choice", "Question témoin"), 2),
        (content("agreement", "Question témoin"), 2),
        (content("cooperation", "Question témoin"), 1),
    ],
)
def test_a_sheet_is_there_twice_when_it_is_short(asked, copies):
    reader = printed(asked)
    assert len(reader.pages) == 1
    assert text_of(reader).count("Question témoin") == copies


def test_sixty_statements_run_over_several_pages_each_with_its_head():
    statements = [f"Affirmation n° {number}, dite en une phrase assez longue pour deux lignes." for number in range(60)]
    reader = printed(content("agreement", items=statements))
    text, pages = text_of(reader), [page.extract_text() for page in reader.pages]
    assert len(pages) > 1
    assert [text.count(f"n° {number},") for number in range(60)] == [1] * 60
    assert ["Disagree" in page for page in pages] == ["Affirmation" in page for page in pages]
    assert f"Page {len(pages)} / {len(pages)}" in text


@pytest.mark.parametrize("typed", [HOSTILE, *"#$*_<@\\[{`~='\"/"])
def test_what_people_typed_is_printed_letter_for_letter(typed):
    items = (f"{typed} un", f"{typed} deux")
    lines = "".join(text_of(printed(content("choice", prompt=f"Dit : {typed}.", items=items))).split())
    assert all("".join(text.split()) in lines for text in (f"Dit : {typed}.", *items))


@pytest.mark.parametrize("typed", ["Merci 🙂👩‍👩‍👧", "شكرا", "日本", "a\u200bb\u202fc"])
def test_a_letter_that_no_font_can_draw_does_not_stop_the_printing(typed):
    assert "Votre avis ?" in text_of(printed(content("choice", prompt=f"Votre avis ? {typed}")))


@pytest.mark.parametrize(("total", "said"), [(5, "colour one dot"), (20, "how many in the boxes")])
def test_few_points_are_dots_and_many_are_numbers(total, said):
    assert said in text_of(printed(content("dots", total=total)))


def test_a_scale_of_seven_levels_is_told_once_and_its_lines_have_numbers():
    reader = printed(content("cooperation_pairs", items=[f"Organisation n° {n}" for n in range(1, 13)]))
    text = text_of(reader)
    assert len(reader.pages) == 1
    assert text.count("Programmes, vision, planning and funding fully integrated.") == 1
    assert "Leave your own organisation empty." in text
    assert all(text.count(f"Organisation n° {n} ") == 2 for n in range(1, 13))  # a box for one's own, a line to rate it


def test_sixty_organisations_are_shared_out_over_numbered_sheets():
    asked = content("cooperation_pairs", items=[f"Organisation n° {n}, du quartier" for n in range(1, 61)])
    pages = [page.extract_text().replace("\xa0", " ") for page in printed(asked).pages]
    assert count_sheets(asked) == len(pages) == 5
    assert [f"Sheet {n} of 5." in page for n, page in enumerate(pages, start=1)] == [True] * 5
    assert [page.count("du quartier") for page in pages] == [12] * 5
    assert all(sum(f"n° {n}," in page for page in pages) == 1 for n in range(1, 61))


def test_what_a_sheet_asks_is_what_its_number_asks_when_it_is_entered():
    asked = content("cooperation_pairs", items=[f"Organisation n° {n}, du quartier" for n in range(1, 61)])
    pages = [page.extract_text() for page in printed(asked).pages]
    for number, page in enumerate(pages, start=1):
        _, levels = sheet_fields(asked, number)
        assert all(item.text.split(",")[0] + "," in page for item in levels.items)


def test_a_thousand_pairs_make_thirty_sheets_at_most():
    asked = content("reinforcement", items=[f"Action n° {n}" for n in range(1, 41)])
    assert len(kind_of("reinforcement").questions(asked)) == 40 * 39
    assert len(printed(asked).pages) == count_sheets(asked) == 30


def test_questions_with_the_same_answers_make_a_table_an_item():
    text = text_of(printed(content("trust", items=["Amicale", "Bailleur", "Crèche"])))
    assert text.count("Does it do what it says it will do?") == 3
    assert text.count("Not at all") == 3

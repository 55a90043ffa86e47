"""The one page: what it says, that it is one page or says what to shorten, whatever people typed."""

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from qic_core.errors import DomainError
from qic_core.export.roadmap import lay_out, roadmap_file, sheet_of
from qic_core.export.roadmap_fit import Layout, Trim, kept_of, overflow, trim_lines
from qic_core.export.roadmap_slide import roadmap_slide
from qic_core.roadmap.rules import FirstAction, Roadmap, Step
from qic_core.words import catalogue

FRENCH, ENGLISH = catalogue("fr"), catalogue("en")
TODAY = date(2026, 11, 23)
JUNE = date(2027, 6, 1)
HOSTILE = "#panic() $a_b$ *gras* _it_ <b> @ref \\n // c /* d */ `raw` = ~ ' \" [x] {y}"
SHORT = (
    Step("Les parents savent à qui s'adresser au collège", "parents d'élèves", JUNE),
    Step("Les enseignants connaissent les associations du quartier"),
    Step("Chacun connaît ses droits", "familles que l'on ne voit pas"),
    Step("Qui fait quoi est affiché", by=JUNE),
)
MEDIUM = (
    Step("Les parents parlent aux conseils de classe", "parents d'élèves", JUNE),
    Step("Un café des parents se tient chaque mois"),
    Step("Chaque parent est contacté trois fois l'an"),
    Step("Les enseignants sortent de l'école"),
)
LONG = (Step("Éduquer est l'affaire de tous", "tout le quartier"),)
ROADMAP = Roadmap(
    collective="Collectif de l'Épeule",
    place="Roubaix",
    challenge="Trop d'enfants décrochent au collège",
    vision="Chaque enfant grandit porté par une école et un quartier qui se font confiance",
    year=2035,
    short=SHORT,
    medium=MEDIUM,
    long=LONG,
    first_actions=(FirstAction("Ouvrir le café des parents", "Association Les Aînés", JUNE), FirstAction("Afficher")),
    next_loop_on=date(2027, 3, 12),
    next_loop_note="On relit ensemble ce qui a bougé",
    address="https://carnet.exemple.fr/r/QUAR24",
    version=1,
)
CROWDED = replace(ROADMAP, short=SHORT * 7, medium=MEDIUM * 6)


def sheet(roadmap=ROADMAP, paper="A4", words=FRENCH):
    return sheet_of(roadmap, paper=paper, on=TODAY, words=words)


def measured(*told):
    return lay_out(sheet(*told))


def made(roadmap=ROADMAP, kind="pdf", **more):
    return roadmap_file(sheet(roadmap, **more), kind)


def printed(*told, **more):
    return pypdf.PdfReader(io.BytesIO(made(*told, **more)))


def flat(text):
    return " ".join(text.replace("\xa0", " ").replace("\u200b", "").split())


def text_of(reader):
    return flat(" ".join(page.extract_text() for page in reader.pages))


def texts_of(roadmap):
    steps = [step.title for column in roadmap.steps for step in column]
    actions = [text for action in roadmap.first_actions for text in (action.what, action.who)]
    return [roadmap.collective, roadmap.challenge, roadmap.vision, *steps, *actions, roadmap.next_loop_note]


@pytest.mark.parametrize(("paper", "points"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_all_is_on_one_landscape_page(paper, points):
    reader = printed(paper=paper)
    text = text_of(reader)
    assert [tuple(map(round, page.mediabox[2:])) for page in reader.pages] == [points]
    assert [one for one in texts_of(ROADMAP) if one.replace("'", "’") not in text] == []
    assert "2035" in text
    assert "12 mars 2027" in text
    assert "1er juin 2027" in text
    assert "pour : parents d’élèves · d’ici juin 2027" in text
    assert "carnet.exemple.fr/r/QUAR24" in text


def test_it_is_a_tagged_pdf_ua_in_the_readers_language():
    root = printed().trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_what_is_not_decided_yet_is_said():
    bare = replace(ROADMAP, challenge="", vision="", year=None, short=(), medium=(), long=(), first_actions=())
    text = text_of(printed(replace(bare, next_loop_on=None, next_loop_note=""), words=ENGLISH))
    assert "No challenge adopted yet" in text
    assert "No vision adopted yet" in text
    assert text.count("To be written together") == 4
    assert "Day to be set" in text


@pytest.mark.parametrize("typed", [HOSTILE, *"#$*_<@\\[{`~='\"/"])
def test_what_people_typed_is_printed_letter_for_letter(typed):
    steps = (Step(f"{typed} un", f"{typed} deux"),)
    told = replace(ROADMAP, challenge=f"Dit {typed}.", short=steps, first_actions=(FirstAction(f"{typed} trois"),))
    lines = "".join(text_of(printed(told)).split())
    assert all("".join(f"{typed}{end}".split()) in lines for end in (".", " un", " deux", " trois"))


@pytest.mark.parametrize("typed", ["Merci 🙂👩‍👩‍👧", "شكرا", "日本", "a\u200bb\u202fc", "\U000e0041\U0010ffff"])
def test_a_letter_that_no_font_can_draw_does_not_stop_the_printing(typed):
    assert "On relit" in text_of(printed(replace(ROADMAP, next_loop_note=f"On relit {typed}")))


def test_with_emoji_the_page_still_is_a_pdf_ua():
    root = printed(replace(ROADMAP, vision="Un quartier qui sourit 🙂")).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_what_the_page_leaves_out_is_counted_at_the_foot_of_its_column():
    left = tuple(replace(step, told=False) for step in SHORT[1:])
    text = text_of(printed(replace(ROADMAP, short=(SHORT[0], *left), medium=(*MEDIUM, left[0]))))
    assert SHORT[0].title.replace("'", "’") in text
    assert left[0].title not in text
    assert "et 3 autres changements" in text
    assert "et 1 autre changement" in text


def test_text_is_as_large_as_the_page_allows_and_never_under_nine_points():
    sizes = [measured(replace(ROADMAP, short=SHORT[:1] * n, medium=MEDIUM[:1] * n)).size for n in (1, 5, 7, 10)]
    assert sizes[0] == 14
    assert sizes == sorted(set(sizes), reverse=True)
    assert sizes[-1] >= 9
    assert measured(replace(ROADMAP, short=SHORT[:1], medium=()), "A3").size == 20


def test_a_size_too_large_by_a_step_would_overflow():
    found = measured(CROWDED, "A3").size
    page = sheet(CROWDED, "A3")
    larger = [way for way in page["ways"] if way["size"] == found + 0.5]
    assert larger
    assert lay_out({**page, "ways": larger}).size is None


def test_what_overflows_a4_may_fit_a3():
    assert measured(CROWDED).size is None
    assert measured(CROWDED, "A3").size


@pytest.mark.parametrize("kind", ["pdf", "png", "svg"])
def test_a_page_that_would_overflow_is_not_made(kind):
    with pytest.raises(DomainError) as refused:
        made(CROWDED, kind)
    assert refused.value.code == "roadmap_overflows"


def test_it_says_what_to_shorten_the_longest_first():
    trims = measured(CROWDED).trims
    assert [trim.block for trim in trims] == ["short", "medium"]
    assert trims[0].lines > trims[1].lines


def keeping(roadmap, *keep):
    """Return the roadmap with the first changes of each column told, the others left out."""
    short, medium, long = (
        tuple(replace(step, told=at < most) for at, step in enumerate(column))
        for column, most in zip(roadmap.columns, keep, strict=True)
    )
    return replace(roadmap, short=short, medium=medium, long=long)


@pytest.mark.parametrize("roadmap", [CROWDED, replace(CROWDED, long=SHORT * 30)])
def test_the_changes_it_says_to_keep_do_fit_and_not_one_more(roadmap):
    short, medium, long = kept_of(measured(roadmap))
    assert measured(keeping(roadmap, short, medium, long)).size == 9
    assert measured(keeping(roadmap, short + 1, medium, long)).size is None
    assert measured(keeping(roadmap, short, medium + 1, long)).size is None


def test_a_column_of_hundreds_is_measured_by_its_first_changes():
    hundreds = replace(ROADMAP, short=SHORT * 100)
    [trim] = measured(hundreds).trims
    assert trim.count == 400
    assert measured(keeping(hundreds, trim.keep, 9, 9)).size == 9
    twice = measured(replace(ROADMAP, short=SHORT * 200)).trims[0]
    assert twice.keep == trim.keep
    assert twice.lines == pytest.approx(2 * trim.lines, rel=0.1)


MEASURES = {
    "line": 10, "gap": 5, "note": 15, "room": 100.01, "page": 500, "panels": 50, "foot": 50,
    "cards": [[], [], []], "noted": [False, False, False],
}  # fmt: skip


@pytest.mark.parametrize(
    ("measures", "trims"),
    [
        ({"cards": [[40, 40, 10], [], []]}, ()),
        ({"cards": [[40, 35, 30], [], []]}, (Trim("short", 2, 2, 3),)),
        ({"cards": [[40, 40, 40], [], []]}, (Trim("short", 3, 2, 3),)),
        ({"cards": [[40, 40, 10], [], []], "noted": [True, False, False]}, (Trim("short", 2, 2, 3),)),
        ({"cards": [[90, 40], [], []]}, (Trim("short", 4, 0, 2),)),
        ({"cards": [[101], [], []]}, (Trim("short", 1, 0, 1),)),
        ({"cards": [[], [60, 61], [150, 60]]}, (Trim("long", 12, 0, 2), Trim("medium", 3, 1, 2))),
        ({"cards": [[60, 50], [], []], "foot": 190, "panels": 110}, (Trim("foot", 5), Trim("short", 2, 1, 2))),
        ({"panels": 111}, (Trim("panels", 1),)),
    ],
)
def test_what_to_shorten_out_of_the_measures(measures, trims):
    page = {**MEASURES, **measures}
    assert overflow(page, [len(column) for column in page["cards"]]) == Layout(None, trims)


@pytest.mark.parametrize(
    ("trims", "keep"),
    [
        ((Trim("short", 3, 6, 9), Trim("foot", 1)), (6, 1000, 1000)),
        ((Trim("long", 3, 2, 9), Trim("medium", 3, 1, 9)), (1000, 1, 2)),
        ((Trim("short", 3, 6, 9), Trim("long", 3, 0, 1)), None),
        ((Trim("panels", 3),), None),
        ((), None),
    ],
)
def test_how_many_changes_each_column_may_tell(trims, keep):
    assert kept_of(Layout(None, trims)) == keep


def test_what_to_shorten_is_said_in_words():
    layout = Layout(None, (Trim("short", 3, 6, 9), Trim("foot", 1), Trim("long", 1, 0, 1)))
    assert trim_lines(layout, ENGLISH) == [
        "“Short term” is 3 lines too long: shorten it, or tell 6 of its 9 changes.",
        "“First actions and next loop” takes 1 line too many: shorten it.",
        "“Long term” takes 1 line too many: shorten it.",
    ]


def test_an_unknown_paper_is_refused():
    with pytest.raises(DomainError) as refused:
        sheet(paper="A0")
    assert refused.value.code == "paper_unknown"


def test_pictures_are_pictures():
    assert made(kind="png").startswith(b"\x89PNG")
    assert ElementTree.fromstring(made(kind="svg")).tag.endswith("svg")


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_the_slide_says_the_same_in_boxes_that_can_be_edited(paper, millimetres):
    book = Presentation(io.BytesIO(roadmap_slide(sheet(paper=paper))))
    [slide] = book.slides
    text = flat(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))
    assert (round(book.slide_width.mm), round(book.slide_height.mm)) == millimetres
    assert [one for one in texts_of(ROADMAP) if one.replace("'", "’") not in text] == []
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= book.slide_width
        assert shape.top + shape.height <= book.slide_height


def test_the_slide_says_what_is_missing_and_what_is_left_out():
    left = tuple(replace(step, told=False) for step in SHORT)
    bare = replace(ROADMAP, challenge="", short=left, medium=(), first_actions=())
    book = Presentation(io.BytesIO(roadmap_slide(sheet(bare, words=ENGLISH))))
    said = {shape.name: flat(shape.text_frame.text) for shape in book.slides[0].shapes if shape.has_text_frame}
    assert "No challenge adopted yet" in said["challenge"]
    assert said["changes-0"] == "and 4 other changes"
    assert said["changes-1"] == "To be written together"
    assert "To be written together" in said["actions"]


def test_a_slide_that_would_overflow_is_not_made():
    with pytest.raises(DomainError) as refused:
        roadmap_slide(sheet(CROWDED))
    assert refused.value.code == "roadmap_overflows"


def told(longest):
    letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])
    words = st.sampled_from(["eau", "W" * 30, "l'école", "日" * 12, "quartier", "anticonstitutionnellement"])
    sentences = st.lists(words, max_size=40).map(lambda said: " ".join(said)[:longest])
    return sentences | st.text(letters, max_size=longest)


COLUMNS = st.lists(st.builds(Step, told(300), told(300), st.none() | st.just(JUNE)), max_size=14).map(tuple)
ACTIONS = st.lists(st.builds(FirstAction, told(160), told(120), st.none() | st.just(JUNE)), max_size=5).map(tuple)
PAGES = st.builds(
    replace,
    st.just(ROADMAP),
    collective=told(120),
    place=told(120),
    challenge=told(300),
    vision=told(300),
    short=COLUMNS,
    medium=COLUMNS,
    long=COLUMNS,
    first_actions=ACTIONS,
    next_loop_note=told(300),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(roadmap=PAGES, paper=st.sampled_from(["A4", "A3"]))
def test_whatever_people_typed_there_is_one_page_or_something_to_shorten(roadmap, paper):
    layout = measured(roadmap, paper)
    if layout.size is None:
        assert layout.trims
        assert all(trim.lines > 0 for trim in layout.trims)
        if keep := kept_of(layout):
            assert measured(keeping(roadmap, *keep), paper).size
    else:
        assert len(printed(roadmap, paper=paper).pages) == 1

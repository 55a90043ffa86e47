from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.pathways.drawing import boxes_of, draw_svg, note_of, weakest
from qic_core.pathways.layout import BOX_WIDTH, WIDTH
from qic_core.pathways.lettering import width_of
from qic_core.pathways.rules import Change, Horizon, Link, Pathways
from qic_core.pathways.snapshots import Fate
from qic_core.words import catalogue
from qic_core.workshop.texts import clean_text
from tests.pathways.story import drawn, wording

FRENCH = catalogue("fr")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"x\" onload='y' ]]> <!-- </svg>"
WHOLE = drawn("s1 m2 l3 1-2 2-3 3-v")


def parsed(pathways, vision="Grandir ensemble", **more):
    return ElementTree.fromstring(draw_svg(pathways, vision, FRENCH, **more))


def texts(root):
    return [node.text for node in root.iter(f"{SVG}text")]


def sure(pathways, *confidences):
    links = [replace(link, confidence=sure) for link, sure in zip(pathways.links, confidences, strict=True)]
    return Pathways(pathways.changes, tuple(links))


def test_the_picture_shows_the_four_columns_every_change_and_the_vision():
    found = texts(parsed(WHOLE))
    assert [title for title in found if title in ("Court terme", "Moyen terme", "Long terme", "Vision")] == [
        "Court terme", "Moyen terme", "Long terme", "Vision",
    ]  # fmt: skip
    assert {"s1", "m2", "l3", "Grandir ensemble"} <= set(found)


def test_an_empty_map_says_that_nothing_is_there_yet():
    found = texts(parsed(Pathways(), ""))
    assert found.count("Pas encore de changement") == 3
    assert "Pas encore adoptée" in found


def test_what_people_typed_stays_text():
    change = Change(1, wording(HOSTILE, for_whom=HOSTILE, due_on=date(2027, 6, 1)))
    root = parsed(Pathways((change,)), HOSTILE)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {"svg", "g", "title", "rect", "text", "path"}
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
    assert HOSTILE in [node.text for node in root.iter(f"{SVG}title")]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_that_can_be_kept_makes_a_picture_that_can_be_read(title, vision):
    title, vision = (clean_text(text, at_most=300) for text in (title, vision))
    root = parsed(Pathways((Change(1, wording(title, for_whom=vision)),)), vision)
    assert title in [node.text or "" for node in root.iter(f"{SVG}title")]


@pytest.mark.parametrize("count", [1, 12, 25, 60])
def test_a_title_of_300_signs_is_cut_with_an_ellipsis_inside_its_box_and_whole_in_its_tooltip(count):
    title = "mot " * 74 + "fin."
    pathways = Pathways(tuple(Change(n, wording(title)) for n in range(1, count + 1)))
    boxes, _height = boxes_of(pathways, "", FRENCH)
    assert boxes[1].lines[-1].endswith("…")
    assert all(width_of(line) * boxes[1].type <= BOX_WIDTH - 20 for line in boxes[1].lines)
    assert title in [node.text for node in parsed(pathways).iter(f"{SVG}title")]


def test_the_longest_vision_fits_its_box_and_the_picture():
    boxes, height = boxes_of(Pathways(), ("mot " * 75).strip(), FRENCH)
    vision = boxes[None]
    assert len(vision.lines) * 24 < vision.height
    assert 84 < vision.y < vision.y + vision.height < height


@pytest.mark.parametrize(
    ("told", "note"),
    [
        ({}, ""),
        ({"for_whom": "les familles"}, "les familles"),
        ({"due_on": date(2027, 6, 30)}, "d’ici 06/2027"),
        ({"due_on": date(2027, 6, 30), "for_whom": "les familles"}, "d’ici 06/2027 · les familles"),
    ],
)
def test_a_box_says_by_when_and_for_whom(told, note):
    assert note_of(Change(1, wording("Lire", **told)), FRENCH) == note


@pytest.mark.parametrize(("confidences", "least"), [((None, None, None), None), ((75, None, 25), 25), ((0, 0, 100), 0)])
def test_the_weakest_link_is_dashed_and_the_legend_gives_its_confidence(confidences, least):
    pathways = sure(WHOLE, *confidences)
    assert weakest(pathways.links) == least
    root = parsed(pathways)
    dashed = [node for node in root.iter(f"{SVG}path") if "stroke-dasharray" in node.attrib]
    assert len(dashed) == (0 if least is None else confidences.count(least))
    assert any(f"({least} sur 100)" in text for text in texts(root)) == (least is not None)


def test_confidences_are_written_on_a_small_map_and_only_drawn_on_a_large_one():
    assert "75" in texts(parsed(sure(WHOLE, 75, None, 25)))
    large = drawn(" ".join([*(f"s{n}" for n in range(1, 31)), "m99", *(f"{n}-99" for n in range(1, 31))]))
    assert "75" not in texts(parsed(sure(large, *[75] * 30)))


def test_the_surer_the_room_the_thicker_the_link():
    root = parsed(sure(WHOLE, 0, 50, 100))
    thick = [float(node.attrib["stroke-width"]) for node in root.iter(f"{SVG}path") if "stroke-width" in node.attrib]
    assert thick[1] < thick[2]


def test_what_moved_is_said_in_words_not_by_colour_alone():
    fates = {1: Fate.LEFT, 2: Fate.CHANGED, 3: Fate.APPEARED}
    root = parsed(WHOLE, fates=fates, link_fates={100: Fate.LEFT, 102: Fate.APPEARED})
    assert {"retiré", "modifié", "nouveau"} <= set(texts(root))
    assert any(text.startswith("Vert") for text in texts(root))
    dashed = [node.tag for node in root.iter() if "stroke-dasharray" in node.attrib]
    assert sorted(dashed) == [f"{SVG}path", f"{SVG}rect"]
    assert not {"retiré", "modifié", "nouveau"} & set(texts(parsed(WHOLE, fates={})))


@pytest.mark.parametrize("width", [640, WIDTH, 1920])
def test_the_picture_takes_the_width_asked_for(width):
    root = parsed(WHOLE, width=width)
    box = [float(number) for number in root.attrib["viewBox"].split()]
    assert float(root.attrib["width"]) == width
    assert float(root.attrib["height"]) == pytest.approx(width * box[3] / box[2], rel=1e-4)


def test_a_link_to_what_is_not_on_the_map_is_not_drawn():
    pathways = Pathways(WHOLE.changes, (Link(1, 1, 77), Link(2, 77, None)))
    assert list(parsed(pathways).iter(f"{SVG}path")) == []


def test_the_largest_map_has_every_change_in_it():
    changes = [Change(n, wording(f"c{n}", [*Horizon][n % 3])) for n in range(1, 501)]
    assert {f"c{n}" for n in range(1, 501)} <= set(texts(parsed(Pathways(tuple(changes)))))

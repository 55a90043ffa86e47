"""Pairs as pictures: a picture says the levels without its colours, and stays in its place."""

import gettext
import re
from itertools import pairwise

import pytest
import vl_convert

from qic_core.cooperation.cells import RIVALRY_TO_TRUST, levels_bars
from qic_core.cooperation.charts import LIGHT, heat_map, network_map
from qic_core.cooperation.letters import mark_of, unnamed
from qic_core.workshop.charts import INK

WORDS = gettext.NullTranslations()
NAMES = {7: "Centre social", 3: "Mission locale", 9: "Parents des Tilleuls"}
LEVELS = {(7, 3): 5, (3, 7): 6, (7, 9): 1, (9, 3): 7}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("place", "mark"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (59, "BH")])
def test_an_organisation_is_a_letter(place, mark):
    assert mark_of(place) == mark


def test_the_higher_the_level_the_darker_its_colour():
    shades = [luminance(colour) for colour in RIVALRY_TO_TRUST]
    assert all(lighter > 1.3 * darker for lighter, darker in pairwise(shades))


def test_a_number_is_legible_on_its_colour():
    for level, colour in enumerate(RIVALRY_TO_TRUST, start=1):
        assert contrast(colour, INK if level <= LIGHT else "#ffffff") >= 4.4


def test_the_heat_map_writes_each_level_in_the_box_of_who_speaks_and_of_whom():
    rows = heat_map(NAMES, LEVELS, WORDS, font=14).rows
    told = {(row["rater"], row["rated"]): (row["kind"], row["caption"]) for row in rows}
    assert told == {
        ("A · Centre social", "A"): ("own", ""),
        ("A · Centre social", "B"): ("rated", "5"),
        ("A · Centre social", "C"): ("rated", "1"),
        ("B · Mission locale", "A"): ("rated", "6"),
        ("B · Mission locale", "B"): ("own", ""),
        ("B · Mission locale", "C"): ("empty", ""),
        ("C · Parents des Tilleuls", "A"): ("empty", ""),
        ("C · Parents des Tilleuls", "B"): ("rated", "7"),
        ("C · Parents des Tilleuls", "C"): ("own", ""),
    }
    assert {row["level"] for row in rows} == {
        "",
        "1.\N{NO-BREAK SPACE}Competition",
        "5.\N{NO-BREAK SPACE}Coordination",
        "6.\N{NO-BREAK SPACE}Collaboration",
        "7.\N{NO-BREAK SPACE}Integration",
    }


def test_a_rating_of_oneself_or_of_someone_who_is_not_there_is_not_drawn():
    rows = heat_map(NAMES, {(7, 7): 5, (7, 99): 5}, WORDS, font=14).rows
    assert [row for row in rows if row["caption"]] == []
    drawn = network_map(NAMES, {(7, 7): 5, (7, 99): 5}, WORDS, threshold=1, font=14, height=400).rows
    assert [row for row in drawn if row["part"] == "tie"] == []


@pytest.mark.parametrize(
    ("threshold", "ties", "degrees"),
    [
        (1, {("A", "B"): "both say so", ("A", "C"): "only one says so", ("B", "C"): "only one says so"}, [2, 2, 2]),
        (5, {("A", "B"): "both say so", ("B", "C"): "only one says so"}, [1, 2, 1]),
        (6, {("A", "B"): "only one says so", ("B", "C"): "only one says so"}, [1, 2, 1]),
        (7, {("B", "C"): "only one says so"}, [0, 1, 1]),
    ],
)
def test_the_network_ties_those_at_the_threshold_and_says_who_says_so(threshold, ties, degrees):
    rows = network_map(NAMES, LEVELS, WORDS, threshold=threshold, font=14, height=400).rows
    nodes = [row for row in rows if row["part"] != "tie"]
    at = {(row["x"], row["y"]): row["mark"] for row in nodes}
    drawn = [row for row in rows if row["part"] == "tie"]
    told = {tuple(sorted((at[row["x"], row["y"]], at[row["end_x"], row["end_y"]]))): row["tie"] for row in drawn}
    assert told == ties
    assert [row["degree"] for row in nodes] == degrees


def test_nothing_moves_when_the_threshold_does():
    places = [
        [(row["x"], row["y"]) for row in rows if row["part"] != "tie"]
        for rows in (network_map(NAMES, LEVELS, WORDS, threshold=n, font=14, height=400).rows for n in range(1, 8))
    ]
    assert all(found == places[0] for found in places)
    assert len(set(places[0])) == len(NAMES)


@pytest.mark.parametrize(
    ("threshold", "caption"),
    [
        (5, "At level 5 (Coordination) or above: 2 pairs, 1 in both views."),
        (7, "At level 7 (Integration) or above: 1 pair, 0 in both views."),
    ],
)
def test_the_network_says_in_a_sentence_how_many_pairs_it_ties(threshold, caption):
    drawn = network_map(NAMES, LEVELS, WORDS, threshold=threshold, font=14, height=400)
    assert drawn.caption == caption
    assert (drawn.key, drawn.lettered) == (list(NAMES.values()), True)


@pytest.mark.parametrize("names", [{}, {1: "Seule"}])
def test_no_or_one_organisation_can_be_drawn(names):
    assert len(heat_map(names, {}, WORDS, font=14).rows) == len(names)
    assert len(network_map(names, {}, WORDS, threshold=5, font=14, height=400).rows) == len(names)


def test_an_unnamed_organisation_is_written_with_its_letter_once():
    names = unnamed(NAMES, lot="a1")
    rows = heat_map(names, LEVELS, WORDS, font=14).rows
    assert {row["rater"] for row in rows} == {"Organisation A", "Organisation B", "Organisation C"}
    nodes = network_map(names, LEVELS, WORDS, threshold=1, font=14, height=400).rows
    assert [(row["mark"], row["name"]) for row in nodes if row["mark"]][:2] == [
        ("A", "Organisation A"), ("B", "Organisation B"),
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [(300, 300), (520, 520), (900, 520)])
def test_the_network_is_no_taller_than_it_is_wide(width, height):
    chart = network_map(NAMES, LEVELS, WORDS, threshold=1, font=15, height=520)
    svg = vl_convert.vegalite_to_svg({**chart.picture, "width": width, "data": {"values": [*chart.rows]}})
    [tall] = re.findall(r'<svg[^>]* height="(\d+)"', svg)
    assert height <= int(tall) < height + 80  # with its legend


def test_the_levels_lie_down_with_their_names_and_the_median_in_words():
    chart = levels_bars([0, 3, 4, 0, 0, 0, 1], WORDS, font=15)
    assert [(row["label"].replace("\N{NO-BREAK SPACE}", " "), row["caption"]) for row in chart.rows][:4] == [
        ("1. Competition", "0"), ("2. Coexistence", "3"), ("3. Communication", "4 (the median)"),
        ("4. Assistance", "0"),
    ]  # fmt: skip
    assert [row["colour"] for row in chart.rows] == [*RIVALRY_TO_TRUST]


def test_where_nobody_rated_no_level_is_the_median():
    assert [row["caption"] for row in levels_bars([0] * 7, WORDS, font=15).rows] == ["0"] * 7

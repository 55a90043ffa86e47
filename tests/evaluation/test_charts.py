"""The curve of an indicator, and the table that says the same."""

from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest

from qic_core.days import utc_ms
from qic_core.evaluation.charts import COLOURS, LARGE, SMALL, curve, key_of, table_of
from qic_core.evaluation.indicator_rules import Annotation, FormerMeaning, LoopDay
from qic_core.evaluation.readings import BETTER, WORSE
from qic_core.evaluation.rules import Polarity
from qic_core.words import catalogue
from tests.evaluation.story import PARENTS, START, watched

WORDS = NullTranslations()
LOOP = LoopDay(START + timedelta(days=180), "Première boucle", frozenset({1}))


def rows(indicator, part, loops=()):
    return [row for row in curve(indicator, loops, WORDS, look=SMALL).rows if row["part"] == part]


def test_every_measure_is_a_point_on_its_day_and_the_last_one_is_named():
    indicator = watched(40, None, 52)
    assert [(row["day"], row["value"]) for row in rows(indicator, "measure")] == [
        (utc_ms(START), 40),
        (utc_ms(START + timedelta(days=180)), 52),
    ]
    assert [row["label"] for row in rows(indicator, "unknown")] == ["n.d."]
    assert [row["label"] for row in rows(indicator, "last")] == ["↑ 52\N{NO-BREAK SPACE}parents"]


@pytest.mark.parametrize(
    ("figures", "polarity", "sense", "arrow"),
    [
        ((1, 2), Polarity.UP, BETTER, "↑"), ((1, 2), Polarity.DOWN, WORSE, "↑"),
        ((2, 1), Polarity.DOWN, BETTER, "↓"), ((2, 1), Polarity.UP, WORSE, "↓"),
    ],
)  # fmt: skip
def test_the_colour_follows_the_polarity_and_the_arrow_the_figures(figures, polarity, sense, arrow):
    indicator = watched(*figures, wording=replace(PARENTS, polarity=polarity))
    assert {row["colour"] for row in rows(indicator, "measure")} == {COLOURS[sense]}
    assert rows(indicator, "last")[0]["label"].startswith(arrow)


def test_what_was_frozen_at_a_loop_is_drawn_from_that_day_a_year_on():
    [start, end] = rows(watched(40, 42, 44, frozen=[180]), "forecast")
    assert (start["day"], round(start["value"])) == (utc_ms(START + timedelta(days=180)), 44)
    assert end["day"] == utc_ms(date(2025, 7, 13))
    assert end["value"] == pytest.approx(44 + 365 * 2 / 90)


def test_targets_baseline_loops_and_annotations_are_on_the_curve():
    wording = replace(PARENTS, baseline=38, baseline_on=date(2023, 9, 1))
    noted = (Annotation(7, START + timedelta(days=30), "Le café ouvre"), Annotation(8, date(2030, 1, 1), "Trop loin"))
    indicator = watched(40, 42, 44, wording=wording, targets=[(400, 60)], annotations=noted)
    assert [(row["value"], row["label"]) for row in rows(indicator, "target")] == [(60, "60\N{NO-BREAK SPACE}parents")]
    assert [row["day"] for row in rows(indicator, "start")] == [utc_ms(date(2023, 9, 1))]
    loops = [LOOP, LoopDay(date(2030, 1, 1), "Trop loin")]
    assert [row["day"] for row in rows(indicator, "loop", loops)] == [utc_ms(LOOP.held_on)]
    assert [row["label"] for row in rows(indicator, "note")] == ["1"]
    assert curve(indicator, loops, WORDS, look=LARGE).key == ["14/02/2024 · Le café ouvre"]


def test_a_baseline_without_a_day_stands_at_the_first_measure():
    assert [row["day"] for row in rows(watched(40, wording=replace(PARENTS, baseline=38)), "start")] == [utc_ms(START)]
    assert rows(watched(wording=replace(PARENTS, baseline=38)), "start") == []


def test_nothing_to_draw_draws_nothing():
    assert curve(watched(), [LOOP], WORDS, look=SMALL).rows == []


def test_what_was_in_another_unit_is_in_the_table_and_not_on_the_curve():
    former = FormerMeaning(START + timedelta(days=90), "groupes", Polarity.UP, "Autre compte")
    indicator = watched(1, 2, 50, former=(former,), targets=[(45, 3), (400, 60)])
    assert [row["value"] for row in rows(indicator, "measure")] == [50]
    assert [row["value"] for row in rows(indicator, "target")] == [60]
    figures = [row[2] for row in table_of(indicator, [], WORDS).rows if row[1] == "Measure"]
    assert figures == ["50\N{NO-BREAK SPACE}parents", "2\N{NO-BREAK SPACE}groupes", "1\N{NO-BREAK SPACE}groupes"]
    aims = [row[2] for row in table_of(indicator, [], WORDS).rows if row[1] == "Target"]
    assert aims == ["60\N{NO-BREAK SPACE}parents", "3\N{NO-BREAK SPACE}groupes"]


def test_a_curve_that_never_moves_gets_room_on_both_sides():
    assert sorted(row["value"] for row in rows(watched(3, 3), "room")) == [1.5, 4.5]
    assert sorted(row["value"] for row in rows(watched(0, 0), "room")) == [-1, 1]


def test_the_table_says_all_that_is_on_the_curve_the_latest_first():
    noted = (Annotation(7, START + timedelta(days=30), "Le café ouvre"),)
    wording = replace(PARENTS, baseline=38, baseline_on=date(2023, 9, 1))
    indicator = watched(40, None, 44, 47, frozen=[200, 300], targets=[(400, 60)], annotations=noted, wording=wording)
    table = table_of(indicator, [LOOP], WORDS)
    assert [row[1] for row in table.rows] == [
        "Target", "Forecast", "Measure", "Measure", "Evaluation loop", "Measure", "Annotation", "Measure", "Start",
    ]  # fmt: skip
    assert ("14/04/2024", "Measure", "n.d.", "typed by hand") in table.rows
    assert ("14/02/2024", "Annotation", "", "Le café ouvre") in table.rows
    assert [row[3] for row in table.rows if row[1] == "Forecast"] == ["out of 3 measures"]


@pytest.mark.parametrize("look", [SMALL, LARGE])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_picture_is_made_once_for_its_look_and_its_words(look, language):
    words = catalogue(language)
    one, other = (curve(watched(*figures), [], words, look=look) for figures in ((1, 2, 3), (4, 5, 6)))
    assert one.picture is other.picture
    assert one.picture["height"] == look.height


def test_every_sign_of_the_key_has_its_meaning():
    assert [sign for sign, _ in key_of(WORDS)] == ["measured", "forecast", "target", "start", "loop"]

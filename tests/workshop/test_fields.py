import json
from datetime import date
from gettext import NullTranslations

import pytest

from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import DECIMALS, FIGURE_AT_MOST
from qic_core.workshop.fields import Choices, Criterion, Figures, Item, Known, Level, Points, Ratings, Scale, Texts
from qic_core.workshop.fields.written import FORESEEN_DECIMALS, LARGEST_FORESEEN

ITEMS = (Item("i1", "Éclairer le stade"), Item("i2", "Un local"), Item("i3", "Une navette"))
LEVELS = tuple(Level(value, f"niveau {value}") for value in (1, 2, 3))
VERDICTS = tuple(Level(value, f"avis {value}") for value in (1, 0, -1))
IDEAS = Texts("ideas", at_most=3, length=20)
WORD = Texts("word", length=20)
ONE = Choices("day", ITEMS)
TWO = Choices("days", ITEMS, at_most=2)
LEVEL = Scale("level", LEVELS)
DOTS = Points("dots", ITEMS, total=5)
RATINGS = Ratings("rated", ITEMS[:2], (Criterion("urgency", "Urgent ?", LEVELS), Criterion("view", "Avis", VERDICTS)))
FIGURES = Figures("figures", ITEMS[:2])
HUGE = 10**400


def refusal_of(act):
    """Return the rule that refuses; where several things are asked about, it is the reason that is told of one."""
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.params.get("why", refusal.value).code


@pytest.mark.parametrize(
    ("field", "form", "value"),
    [
        (IDEAS, {"ideas": ["un", "deux"], "other": ["x"]}, ["un", "deux"]),
        (IDEAS, {}, []),
        (ONE, {"day": ["i1"]}, ["i1"]),
        (ONE, {}, []),
        (LEVEL, {"level": ["2"]}, 2),
        (LEVEL, {"level": [" 2 "]}, 2),
        (LEVEL, {"level": ["3", "1"]}, 3),
        (LEVEL, {"level": [""]}, None),
        (LEVEL, {"level": []}, None),
        (LEVEL, {}, None),
        (DOTS, {"dots.i1": ["3"], "dots.i3": [""]}, {"i1": 3, "i2": 0, "i3": 0}),
        (DOTS, {}, {"i1": 0, "i2": 0, "i3": 0}),
        (
            RATINGS,
            {"rated.i1.urgency": ["3"], "rated.i2.view": ["-1"], "rated.i9.view": ["1"]},
            {"i1": {"urgency": 3, "view": None}, "i2": {"urgency": None, "view": -1}},
        ),
        (
            FIGURES,
            {"figures.i1.figure": ["1 500,5"], "figures.i2.unknown": ["1"], "figures.i9.figure": ["1"]},
            {"i1": {"figure": 1500.5, "unknown": None}, "i2": {"figure": None, "unknown": 1}},
        ),
    ],
)
def test_a_field_reads_what_the_form_says_for_it(field, form, value):
    assert field.read(form) == value


def foreseen(typed, unit):
    asked = Figures("figures", (Item("n1", "Courbe", known=Known(date(2027, 3, 18), unit, 97)),))
    return asked.check(asked.read({"figures.n1.figure": [typed]}))["n1"]["figure"]


@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("+5", "", 5),
        ("- 3", "", -3),
        ("−3", "familles", -3),
        ("12 €", "€", 12),
        ("12€", "euros", 12),
        ("12 euros", "euros", 12),
        ("1 500 Familles", "familles", 1500),
        ("1 famille", "familles", 1),
        ("40 %", "%", 40),
        ("40 %", "", 40),
        ("40 %", "% des familles", 40),
        ("40 % des familles", "% des familles", 40),
        ("40 %", "Pour cent", 40),
        ("1,234", "%", 1.234),
        ("0,0045", "", 0.0045),
        ("12 m2", "m2", 12),
        ("1 000 000 000 000", "", 10**12),
    ],
)
def test_a_figure_is_read_as_people_write_it_with_its_unit(typed, unit, figure):
    assert foreseen(typed, unit) == figure


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("5 %", "familles", "figure_in_other_unit"),
        ("5 €", "%", "figure_in_other_unit"),
        ("12 chats", "familles", "number_malformed"),
        ("familles", "familles", "number_malformed"),
        ("+-5", "", "number_malformed"),
        ("1.234", "familles", "figure_unclear"),
        ("0,1234567", "", "figure_unclear"),
        ("1 000 000 000 001", "", "figure_out_of_bounds"),
        ("-9999999999999", "", "figure_out_of_bounds"),
    ],
)
def test_a_figure_that_is_none_or_in_another_unit_is_refused(typed, unit, code):
    assert refusal_of(lambda: foreseen(typed, unit)) == code


def test_what_is_foreseen_has_the_bounds_of_what_is_measured():
    assert (LARGEST_FORESEEN, FORESEEN_DECIMALS) == (FIGURE_AT_MOST, DECIMALS)


@pytest.mark.parametrize(
    "typed", ["x", "1.5", "1e3", "--1", "-", "1_0", "0x1", "²", "½", "999999", "9" * 100_000, "1\x00"]
)
@pytest.mark.parametrize("field", [LEVEL, DOTS, RATINGS], ids=["scale", "points", "ratings"])
def test_a_number_that_is_none_is_refused(field, typed):
    form = {name: [typed] for name in ("level", "dots.i1", "rated.i1.urgency")}
    assert refusal_of(lambda: field.read(form)) == "number_malformed"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (IDEAS, ["un", " deux "], ["un", "deux"]),
        (IDEAS, ["un", "", "un", "\u200b"], ["un"]),
        (IDEAS, ["=1+1", "<b>", "👩🏽\u200d👧🏽"], ["=1+1", "<b>", "👩🏽\u200d👧🏽"]),
        (WORD, ["  "] * 50 + ["un"], ["un"]),
        (ONE, ["i2"], ["i2"]),
        (ONE, ["i2", "i2"], ["i2"]),
        (TWO, ["i3", "i1"], ["i3", "i1"]),
        (LEVEL, 1, 1),
        (DOTS, {"i1": 3, "i2": 2}, {"i1": 3, "i2": 2}),
        (DOTS, {"i1": 1, "i2": 0, "i3": None}, {"i1": 1}),
        (RATINGS, {"i1": {"urgency": 1, "view": 0}}, {"i1": {"urgency": 1, "view": 0}}),
        (RATINGS, {"i1": {"urgency": None, "view": -1}, "i2": {}}, {"i1": {"view": -1}}),
        (RATINGS, {"i1": None, "i2": {"urgency": 3}}, {"i2": {"urgency": 3}}),
        (FIGURES, {"i1": {"figure": 97.0}, "i2": {"unknown": 1}}, {"i1": {"figure": 97}, "i2": {"unknown": 1}}),
        (FIGURES, {"i1": {"figure": 0, "unknown": 1}}, {"i1": {"figure": 0}}),
        (FIGURES, {"i1": {"figure": None, "unknown": None}, "i2": {"figure": -2.5}}, {"i2": {"figure": -2.5}}),
    ],
)
def test_a_good_value_is_kept_without_blanks_and_stays_the_same_when_checked_again(field, value, kept):
    assert field.check(value) == kept
    assert field.check(json.loads(json.dumps(kept))) == kept


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (IDEAS, None, "text_missing"),
        (IDEAS, [], "text_missing"),
        (IDEAS, ["", " ", "\x00", "\u200d"], "text_missing"),
        (IDEAS, ["a", "b", "c", "d"], "too_many_texts"),
        (IDEAS, ["a" * 21], "text_too_long"),
        (IDEAS, ["a" * 100_000], "text_too_long"),
        (IDEAS, "un", "answer_malformed"),
        (IDEAS, {"0": "un"}, "answer_malformed"),
        (IDEAS, 0, "answer_malformed"),
        (IDEAS, False, "answer_malformed"),
        (IDEAS, ["un", None], "answer_malformed"),
        (IDEAS, ["un", 1], "answer_malformed"),
        (IDEAS, [["un"]], "answer_malformed"),
        (ONE, None, "choice_missing"),
        (ONE, [], "choice_missing"),
        (ONE, ["i9"], "choice_unknown"),
        (ONE, [""], "choice_unknown"),
        (ONE, ["Un local"], "choice_unknown"),
        (ONE, ["i1", "i2"], "too_many_choices"),
        (TWO, ["i1", "i2", "i3"], "too_many_choices"),
        (ONE, "i1", "answer_malformed"),
        (ONE, [1], "answer_malformed"),
        (ONE, [{"i1": 1}], "answer_malformed"),
        (ONE, True, "answer_malformed"),
        (LEVEL, None, "level_missing"),
        (LEVEL, 0, "level_unknown"),
        (LEVEL, 4, "level_unknown"),
        (LEVEL, -1, "level_unknown"),
        (LEVEL, HUGE, "level_unknown"),
        (LEVEL, True, "level_unknown"),
        (LEVEL, 1.0, "level_unknown"),
        (LEVEL, "1", "level_unknown"),
        (LEVEL, [1], "level_unknown"),
        (LEVEL, {"1": 1}, "level_unknown"),
        (DOTS, None, "points_missing"),
        (DOTS, {}, "points_missing"),
        (DOTS, {"i1": 0, "i2": 0}, "points_missing"),
        (DOTS, {"i1": 6}, "too_many_points"),
        (DOTS, {"i1": 3, "i2": 3}, "too_many_points"),
        (DOTS, {"i1": HUGE}, "too_many_points"),
        (DOTS, {"i1": -1}, "points_malformed"),
        (DOTS, {"i1": 6, "i2": -1}, "points_malformed"),
        (DOTS, {"i1": True}, "points_malformed"),
        (DOTS, {"i1": 1, "i2": False}, "points_malformed"),
        (DOTS, {"i1": 1.0}, "points_malformed"),
        (DOTS, {"i1": "1"}, "points_malformed"),
        (DOTS, {"i1": [1]}, "points_malformed"),
        (DOTS, {"i9": 1}, "answer_malformed"),
        (DOTS, [1], "answer_malformed"),
        (FIGURES, None, "rating_missing"),
        (FIGURES, {"i1": {}, "i2": {"figure": None}}, "rating_missing"),
        (FIGURES, {"i9": {"figure": 1}}, "answer_malformed"),
        (FIGURES, {"i1": {"other": 1}}, "answer_malformed"),
        (FIGURES, {"i1": {"unknown": "yes"}}, "answer_malformed"),
        (FIGURES, {"i1": {"figure": "97"}}, "answer_malformed"),
        (FIGURES, {"i1": {"figure": HUGE}}, "figure_out_of_bounds"),
        (FIGURES, {"i1": {"figure": float("nan")}}, "figure_out_of_bounds"),
        (FIGURES, {"i1": 97}, "answer_malformed"),
        (FIGURES, [97], "answer_malformed"),
        (RATINGS, None, "rating_missing"),
        (RATINGS, {}, "rating_missing"),
        (RATINGS, {"i1": {}, "i2": {"view": None}}, "rating_missing"),
        (RATINGS, {"i1": {"urgency": 4}}, "level_unknown"),
        (RATINGS, {"i1": {"view": 2}}, "level_unknown"),
        (RATINGS, {"i1": {"view": True}}, "level_unknown"),
        (RATINGS, {"i1": {"view": [0]}}, "level_unknown"),
        (RATINGS, {"i3": {"view": 0}}, "answer_malformed"),
        (RATINGS, {"i1": {"beauty": 0}}, "answer_malformed"),
        (RATINGS, {"i1": 1}, "answer_malformed"),
        (RATINGS, ["i1"], "answer_malformed"),
    ],
)
def test_a_bad_value_is_refused_by_its_rule(field, value, code):
    assert refusal_of(lambda: field.check(value)) == code


@pytest.mark.parametrize(
    ("field", "columns", "value", "cells"),
    [
        (WORD, ["Text 1"], ["un"], ["un"]),
        (IDEAS, ["Text 1", "Text 2", "Text 3"], ["un", "deux"], ["un", "deux", None]),
        (ONE, ["Éclairer le stade", "Un local", "Une navette"], ["i2"], [0, 1, 0]),
        (LEVEL, ["Level"], 2, [2]),
        (DOTS, ["Éclairer le stade", "Un local", "Une navette"], {"i1": 3, "i3": 2}, [3, 0, 2]),
        (
            RATINGS,
            ["Éclairer le stade — Urgent ?", "Éclairer le stade — Avis", "Un local — Urgent ?", "Un local — Avis"],
            {"i1": {"view": -1}},
            [None, -1, None, None],
        ),
    ],
)
def test_a_value_spreads_over_the_fields_columns(field, columns, value, cells):
    assert field.columns(NullTranslations()) == columns
    assert field.cells(value) == cells
    assert len(field.cells(None)) == len(columns)

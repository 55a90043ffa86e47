"""Where the room sees a curve: quartiles that somebody gave, not knowing apart, said with unit and day."""

import gettext
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.evaluation.forecast_cells import Forecast, RoomForecast, forecast_of
from qic_core.words import catalogue
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
KIND = Forecast()
DAY = date(2027, 3, 18)
FAMILIES = Item("n1", "Familles", thing=("indicator", 1), known=Known(DAY, "familles", 97))
LEVEL = Item("n2", "Niveau", thing=("indicator", 2), known=Known(DAY))
CONTENT = Content("forecast", "Où va la courbe ?", "Où en serons-nous ?", {}, (FAMILIES, LEVEL))


def room(*figures, key="n1", voices=1):
    """Return a harvest of figures about one item; None does not know."""
    given_ = [{"unknown": 1} if figure is None else {"figure": figure} for figure in figures]
    return Harvest([Answer({"figures": {key: one}}, voices) for one in given_])


def told(*figures, **more):
    return KIND.summarise(CONTENT, room(*figures, **more))["indicators"]["n1"]


@pytest.mark.parametrize(
    ("figures", "spread"),
    [
        ((), (None, None, None)),
        ((None, None), (None, None, None)),
        ((110,), (110, 110, 110)),
        ((90, 110), (90, 90, 110)),
        ((4, 1, 3, 2), (1, 2, 3)),
        ((1, 2, 3, 4, 5, 6, 7, 8), (2, 4, 6)),
        ((0, 0, 0, 1000), (0, 0, 0)),
        ((-5, 12.5, None, 30), (-5, 12.5, 30)),
    ],
)
def test_the_middle_and_both_quarters_are_figures_that_somebody_gave(figures, spread):
    found = told(*figures)
    assert (found["low"], found["median"], found["high"]) == spread


def test_a_table_counts_with_all_its_voices_and_who_does_not_know_is_counted_apart():
    answers = [*room(10, voices=1).answers, *room(50, voices=6).answers, *room(None, voices=2).answers]
    found = KIND.summarise(CONTENT, Harvest(answers))
    assert found["indicators"]["n1"] == {"low": 50, "median": 50, "high": 50, "voices": 7, "unknown": 2}
    assert found["indicators"]["n2"] == {"low": None, "median": None, "high": None, "voices": 0, "unknown": 0}
    assert found["voices"] == 9


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=60))
def test_a_quarter_of_the_voices_at_most_lies_outside_either_way(figures):
    found = told(*figures)
    assert found["low"] <= found["median"] <= found["high"]
    assert {found["low"], found["median"], found["high"]} <= set(figures)
    assert 4 * sum(figure < found["low"] for figure in figures) <= len(figures)
    assert 4 * sum(figure > found["high"] for figure in figures) <= len(figures)
    assert 2 * sum(figure < found["median"] for figure in figures) <= len(figures)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ((), "No answer yet."),
        ((None,), "Nobody can say yet."),
        ((110, 110), "“Familles”: the room sees 110\xa0familles on 18/03/2027."),
        (
            (90, 110, 120, 130),
            "“Familles”: the room sees 110\xa0familles on 18/03/2027; "
            "half of the voices between 90 and 120\xa0familles.",
        ),
    ],
)
def test_the_sentence_says_the_middle_figure_with_its_unit_and_day(figures, sentence):
    assert KIND.sentence(CONTENT, KIND.summarise(CONTENT, room(*figures)), WORDS) == sentence


def test_the_sentence_is_told_in_french_with_a_comma():
    french = KIND.sentence(CONTENT, KIND.summarise(CONTENT, room(97.5)), catalogue("fr"))
    assert french.replace("\xa0", " ") == "« Familles » : la salle voit 97,5 familles le 18/03/2027."


def test_a_typed_item_has_no_day():
    content = Content("forecast", "Où ?", "Où ?", {}, (Item("i1", "Arbres"),))
    found = KIND.summarise(content, room(3, key="i1"))
    assert KIND.sentence(content, found, WORDS) == "“Arbres”: the room says 3."
    assert forecast_of(content.items[0], found["indicators"]["i1"]) is None


def test_the_table_says_today_the_day_and_the_spread():
    rows = KIND.table(CONTENT, KIND.summarise(CONTENT, room(90, 110, None)), WORDS).rows
    assert rows[0] == (
        "Familles", "97\xa0familles", "18/03/2027", "90\xa0familles", "90\xa0familles", "110\xa0familles", 2, 1,
    )  # fmt: skip
    assert rows[1] == ("Niveau", "—", "18/03/2027", "—", "—", "—", 0, 0)


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        ((97, 117, 137), {"today": 0, "median": 0.5, "range": 0}),
        ((97, 97), {"today": 0.5, "median": 0.5, "range": 0.5}),
        ((77, 57), {"today": 1, "median": 0, "range": 0}),
    ],
)
def test_each_line_of_the_chart_has_its_own_scale(figures, places):
    chart = KIND.chart(CONTENT, KIND.summarise(CONTENT, room(*figures)), WORDS, font=14)
    assert {row["part"]: row["x"] for row in chart.rows if row["part"] in places} == places
    assert {row["label"] for row in chart.rows} == {"Familles"}


def test_without_a_figure_there_is_no_chart():
    assert KIND.chart(CONTENT, KIND.summarise(CONTENT, room(None)), WORDS, font=14) is None


def test_what_the_room_says_is_read_back_with_the_day_it_was_asked_about():
    assert forecast_of(FAMILIES, told(90, 110, 120, None)) == RoomForecast(110, 90, 120, 3, DAY, "familles")
    assert forecast_of(FAMILIES, told(None)) is None

"""Measure M11: variance, percent of target, change, trend, forecast, and whether a curve has turned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.rba import (
    Line,
    Trend,
    change_from,
    forecast,
    is_better,
    percent_of_target,
    trend,
    turned,
    variance,
)

START = date(2026, 1, 1)
FIGURES = st.floats(-1e6, 1e6)
DAYS = st.integers(0, 5000)
POLARITIES = st.sampled_from(["up", "down"])


def points(*told: tuple[int, float]) -> list[tuple[date, float]]:
    """Return (day, figure) of what is told as (days since the start, figure)."""
    return [(START + timedelta(days=day), value) for day, value in told]


def test_the_published_figures_come_out():
    assert round(variance(52, 60), 4) == -0.1333
    assert round(percent_of_target(52, 60), 1) == 86.7
    assert round(100 * change_from(40, 52)) == 30


@pytest.mark.parametrize(
    ("actual", "target", "share", "percent"),
    [
        (60, 60, 0, 100), (0, 60, -1, 0), (90, 60, 0.5, 150), (5, 0, None, None), (0, 0, None, None),
        (1e12, 1e-300, None, None), (-5, -10, -0.5, 50),
    ],
)  # fmt: skip
def test_how_far_a_figure_is_from_its_target(actual, target, share, percent):
    assert variance(actual, target) == share
    assert percent_of_target(actual, target) == percent


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], (0, 0)), ([4], (0, 0)), ([4, 4], (0, 1)), ([4, 5], (1, 1)), ([5, 4], (-1, 1)),
        ([1, 2, 3, 4], (1, 3)), ([9, 2, 3, 4], (1, 2)), ([1, 2, 3, 2], (-1, 1)), ([1, 2, 2, 2], (0, 2)),
        ([3, 3, 4], (1, 1)), ([5, 4, 3, 3, 2, 1], (-1, 2)),
    ],
)  # fmt: skip
def test_the_trend_is_the_direction_of_the_latest_steps(values, expected):
    assert trend(values) == Trend(*expected)


@given(st.lists(FIGURES, max_size=12))
def test_the_trend_never_holds_for_more_periods_than_there_are(values):
    found = trend(values)
    assert 0 <= found.periods <= max(0, len(values) - 1)
    assert (found.periods == 0) == (len(values) < 2)
    if found.direction:
        assert trend([-value for value in values]) == Trend(-found.direction, found.periods)


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        ([], 300, None),
        ([(0, 1), (100, 2)], 300, None),
        ([(0, 1), (100, 2), (400, 9)], 300, None),  # the third is not known yet on that day
        ([(0, 1), (0, 2), (0, 3)], 300, None),  # three figures of one day make no line
        ([(0, 40), (100, 42), (200, 44)], 200, (44, 0.02, 3)),
        ([(0, 40), (100, 42), (200, 44)], 300, (46, 0.02, 3)),
        ([(0, 7), (50, 7), (90, 7)], 90, (7, 0, 3)),
        ([(200, 44), (0, 40), (100, 42)], 200, (44, 0.02, 3)),
        # worked out by hand: days 0 10 20 30, figures 1 3 2 6, middle 15 and 3, slope 70/500
        ([(0, 1), (10, 3), (20, 2), (30, 6)], 30, (5.1, 0.14, 4)),
    ],
)
def test_a_forecast_is_the_line_through_three_points_at_least(told, on, expected):
    line = forecast(points(*told), on=START + timedelta(days=on))
    assert (line is None) == (expected is None)
    if line and expected:
        assert (line.value, line.slope, line.points) == (
            pytest.approx(expected[0]),
            pytest.approx(expected[1]),
            expected[2],
        )


@given(FIGURES, st.floats(-100, 100), st.lists(DAYS, min_size=3, max_size=12, unique=True), DAYS)
def test_what_lies_on_a_line_is_forecast_on_it(value, slope, days, later):
    told = points(*((day, value + slope * day) for day in days))
    on = START + timedelta(days=max(days))
    line = forecast(told, on=on)
    assert line is not None
    assert line.at(later) == pytest.approx(value + slope * (max(days) + later), abs=1e-3)


@given(FIGURES, st.lists(st.tuples(DAYS, FIGURES), min_size=3, max_size=12, unique_by=lambda told: told[0]), DAYS)
def test_what_comes_after_a_forecast_never_moves_it(value, told, later):
    on = START + timedelta(days=6000)
    line = forecast(points(*told), on=on)
    assert forecast([*points(*told), (on + timedelta(days=1 + later), value)], on=on) == line


LEVEL = Line(10, 0, 3)


@pytest.mark.parametrize(
    ("values", "up", "down"),
    [
        ([], False, False), ([11], False, False), ([11, 12], True, False), ([9, 8], False, True),
        ([11, 9], False, False), ([9, 11], False, False), ([9, 11, 12], True, False), ([11, 12, 9], False, False),
        ([10, 10], False, False), ([11, 10], False, False), ([11, 12, 13], True, False),
        ([10 + 1e-12, 11], False, False),
    ],
)  # fmt: skip
def test_a_curve_turns_with_the_two_latest_points_on_the_good_side(values, up, down):
    after = [(float(100 * step), value) for step, value in enumerate(values, start=1)]
    assert turned(after, LEVEL, "up") is up
    assert turned(after, LEVEL, "down") is down


def test_a_curve_that_rises_slower_than_forecast_has_not_turned():
    assert not turned([(100, 11), (200, 12)], Line(10, 0.02, 3), "up")
    assert turned([(100, 13), (200, 15)], Line(10, 0.02, 3), "up")


@given(FIGURES, FIGURES, POLARITIES)
def test_of_two_figures_at_most_one_is_better(one, other, polarity):
    assert not (is_better(one, other, polarity) and is_better(other, one, polarity))
    assert not (is_better(one, other, "up") and is_better(one, other, "down"))

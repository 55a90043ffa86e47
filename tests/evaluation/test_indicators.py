"""Indicators: written within bounds, tied to a change or an action; what they meant before is kept with the reason."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations

import pytest

from qic_core.errors import DomainError
from qic_core.evaluation.charts import table_of
from qic_core.evaluation.indicator_reading import loop_days
from qic_core.evaluation.indicator_rules import (
    FIGURE_AT_MOST,
    INDICATORS_AT_MOST,
    NAME_LENGTH,
    FormerMeaning,
    Target,
    Wording,
    is_silent,
)
from qic_core.evaluation.indicators import (
    add_indicator,
    edit_indicator,
    get_indicator,
    restore_indicator,
    withdraw_indicator,
    withdrawn_indicators,
)
from qic_core.evaluation.readings import read
from qic_core.evaluation.rules import Frequency, Kind, Polarity
from qic_core.evaluation.subjects import in_rows, list_subjects
from qic_core.evaluation.tables import IndicatorRow
from qic_core.pathways.service import withdraw_change
from tests.evaluation.story import PARENTS, START, watched

MARCH, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)


def test_an_indicator_says_all_that_was_written(koungou):
    change = koungou.change("Les parents viennent")
    wording = Wording(
        "Parents présents", Polarity.DOWN, Kind.HOW_MUCH, Frequency.YEAR, "%", "L'école", change, None, 12.5, MARCH
    )  # fmt: skip
    key = koungou.do(add_indicator, wording=wording)
    [indicator] = koungou.indicators
    assert (indicator.id, indicator.wording, indicator.version) == (key, wording, 1)
    assert (indicator.measures, indicator.points, indicator.unit_since) == ((), (), None)


def test_an_indicator_may_be_about_an_action(koungou):
    action = koungou.act()
    koungou.indicator(action_id=action)
    [indicator] = koungou.indicators
    assert (indicator.wording.change_id, indicator.wording.action_id) == (None, action)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": "  "}, "indicator_unnamed"),
        ({"name": "a" * (NAME_LENGTH + 1)}, "text_too_long"),
        ({"unit": "u" * 41}, "text_too_long"),
        ({"source": "s" * 301}, "text_too_long"),
        ({"change_id": None}, "indicator_untied"),
        ({"action_id": 7}, "indicator_untied"),
        ({"baseline": float("nan")}, "measure_out_of_bounds"),
        ({"baseline": float("inf")}, "measure_out_of_bounds"),
        ({"baseline": 2 * FIGURE_AT_MOST}, "measure_out_of_bounds"),
        ({"baseline_on": MARCH}, "baseline_missing"),
        ({"baseline": 1, "baseline_on": date(1026, 3, 2)}, "day_out_of_bounds"),
    ],
)
def test_what_is_out_of_bounds_is_refused(more, code):
    with pytest.raises(DomainError, match=code):
        replace(PARENTS, **more).clean()


def test_texts_are_trimmed_and_figures_kept_to_six_decimals():
    clean = replace(PARENTS, name="  Parents \n présents ", unit=" % ", baseline=0.12345678).clean()
    assert (clean.name, clean.unit, clean.baseline) == ("Parents présents", "%", 0.123457)


def test_a_tie_to_what_does_not_stand_here_is_refused(koungou):
    gone = koungou.change("Retiré")
    koungou.do(withdraw_change, change_id=gone)
    other = koungou.elsewhere()
    for tie in (
        {"change_id": gone},
        {"change_id": other.change("Ailleurs")},
        {"action_id": other.act()},
        {"change_id": 999},
    ):
        with pytest.raises(DomainError, match="indicator_of_nothing_here"):
            koungou.indicator(**tie)


def test_an_indicator_whose_change_is_taken_away_stands_and_can_be_corrected(koungou):
    change = koungou.change("Les parents viennent")
    key = koungou.indicator(change_id=change)
    koungou.do(withdraw_change, change_id=change)
    koungou.rewrite_indicator(key, name="Autre nom")
    assert koungou.told(key).name == "Autre nom"
    assert koungou.ask(list_subjects).title(koungou.told(key).wording) == ""


def test_indicators_of_other_collectives_are_neither_seen_nor_touched(koungou):
    key = koungou.indicator()
    other = koungou.elsewhere()
    assert other.indicators == []
    for verb, told in (
        (edit_indicator, {"version": 1, "wording": PARENTS}),
        (withdraw_indicator, {}),
        (restore_indicator, {}),
    ):
        with pytest.raises(DomainError, match="indicator_unknown"):
            other.do(verb, indicator_id=key, **told)
    with pytest.raises(DomainError, match="indicator_unknown"):
        other.ask(get_indicator, key)


def test_the_second_of_two_editors_is_told_and_loses_nothing(koungou):
    key = koungou.indicator()
    koungou.rewrite_indicator(key, name="Le premier")
    with pytest.raises(DomainError, match="indicator_changed_meanwhile"):
        koungou.rewrite_indicator(key, name="Le second", version=1)
    assert (koungou.told(key).name, koungou.told(key).version) == ("Le premier", 2)


def test_an_indicator_taken_away_can_be_put_back_with_its_measures(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12)
    koungou.do(withdraw_indicator, indicator_id=key)
    assert koungou.indicators == []
    assert koungou.ask(withdrawn_indicators) == [(key, "Parents présents")]
    with pytest.raises(DomainError, match="indicator_withdrawn"):
        koungou.do(edit_indicator, indicator_id=key, version=1, wording=PARENTS)
    koungou.do(restore_indicator, indicator_id=key)
    assert koungou.figures(key) == [(MARCH, 12)]


def test_there_is_a_bound_to_indicators(koungou):
    change = koungou.change("Les parents viennent")

    def fill(work):
        columns = {"collective_id": koungou.id, "change_id": change, "created_at": work.now, "name": "Un"}
        kinds = {"polarity": "up", "kind": "how_much", "frequency": "year"}
        work.session.add_all([IndicatorRow(**columns, **kinds) for _ in range(INDICATORS_AT_MOST)])

    key = koungou.indicator(change_id=change)
    koungou.do(withdraw_indicator, indicator_id=key)
    koungou.do(fill)
    with pytest.raises(DomainError, match="too_many_indicators"):
        koungou.indicator(change_id=change)
    with pytest.raises(DomainError, match="too_many_indicators"):
        koungou.do(restore_indicator, indicator_id=key)


def test_another_unit_begins_a_new_curve_and_says_why(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12)
    koungou.measure(key, JUNE, 15)
    koungou.aim(key, MARCH, 10)
    koungou.aim(key, SEPTEMBER, 30)
    with pytest.raises(DomainError, match="meaning_unexplained"):
        koungou.rewrite_indicator(key, unit="%", why=" ")
    koungou.rewrite_indicator(key, unit="%", why="On compte en part des familles")
    koungou.measure(key, SEPTEMBER, 40)
    told = koungou.told(key)
    assert told.former == (FormerMeaning(JUNE, "parents", Polarity.UP, "On compte en part des familles"),)
    assert told.points == ((SEPTEMBER, 40),)
    assert [told.unit_on(day) for day in (MARCH, JUNE, SEPTEMBER)] == ["parents", "parents", "%"]
    assert koungou.figures(key) == [(MARCH, 12), (JUNE, 15), (SEPTEMBER, 40)]
    assert told.targets == (Target(MARCH, 10),)


def test_a_unit_that_comes_back_before_anything_was_measured_in_another_finds_its_curve(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12)
    koungou.measure(key, JUNE, 15)
    koungou.rewrite_indicator(key, unit="%", why="On compte en part des familles")
    koungou.aim(key, SEPTEMBER, 80)
    koungou.measure(key, SEPTEMBER, None)
    koungou.rewrite_indicator(key, version=2, unit="parents")
    told = koungou.told(key)
    assert [one.unit for one in told.former] == ["parents"]
    assert (told.unit_since, told.points) == (None, ((MARCH, 12), (JUNE, 15)))
    assert told.targets == ()


def test_a_unit_that_comes_back_after_another_was_measured_begins_a_third_curve(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12)
    koungou.rewrite_indicator(key, unit="%", why="On compte en part des familles")
    koungou.measure(key, JUNE, 40)
    with pytest.raises(DomainError, match="meaning_unexplained"):
        koungou.rewrite_indicator(key, version=2, unit="parents")
    koungou.rewrite_indicator(key, version=2, unit="parents", why="La part ne dit rien")
    koungou.measure(key, SEPTEMBER, 15)
    assert koungou.told(key).points == ((SEPTEMBER, 15),)


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ({}, (None, None)),
        ({"baseline_on": JUNE}, (None, None)),
        ({"baseline": 4.5}, (4.5, MARCH)),
        ({"same_meaning": True}, (38, MARCH)),
        ({"unit": "parents", "polarity": Polarity.DOWN}, (38, MARCH)),
    ],
)
def test_a_starting_figure_in_another_unit_is_taken_back_unless_it_is_written_anew(koungou, more, start):
    key = koungou.indicator(baseline=38, baseline_on=MARCH)
    koungou.measure(key, JUNE, 40)
    koungou.rewrite_indicator(key, **{"unit": "%", "why": "Autre compte", **more})
    wording = koungou.told(key).wording
    assert (wording.baseline, wording.baseline_on) == start


def test_another_polarity_is_kept_with_its_reason_and_the_curve_goes_on(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12)
    koungou.aim(key, SEPTEMBER, 30)
    koungou.rewrite_indicator(key, polarity=Polarity.DOWN, why="On s'était trompé de sens")
    told = koungou.told(key)
    assert [(one.polarity, one.unit) for one in told.former] == [(Polarity.UP, "parents")]
    assert (told.points, told.targets) == (((MARCH, 12),), (Target(SEPTEMBER, 30),))


def test_a_correction_of_the_words_keeps_no_other_meaning(koungou):
    key = koungou.indicator(unit="parent")
    koungou.measure(key, MARCH, 12)
    koungou.rewrite_indicator(key, unit="parents", same_meaning=True)
    told = koungou.told(key)
    assert (told.former, told.points, told.unit_on(MARCH)) == ((), ((MARCH, 12),), "parents")


def test_what_was_never_measured_may_change_its_unit_freely(koungou):
    key = koungou.indicator()
    koungou.rewrite_indicator(key, unit="%", polarity=Polarity.DOWN)
    assert koungou.told(key).former == ()


def test_a_forecast_in_another_unit_is_compared_no_more(koungou):
    key = koungou.indicator()
    for month, value in ((1, 10), (2, 12), (3, 14)):
        koungou.measure(key, date(2026, month, 1), value)
    koungou.loop(date(2026, 3, 1), frozen=[key])
    assert [one.line.points for one in koungou.told(key).frozen] == [3]
    koungou.rewrite_indicator(key, unit="%", why="Autre compte")
    assert (len(koungou.told(key).forecasts), koungou.told(key).frozen) == (1, ())


def test_a_forecast_of_a_loop_held_after_the_last_measure_in_another_unit_is_compared_no_more(koungou):
    key = koungou.indicator(unit="%")
    for day, value in ((date(2025, 8, 18), 40), (date(2025, 11, 18), 60), (date(2026, 2, 18), 80)):
        koungou.measure(key, day, value)
    koungou.loop(date(2026, 3, 20), frozen=[key])
    koungou.rewrite_indicator(key, unit="familles", why="Autre compte")
    for day, value in ((date(2026, 4, 15), 300), (date(2026, 5, 15), 320)):
        koungou.measure(key, day, value)
    told = koungou.told(key)
    assert (told.frozen, read(told).judged_by) == ((), None)
    assert [told.unit_of(one) for one in told.forecasts] == ["%"]
    [line] = [row for row in table_of(told, (), NullTranslations()).rows if row[1] == "Forecast"]
    assert line[2].endswith("%")


def test_a_forecast_drawn_from_three_measures_in_today_s_unit_is_compared(koungou):
    key = koungou.indicator(unit="%")
    koungou.measure(key, date(2025, 1, 18), 40)
    koungou.rewrite_indicator(key, unit="familles", why="Autre compte")
    for month, value in ((2, 300), (3, 310), (4, 320)):
        koungou.measure(key, date(2025, month, 15), value)
    koungou.loop(date(2025, 4, 20), frozen=[key])
    told = koungou.told(key)
    assert [told.unit_of(one) for one in told.frozen] == ["familles"]


def test_a_loop_concerns_what_it_is_about(koungou):
    one, other = koungou.change("Les parents viennent"), koungou.change("On se connaît")
    koungou.loop(JUNE, one)
    koungou.loop(MARCH, one, other)
    days = koungou.ask(loop_days)
    assert [day.held_on for day in days] == [MARCH, JUNE]
    wording = replace(PARENTS, change_id=other)
    assert [day.concerns(wording) for day in days] == [True, False]
    assert not any(day.concerns(replace(PARENTS, change_id=None, action_id=3)) for day in days)


def test_indicators_are_grouped_as_the_pages_order_their_subjects(koungou):
    action, second = koungou.act(), koungou.change("Deuxième")
    first = koungou.indicator(action_id=action)
    other = koungou.indicator(change_id=second)
    groups = koungou.ask(list_subjects).grouped(koungou.indicators)
    assert [(title, [one.id for one in members]) for title, members in groups] == [
        ("Deuxième", [other]),
        ("Un café des parents", [first]),
    ]


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([], []),
        ([1], [[1]]),
        ([1, 1, 1, 1], [[1, 1, 1], [1]]),
        ([2, 1, 2, 2], [[2, 1], [2], [2]]),
        ([7], [[3], [3], [1]]),
        ([4, 2], [[3], [1, 2]]),
    ],
)
def test_small_groups_of_indicators_stand_side_by_side_and_a_long_one_is_parted(sizes, rows):
    groups = [(f"Changement {number}", [object()] * size) for number, size in enumerate(sizes)]
    assert [[len(members) for _, members in row] for row in in_rows(groups, across=3)] == rows


@pytest.mark.parametrize(
    ("frequency", "today", "silent"),
    [
        (Frequency.MONTH, date(2024, 3, 15), False), (Frequency.MONTH, date(2024, 3, 16), True),
        (Frequency.QUARTER, date(2024, 5, 15), False), (Frequency.QUARTER, date(2024, 5, 16), True),
        (Frequency.HALF_YEAR, date(2024, 8, 16), True), (Frequency.YEAR, date(2025, 2, 15), False),
        (Frequency.YEAR, date(2025, 2, 16), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("figures", [(12,), (None,), ()])
def test_an_indicator_is_silent_a_month_after_its_next_measure_was_due(frequency, today, silent, figures):
    indicator = watched(*figures, wording=replace(PARENTS, frequency=frequency))
    assert indicator.since == START
    assert is_silent(indicator, today=today) is silent

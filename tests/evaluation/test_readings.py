"""What M11 says of an indicator, in figures and in sentences; what is not defined says so."""

from dataclasses import replace
from datetime import date, timedelta
from gettext import NullTranslations

import pytest

from qic_core.evaluation.indicator_rules import FormerMeaning
from qic_core.evaluation.readings import (
    BETTER,
    SAME,
    WORSE,
    figures_of,
    judge_of,
    overview_sentence,
    percentage,
    read,
    reading_sentence,
)
from qic_core.evaluation.rules import Polarity
from qic_core.words import catalogue
from tests.evaluation.story import PARENTS, START, watched

WORDS = NullTranslations()
DOWN = replace(PARENTS, polarity=Polarity.DOWN)
EVERY = 90


def told(indicator, words=WORDS):
    return reading_sentence(indicator, words).replace("\N{NO-BREAK SPACE}", " ")


def test_the_published_figures_are_read_from_an_indicator():
    reading = read(watched(40, 44, 52, targets=[(1000, 60)]))
    assert (reading.value, reading.first) == (52, 40)
    assert (round(reading.variance, 4), round(reading.percent, 1), round(100 * reading.change)) == (-0.1333, 86.7, 30)
    assert (reading.trend.direction, reading.trend.periods, reading.sense) == (1, 2, BETTER)


@pytest.mark.parametrize(
    ("wording", "figures", "sense"),
    [
        (PARENTS, (1, 2), BETTER), (PARENTS, (2, 1), WORSE), (DOWN, (1, 2), WORSE), (DOWN, (2, 1), BETTER),
        (PARENTS, (2, 2), SAME), (DOWN, (2, 2), SAME), (PARENTS, (2,), SAME), (PARENTS, (1, None, 2), BETTER),
    ],
)  # fmt: skip
def test_which_way_is_right_is_told_by_the_polarity(wording, figures, sense):
    assert read(watched(*figures, wording=wording)).sense == sense


def test_the_change_is_counted_from_the_baseline_when_there_is_one():
    assert read(watched(50, 60)).change == pytest.approx(0.2)
    assert read(watched(50, 60, wording=replace(PARENTS, baseline=40))).change == pytest.approx(0.5)
    assert read(watched(0, 60)).change is None


@pytest.mark.parametrize(
    ("targets", "value"),
    [([], None), ([(10, 5), (400, 7), (800, 9)], 7), ([(10, 5), (20, 6)], 6), ([(180, 8), (400, 9)], 8)],
)
def test_the_target_in_force_is_the_next_one_else_the_last(targets, value):
    target = read(watched(1, 2, 3, targets=targets)).target
    assert (target.value if target else None) == value


def test_a_curve_has_turned_against_the_latest_forecast_that_two_measures_followed():
    falling = (30, 28, 26, 31, 34)
    frozen = 2 * EVERY
    turned = watched(*falling, frozen=[frozen])
    assert read(turned).turned
    assert read(turned).judged_by.frozen_on == START + timedelta(days=frozen)
    assert not read(watched(*falling, frozen=[frozen], wording=DOWN)).turned
    assert not read(watched(*falling[:4], frozen=[frozen])).turned
    assert judge_of(watched(*falling[:4], frozen=[frozen])) is None
    later = watched(*falling, frozen=[frozen, 4 * EVERY])
    assert judge_of(later).frozen_on == START + timedelta(days=frozen)
    assert read(watched(*falling)).judged_by is None


def test_nothing_is_read_of_what_was_never_measured():
    assert read(watched()).value is None
    assert told(watched()) == "Nothing is measured yet."
    assert told(watched(targets=[(10, 5)])) == "Nothing is measured yet. Target: 5 parents by 25/01/2024."
    assert figures_of(watched(), WORDS) == []


@pytest.mark.parametrize(
    ("figures", "more", "said"),
    [
        ((52,), {}, "52 parents on 15/01/2024."),
        ((40, 52), {"targets": [(400, 60)]}, "Rising for 1 period: the right way. 86.7 % of the target"),
        ((40, 52), {"targets": [(400, 50)]}, "The target is reached (50 parents by 18/02/2025)."),
        ((52, 40), {"wording": DOWN, "targets": [(400, 45)]}, "The target is reached"),
        ((52, 40), {"wording": DOWN, "targets": [(400, 0)]}, "the percentage is not defined, the target is 0."),
        ((52, 52, 52), {}, "Level for 2 periods."),
        ((40, 52, None), {}, "Not known (n.d.) on 13/07/2024. 52 parents on 14/04/2024."),
        ((None,), {}, "Not known (n.d.) on 15/01/2024."),
        ((30, 28, 26, 31, 34), {"frozen": [180]}, "The curve has turned"),
        ((30, 28, 26, 22, 18), {"frozen": [180]}, "The curve has not turned since the loop of 13/07/2024."),
    ],
)
def test_the_sentence_says_what_is_to_be_known_at_once(figures, more, said):
    assert said in told(watched(*figures, **more))


def test_figures_in_another_unit_are_not_compared():
    until = START + timedelta(days=EVERY)
    other = watched(1, 2, 50, 60, former=(FormerMeaning(until, "groupes", Polarity.UP, "Autre compte"),))
    assert (read(other).first, read(other).trend.periods) == (50, 1)
    none_yet = watched(1, 2, former=(FormerMeaning(until, "groupes", Polarity.UP, "Autre compte"),))
    assert told(none_yet) == "Nothing is measured yet in today's unit."


def test_a_target_in_another_unit_is_not_aimed_at():
    until = START + timedelta(days=EVERY)
    former = (FormerMeaning(until, "groupes", Polarity.UP, "Autre compte"),)
    old = watched(1, 2, 34, targets=[(EVERY, 6)], former=former)
    assert (read(old).target, read(old).percent) == (None, None)
    assert "target" not in told(old)
    both = watched(1, 2, 34, targets=[(EVERY, 6), (EVERY + 1, 50)], former=former)
    assert (read(both).target.value, read(both).percent) == (50, 68)


def test_what_is_not_defined_says_why():
    said = dict(figures_of(watched(0, 5, targets=[(400, 0)]), WORDS))
    assert said["Change since the start"] == "not defined: it started from 0"
    assert said["Variance from the target"] == said["Percent of the target"] == "not defined: the target is 0"
    assert said["Distance to the target"] == "+5\N{NO-BREAK SPACE}parents"
    assert dict(figures_of(watched(5), WORDS))["Target"] == "no target yet"


def test_french_figures_are_written_as_in_french():
    words = catalogue("fr")
    said = dict(figures_of(watched(40, 52, targets=[(400, 60)]), words))
    assert "86,7\N{NO-BREAK SPACE}%" in said.values()
    assert "+30\N{NO-BREAK SPACE}%" in said.values()


@pytest.mark.parametrize(
    ("share", "said"), [(0.3, "+30 %"), (-0.1333, "−13.3 %"), (0, "0 %"), (12.3456, "+1,234.6 %"), (0.0001, "+0 %")]
)
def test_a_share_is_told_in_per_cent_with_one_decimal_at_most(share, said):
    assert percentage(share, WORDS, signed=True).replace("\N{NO-BREAK SPACE}", " ") == said


def test_the_overview_counts_what_is_there_and_leaves_out_what_is_not():
    today = START + timedelta(days=420)
    indicators = [watched(1, 2), watched(2, 1), watched(30, 28, 26, 31, 34, frozen=[180]), watched(5)]
    assert overview_sentence(indicators, WORDS, today=today) == (
        "4 indicators, 2 go the right way, 1 goes the wrong way, 1 curve has turned, 3 are silent."
    )
    assert overview_sentence([watched(5)], WORDS, today=date(2024, 2, 1)) == "1 indicator."

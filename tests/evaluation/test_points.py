"""What is put on a curve: measures in any order, corrected only when asked; targets by a day; annotations."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import ANNOTATIONS_AT_MOST, MEASURES_AT_MOST, TARGETS_AT_MOST, Target
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.points import (
    Entry,
    add_annotation,
    add_measure,
    correct_measure,
    former_measures,
    keep_measures,
    set_target,
    withdraw_annotation,
    withdraw_measure,
)
from qic_core.evaluation.rules import MeasureSource
from qic_core.evaluation.tables import MeasureRow

MARCH, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)


def former(koungou, key):
    return koungou.ask(lambda session, _collective_id: former_measures(session, key))


def test_measures_are_told_the_oldest_first_in_whatever_order_they_come(koungou):
    key = koungou.indicator()
    for day, value in ((JUNE, 15), (MARCH, 12), (SEPTEMBER, None)):
        koungou.measure(key, day, value)
    assert koungou.figures(key) == [(MARCH, 12), (JUNE, 15), (SEPTEMBER, None)]
    assert koungou.told(key).points == ((MARCH, 12), (JUNE, 15))


def test_a_second_measure_of_a_day_corrects_the_first_only_when_asked(koungou):
    key = koungou.indicator()
    koungou.measure(key, MARCH, 12, note="Compté à la main")
    with pytest.raises(DomainError, match="measured_that_day"):
        koungou.measure(key, MARCH, 13)
    assert koungou.figures(key) == [(MARCH, 12)]
    koungou.measure(key, MARCH, 13, correcting=True)
    assert koungou.figures(key) == [(MARCH, 13)]
    assert [(one.value, one.note) for one in former(koungou, key)] == [(12, "Compté à la main")]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (datetime.now(UTC).date() + timedelta(days=2), "measure_in_future"),
        (date(2100, 12, 31), "measure_in_future"),
        (date(2101, 1, 1), "day_out_of_bounds"),
        (date(206, 3, 2), "day_out_of_bounds"),
    ],
)
def test_a_day_to_come_or_mistyped_is_refused(koungou, day, code):
    key = koungou.indicator()
    with pytest.raises(DomainError, match=code):
        koungou.measure(key, day, 12)
    with pytest.raises(DomainError, match=code):
        koungou.do(
            keep_measures, indicator_id=key, source=MeasureSource.FILE, measures=[Entry(MARCH, 1), Entry(day, 12)]
        )
    assert koungou.figures(key) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -2e12, 2e12])
def test_a_figure_out_of_bounds_is_refused(koungou, value):
    with pytest.raises(DomainError, match="measure_out_of_bounds"):
        koungou.measure(koungou.indicator(), MARCH, value)


def test_a_corrected_measure_keeps_its_day_and_its_source(koungou):
    key = koungou.indicator()
    first = koungou.measure(key, MARCH, 12, source=MeasureSource.FILE)
    koungou.do(correct_measure, measure_id=first, value=None, note="Perdu")
    [measure] = koungou.told(key).measures
    assert (measure.measured_on, measure.value, measure.note, measure.source) == (
        MARCH, None, "Perdu", MeasureSource.FILE,
    )  # fmt: skip
    with pytest.raises(DomainError, match="measure_changed_meanwhile"):
        koungou.do(correct_measure, measure_id=first, value=14)


def test_a_measure_taken_off_stays_in_the_history_and_frees_its_day(koungou):
    key = koungou.indicator()
    first = koungou.measure(key, MARCH, 12)
    koungou.do(withdraw_measure, measure_id=first)
    assert (koungou.figures(key), [one.value for one in former(koungou, key)]) == ([], [12])
    koungou.measure(key, MARCH, 13)
    assert koungou.figures(key) == [(MARCH, 13)]


def test_nothing_is_put_on_what_is_taken_away_or_belongs_to_others(koungou):
    key = koungou.indicator()
    measure = koungou.measure(key, MARCH, 12)
    note = koungou.do(add_annotation, indicator_id=key, happened_on=MARCH, text="Ouverture")
    other = koungou.elsewhere()
    verbs = [
        (add_measure, {"indicator_id": key, "measured_on": JUNE, "value": 1}),
        (keep_measures, {"indicator_id": key, "measures": [Entry(JUNE, 1)], "source": MeasureSource.FILE}),
        (correct_measure, {"measure_id": measure, "value": 1}),
        (withdraw_measure, {"measure_id": measure}),
        (set_target, {"indicator_id": key, "due_on": JUNE, "value": 1}),
        (add_annotation, {"indicator_id": key, "happened_on": JUNE, "text": "Oui"}),
        (withdraw_annotation, {"annotation_id": note}),
    ]
    for verb, told in verbs:
        with pytest.raises(DomainError, match="indicator_unknown"):
            other.do(verb, **told)
    koungou.do(withdraw_indicator, indicator_id=key)
    for verb, told in verbs:
        with pytest.raises(DomainError, match="indicator_withdrawn"):
            koungou.do(verb, **told)


@pytest.mark.parametrize(
    ("verb", "told", "code"),
    [
        (correct_measure, {"measure_id": 99, "value": 1}, "measure_unknown"),
        (withdraw_measure, {"measure_id": 99}, "measure_unknown"),
        (withdraw_annotation, {"annotation_id": 99}, "annotation_unknown"),
    ],
)
def test_what_does_not_exist_is_refused(koungou, verb, told, code):
    with pytest.raises(DomainError, match=code):
        koungou.do(verb, **told)


def test_a_target_is_for_a_day_and_can_be_changed_or_taken_back(koungou):
    key = koungou.indicator()
    koungou.aim(key, SEPTEMBER, 60)
    koungou.aim(key, JUNE, 50)
    assert koungou.told(key).targets == (Target(JUNE, 50), Target(SEPTEMBER, 60))
    koungou.aim(key, SEPTEMBER, 0)
    koungou.aim(key, JUNE, None)
    assert koungou.told(key).targets == (Target(SEPTEMBER, 0),)
    koungou.aim(key, JUNE, 55)
    assert koungou.told(key).targets == (Target(JUNE, 55), Target(SEPTEMBER, 0))
    koungou.aim(key, MARCH, None)
    assert len(koungou.told(key).targets) == 2


def test_annotations_stand_by_their_day_and_can_be_taken_off(koungou):
    key = koungou.indicator()
    last = koungou.do(add_annotation, indicator_id=key, happened_on=JUNE, text="  Le café ouvre ")
    koungou.do(add_annotation, indicator_id=key, happened_on=MARCH, text="Nouvelle directrice")
    assert [one.text for one in koungou.told(key).annotations] == ["Nouvelle directrice", "Le café ouvre"]
    koungou.do(withdraw_annotation, annotation_id=last)
    koungou.do(withdraw_annotation, annotation_id=last)
    assert [one.text for one in koungou.told(key).annotations] == ["Nouvelle directrice"]
    with pytest.raises(DomainError, match="annotation_empty"):
        koungou.do(add_annotation, indicator_id=key, happened_on=MARCH, text=" ")


def test_a_file_is_kept_whole_or_not_at_all(koungou):
    key = koungou.indicator()
    koungou.measure(key, JUNE, 15)
    entries = [Entry(MARCH, 12, "un"), Entry(JUNE, 16), Entry(SEPTEMBER, None)]
    with pytest.raises(DomainError, match="measured_that_day"):
        koungou.do(keep_measures, indicator_id=key, source=MeasureSource.FILE, measures=entries)
    assert koungou.figures(key) == [(JUNE, 15)]
    koungou.do(keep_measures, indicator_id=key, source=MeasureSource.FILE, measures=entries, correcting=True)
    assert koungou.figures(key) == [(MARCH, 12), (JUNE, 16), (SEPTEMBER, None)]
    assert {one.source for one in koungou.told(key).measures} == {MeasureSource.FILE}


def test_what_an_indicator_holds_is_bounded(koungou):
    key = koungou.indicator()
    days = [date(2020, 1, 1) + timedelta(days=step) for step in range(MEASURES_AT_MOST)]
    koungou.do(keep_measures, indicator_id=key, source=MeasureSource.FILE, measures=[Entry(day, 1) for day in days])
    with pytest.raises(DomainError, match="too_many_measures"):
        koungou.measure(key, MARCH, 1)
    with pytest.raises(DomainError, match="too_many_measures"):
        koungou.do(keep_measures, indicator_id=key, source=MeasureSource.FILE, measures=[Entry(MARCH, 1)])
    koungou.measure(key, days[0], 2, correcting=True)
    for day in days[:TARGETS_AT_MOST]:
        koungou.aim(key, day, 1)
    with pytest.raises(DomainError, match="too_many_targets"):
        koungou.aim(key, days[TARGETS_AT_MOST], 1)
    for day in days[:ANNOTATIONS_AT_MOST]:
        koungou.do(add_annotation, indicator_id=key, happened_on=day, text="Oui")
    with pytest.raises(DomainError, match="too_many_annotations"):
        koungou.do(add_annotation, indicator_id=key, happened_on=MARCH, text="Non")


def test_no_row_of_a_measure_is_ever_deleted(koungou):
    key = koungou.indicator()
    first = koungou.measure(key, MARCH, 12)
    koungou.do(correct_measure, measure_id=first, value=13)
    koungou.measure(key, MARCH, 14, correcting=True)
    with koungou.database.reading() as session:
        rows = session.exec(select(MeasureRow).order_by(MeasureRow.id)).all()
        assert [(row.value, row.superseded_at is None) for row in rows] == [(12, False), (13, False), (14, True)]

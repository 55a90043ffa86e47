from datetime import UTC, date, datetime

import pytest

from qic_core.days import check_day, months_later, utc_ms
from qic_core.errors import DomainError


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_day_are_days(day):
    check_day(day)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1), date(205, 6, 1)])
def test_the_refusal_of_a_day_says_between_which_years_it_lies(day):
    with pytest.raises(DomainError, match="day_out_of_bounds") as refusal:
        check_day(day)
    assert refusal.value.params == {"earliest": 2000, "latest": 2100}


def test_what_is_told_of_long_ago_may_begin_earlier():
    check_day(date(1900, 1, 1), earliest=date(1900, 1, 1))
    with pytest.raises(DomainError) as refusal:
        check_day(date(1899, 12, 31), earliest=date(1900, 1, 1))
    assert refusal.value.params == {"earliest": 1900, "latest": 2100}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 3, 1), 3, date(2027, 6, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_some_months_later_it_is_the_same_day_or_the_last_one(day, months, later):
    assert months_later(day, months) == later


def test_a_day_is_told_to_pictures_as_its_midnight_of_utc():
    assert datetime.fromtimestamp(utc_ms(date(2027, 6, 15)) / 1000, UTC) == datetime(2027, 6, 15, tzinfo=UTC)

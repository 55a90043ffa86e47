"""Days as files write them: the day comes first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.evaluation.days import FIRST_SERIAL_DAY, read_day

APRIL = date(2026, 4, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/2026", "3/4/2026", "3/4/26", "03-04-2026", "3.4.2026", "03 04 2026", "2026-04-03", "2026/4/3",
        "2026-04-03 00:00:00", "2026-04-03T12:30", "03/04/2026 14:05", "3 avril 2026", "3 AVRIL 2026", "3 avr. 2026",
        "vendredi 3 avril 2026", "ven. 3 avril 2026", "3 april 2026", "46115", "46115.0",
        "  03/04/2026 ", "\N{NO-BREAK SPACE}3 avril 2026",
    ],
)  # fmt: skip
def test_the_third_of_april_is_read_however_it_is_written(typed):
    assert read_day(typed) == APRIL


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("04-2026", date(2026, 4, 1)), ("4/2026", date(2026, 4, 1)), ("2026-04", date(2026, 4, 1)),
        ("avril 2026", date(2026, 4, 1)), ("août 2026", date(2026, 8, 1)), ("févr. 2026", date(2026, 2, 1)),
        ("1er mai 2026", date(2026, 5, 1)), ("mar 2026", date(2026, 3, 1)), ("mar. 3 mars 2026", date(2026, 3, 3)),
        ("T2 2026", date(2026, 4, 1)), ("2026-T4", date(2026, 10, 1)), ("2e trimestre 2026", date(2026, 4, 1)),
        ("1er trimestre 2026", date(2026, 1, 1)), ("Q3 2026", date(2026, 7, 1)), ("2026", date(2026, 1, 1)),
        ("31/12/1999", date(1999, 12, 31)), ("29/02/2024", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_month_a_quarter_or_a_year_alone_is_its_first_day(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "hier", "13/13/2026", "04/13/2026", "31/02/2026", "2026-13-01", "29/02/2026", "0/4/2026", "12",
        "99999", "19999", "T5 2026", "2026-T0", "avrul 2026", "32 avril 2026", "0000-01-01", "3/4/2026/5", "=A1",
        "3 avril", "3/4", "1/2/3", "12,5", "n.d.", "2026-W14",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(DomainError, match="day_malformed"):
        read_day(typed)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_every_day_is_read_back(day, form):
    assert read_day(day.strftime(form)) == day


@given(st.integers(20_000, 73_050))
def test_a_day_of_a_spreadsheet_is_counted_from_the_end_of_1899(serial):
    assert (read_day(str(serial)) - FIRST_SERIAL_DAY).days == serial


def kind_of_answer(typed):
    try:
        return type(read_day(typed))
    except DomainError as error:
        return error.code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_day_or_refused(typed):
    assert kind_of_answer(typed) in (date, "day_malformed")

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.actions.rules import (
    MONEY_AT_MOST,
    Action,
    Gap,
    Plan,
    Status,
    gaps_of,
    is_overdue,
    is_quick_win,
)
from qic_core.errors import DomainError

QUICK = Plan("Un café", lead_id=1, starts_on=date(2027, 3, 1), ends_on=date(2027, 5, 31), sought=0)
TODAY = date(2027, 6, 15)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": " \n "}, "action_untitled"),
        ({"title": "x" * 161}, "text_too_long"),
        ({"first_step": "x" * 301}, "text_too_long"),
        ({"for_whom": "x" * 301}, "text_too_long"),
        ({"starts_on": date(2027, 6, 1), "ends_on": date(2027, 5, 31)}, "action_ends_first"),
        ({"starts_on": date(205, 6, 1), "ends_on": None}, "day_out_of_bounds"),
        ({"starts_on": None, "ends_on": date(9999, 12, 31)}, "day_out_of_bounds"),
        ({"sought": -1}, "money_out_of_bounds"),
        ({"found": -1}, "money_out_of_bounds"),
        ({"sought": MONEY_AT_MOST + 1}, "money_out_of_bounds"),
    ],
)
def test_an_action_out_of_bounds_is_refused(told, code):
    with pytest.raises(DomainError, match=code):
        replace(QUICK, **told).clean()


def test_an_action_is_trimmed_and_may_be_as_long_as_may_be():
    plan = replace(
        QUICK, title=" Un   café ", first_step=" Demander ", change_ids=(3, 3, 2), partner_ids=(1, 2, 2), found=0
    )  # fmt: skip
    clean = plan.clean()
    assert (clean.title, clean.first_step, clean.found) == ("Un café", "Demander", 0)
    assert (clean.change_ids, clean.partner_ids) == ((3, 2), (2,))
    assert replace(QUICK, title="x" * 160, sought=MONEY_AT_MOST).clean().sought == MONEY_AT_MOST


def test_an_action_of_one_day_is_in_order():
    assert replace(QUICK, ends_on=QUICK.starts_on).clean().ends_on == QUICK.starts_on


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "quick"),
    [
        (date(2027, 3, 1), date(2027, 6, 1), True),
        (date(2027, 3, 1), date(2027, 6, 2), False),
        (date(2026, 11, 30), date(2027, 2, 28), True),
        (date(2026, 11, 30), date(2027, 3, 1), False),
        (date(2027, 11, 30), date(2028, 2, 29), True),
        (date(2027, 11, 29), date(2028, 3, 1), False),
        (date(2026, 12, 31), date(2027, 3, 31), True),
        (date(2027, 1, 31), date(2027, 4, 30), True),
        (date(2027, 1, 31), date(2027, 5, 1), False),
        (date(2027, 9, 15), date(2027, 12, 15), True),
        (date(2027, 10, 15), date(2028, 1, 15), True),
        (date(2027, 10, 15), date(2028, 1, 16), False),
        (date(2027, 3, 1), date(2027, 3, 1), True),
        (date(2028, 2, 29), date(2028, 5, 29), True),
    ],
)
def test_a_quick_win_ends_on_the_same_day_of_the_third_month_at_the_latest(starts_on, ends_on, quick):
    assert is_quick_win(replace(QUICK, starts_on=starts_on, ends_on=ends_on)) is quick


@pytest.mark.parametrize(
    ("told", "gaps"),
    [
        ({}, ()),
        ({"sought": None}, (Gap.MONEY_UNSAID,)),
        ({"sought": None, "found": 500}, (Gap.MONEY_UNSAID,)),
        ({"found": 500}, ()),
        ({"partner_ids": (2, 3)}, ()),
        ({"sought": 1}, (Gap.NEW_MONEY,)),
        ({"lead_id": None}, (Gap.NO_LEAD,)),
        ({"starts_on": None}, (Gap.NO_DAYS,)),
        ({"ends_on": None}, (Gap.NO_DAYS,)),
        ({"ends_on": date(2028, 1, 1)}, (Gap.TOO_LONG,)),
        ({"lead_id": None, "ends_on": None, "sought": 9}, (Gap.NO_LEAD, Gap.NO_DAYS, Gap.NEW_MONEY)),
    ],
)
def test_what_keeps_an_action_from_being_a_quick_win_is_named(told, gaps):
    plan = replace(QUICK, **told)
    assert gaps_of(plan) == gaps
    assert is_quick_win(plan) is not bool(gaps)


@given(DAYS, st.integers(0, 400))
def test_an_action_that_ends_a_day_sooner_is_no_less_of_a_quick_win(start, days):
    longer = replace(QUICK, starts_on=start, ends_on=start + timedelta(days=days + 1))
    shorter = replace(longer, ends_on=start + timedelta(days=days))
    assert is_quick_win(shorter) or not is_quick_win(longer)


@given(DAYS)
def test_three_months_are_between_89_and_92_days_whenever_they_begin(start):
    lasting = [
        days for days in range(85, 96)
        if is_quick_win(replace(QUICK, starts_on=start, ends_on=start + timedelta(days=days)))
    ]  # fmt: skip
    assert 89 <= max(lasting) <= 92


@given(DAYS)
def test_who_begins_on_the_same_day_of_the_month_ends_on_it_or_on_the_last_one(start):
    lasts = [start + timedelta(days=days) for days in range(85, 96)]
    last = max(day for day in lasts if is_quick_win(replace(QUICK, starts_on=start, ends_on=day)))
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == 3
    assert last.day == start.day or (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("status", "ends_on", "late"),
    [
        (Status.RUNNING, date(2027, 6, 14), True),
        (Status.IDEA, date(2027, 6, 14), True),
        (Status.RUNNING, TODAY, False),
        (Status.RUNNING, None, False),
        (Status.DONE, date(2027, 6, 14), False),
        (Status.STOPPED, date(2027, 6, 14), False),
    ],
)
def test_what_should_have_ended_and_has_not_is_overdue(status, ends_on, late):
    assert is_overdue(Action(1, replace(QUICK, ends_on=ends_on), status), today=TODAY) is late

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qic_core.dashboard.feedback_rules import (
    FARTHEST,
    Feedback,
    check_feedback,
    feedback_line,
    in_order,
    overview_sentence,
    usual_day,
)
from qic_core.errors import DomainError
from qic_core.words import Words

HELD, DUE, TOLD, TODAY = date(2026, 3, 12), date(2026, 4, 11), date(2026, 4, 2), date(2026, 5, 1)


def check(*, due_on=DUE, given_on=None, how=""):
    return check_feedback(held_on=HELD, due_on=due_on, given_on=given_on, how=how, last_day=TODAY)


def owed(due_on, given_on=None, notebook_id=1):
    return Feedback(notebook_id, "Séminaire", HELD, due_on, given_on)


def test_without_another_day_feedback_is_due_thirty_days_after():
    assert usual_day(HELD) == DUE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"due_on": HELD - timedelta(days=1)}, "feedback_due_out_of_bounds"),
        ({"due_on": HELD + FARTHEST + timedelta(days=1)}, "feedback_due_out_of_bounds"),
        ({"given_on": HELD - timedelta(days=1), "how": "Lettre"}, "feedback_day_out_of_bounds"),
        ({"given_on": TODAY + timedelta(days=1), "how": "Lettre"}, "feedback_day_out_of_bounds"),
        ({"given_on": TOLD, "how": "  "}, "feedback_how_missing"),
        ({"how": "Lettre"}, "feedback_day_missing"),
        ({"given_on": TOLD, "how": "x" * 301}, "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused(typed, code):
    with pytest.raises(DomainError) as refusal:
        check(**typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ({}, ""),
        ({"due_on": HELD}, ""),
        ({"given_on": TOLD, "how": "  Une lettre\n à chacun "}, "Une lettre à chacun"),
        ({"given_on": TODAY, "how": "x" * 300}, "x" * 300),
    ],
)
def test_how_people_were_told_is_kept_clean(typed, how):
    assert check(**typed) == how


@pytest.mark.parametrize(
    ("one", "overdue"),
    [(owed(DUE), True), (owed(TODAY), False), (owed(DUE, TOLD), False), (owed(TODAY + timedelta(days=9)), False)],
)
def test_it_is_overdue_the_day_after_its_day_unless_it_was_given(one, overdue):
    assert one.is_overdue(TODAY) is overdue


@given(some.lists(some.tuples(some.dates(HELD, TODAY), some.none() | some.dates(HELD, TODAY))))
def test_what_is_owed_comes_first_by_its_day_then_what_was_given_the_latest_first(days):
    ordered = in_order([owed(due, told, notebook_id) for notebook_id, (due, told) in enumerate(days)])
    open_ones = [one for one in ordered if one.is_open]
    given_ones = [one for one in ordered if not one.is_open]
    assert ordered == [*open_ones, *given_ones]
    assert [one.due_on for one in open_ones] == sorted(one.due_on for one in open_ones)
    assert [one.given_on for one in given_ones] == sorted((one.given_on for one in given_ones), reverse=True)
    assert len(ordered) == len(days)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (Feedback(1, "S", HELD, DUE, voices=1), "1 voice spoke here and should have been told by 11/04/2026"),
        (Feedback(1, "S", HELD, TODAY, voices=9), "9 voices spoke here and are to be told by 01/05/2026"),
        (Feedback(1, "S", HELD, DUE, TOLD, "Une lettre"), "Those who spoke were told what became of it on 02/04/2026"),
    ],
)
def test_a_seminaire_says_in_one_sentence_what_it_owes(one, line):
    assert feedback_line(one, Words(), today=TODAY).startswith(line)


@pytest.mark.parametrize(
    ("found", "end"),
    [
        ([owed(DUE), owed(TODAY), owed(DUE, TOLD)], "1 of 3. Overdue: 1."),
        ([owed(TODAY), owed(DUE, TOLD)], "1 of 2."),
    ],
)
def test_the_whole_says_how_many_were_told_and_how_many_are_overdue(found, end):
    assert overview_sentence(found, Words(), today=TODAY).endswith(end)

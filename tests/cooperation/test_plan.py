"""The cooperation plan: one stands, nothing of the others is lost, and no promise is without who and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qic_core.cooperation.plan import (
    earlier_plans,
    edit_plan,
    restore_line,
    standing_plan,
    start_plan,
    withdraw_line,
    withdrawn_lines,
)
from qic_core.cooperation.plan_rules import (
    LINES_AT_MOST,
    NOTE_LENGTH,
    TEXT_LENGTH,
    WHO_LENGTH,
    Cover,
    Line,
    Outcome,
    Section,
    Written,
)
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import origins_of
from qic_core.workshop.drafting import Draft
from tests.cooperation.planning import DUE, MADE_ON, MEET, WAVE, settle

NEED = Written("Avoir une réponse dans la semaine")


@pytest.fixture
def quarter(database):
    return settle(database)


def test_before_a_plan_there_is_none(quarter):
    with quarter.database.reading() as session:
        assert standing_plan(session, quarter.id) is None
        assert earlier_plans(session, quarter.id) == []


def test_a_plan_holds_its_lines_by_section_and_its_promises_by_day(quarter):
    plan_id = quarter.plan(cover=Cover(MADE_ON, WAVE, "  Décidé   à main levée "))
    quarter.write(plan_id, NEED, Section.NEED)
    quarter.write(plan_id, Written("Écrire à tous", "Ville", DUE + timedelta(days=9)))
    quarter.write(plan_id, MEET)
    quarter.write(plan_id, Written("Un café roulant"), Section.SIDE_STEP)
    assert quarter.standing.cover == Cover(MADE_ON, WAVE, "Décidé à main levée")
    assert [line.written.text for line in quarter.lines()] == ["Se voir tous les mois", "Écrire à tous"]
    assert [line.written for line in quarter.lines(Section.NEED)] == [NEED]
    assert quarter.lines(Section.SUPPORT) == []


def test_who_and_when_are_a_promise_s_alone(quarter):
    quarter.write(quarter.plan(), replace(MEET, outcome=Outcome.KEPT), Section.SUPPORT)
    assert [line.written for line in quarter.lines(Section.SUPPORT)] == [Written(MEET.text)]


@pytest.mark.parametrize(
    ("section", "written", "code"),
    [
        (Section.NEED, Written(" \u200b "), "plan_line_empty"),
        (Section.NEED, Written("x" * (TEXT_LENGTH + 1)), "text_too_long"),
        (Section.PROMISE, replace(MEET, text=""), "plan_line_empty"),
        (Section.PROMISE, replace(MEET, who="  "), "promise_without_who"),
        (Section.PROMISE, replace(MEET, who="x" * (WHO_LENGTH + 1)), "text_too_long"),
        (Section.PROMISE, replace(MEET, due_on=None), "promise_without_day"),
        (Section.PROMISE, replace(MEET, due_on=MADE_ON - timedelta(days=1)), "promise_day_out_of_bounds"),
        (Section.PROMISE, replace(MEET, due_on=date(2206, 1, 1)), "promise_day_out_of_bounds"),
        (Section.PROMISE, replace(MEET, outcome_note="x" * (NOTE_LENGTH + 1)), "text_too_long"),
        (Section.PROMISE, replace(MEET, text="SE VOIR tous les mois", who="coallia"), "plan_line_twice"),
        (Section.NEED, Written("AVOIR une réponse dans la semaine"), "plan_line_twice"),
    ],
)
def test_a_line_that_cannot_be_is_refused_new_or_rewritten(quarter, section, written, code):
    plan_id = quarter.plan()
    quarter.write(plan_id, MEET)
    quarter.write(plan_id, NEED, Section.NEED)
    before = quarter.standing
    with pytest.raises(DomainError, match=code):
        quarter.write(plan_id, written, section)
    other = quarter.write(plan_id, Written("Autre chose", "Ville", DUE), section)
    with pytest.raises(DomainError, match=code):
        quarter.edit(other, written)
    assert [line for line in quarter.standing.lines if line.id != other] == list(before.lines)


def test_two_may_promise_the_same(quarter):
    plan_id = quarter.plan()
    quarter.write(plan_id, MEET)
    quarter.write(plan_id, replace(MEET, who="Ville"))
    assert [line.written.who for line in quarter.lines()] == ["Coallia", "Ville"]


def test_a_section_is_full_at_its_bound_and_the_others_are_not(quarter):
    plan_id = quarter.plan()
    for number in range(LINES_AT_MOST):
        quarter.write(plan_id, Written(f"Besoin {number}"), Section.NEED)
    with pytest.raises(DomainError, match="plan_section_full"):
        quarter.write(plan_id, Written("Un de trop"), Section.NEED)
    quarter.write(plan_id, Written("Un lieu"), Section.SUPPORT)
    quarter.edit(quarter.lines(Section.NEED)[0].id, Written("Mieux dit"))
    assert len(quarter.lines(Section.NEED)) == LINES_AT_MOST


@pytest.mark.parametrize(
    ("cover", "code"),
    [
        (Cover(datetime.now(UTC).date() + timedelta(days=3)), "day_in_future"),
        (Cover(MADE_ON, MADE_ON - timedelta(days=1)), "plan_wave_out_of_bounds"),
        (Cover(MADE_ON, date(2206, 1, 1)), "plan_wave_out_of_bounds"),
        (Cover(MADE_ON, note="x" * (NOTE_LENGTH + 1)), "text_too_long"),
    ],
    ids=["made tomorrow", "wave before it", "wave in another century", "a long note"],
)
def test_a_plan_that_cannot_be_is_refused_and_the_one_that_stands_stays(quarter, cover, code):
    plan_id = quarter.plan()
    with pytest.raises(DomainError, match=code):
        quarter.plan(cover=cover, after=plan_id)
    with quarter.database.writing(quarter.id) as work, pytest.raises(DomainError, match=code):
        edit_plan(work, plan_id=plan_id, version=1, cover=cover)
    assert (quarter.standing.id, quarter.standing.version) == (plan_id, 1)


def test_another_plan_ends_the_one_that_stood_and_takes_over_what_is_still_promised(quarter):
    first = quarter.plan()
    run_id = quarter.run(Draft("ideas", "Besoins", "Quoi ?"), {"ideas": ["Se voir"]})
    quarter.write(first, MEET, run_ids=[run_id])
    quarter.write(first, replace(MEET, who="Ville", outcome=Outcome.PARTLY))
    quarter.write(first, NEED, Section.NEED)
    second = quarter.plan(cover=Cover(DUE + timedelta(days=30)), after=first)
    [carried] = quarter.standing.lines
    assert (quarter.standing.id, carried.written) == (second, MEET)
    with quarter.database.reading() as session:
        [before] = earlier_plans(session, quarter.id)
        assert [strand.run_id for strand in origins_of(session, ThingKind.PLAN_LINE, carried.id)] == [run_id]
    assert before.ended_at is not None
    assert [line.written.outcome for line in before.of(Section.PROMISE)] == ["carried", "partly"]
    assert [line.written for line in before.of(Section.NEED)] == [NEED]


def test_a_promise_taken_over_is_answered_for_though_its_day_was_before_the_plan(quarter):
    first = quarter.plan()
    quarter.write(first, MEET)
    quarter.plan(cover=Cover(DUE + timedelta(days=30)), after=first)
    [carried] = quarter.lines()
    quarter.edit(carried.id, replace(MEET, outcome=Outcome.DROPPED, outcome_note="Plus personne pour le faire"))
    assert quarter.lines()[0].written.outcome == "dropped"
    with pytest.raises(DomainError, match="promise_day_out_of_bounds"):
        quarter.edit(carried.id, replace(MEET, due_on=DUE - timedelta(days=1)), version=2)


def test_another_plan_may_also_begin_empty(quarter):
    first = quarter.plan()
    quarter.write(first, MEET)
    quarter.plan(after=first, keep_open=False)
    assert quarter.standing.lines == ()
    with quarter.database.reading() as session:
        assert [line.written.outcome for line in earlier_plans(session, quarter.id)[0].lines] == [None]


def test_the_second_of_two_who_start_a_plan_is_told(quarter):
    quarter.plan()
    with pytest.raises(DomainError, match="plan_started_meanwhile"):
        quarter.plan()
    with quarter.database.reading() as session:
        assert earlier_plans(session, quarter.id) == []


def test_the_second_of_two_editors_is_told(quarter):
    plan_id = quarter.plan()
    line_id = quarter.write(plan_id, MEET)
    quarter.edit(line_id, replace(MEET, text="Se voir chaque lundi"))
    with pytest.raises(DomainError, match="plan_line_changed_meanwhile"):
        quarter.edit(line_id, replace(MEET, text="Se voir le mardi"))
    for version, code in ((1, None), (1, "plan_changed_meanwhile"), (2, None)):
        with quarter.database.writing(quarter.id) as work:
            cover = Cover(MADE_ON, WAVE, f"version {version}")
            if code:
                with pytest.raises(DomainError, match=code):
                    edit_plan(work, plan_id=plan_id, version=version, cover=cover)
            else:
                edit_plan(work, plan_id=plan_id, version=version, cover=cover)
    assert (quarter.lines()[0].written.text, quarter.standing.cover.note) == ("Se voir chaque lundi", "version 2")


def test_a_line_taken_off_stays_in_the_history_and_comes_back(quarter):
    plan_id = quarter.plan()
    line_id = quarter.write(plan_id, MEET)
    with quarter.database.writing(quarter.id) as work:
        withdraw_line(work, line_id=line_id)
    assert quarter.lines() == []
    with quarter.database.reading() as session:
        assert [line.id for line in withdrawn_lines(session, plan_id)] == [line_id]
    again = quarter.write(plan_id, MEET)
    with quarter.database.writing(quarter.id) as work:
        with pytest.raises(DomainError, match="plan_line_twice"):
            restore_line(work, line_id=line_id)
        withdraw_line(work, line_id=again)
        restore_line(work, line_id=line_id)
    assert [line.id for line in quarter.lines()] == [line_id]


def test_a_line_taken_off_meanwhile_is_not_rewritten_unseen(quarter):
    line_id = quarter.write(quarter.plan(), MEET)
    with quarter.database.writing(quarter.id) as work:
        withdraw_line(work, line_id=line_id)
    with pytest.raises(DomainError, match="plan_line_withdrawn"):
        quarter.edit(line_id, replace(MEET, text="Mienne"))
    with quarter.database.writing(quarter.id) as work:
        restore_line(work, line_id=line_id)
    assert [line.written.text for line in quarter.lines()] == [MEET.text]


def test_a_plan_that_has_ended_is_read_and_no_longer_written(quarter):
    first = quarter.plan()
    line_id = quarter.write(first, MEET)
    quarter.plan(after=first)
    for gesture in (
        lambda: quarter.write(first, NEED, Section.NEED),
        lambda: quarter.edit(line_id, replace(MEET, outcome=Outcome.KEPT)),
    ):
        with pytest.raises(DomainError, match="plan_ended"):
            gesture()
    with quarter.database.writing(quarter.id) as work, pytest.raises(DomainError, match="plan_ended"):
        withdraw_line(work, line_id=line_id)


def test_a_promise_may_be_born_of_a_line_and_keeps_its_thread(quarter):
    plan_id = quarter.plan()
    run_id = quarter.run(Draft("ideas", "Aides", "Quoi ?"), {"ideas": ["Un lieu commun"]})
    support = quarter.write(plan_id, Written("Un lieu commun"), Section.SUPPORT, run_ids=[run_id])
    promise = quarter.write(plan_id, MEET, born_of=support)
    with quarter.database.reading() as session:
        assert [strand.run_id for strand in origins_of(session, ThingKind.PLAN_LINE, promise)] == [run_id]


def test_another_collective_s_plan_is_out_of_reach(quarter):
    other = settle(quarter.database, "Liévin")
    theirs = other.plan()
    line_id = other.write(theirs, MEET)
    mine = quarter.plan()
    for gesture, code in (
        (lambda: quarter.write(theirs, MEET), "plan_unknown"),
        (lambda: quarter.edit(line_id, MEET), "plan_line_unknown"),
        (lambda: quarter.write(mine, MEET, born_of=line_id), "plan_line_unknown"),
        (lambda: quarter.write(404, MEET), "plan_unknown"),
    ):
        with pytest.raises(DomainError, match=code):
            gesture()
    with quarter.database.writing(quarter.id) as work, pytest.raises(DomainError, match="plan_started_meanwhile"):
        start_plan(work, cover=Cover(MADE_ON), after=theirs)
    assert quarter.standing.lines == ()


@pytest.mark.parametrize(
    ("section", "due_on", "outcome", "is_open", "is_late"),
    [
        (Section.PROMISE, DUE, None, True, True),
        (Section.PROMISE, DUE + timedelta(days=1), None, True, False),
        (Section.PROMISE, DUE + timedelta(days=2), None, True, False),
        (Section.PROMISE, DUE, Outcome.DROPPED, False, False),
        (Section.NEED, None, None, False, False),
    ],
)
def test_a_promise_is_late_the_day_after_its_day_unless_its_outcome_is_known(
    section, due_on, outcome, is_open, is_late
):
    line = Line(1, section, Written("Se voir", "Coallia", due_on, outcome))
    today = DUE + timedelta(days=1)
    assert (line.is_open, line.is_late(today)) == (is_open, is_late)

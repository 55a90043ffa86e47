"""What is due, overdue, coming: promises, feedback, loops, waves, measures."""

from datetime import date, timedelta

import pytest

from qic_core.actions.rules import Status
from qic_core.actions.service import set_status, withdraw_action
from qic_core.cooperation.plan import add_line, edit_line, start_plan
from qic_core.cooperation.plan_rules import Cover, Outcome, Section, Written
from qic_core.dashboard.alert_rules import AlertKind
from qic_core.dashboard.due import list_due
from qic_core.dashboard.due_rules import AHEAD, Due, DueKind, coming, overdue
from qic_core.dashboard.overview import overview_of
from qic_core.evaluation.rules import Frequency, LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopRow
from qic_core.pathways.service import withdraw_change
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import save_roadmap
from qic_core.roadmap.tables import RoadmapRow
from qic_core.workshop.runs import close_run

TODAY = date(2026, 11, 27)
PAST, SOON = date(2026, 10, 1), date(2026, 12, 10)


def due(koungou, *kinds, today=TODAY):
    with koungou.database.reading() as session:
        found = list_due(session, koungou.id, koungou.indicators, today=today)
    return [one for one in found if not kinds or one.kind in kinds]


def decided(koungou, action_id, *, held_on=PAST, state=LoopState.CLOSED, **more):
    """Hold a loop that decided of one action."""

    def hold(work):
        loop = LoopRow(collective_id=koungou.id, title="Été", held_on=held_on, state=state, created_at=work.now)
        work.session.add(loop)
        work.session.flush()
        work.session.add(DecisionRow(loop_id=loop.id, action_id=action_id, verdict=Verdict.ADJUST, **more))

    koungou.do(hold)


def promise(koungou, plan_id, text, due_on):
    return koungou.do(
        add_line, plan_id=plan_id, section=Section.PROMISE, written=Written(text, "Anne", due_on)
    )  # fmt: skip


def test_nothing_is_due_in_an_empty_collective(koungou):
    assert due(koungou) == []


def test_a_promise_of_a_closed_loop_is_due_until_it_is_said_what_became_of_it(koungou):
    cafe, market, fair = koungou.act("Café"), koungou.act("Marché"), koungou.act("Fête")
    decided(koungou, cafe, what="Ouvrir le samedi", who="Anne", due_on=SOON)
    decided(koungou, market, who="Bilal", due_on=PAST, outcome=Outcome.KEPT)
    decided(koungou, fair, what="La garder")
    assert due(koungou) == [Due(DueKind.DECISION, SOON, "Ouvrir le samedi", "Anne")]


def test_a_decision_without_words_is_told_by_its_action(koungou):
    decided(koungou, koungou.act("Café"), who="Anne", due_on=PAST)
    assert [one.text for one in due(koungou)] == ["Café"]


@pytest.mark.parametrize(
    ("state", "kind"), [(LoopState.OPEN, DueKind.OPEN_LOOP), (LoopState.PAUSED, DueKind.PAUSED_LOOP)]
)
def test_an_open_loop_owes_its_end_and_not_its_promises(koungou, state, kind):
    decided(koungou, koungou.act("Café"), state=state, who="Anne", due_on=SOON)
    assert due(koungou) == [Due(kind, PAST + timedelta(days=14), "Été")]


def test_open_promises_of_the_standing_plan_are_due_and_kept_ones_are_not(koungou):
    plan = koungou.do(start_plan, cover=Cover(PAST))
    kept = promise(koungou, plan, "Prêter la salle", SOON)
    promise(koungou, plan, "Inviter l'école", PAST)
    koungou.do(add_line, plan_id=plan, section=Section.NEED, written=Written("Du temps"))
    written = Written("Prêter la salle", "Anne", SOON, Outcome.KEPT)
    koungou.do(edit_line, line_id=kept, version=1, written=written)
    assert due(koungou) == [Due(DueKind.PLAN, PAST, "Inviter l'école", "Anne")]


def test_a_promise_carried_into_another_plan_is_due_once(koungou):
    first = koungou.do(start_plan, cover=Cover(PAST))
    promise(koungou, first, "Inviter l'école", SOON)
    koungou.do(start_plan, cover=Cover(PAST), after=first)
    assert len(due(koungou, DueKind.PLAN)) == 1


def test_the_next_wave_is_due_until_the_room_has_held_one(koungou):
    today = date.today()
    koungou.do(start_plan, cover=Cover(today - timedelta(days=90), today))
    assert due(koungou, DueKind.WAVE) == [Due(DueKind.WAVE, today)]
    koungou.do(close_run, run_id=koungou.run("cooperation"))
    assert due(koungou, DueKind.WAVE) == [Due(DueKind.WAVE, today)], "nobody answered in that one"
    run = koungou.run("cooperation")
    koungou.say(run, {"level": 5})
    koungou.do(close_run, run_id=run)
    assert due(koungou, DueKind.WAVE) == []


def test_a_wave_held_long_before_its_day_is_not_the_next_one(koungou):
    day = date.today() + timedelta(days=120)
    koungou.do(start_plan, cover=Cover(date.today() - timedelta(days=2), day))
    run = koungou.run("cooperation")
    koungou.say(run, {"level": 5})
    koungou.do(close_run, run_id=run)
    assert due(koungou, DueKind.WAVE) == [Due(DueKind.WAVE, day)]


def test_first_actions_are_due_unless_they_are_over(koungou):
    actions = [FirstAction("Café", "Anne", PAST), FirstAction("Marché", "", SOON), FirstAction("Un jour")]
    koungou.do(save_roadmap, first_actions=actions, next_loop_on=None, next_loop_note="", version=0)
    cafe = koungou.act("Café")
    assert [one.text for one in due(koungou)] == ["Café", "Marché"]
    koungou.do(set_status, action_id=cafe, status=Status.DONE, since=PAST)
    assert due(koungou) == [Due(DueKind.FIRST_ACTION, SOON, "Marché")]


@pytest.mark.parametrize(
    ("held", "named", "is_due"),
    [
        (None, 200, True),
        (100, 200, True),
        (20, 200, False),
        (-1, 200, False),
        (20, None, False),
        (20, 20, True),
        (20, 5, True),
        (-1, 5, False),
    ],
)
def test_the_next_loop_is_due_unless_one_was_held_about_its_day_since_it_was_named(koungou, held, named, is_due):
    def name(work):
        row = RoadmapRow(collective_id=koungou.id, next_loop_on=SOON)
        row.next_loop_named_on = SOON - timedelta(days=named) if named else None
        work.session.add(row)

    koungou.do(name)
    if held is not None:
        koungou.loop(SOON - timedelta(days=held))
    assert due(koungou) == ([Due(DueKind.LOOP, SOON)] if is_due else [])


def test_what_is_measured_of_a_thing_that_is_over_is_awaited_no_more(koungou):
    change, gone = koungou.change("Les parents viennent"), koungou.change("Autre chose")
    done, stopped, away, running = (koungou.act(title) for title in ("Café", "Marché", "Fête", "Banc"))
    for action in (done, stopped, away, running):
        koungou.indicator(name=f"Action {action}", action_id=action)
    for about in (change, gone):
        koungou.indicator(name=f"Changement {about}", change_id=about)
    koungou.do(set_status, action_id=done, status=Status.DONE, since=PAST)
    koungou.do(set_status, action_id=stopped, status=Status.STOPPED, since=PAST)
    koungou.do(withdraw_action, action_id=away)
    koungou.do(withdraw_change, change_id=gone)
    year_after = TODAY + timedelta(days=800)
    with koungou.database.reading() as session:
        overview = overview_of(session, koungou.id, today=year_after)
    measures = [one.text for one in overview.dues if one.kind == DueKind.MEASURE]
    assert measures == [f"Action {running}", f"Changement {change}"]
    [silent] = [one for one in overview.alerts if one.kind == AlertKind.SILENT]
    assert silent.n == 2


def test_a_measure_is_due_by_the_indicator_s_own_rhythm(koungou):
    key = koungou.indicator(name="Parents présents", frequency=Frequency.QUARTER)
    koungou.measure(key, date(2026, 6, 1), 12)
    assert due(koungou) == [Due(DueKind.MEASURE, date(2026, 10, 1), "Parents présents", id=key)]


def test_a_seminaire_owes_feedback_to_those_who_spoke_there(koungou):
    run = koungou.run("ideas")
    koungou.say(run, {"ideas": ["Un banc"]})
    [one] = due(koungou, today=date(2026, 11, 27))
    assert (one.kind, one.text, one.due_on) == (DueKind.FEEDBACK, "Chemins de changement", date(2026, 10, 24))


def test_what_was_promised_comes_before_what_is_to_be_measured():
    measure, old, late = Due(DueKind.MEASURE, date(2020, 1, 1)), Due(DueKind.PLAN, PAST), Due(DueKind.LOOP, TODAY)
    assert overdue([late, measure, old], today=TODAY) == [old, measure]
    assert overdue([measure, old], today=date(2019, 1, 1)) == []


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (AHEAD.days, True), (AHEAD.days + 1, False)])
def test_what_is_due_today_or_within_a_month_is_coming(days, told):
    one = Due(DueKind.PLAN, TODAY + timedelta(days=days))
    assert coming([one], today=TODAY) == ([one] if told else [])

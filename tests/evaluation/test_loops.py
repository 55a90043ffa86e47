"""Loops: opened one at a time with their actions, forecasts and notebook; closed once all is decided."""

from datetime import date, timedelta

import pytest

from qic_core.actions.service import set_status, status_log, withdraw_action
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_reading import loop_days
from qic_core.evaluation.loops import (
    add_action_to_loop,
    edit_loop,
    list_loops,
    open_loop,
    pause_loop,
    resume_loop,
    take_action_out,
)
from qic_core.evaluation.rules import LoopState
from qic_core.pathways.service import withdraw_change
from qic_core.workshop.notebooks import get_notebook
from qic_core.workshop.runs import close_run
from tests.evaluation.looping import ADJUST, DONE, HELD_ON, KEEP, NEXT, RUNNING, STOP, STOPPED, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def refused(verb, *args, **named):
    with pytest.raises(DomainError) as error:
        verb(*args, **named)
    return error.value


def test_before_the_first_loop_there_is_none(round_of):
    assert round_of.now is None
    assert round_of.ask(list_loops) == []


def test_a_loop_holds_the_actions_that_serve_its_changes_and_are_not_over(round_of):
    change, [cafe, garden, bus] = round_of.scope("Un café", "Un jardin", "Un bus")
    round_of.move(garden, RUNNING)
    round_of.move(bus, DONE)
    aside = round_of.act("Une fête")
    gone = round_of.act("Un tournoi", change_ids=(change,))
    round_of.do(withdraw_action, action_id=gone)
    stopped = round_of.act("Une affiche", change_ids=(change,))
    round_of.move(stopped, STOPPED)
    loop_id = round_of.open(change, note=" À la MJC ")
    loop = round_of.now
    assert (loop.id, loop.title, loop.held_on, loop.note) == (loop_id, "Boucle de printemps", HELD_ON, "À la MJC")
    assert (loop.state, loop.change_ids, loop.version) == (LoopState.OPEN, (change,), 1)
    assert loop.action_ids == [cafe, garden]
    assert [one.action for one in loop.undecided] == ["Un café", "Un jardin"]
    assert {one.held_on for one in loop.decisions} == {HELD_ON}
    assert aside not in loop.action_ids


def test_an_action_that_serves_two_changes_is_decided_once(round_of):
    change, _ = round_of.scope()
    other = round_of.change("Les jeunes restent")
    both = round_of.act("Un café", change_ids=(change, other))
    round_of.open(other, change)
    assert round_of.now.action_ids == [both]
    assert set(round_of.now.change_ids) == {change, other}


def test_its_questions_wait_in_a_notebook_of_that_day(round_of):
    change, _ = round_of.scope("Un café")
    loop = round_of.get(round_of.open(change))
    notebook = round_of.ask(get_notebook, loop.notebook_id)
    assert (notebook.cover.title, notebook.cover.held_on) == ("Boucle de printemps", HELD_ON)
    assert notebook.cover.aim
    assert [cell.kind for cell in notebook.cells].count("ideas") >= 2


def test_a_second_loop_waits_until_the_first_is_closed(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    error = refused(round_of.open, change, title="Boucle d'été")
    assert (error.code, error.params) == ("loop_open_already", {"title": "Boucle de printemps"})
    round_of.do(pause_loop, loop_id=loop_id)
    assert refused(round_of.open, change).code == "loop_open_already"
    round_of.do(resume_loop, loop_id=loop_id)
    round_of.close(loop_id)
    assert round_of.now is None
    second = round_of.open(change, title="Boucle d'été", held_on=NEXT)
    assert [loop.id for loop in round_of.ask(list_loops)] == [second, loop_id]


def test_another_collective_may_hold_its_own_at_the_same_time(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    elsewhere = round_of.elsewhere()
    there = elsewhere.change("Ailleurs")
    elsewhere.open(there)
    assert elsewhere.now.change_ids == (there,)
    assert refused(elsewhere.get, loop_id).code == "loop_unknown"
    assert refused(elsewhere.do, pause_loop, loop_id=loop_id).code == "loop_unknown"
    assert refused(elsewhere.do, open_loop, title="x", held_on=HELD_ON, change_ids=[change]).code == "loop_open_already"


def test_a_loop_is_about_changes_that_stand_here(round_of):
    change, _ = round_of.scope()
    there = round_of.elsewhere().change("Ailleurs")
    assert refused(round_of.open, change, there).code == "change_unknown"
    assert refused(round_of.open).code == "loop_without_change"
    round_of.do(withdraw_change, change_id=change)
    assert refused(round_of.open, change).code == "change_withdrawn"
    assert round_of.now is None


def test_a_refused_loop_leaves_no_notebook(round_of):
    from qic_core.workshop.notebooks import list_notebooks

    change, _ = round_of.scope()
    assert refused(round_of.open, change, held_on=date(1926, 3, 20)).code == "day_out_of_bounds"
    assert round_of.ask(list_notebooks) == []


def test_a_paused_loop_rests_until_it_is_resumed(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.do(pause_loop, loop_id=loop_id)
    assert (round_of.now.state, round_of.now.version) == (LoopState.PAUSED, 2)
    assert refused(round_of.decide, loop_id, cafe, **KEEP).code == "loop_paused"
    assert refused(round_of.close, loop_id).code == "loop_paused"
    assert refused(round_of.do, add_action_to_loop, loop_id=loop_id, action_id=cafe).code == "loop_paused"
    round_of.do(resume_loop, loop_id=loop_id)
    round_of.do(resume_loop, loop_id=loop_id)
    assert (round_of.now.state, round_of.now.version) == (LoopState.OPEN, 3)
    round_of.decide(loop_id, cafe, **KEEP)


def test_an_action_of_meanwhile_is_brought_in_once(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    garden = round_of.act("Un jardin", change_ids=(change,))
    assert round_of.now.action_ids == [cafe]
    decision_id = round_of.do(add_action_to_loop, loop_id=loop_id, action_id=garden)
    assert round_of.decision(loop_id, garden).id == decision_id
    assert [one.action for one in round_of.now.undecided] == ["Un café", "Un jardin"]
    assert refused(round_of.do, add_action_to_loop, loop_id=loop_id, action_id=garden).code == "action_in_loop"


def test_an_action_is_taken_out_as_long_as_nothing_is_decided_of_it_and_may_come_back(round_of):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    loop_id = round_of.open(change)
    round_of.do(take_action_out, loop_id=loop_id, action_id=garden)
    assert round_of.now.action_ids == [cafe]
    assert refused(round_of.do, take_action_out, loop_id=loop_id, action_id=garden).code == "action_out_of_loop"
    round_of.decide(loop_id, cafe, **ADJUST)
    assert refused(round_of.do, take_action_out, loop_id=loop_id, action_id=cafe).code == "action_decided"
    round_of.do(add_action_to_loop, loop_id=loop_id, action_id=garden)
    assert [one.action for one in round_of.now.undecided] == ["Un jardin"]


def test_a_loop_opened_by_mistake_is_closed_once_nothing_is_left_in_it(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.do(take_action_out, loop_id=loop_id, action_id=cafe)
    round_of.close(loop_id)
    assert round_of.get(loop_id).state == LoopState.CLOSED
    assert round_of.get(loop_id).decisions == ()


def test_an_action_that_is_over_or_elsewhere_is_not_brought_in(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    done, gone = round_of.act("Une fête"), round_of.act("Un tournoi")
    round_of.move(done, DONE)
    round_of.do(withdraw_action, action_id=gone)
    there = round_of.elsewhere().act("Ailleurs")
    for action_id, code in ((done, "action_over"), (gone, "action_over"), (there, "action_unknown")):
        assert refused(round_of.do, add_action_to_loop, loop_id=loop_id, action_id=action_id).code == code


def test_a_loop_is_not_closed_while_an_action_waits(round_of):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    error = refused(round_of.close, loop_id)
    assert (error.code, error.params) == ("loop_undecided", {"actions": "Un jardin"})
    round_of.decide(loop_id, garden, **ADJUST)
    round_of.close(loop_id)
    assert round_of.get(loop_id).state == LoopState.CLOSED


@pytest.mark.parametrize("how", [DONE, STOPPED, None])
def test_an_action_that_ends_meanwhile_no_longer_holds_the_loop(round_of, how):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    if how is None:
        round_of.do(withdraw_action, action_id=garden)
    else:
        round_of.move(garden, how)
    assert round_of.decision(loop_id, garden).is_over
    round_of.close(loop_id)
    assert round_of.decision(loop_id, garden).verdict is None


def test_a_loop_is_not_closed_while_its_question_is_on_the_phones(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    run_id = round_of.asked(loop_id, "Qu'avons-nous appris ?")
    error = refused(round_of.close, loop_id)
    assert (error.code, error.params) == ("loop_run_open", {"cell": "Qu'avons-nous appris ?"})
    round_of.do(close_run, run_id=run_id)
    round_of.close(loop_id)


def test_the_question_of_another_notebook_does_not_hold_the_loop(round_of):
    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    round_of.run("ideas")
    round_of.close(loop_id)
    assert round_of.now is None


def test_what_a_loop_stops_is_stopped_with_a_dated_line_in_its_log(round_of):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    round_of.move(cafe, RUNNING)
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **STOP)
    round_of.decide(loop_id, garden, **KEEP)
    assert round_of.action(cafe).status != STOPPED
    round_of.close(loop_id)
    assert round_of.action(cafe).status == STOPPED
    assert round_of.action(garden).status != STOPPED
    with round_of.database.reading() as session:
        last = status_log(session, cafe)[0]
    assert (last.status, last.since) == (STOPPED, HELD_ON)
    assert last.note == "Boucle de printemps · Plus personne ne vient"


def test_an_action_is_not_stopped_before_what_its_log_says_last(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    later = HELD_ON + timedelta(days=12)
    round_of.do(set_status, action_id=cafe, status=RUNNING, since=later)
    round_of.decide(loop_id, cafe, **STOP)
    round_of.close(loop_id)
    with round_of.database.reading() as session:
        assert [entry.since for entry in status_log(session, cafe)][:2] == [later, later]


def test_what_was_done_or_taken_away_since_is_left_as_it_is(round_of):
    change, [cafe, garden] = round_of.scope("Un café", "Un jardin")
    loop_id = round_of.open(change)
    for action in (cafe, garden):
        round_of.decide(loop_id, action, **STOP)
    round_of.move(cafe, DONE)
    round_of.do(withdraw_action, action_id=garden)
    round_of.close(loop_id)
    assert round_of.action(cafe).status == DONE


def test_the_longest_words_fit_the_log_of_what_is_stopped(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change, title="b" * 120)
    round_of.decide(loop_id, cafe, verdict="stop", what="mot " * 74)
    round_of.close(loop_id)
    with round_of.database.reading() as session:
        assert len(status_log(session, cafe)[0].note) <= 300


def test_a_closed_loop_stays_as_it_is(round_of):
    loop_id, cafe = round_of.promised()
    assert refused(round_of.decide, loop_id, cafe, **KEEP).code == "loop_closed"
    assert refused(round_of.close, loop_id).code == "loop_closed"
    assert refused(round_of.do, pause_loop, loop_id=loop_id).code == "loop_closed"
    assert refused(round_of.do, resume_loop, loop_id=loop_id).code == "loop_closed"


def test_a_loop_that_someone_else_moved_is_not_closed_unread(round_of):
    from qic_core.evaluation.loops import close_loop

    change, _ = round_of.scope()
    loop_id = round_of.open(change)
    round_of.do(edit_loop, loop_id=loop_id, version=1, title="  Boucle d'avril ", note="Reportée")
    assert (round_of.now.title, round_of.now.note, round_of.now.version) == ("Boucle d'avril", "Reportée", 2)
    assert refused(round_of.do, close_loop, loop_id=loop_id, version=1).code == "loop_changed_meanwhile"
    again = {"loop_id": loop_id, "version": 1, "title": "Autre", "note": ""}
    assert refused(round_of.do, edit_loop, **again).code == "loop_changed_meanwhile"
    assert refused(round_of.do, edit_loop, **{**again, "version": 2, "title": " "}).code == "loop_untitled"


def test_the_day_of_a_loop_is_told_to_the_curves(round_of):
    change, [cafe] = round_of.scope("Un café")
    round_of.open(change)
    [day] = round_of.ask(loop_days)
    assert (day.held_on, day.change_ids, day.action_ids) == (HELD_ON, {change}, {cafe})


def test_thirty_loops_are_read_in_as_many_questions_as_one(round_of):
    from sqlalchemy import event

    change, [cafe] = round_of.scope("Un café")

    def questions():
        asked = []
        engine = round_of.database.read_engine
        listen = lambda *told: asked.append(told[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        found = round_of.ask(list_loops)
        event.remove(engine, "before_cursor_execute", listen)
        return len(found), len(asked)

    counts = []
    for _ in range(3):
        loop_id = round_of.open(change)
        round_of.decide(loop_id, cafe, **KEEP)
        round_of.close(loop_id)
        counts.append(questions())
    assert [found for found, _ in counts] == [1, 2, 3]
    assert len({asked for _, asked in counts}) == 1

"""What the cells of a loop ask about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qic_core.actions.service import withdraw_action
from qic_core.cooperation.plan_rules import Outcome
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import say_outcome
from qic_core.evaluation.indicators import withdraw_indicator
from qic_core.evaluation.loop_items import ask_ahead, loop_action_items, loop_indicator_items, loop_promise_items
from qic_core.evaluation.loops import add_action_to_loop, pause_loop, resume_loop
from qic_core.roadmap.service import save_roadmap
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.drafting import duplicate_notebook
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.notebooks import get_notebook
from qic_core.workshop.runs import RunState, close_run, freeze_run, get_run, open_run, reopen_run
from tests.evaluation.looping import ADJUST, DONE, HELD_ON, KEEP, NEXT, Round


@pytest.fixture
def round_of(koungou):
    return Round(koungou.database, koungou.id)


def announce(round_of, day):
    round_of.do(save_roadmap, first_actions=(), next_loop_on=day, next_loop_note="", version=0)


@pytest.mark.parametrize("items", [loop_action_items, loop_indicator_items])
def test_without_a_loop_the_sentence_says_to_open_one(round_of, items):
    round_of.promised()
    with pytest.raises(DomainError) as refusal:
        round_of.ask(items)
    assert refusal.value.code == "loop_missing"


def test_the_actions_are_those_that_wait_for_a_decision(round_of):
    change, [cafe, garden, bus, party] = round_of.scope("Un café", "Un jardin", "Un bus", "Une fête")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, garden, **KEEP)
    round_of.move(bus, DONE)
    round_of.do(withdraw_action, action_id=party)
    assert [(item.key, item.text, item.thing) for item in round_of.ask(loop_action_items)] == [
        (f"a{cafe}", "Un café", ("action", cafe))
    ]
    late = round_of.act("Une navette")
    round_of.do(add_action_to_loop, loop_id=loop_id, action_id=late)
    assert [item.text for item in round_of.ask(loop_action_items)] == ["Un café", "Une navette"]


def own_cell(round_of, about):
    """Return the cell of the current loop's notebook that asks about a subject, as anybody may run it."""
    cells = round_of.ask(get_notebook, round_of.now.notebook_id).cells
    return next(cell for cell in cells if cell.about == about)


LOOP_SUBJECTS = pytest.mark.parametrize("about", ["loop_actions", "loop_indicators"])


@LOOP_SUBJECTS
def test_a_paused_loop_asks_nothing_and_takes_no_more_answers_until_it_goes_on(round_of, about):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 40, 60, 80)
    loop_id = round_of.open(change)
    cell = own_cell(round_of, about)
    run_id = round_of.do(open_run, cell_id=cell.id)
    round_of.do(freeze_run, run_id=run_id)
    round_of.do(pause_loop, loop_id=loop_id)
    for verb, named in ((open_run, {"cell_id": cell.id}), (reopen_run, {"run_id": run_id})):
        with pytest.raises(DomainError) as refusal:
            round_of.do(verb, **named)
        assert refusal.value.code == "loop_paused"
    round_of.do(resume_loop, loop_id=loop_id)
    round_of.do(reopen_run, run_id=run_id)


@LOOP_SUBJECTS
def test_a_question_of_a_closed_loop_goes_no_more_to_the_phones(round_of, about):
    change, [cafe] = round_of.scope("Un café")
    round_of.grown(change, 40, 60, 80)
    loop_id = round_of.open(change)
    cell = own_cell(round_of, about)
    run_id = round_of.do(open_run, cell_id=cell.id)
    round_of.do(close_run, run_id=run_id)
    round_of.decide(loop_id, cafe, **KEEP)
    round_of.close(loop_id)
    round_of.open(change, title="Boucle d'été", held_on=NEXT - timedelta(days=90))
    ideas = round_of.asked(round_of.now.id)
    for verb, named in ((open_run, {"cell_id": cell.id}), (reopen_run, {"run_id": run_id})):
        with pytest.raises(DomainError) as refusal:
            round_of.do(verb, **named)
        assert (refusal.value.code, refusal.value.params) == ("loop_closed", {"title": "Boucle de printemps"})
    assert round_of.ask(get_run, ideas).state == RunState.OPEN


@LOOP_SUBJECTS
def test_what_would_be_said_elsewhere_and_lost_is_not_asked(round_of, about):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 40, 60, 80)
    round_of.open(change)
    copied = round_of.do(duplicate_notebook, notebook_id=round_of.now.notebook_id, title="Copie")
    cell = next(one for one in round_of.ask(get_notebook, copied).cells if one.about == about)
    with pytest.raises(DomainError) as refusal:
        round_of.do(open_run, cell_id=cell.id)
    assert (refusal.value.code, refusal.value.params) == ("loop_elsewhere", {"title": "Boucle de printemps"})


def test_promises_of_earlier_loops_are_asked_about_in_any_notebook(round_of):
    round_of.promised()
    [change] = round_of.get(1).change_ids
    round_of.open(change, title="Boucle d'été")
    copied = round_of.do(duplicate_notebook, notebook_id=round_of.now.notebook_id, title="Copie")
    cell = next(one for one in round_of.ask(get_notebook, copied).cells if one.about == "loop_promises")
    assert round_of.do(open_run, cell_id=cell.id)


def test_once_all_is_decided_there_is_nothing_to_ask(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **KEEP)
    assert round_of.ask(loop_action_items) == []


def test_two_actions_of_one_name_are_told_apart(round_of):
    change, _ = round_of.scope("Un café", "Un café")
    round_of.open(change)
    assert [item.text for item in round_of.ask(loop_action_items)] == ["1. Un café", "2. Un café"]


def test_the_curves_are_those_of_the_loops_changes_and_actions(round_of):
    change, [cafe] = round_of.scope("Un café")
    families = round_of.grown(change, 40, 60, 97.126, name="Familles", unit="familles")
    guests = round_of.indicator(action_id=cafe, name="Invités", unit="")
    round_of.indicator(name="Ailleurs")
    round_of.do(withdraw_indicator, indicator_id=round_of.indicator(change_id=change, name="Parti"))
    round_of.open(change)
    day = date(2026, 9, 20)
    assert [(item.key, item.text, item.thing, item.known) for item in round_of.ask(loop_indicator_items)] == [
        (f"n{families}", "Familles", ("indicator", families), Known(day, "familles", 97.13)),
        (f"n{guests}", "Invités", ("indicator", guests), Known(day, "", None)),
    ]


@pytest.mark.parametrize(
    ("announced", "asked"),
    [(NEXT, NEXT), (HELD_ON, date(2026, 9, 20)), (date(2026, 1, 1), date(2026, 9, 20)), (None, date(2026, 9, 20))],
)
def test_the_day_asked_about_is_the_next_loop_when_the_roadmap_says_it_else_in_six_months(round_of, announced, asked):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 1, 2, 3)
    announce(round_of, announced)
    round_of.open(change)
    [item] = round_of.ask(loop_indicator_items)
    assert item.known.asked_on == asked


@pytest.mark.parametrize(
    ("opened_on", "asked"),
    [
        (NEXT - timedelta(days=1), NEXT),
        (NEXT, date(2027, 3, 25)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_the_room_is_never_asked_about_a_day_that_is_past(round_of, opened_on, asked):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 1, 2, 3)
    announce(round_of, NEXT)
    round_of.open(change)
    [item] = round_of.ask(loop_indicator_items)
    assert ask_ahead(item, opened_on).known == replace(item.known, asked_on=asked)


def test_a_curve_opened_long_after_its_loop_asks_about_a_day_to_come(round_of):
    change, _ = round_of.scope("Un café")
    round_of.grown(change, 1, 2, 3)
    round_of.open(change, held_on=date(2020, 1, 15))
    run_id = round_of.do(open_run, cell_id=own_cell(round_of, "loop_indicators").id)
    run = round_of.ask(get_run, run_id)
    assert run.content.items[0].known.asked_on > run.opened_at.date()


def test_what_is_no_figure_is_asked_the_same_on_any_day():
    assert ask_ahead(Item("a1", "Un café"), date(2030, 1, 1)) == Item("a1", "Un café")


def test_promises_that_say_the_same_are_told_by_their_actions_else_by_their_places(round_of):
    change, actions = round_of.scope("Un café", "Un jardin", "Un jardin", "Un bus")
    loop_id = round_of.open(change)
    for action in actions[:3]:
        round_of.decide(loop_id, action, **{**ADJUST, "what": "Ouvrir le samedi"})
    round_of.decide(loop_id, actions[3], **{**ADJUST, "what": "Ouvrir le dimanche " + "et " * 60})
    round_of.close(loop_id)
    told = [item.text for item in round_of.ask(loop_promise_items)]
    assert told[:3] == [
        "1. Un café · Ouvrir le samedi (Zaïna, 15/06/2026)",
        "2. Un jardin · Ouvrir le samedi (Zaïna, 15/06/2026)",
        "3. Un jardin · Ouvrir le samedi (Zaïna, 15/06/2026)",
    ]
    assert told[3].startswith("4. Ouvrir le dimanche")
    assert told[3].endswith("(Zaïna, 15/06/2026)")


def test_the_promises_are_the_open_ones_of_earlier_loops_the_next_one_due_first(round_of):
    first, action = round_of.promised(what="", verdict=KEEP["verdict"], who="Z" * 120)
    second, _ = round_of.promised(due_on=date(2026, 5, 1))
    items = round_of.ask(loop_promise_items)
    assert [item.text for item in items][0] == "Le café ouvre le samedi (Zaïna, 01/05/2026)"
    assert items[1].text.startswith("Un café")
    assert items[1].text.endswith(", 15/06/2026)")
    assert all(len(item.text) <= ITEM_LENGTH for item in items)
    kept = round_of.get(second).decisions[0]
    assert items[0].thing == ("decision", kept.id)
    round_of.do(say_outcome, decision_id=kept.id, version=kept.version, outcome=Outcome.KEPT)
    assert [item.thing[1] for item in round_of.ask(loop_promise_items)] == [round_of.decision(first, action).id]


def test_what_the_loop_at_work_decides_is_no_promise_of_an_earlier_one(round_of):
    change, [cafe] = round_of.scope("Un café")
    loop_id = round_of.open(change)
    round_of.decide(loop_id, cafe, **ADJUST)
    assert round_of.ask(loop_promise_items) == []
    assert round_of.elsewhere().ask(loop_promise_items) == []

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qic_core.challenge.candidates import add_candidate, withdraw_candidate
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.drafting import Draft, add_cell, edit_cell, withdraw_cell
from qic_core.workshop.moderation import group, hide, show
from qic_core.workshop.runs import (
    EXTENSION_AT_MOST,
    RunState,
    close_live_run,
    close_run,
    extend_run,
    freeze_run,
    get_run,
    list_runs,
    live_run,
    open_run,
    reopen_run,
    reveal_run,
    wall_run,
)
from qic_core.workshop.tally import list_ideas

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
QUESTION = Draft("ideas", "Besoins", "De quoi avons-nous besoin ?")
DOTS = Draft("dots", "Budget", "Où mettre nos points ?")


def live(story):
    with story.reading() as session:
        run = live_run(session, story.collective_id)
        return run.id if run else None


def on_wall(story, now=NOON):
    with story.reading() as session:
        run = wall_run(session, story.collective_id, now=now)
        return run.id if run else None


def do(story, act, run_id, **more):
    with story.writing() as work:
        act(work, run_id=run_id, **more)
    return story.run(run_id)


def at(story, now, act, *args, **kwargs):
    """Do something at a time of our choice."""
    with story.writing() as work:
        return act(Work(work.session, work.collective_id, now), *args, **kwargs)


def test_an_opened_run_takes_answers_and_is_hidden_until_revealed(story):
    run = story.run(story.open("ideas"))
    assert (run.state, run.number, run.revealed, run.moderated) == (RunState.OPEN, 1, False, True)
    assert run.takes_answers
    assert (run.output, run.closed_at) == (None, None)
    assert run.ends_at - run.opened_at == timedelta(minutes=5)


def test_a_cell_that_tells_is_seen_at_once_and_takes_no_answer(story):
    run = story.run(story.open("text"))
    assert run.revealed
    assert not run.takes_answers


def test_a_cell_without_minutes_has_no_countdown(story):
    with story.writing() as work:
        cell_id = add_cell(work, notebook_id=story.notebook_id, draft=replace(QUESTION, minutes=0))
        run_id = open_run(work, cell_id=cell_id)
    assert story.run(run_id).ends_at is None


def test_opening_a_run_closes_the_one_that_was_live(story):
    first = story.open("ideas")
    second = story.open("words")
    assert live(story) == second
    assert story.run(first).state == RunState.CLOSED
    assert story.run(first).output["voices"] == 0


def test_two_collectives_run_at_the_same_time(story, neighbours):
    here, there = story.open("ideas"), neighbours.open("ideas")
    assert (live(story), live(neighbours)) == (here, there)
    story.close(here)
    assert (live(story), live(neighbours)) == (None, there)


def test_runs_of_a_cell_are_numbered_and_a_new_one_keeps_the_first_output(story):
    first = story.open("cooperation")
    story.say(first, {"level": 2})
    story.close(first)
    output = story.run(first).output
    second = story.open("cooperation")
    story.say(second, {"level": 6})
    story.close(second)
    with story.reading() as session:
        runs = list_runs(session, [story.cells["cooperation"], story.cells["ideas"]])
    assert [(run.id, run.number, run.output["summary"]["median"]) for run in runs] == [(first, 1, 2), (second, 2, 6)]
    assert runs[0].output == output


def test_closing_freezes_the_figures_and_the_counts(story):
    run_id = story.open("cooperation")
    story.say(run_id, {"level": 5}, story.arrive("Amina"))
    story.say(run_id, {"level": 3}, voices=6, college_id=story.colleges["Élus"], source="table")
    closed = do(story, close_run, run_id)
    assert closed.state == RunState.CLOSED
    assert closed.closed_at >= closed.opened_at
    assert closed.ends_at is None
    assert closed.output["summary"]["counts"] == [0, 0, 6, 0, 1, 0, 0]
    assert closed.output["voices"] == 7
    assert closed.output["by_source"] == {"phone": 1, "table": 6}
    assert closed.output["by_college"] == {"Habitants": 1, "Élus": 6}


def test_each_run_draws_a_lot_of_its_own_and_keeps_it(story):
    first = story.open("dots")
    second = story.open("dots")
    lots = [story.run(run_id).content.lot for run_id in (first, second)]
    assert all(lots)
    assert lots[0] != lots[1]
    assert [story.run(run_id).content.lot for run_id in (first, second)] == lots


def test_a_run_closed_twice_keeps_the_hour_of_the_first_time(story):
    run_id = story.open("cooperation")
    first = do(story, close_run, run_id).closed_at
    assert do(story, close_run, run_id).closed_at == first


def test_a_frozen_run_stays_live_and_takes_no_answer_until_it_is_reopened(story):
    run_id = story.open("cooperation")
    assert not do(story, freeze_run, run_id).takes_answers
    assert live(story) == run_id
    assert [outcome.code for outcome in story.record(story.submission(run_id, {"level": 3}))] == ["run_frozen"]
    assert do(story, reopen_run, run_id).takes_answers
    story.say(run_id, {"level": 3})


def test_a_reopened_run_takes_answers_again_and_loses_its_output_until_it_is_closed(story):
    run_id = story.open("cooperation")
    story.say(run_id, {"level": 3})
    story.close(run_id)
    reopened = do(story, reopen_run, run_id)
    assert (reopened.state, reopened.output, reopened.closed_at) == (RunState.OPEN, None, None)
    story.say(run_id, {"level": 3})
    assert do(story, close_run, run_id).output["voices"] == 2


def test_reopening_an_old_run_closes_the_live_one(story):
    first = story.open("ideas")
    second = story.open("words")
    do(story, reopen_run, first)
    assert live(story) == first
    assert story.run(second).state == RunState.CLOSED


def test_there_is_never_more_than_one_live_run(story):
    first, second = story.open("ideas"), story.open("words")
    with story.refused("run_not_live") as work:
        freeze_run(work, run_id=first)
    assert [run_id for run_id in (first, second) if story.run(run_id).state != RunState.CLOSED] == [second]


def test_the_live_run_can_be_closed_without_being_named(story):
    run_id = story.open("ideas")
    for _ in range(2):
        with story.writing() as work:
            close_live_run(work)
        assert story.run(run_id).state == RunState.CLOSED


def test_results_are_revealed_and_hidden_again(story):
    run_id = story.open("cooperation")
    assert do(story, reveal_run, run_id, revealed=True).revealed
    assert not do(story, reveal_run, run_id, revealed=False).revealed


@pytest.mark.parametrize(
    ("opened", "now", "ends"),
    [
        (NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=8)),
        (NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=8)),
        (NOON, NOON + timedelta(minutes=20), NOON + timedelta(minutes=23)),
    ],
)
def test_time_is_added_to_what_is_left_or_to_now_when_it_is_over(story, opened, now, ends):
    run_id = at(story, opened, open_run, cell_id=story.cells["ideas"])
    at(story, now, extend_run, run_id=run_id, minutes=3)
    assert story.run(run_id).ends_at == ends


@pytest.mark.parametrize("minutes", [0, -5, EXTENSION_AT_MOST + 1])
def test_time_is_added_within_bounds(story, minutes):
    run_id = story.open("ideas")
    with story.refused("minutes_out_of_bounds") as work:
        extend_run(work, run_id=run_id, minutes=minutes)


def test_a_closed_run_gets_no_more_time(story):
    run_id = story.open("ideas")
    story.close(run_id)
    with story.refused("run_not_live") as work:
        extend_run(work, run_id=run_id, minutes=3)


def test_a_run_keeps_what_it_asked_whatever_becomes_of_its_cell(story):
    run_id = story.open("dots")
    asked = story.run(run_id).content
    with story.writing() as work:
        edit_cell(work, cell_id=story.cells["dots"], draft=replace(QUESTION, title="Autre chose"))
        withdraw_cell(work, cell_id=story.cells["dots"])
    assert story.run(run_id).content == asked
    story.say(run_id, {"dots": {"i1": 2}})
    assert do(story, close_run, run_id).output["summary"]["points"] == {"i1": 2, "i2": 0, "i3": 0}


@pytest.mark.parametrize(
    "act",
    [
        close_run,
        freeze_run,
        reopen_run,
        lambda work, run_id: reveal_run(work, run_id=run_id, revealed=True),
        lambda work, run_id: extend_run(work, run_id=run_id, minutes=5),
    ],
    ids=["close", "freeze", "reopen", "reveal", "extend"],
)
def test_the_run_of_another_collective_is_refused(story, neighbours, act):
    theirs = neighbours.open("ideas")
    before = neighbours.run(theirs)
    for run_id in (theirs, 999_999):
        with story.refused("run_unknown") as work:
            act(work, run_id=run_id)
    assert neighbours.run(theirs) == before


def test_the_run_and_the_cell_of_another_collective_can_neither_be_read_nor_opened(story, neighbours):
    theirs = neighbours.open("ideas")
    with story.reading() as session, pytest.raises(DomainError) as refusal:
        get_run(session, story.collective_id, theirs)
    assert refusal.value.code == "run_unknown"
    with story.refused("notebook_unknown") as work:
        open_run(work, cell_id=neighbours.cells["words"])
    assert live(neighbours) == theirs


def taker(story):
    """A cell that shares out dots over what « Besoins » has gathered."""
    with story.writing() as work:
        return add_cell(work, notebook_id=story.notebook_id, draft=replace(DOTS, items_from=story.cells["ideas"]))


def gather(story, *texts):
    run_id = story.open("ideas")
    for text in texts:
        story.say(run_id, {"ideas": [text]})
    ids = {text: idea.id for text, idea in story.ideas(run_id).items()}
    with story.writing() as work:
        show(work, run_id=run_id, idea_ids=list(ids.values()))
    return run_id, ids


def items(story, cell_id):
    with story.writing() as work:
        run_id = open_run(work, cell_id=cell_id)
    return [(item.text, item.ideas) for item in story.run(run_id).content.items]


def test_items_are_the_themes_of_the_latest_run_each_with_its_ideas(story):
    run_id, ids = gather(story, "Des lampadaires", "Un stade éclairé", "Un local", "Une navette")
    with story.writing() as work:
        group(work, run_id=run_id, idea_ids=[ids["Des lampadaires"], ids["Un stade éclairé"]], label="Éclairage")
        group(work, run_id=run_id, idea_ids=[ids["Un local"]], label="Se retrouver")
    assert items(story, taker(story)) == [
        ("Éclairage", (ids["Des lampadaires"], ids["Un stade éclairé"])),
        ("Se retrouver", (ids["Un local"],)),
    ]


def test_items_are_the_shown_ideas_when_none_is_grouped(story):
    run_id, ids = gather(story, "Des lampadaires", "Un local", "Une insulte")
    with story.writing() as work:
        hide(work, run_id=run_id, idea_ids=[ids["Une insulte"]])
    assert items(story, taker(story)) == [
        ("Des lampadaires", (ids["Des lampadaires"],)),
        ("Un local", (ids["Un local"],)),
    ]


def test_the_same_words_from_two_people_make_one_item_with_two_sources(story):
    run_id = story.open("ideas")
    for text in ("Un local", "Une navette", "Un local"):
        story.say(run_id, {"ideas": [text]})
    with story.reading() as session:
        first, second, third = (idea.id for idea in list_ideas(session, run_id))
    with story.writing() as work:
        show(work, run_id=run_id, idea_ids=[first, second, third])
    assert items(story, taker(story)) == [("Un local", (first, third)), ("Une navette", (second,))]


def test_one_theme_alone_is_no_choice_so_the_ideas_are_asked_about(story):
    run_id, ids = gather(story, "Des lampadaires", "Un local")
    with story.writing() as work:
        group(work, run_id=run_id, idea_ids=[ids["Un local"]], label="Se retrouver")
    assert [text for text, _ in items(story, taker(story))] == ["Des lampadaires", "Un local"]


def test_a_withdrawn_cell_is_not_opened(story):
    with story.writing() as work:
        withdraw_cell(work, cell_id=story.cells["ideas"])
    with story.refused("cell_withdrawn") as work:
        open_run(work, cell_id=story.cells["ideas"])


def test_items_come_from_the_latest_run(story):
    gather(story, "Des lampadaires", "Un local")
    gather(story, "Une navette", "Un bus")
    assert [text for text, _ in items(story, taker(story))] == ["Une navette", "Un bus"]


def test_later_sorting_leaves_the_items_of_an_opened_run_as_they_were(story):
    run_id, ids = gather(story, "Des lampadaires", "Un local")
    cell_id = taker(story)
    before = items(story, cell_id)
    with story.writing() as work:
        hide(work, run_id=run_id, idea_ids=list(ids.values()))
    assert [(item.text, item.ideas) for item in story.run(live(story)).content.items] == before


@pytest.mark.parametrize("texts", [(), ("Un local",)])
def test_without_two_ideas_there_is_nothing_to_choose_from_and_the_live_run_stays_open(story, texts):
    source, _ = (story.open("ideas"), None) if not texts else gather(story, *texts)
    cell_id = taker(story)
    with story.refused("items_from_empty") as work:
        open_run(work, cell_id=cell_id)
    assert live(story) == source


def test_ideas_that_wait_or_are_hidden_are_no_items(story):
    run_id = story.open("ideas")
    for text in ("Un local", "Une navette"):
        story.say(run_id, {"ideas": [text]})
    cell_id = taker(story)
    with story.refused("items_from_empty") as work:
        open_run(work, cell_id=cell_id)


def test_a_cell_whose_source_was_never_run_has_nothing_to_choose_from(story):
    cell_id = taker(story)
    with story.refused("items_from_empty") as work:
        open_run(work, cell_id=cell_id)


def asking_about_candidates(story):
    with story.writing() as work:
        draft = Draft("judgment", "Jugement", "Un bon défi ?", about="candidates")
        return add_cell(work, notebook_id=story.notebook_id, draft=draft)


def test_a_run_asks_about_the_journey_as_it_stands_when_it_is_opened(story):
    cell_id = asking_about_candidates(story)
    with story.writing() as work:
        water, _school = (add_candidate(work, text=text) for text in ("L'eau", "L'école"))
    with story.writing() as work:
        withdraw_candidate(work, candidate_id=water)
    with story.writing() as work:
        run_id = open_run(work, cell_id=cell_id)
    with story.writing() as work:
        add_candidate(work, text="Plus tard")
    [item] = story.run(run_id).content.items
    assert item.text == "L'école"
    assert item.thing is not None
    assert item.thing[0] == "candidate"
    assert item.key == f"p{item.thing[1]}"


def test_a_run_about_things_that_are_not_there_yet_is_refused(story):
    cell_id = asking_about_candidates(story)
    with story.refused("about_empty") as work:
        open_run(work, cell_id=cell_id)


def test_the_wall_shows_the_live_run_else_the_last_closed_one_of_the_seminar(story):
    assert on_wall(story) is None
    first = at(story, NOON, open_run, cell_id=story.cells["ideas"])
    assert on_wall(story) == first
    at(story, NOON, close_run, run_id=first)
    second = at(story, NOON + timedelta(minutes=1), open_run, cell_id=story.cells["words"])
    at(story, NOON + timedelta(minutes=2), close_run, run_id=second)
    assert on_wall(story, NOON + timedelta(hours=1)) == second
    assert on_wall(story, NOON + timedelta(days=1)) is None

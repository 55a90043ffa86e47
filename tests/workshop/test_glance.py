"""The one question that every phone asks gives what the services give, on both engines."""

import pytest
from sqlalchemy import text

from qic_core.collective.service import current_code, renew_code
from qic_core.errors import DomainError
from qic_core.workshop.contributions import current_answer
from qic_core.workshop.glance import glance, passage_at, revisions
from qic_core.workshop.participants import find_participant
from qic_core.workshop.runs import RunState, close_run, freeze_run, reopen_run, wall_run


def code_of(story):
    with story.reading() as session:
        return current_code(session, story.collective_id)


def seen(story, token="token of Amina", code=None):
    with story.database.read_engine.connect() as connection:
        return glance(fetching(connection), code=code or code_of(story), token=token)


def fetching(connection):
    return lambda sql, **params: connection.execute(text(sql), params).all()


def test_an_empty_room_is_seen_by_a_phone_that_has_no_seat(story):
    view = seen(story)
    assert (view.collective_id, view.name, view.timezone) == (story.collective_id, "Koungou", "Indian/Mayotte")
    assert (view.participant, view.passage, view.answer) == (None, None, None)


def test_a_seated_phone_sees_its_seat_the_live_run_and_its_own_answer(story):
    amina, youssouf = story.arrive("Amina"), story.arrive("Youssouf")
    run_id = story.open("ideas")
    story.say(run_id, {"ideas": ["Un local"]}, amina)
    story.say(run_id, {"ideas": ["Un local", "Une navette"]}, amina)
    story.say(run_id, {"ideas": ["Un bus"]}, youssouf)
    view, run = seen(story), story.run(run_id)
    with story.reading() as session:
        assert view.participant == find_participant(session, story.collective_id, "token of Amina")
        assert view.answer == current_answer(session, run_id, amina.id)
    assert (view.passage.run_id, view.passage.state, view.passage.ends_at) == (run_id, RunState.OPEN, run.ends_at)


def test_a_token_of_the_neighbours_has_no_seat_here(story, neighbours):
    neighbours.arrive("Amina")
    assert seen(story).participant is None
    assert seen(neighbours).participant is not None


@pytest.mark.parametrize(("act", "state"), [(freeze_run, RunState.FROZEN), (close_run, RunState.CLOSED)])
def test_a_held_or_closed_run_is_still_seen_with_its_state(story, act, state):
    story.close(story.open("words"))
    run_id = story.open("ideas")
    with story.writing() as work:
        act(work, run_id=run_id)
    assert (seen(story).passage.run_id, seen(story).passage.state) == (run_id, state)


def test_a_code_that_opens_nothing_is_refused(story):
    old = code_of(story)
    with story.writing() as work:
        renew_code(work, collective_id=story.collective_id)
    for code, refused in (("AAAAAA", "code_unknown"), (old, "code_expired")):
        with pytest.raises(DomainError) as refusal:
            seen(story, code=code)
        assert refusal.value.code == refused


def test_each_room_is_at_its_own_run_and_raises_its_own_revision(story, neighbours):
    run_id = story.open("ideas")
    ids = [story.collective_id, neighbours.collective_id]
    with story.database.read_engine.connect() as connection:
        before = revisions(fetching(connection))
        here, there = (passage_at(fetching(connection), collective_id) for collective_id in ids)
    assert here.run_id == run_id
    assert there is None
    with neighbours.writing():
        pass
    with story.database.read_engine.connect() as connection:
        after = revisions(fetching(connection))
    assert {key: after[key] - before[key] for key in ids} == {story.collective_id: 0, neighbours.collective_id: 1}


def test_between_two_runs_phones_and_wall_are_at_the_one_closed_last(story):
    first, second = story.open("ideas"), story.open("words")
    with story.writing() as work:
        reopen_run(work, run_id=first)
    story.close(first)
    with story.reading() as session:
        shown = wall_run(session, story.collective_id, now=story.run(first).closed_at)
    assert seen(story).passage.run_id == shown.id == first != second

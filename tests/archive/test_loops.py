"""A loop under way: what the room said of its actions, curves and promises is still said of them beside others."""

import pytest

from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import restore_archive
from qic_core.archive.writing import write_archive
from qic_core.collective.service import create_collective
from qic_core.evaluation.indicators import list_indicators
from qic_core.evaluation.loops import list_loops
from qic_core.evaluation.room_voices import promises_said, room_advice, room_forecasts
from tests.evaluation.rooms import Room


@pytest.fixture
def room(database):
    with database.writing() as work:
        key = create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte"
        )
    return Room(database, key)


def said(session, collective_id):
    """Return what the room said, by the names of what it spoke of."""
    loops = list_loops(session, collective_id)
    notebook_id = loops[0].notebook_id
    actions = {one.action_id: one.action for loop in loops for one in loop.decisions}
    promises = {one.id: one.what for loop in loops for one in loop.decisions}
    curves = {one.id: one.name for one in list_indicators(session, collective_id)}
    return (
        {actions[key]: one.leading for key, one in room_advice(session, collective_id, notebook_id).items()},
        {curves[key]: one for key, one in room_forecasts(session, collective_id, notebook_id).items()},
        {promises[key]: (one.kept, one.voices) for key, one in promises_said(session, collective_id).items()},
    )


def test_beside_others_the_room_s_words_belong_to_the_same_actions_curves_and_promises(room, told, database):
    loop_id, action = room.promised()
    promise = room.decision(loop_id, action)
    room.start()
    room.asking("agreement", {"verdicts": {f"d{promise.id}": {"verdict": 1}}})
    room.vote(2, 2, 1)
    room.foresee(90, 100.5, None)
    with database.writing() as work:
        archive = write_archive(work.session, room.id)
        restore_archive(work, read_archive(told))
        restored = restore_archive(work, read_archive(archive))
    with database.reading() as session:
        advice, forecasts, kept = before = said(session, room.id)
        assert said(session, restored) == before
    assert (len(advice), len(forecasts), kept) == (1, 1, {"Le café ouvre le samedi": (1, 1)})

"""The wait for the next step: whom it wakes, and whom it does not."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from qic_core.phone import waiting as watch
from qic_core.phone.reader import Reader
from qic_core.phone.views import step_of
from qic_core.phone.waiting import Waiting
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.glance import passage_at


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(watch, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(watch, "PATIENCE_SECONDS", (0.5, 0.5))


def step(room: Any) -> str:
    reader = Reader(room.database)
    passage = asyncio.run(reader.glimpse(lambda fetch: passage_at(fetch, room.collective_id)))
    reader.close()
    return step_of(passage)


def waited(room: Any, seen: str, meanwhile: Callable[[Waiting], Any]) -> str | None:
    """What a phone that shows `seen` is told, when something happens while it waits."""

    async def run() -> str | None:
        reader = Reader(room.database)
        waiting = Waiting(reader)
        waiting.start()
        asked = asyncio.create_task(waiting.next_step(room.collective_id, seen))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(meanwhile, waiting)
        answer = await asked
        await waiting.stop()
        reader.close()
        return answer

    return asyncio.run(run())


def test_opening_a_question_wakes_who_waits(room_on_both):
    assert waited(room_on_both, "none", lambda _: room_on_both.open("ideas")) == step(room_on_both)


@pytest.mark.parametrize("gesture", ["freeze", "close"])
def test_the_end_of_a_question_wakes_who_answers_it(room, gesture):
    run_id = room.open("ideas")
    before = step(room)
    after = waited(room, before, lambda _: getattr(room, gesture)(run_id))
    assert after == step(room)
    assert after != before


def test_more_time_wakes_who_counts_down(room):
    run_id = room.open("ideas")
    assert waited(room, step(room), lambda _: room.extend(run_id, 5)) == step(room)


def test_an_answer_wakes_nobody(room):
    run_id = room.open("ideas")

    def answer(_: Waiting) -> None:
        with room.database.writing(room.collective_id) as work:
            record(work, [Submission(run_id, "key-other", {"ideas": ["Un local"]})])

    assert waited(room, step(room), answer) is None


def test_another_rooms_question_wakes_nobody_here(room, neighbours):
    assert waited(room, "none", lambda _: neighbours.open("ideas")) is None


def test_what_happened_just_before_one_began_to_wait_is_not_missed(room):
    room.open("ideas")
    assert waited(room, "none", lambda _: None) == step(room)


def test_when_the_server_is_about_to_stop_nobody_is_kept_waiting(room, monkeypatch):
    monkeypatch.setattr(watch, "PATIENCE_SECONDS", (60.0, 60.0))

    async def run() -> list[str | None]:
        waiting = Waiting(Reader(room.database))
        asked = [asyncio.create_task(waiting.next_step(room.collective_id, "none")) for _ in range(3)]
        await asyncio.sleep(0)
        waiting.release()
        return [*await asyncio.gather(*asked), await waiting.next_step(room.collective_id, "none")]

    assert asyncio.run(run()) == [None] * 4


def test_the_phone_asks_with_the_step_it_shows(room):
    room.open("ideas")
    phone = room.phone("Habitants")
    fresh = phone.get("/r/QUAR24/attendre?etape=none")
    assert fresh.json() == {"step": step(room)}
    assert f'data-step="{step(room)}"' in phone.get().text
    assert phone.get(f"/r/QUAR24/attendre?etape={step(room)}").status_code == 204

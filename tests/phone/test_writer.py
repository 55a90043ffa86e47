"""The writer: one commit for all who wait, one verdict each."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from qic_core.db.engine import Database
from qic_core.db.tables import revision_of
from qic_core.errors import DomainError, NotSaved
from qic_core.phone import writer as writing
from qic_core.phone.writer import Seat, Writer
from qic_core.workshop.contributions import Receipt, Submission


def together(database: Database, *wishes: Callable[[Writer], Awaitable[Any]]) -> list[Any]:
    """What comes of wishes that have all come in before the writer begins."""

    async def run() -> list[Any]:
        writer = Writer(database)
        waiting = asyncio.gather(*(wish(writer) for wish in wishes), return_exceptions=True)
        await asyncio.sleep(0)
        writer.start()
        await writer.stop()
        return await waiting

    return asyncio.run(run())


def idea(room: Any, run_id: int, key: str, text: str = "Un local") -> Callable[[Writer], Awaitable[Receipt]]:
    return lambda writer: writer.record(room.collective_id, Submission(run_id, key, {"ideas": [text]}))


def seat(room: Any, token: str, college_id: int) -> Callable[[Writer], Awaitable[Any]]:
    return lambda writer: writer.join(room.collective_id, Seat(token, college_id))


def revision(room: Any) -> int:
    with room.database.reading() as session:
        return revision_of(session, room.collective_id)


def test_all_who_wait_are_written_in_one_transaction(room_on_both):
    run_id, before = room_on_both.open("ideas"), revision(room_on_both)
    outcomes = together(room_on_both.database, *(idea(room_on_both, run_id, f"key-{n:08}") for n in range(150)))
    assert len({receipt.code for receipt in outcomes}) == 150
    assert len(room_on_both.rows()) == 150
    assert revision(room_on_both) == before + 1


def test_more_than_a_batch_is_written_all_the_same(room):
    run_id = room.open("ideas")
    outcomes = together(room.database, *(idea(room, run_id, f"key-{n:08}") for n in range(450)))
    assert all(isinstance(outcome, Receipt) for outcome in outcomes)
    assert len(room.rows()) == 450


def test_each_is_judged_on_its_own(room):
    run_id, college = room.open("ideas"), room.colleges["Élus"]
    good, empty, seated, lost = together(
        room.database,
        idea(room, run_id, "key-good"),
        idea(room, run_id, "key-empty", " "),
        seat(room, "amina", college),
        seat(room, "youssouf", 0),
    )
    assert isinstance(good, Receipt)
    assert isinstance(empty, DomainError)
    assert empty.code == "text_missing"
    assert seated.college_id == college
    assert isinstance(lost, DomainError)
    assert lost.code == "college_missing"


def test_two_collectives_do_not_wait_for_each_others_verdict(room, neighbours):
    here, there = room.open("ideas"), neighbours.open("ideas")
    outcomes = together(
        room.database,
        idea(room, here, "key-here"),
        idea(neighbours, there, "key-there"),
        idea(room, there, "key-cross"),
    )
    assert [type(outcome) for outcome in outcomes] == [Receipt, Receipt, DomainError]


def test_when_the_storage_takes_nothing_nobody_is_told_otherwise(room, monkeypatch):
    run_id = room.open("ideas")

    @contextmanager
    def locked(self: Database, collective_id: int | None = None) -> Iterator[None]:
        raise NotSaved("database is locked")
        yield

    with monkeypatch.context() as broken:
        broken.setattr(Database, "writing", locked)
        outcomes = together(room.database, *(idea(room, run_id, f"key-{n:08}") for n in range(3)))
    assert [type(outcome) for outcome in outcomes] == [NotSaved] * 3
    assert room.rows() == []


def test_one_that_breaks_the_writing_does_not_take_the_others_down(room, monkeypatch, caplog):
    run_id, record = room.open("ideas"), writing.record

    def fragile(work: Any, submissions: Any) -> Any:
        if any(submission.key == "key-poison" for submission in submissions):
            raise RuntimeError("Amina a écrit un secret")
        return record(work, submissions)

    monkeypatch.setattr(writing, "record", fragile)
    keys = ["key-first", "key-poison", "key-last"]
    outcomes = together(room.database, *(idea(room, run_id, key) for key in keys))
    assert [type(outcome) for outcome in outcomes] == [Receipt, NotSaved, Receipt]
    assert len(room.rows()) == 2
    assert f"run {run_id}" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text

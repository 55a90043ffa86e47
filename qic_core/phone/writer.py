"""One thread commits together whatever has come in meanwhile: a room that answers at once waits for few commits."""

import asyncio
import logging
import threading
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeAlias

from qic_core.db.engine import Database, Work
from qic_core.errors import DomainError, NotSaved
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.participants import Participant, join

BATCH_AT_MOST = 500
CLOSE_BEHIND_SECONDS = 0.002
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone who wants to come in."""

    token: str
    college_id: int | None
    first_name: str = ""


Wish: TypeAlias = Submission | Seat
Outcome: TypeAlias = Receipt | Participant | DomainError | NotSaved


@dataclass(frozen=True, slots=True)
class _Entry:
    collective_id: int
    wish: Wish
    answer: asyncio.Future[Outcome]


class Writer:
    """Answers a wish only once its transaction is committed.

    The thread is called when no more wishes come close behind: reading and writing at the same time, they would take
    the interpreter from each other again and again, for twice the time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entries: deque[_Entry] = deque()
        self._gathering = False
        self._calls: SimpleQueue[bool] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write, for the running event loop."""
        loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, args=(loop,), name="phone-writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Write what is still to be written, then end."""
        self._calls.put(False)
        if self._thread:
            await asyncio.to_thread(self._thread.join)

    async def record(self, collective_id: int, submission: Submission) -> Receipt:
        """Record an answer; raises DomainError when it is refused, NotSaved when it could not be kept."""
        receipt = await self._written(collective_id, submission)
        assert isinstance(receipt, Receipt)
        return receipt

    async def join(self, collective_id: int, seat: Seat) -> Participant:
        """Seat someone; raises DomainError when they are refused, NotSaved when it could not be kept."""
        participant = await self._written(collective_id, seat)
        assert isinstance(participant, Participant)
        return participant

    async def _written(self, collective_id: int, wish: Wish) -> Receipt | Participant:
        loop = asyncio.get_running_loop()
        entry = _Entry(collective_id, wish, loop.create_future())
        self._entries.append(entry)
        if not self._gathering:
            self._gathering = True
            loop.call_later(CLOSE_BEHIND_SECONDS, self._gather, loop, len(self._entries))
        outcome = await entry.answer
        if isinstance(outcome, DomainError | NotSaved):
            raise outcome
        return outcome

    def _gather(self, loop: asyncio.AbstractEventLoop, before: int) -> None:
        """Call the thread, unless more have come in since."""
        now = len(self._entries)
        if before < now < BATCH_AT_MOST:
            loop.call_later(CLOSE_BEHIND_SECONDS, self._gather, loop, now)
        else:
            self._gathering = False
            self._calls.put(True)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        going_on = True
        while going_on:
            going_on = self._calls.get()
            gathered = [self._entries.popleft() for _ in range(len(self._entries))]
            for start in range(0, len(gathered), BATCH_AT_MOST):
                self._write(gathered[start : start + BATCH_AT_MOST], loop)

    def _write(self, batch: Sequence[_Entry], loop: asyncio.AbstractEventLoop) -> None:
        by_collective: dict[int, list[_Entry]] = defaultdict(list)
        for entry in batch:
            by_collective[entry.collective_id].append(entry)
        for collective_id, entries in by_collective.items():
            outcomes = self._commit(collective_id, [entry.wish for entry in entries])
            loop.call_soon_threadsafe(_settle, entries, outcomes)

    def _commit(self, collective_id: int, wishes: Sequence[Wish]) -> Sequence[Outcome]:
        try:
            with self._database.writing(collective_id) as work:
                return _granted(work, wishes)
        except NotSaved as error:
            log.warning("not saved: collective %s, %s wishes", collective_id, len(wishes))
            return [error] * len(wishes)
        except Exception as error:
            if len(wishes) > 1:  # one bad wish must not take the others down with it
                return [outcome for wish in wishes for outcome in self._commit(collective_id, [wish])]
            log.error("not saved: collective %s, %s: %s", collective_id, _ids(wishes[0]), type(error).__name__)
            return [NotSaved(type(error).__name__)]


def _granted(work: Work, wishes: Sequence[Wish]) -> list[Outcome]:
    recorded = iter(record(work, [wish for wish in wishes if isinstance(wish, Submission)]))
    return [next(recorded) if isinstance(wish, Submission) else _seated(work, wish) for wish in wishes]


def _seated(work: Work, seat: Seat) -> Participant | DomainError:
    try:
        return join(work, token=seat.token, college_id=seat.college_id, first_name=seat.first_name)
    except DomainError as error:
        return error


def _settle(entries: Sequence[_Entry], outcomes: Sequence[Outcome]) -> None:
    for entry, outcome in zip(entries, outcomes, strict=True):
        if not entry.answer.done():
            entry.answer.set_result(outcome)


def _ids(wish: Wish) -> str:
    """Tell a wish by its ids: what people write and their names stay out of the log."""
    return f"run {wish.run_id}, participant {wish.participant_id}" if isinstance(wish, Submission) else "a seat"

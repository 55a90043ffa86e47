"""Phones that wait for the next step: one task asks the database for everyone, and wakes only whom it concerns."""

import asyncio
import logging
import random
from collections.abc import Mapping, Sequence

from qic_core.phone.reader import UNREADABLE, Reader
from qic_core.phone.views import step_of
from qic_core.workshop.glance import Fetch, passage_at, revisions

EVERY_SECONDS = 0.2
PATIENCE_SECONDS = (20.0, 25.0)
log = logging.getLogger(__name__)


class Waiting:
    """Holds the requests of phones until their step moves."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiters: dict[int, dict[asyncio.Future[str], str]] = {}
        self._newcomers: set[int] = set()
        self._revisions: dict[int, int] = {}
        self._someone = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._over = False

    def start(self) -> None:
        """Begin to watch, in the running event loop."""
        self._task = asyncio.create_task(self._watch())

    def release(self) -> None:
        """Send everyone away, now and from now on: the server is about to stop."""
        self._over = True
        for waiters in self._waiters.values():
            for waiter, step in waiters.items():
                _wake(waiter, step)

    async def stop(self) -> None:
        """End the watch."""
        self.release()
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def next_step(self, collective_id: int, step: str) -> str | None:
        """Return the step that comes after `step`; None after 20 to 25 s, so that a room does not come back at once."""
        if self._over:
            return None
        waiter: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(collective_id, {})[waiter] = step
        self._newcomers.add(collective_id)  # their step may have moved since it was read
        self._someone.set()
        try:
            fresh = await asyncio.wait_for(waiter, random.uniform(*PATIENCE_SECONDS))
            return None if fresh == step else fresh
        except TimeoutError:
            return None
        finally:
            self._leave(collective_id, waiter)

    def _leave(self, collective_id: int, waiter: asyncio.Future[str]) -> None:
        waiters = self._waiters[collective_id]
        del waiters[waiter]
        if not waiters:
            del self._waiters[collective_id]
        if not self._waiters:
            self._someone.clear()

    async def _watch(self) -> None:
        while True:
            await self._someone.wait()
            try:
                await self._look()
            except UNREADABLE as error:
                log.warning("the next step could not be read: %s", type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def _look(self) -> None:
        newcomers, self._newcomers = self._newcomers, set()
        known = {key: number for key, number in self._revisions.items() if key not in newcomers}
        collective_ids = list(self._waiters)
        self._revisions, steps = await self._reader.glimpse(lambda fetch: _moved(fetch, collective_ids, known))
        for collective_id, step in steps.items():
            for waiter, seen in self._waiters.get(collective_id, {}).items():
                if step != seen:
                    _wake(waiter, step)


def _moved(
    fetch: Fetch, collective_ids: Sequence[int], known: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, str]]:
    """Return the revision of these collectives, and the step of those whose revision moved."""
    now = revisions(fetch)
    fresh = {collective_id: now[collective_id] for collective_id in collective_ids}
    moved = [collective_id for collective_id in collective_ids if known.get(collective_id) != now[collective_id]]
    return fresh, {collective_id: step_of(passage_at(fetch, collective_id)) for collective_id in moved}


def _wake(waiter: asyncio.Future[str], step: str) -> None:
    if not waiter.done():
        waiter.set_result(step)

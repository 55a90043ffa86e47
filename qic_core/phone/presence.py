"""Who was heard of: noted at each request, written down together every few seconds."""

import asyncio
import logging

from qic_core.db.engine import Database
from qic_core.errors import NotSaved
from qic_core.workshop.participants import mark_seen

EVERY_SECONDS = 10
log = logging.getLogger(__name__)


class Presence:
    """Keeps the ids of the participants heard of since the last writing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._heard: set[int] = set()
        self._task: asyncio.Task[None] | None = None

    def note(self, participant_id: int) -> None:
        """Note that this participant's phone asked for something."""
        self._heard.add(participant_id)

    def start(self) -> None:
        """Begin to write down, in the running event loop."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Write down the last ones and end."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            await self.flush()

    async def flush(self) -> None:
        """Write down who was heard of; when it fails, they are kept for the next time."""
        heard, self._heard = self._heard, set()
        if not heard:
            return
        try:
            await asyncio.to_thread(self._write, heard)
        except NotSaved:
            log.warning("presence not saved: %s participants", len(heard))
            self._heard |= heard

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self.flush()

    def _write(self, heard: set[int]) -> None:
        with self._database.writing() as work:
            mark_seen(work.session, heard, now=work.now)

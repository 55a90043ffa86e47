"""The phones' side of the house, put together: routes for the app, and work in the background that starts and stops."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

from starlette.routing import BaseRoute, Route

from qic_core.db.engine import Database
from qic_core.phone.answering import Answering
from qic_core.phone.assets import load_assets
from qic_core.phone.desk import Desk
from qic_core.phone.joining import Joining
from qic_core.phone.showing import Showing
from qic_core.phone.waiting import Waiting
from qic_core.phone.writer import Writer

STOPPING = (signal.SIGINT, signal.SIGTERM)


class Phones:
    """All that phones need of one database."""

    def __init__(self, database: Database) -> None:
        assets = load_assets()
        self._desk = Desk(database, assets)
        self._writer = Writer(database)
        self._waiting = Waiting(self._desk.reader)
        joining = Joining(self._desk, self._writer)
        showing = Showing(self._desk, joining, self._waiting, assets)
        answering, guarded = Answering(self._desk, self._writer), self._desk.guarded
        self.routes: list[BaseRoute] = [
            Route(assets.script_path, showing.script),
            Route(assets.deck_path, showing.deck),
            Route("/r", guarded(showing.to_room)),
            Route("/r/", guarded(showing.code_form)),
            Route("/r/{code}", guarded(showing.room)),
            Route("/r/{code}/attendre", guarded(showing.next_step)),
            Route("/r/{code}/rejoindre", guarded(joining.join), methods=["POST"]),
            Route("/r/{code}/repondre", guarded(answering.answer), methods=["POST"]),
            Route("/r/{code}/{form}", guarded(showing.to_room)),
        ]

    async def start(self) -> None:
        """Begin to write, to watch for the next step, to note who is here."""
        self._writer.start()
        self._waiting.start()
        self._desk.presence.start()
        _before_stopping(self._waiting.release)

    async def stop(self) -> None:
        """Send the waiting phones away, write what is still to be written."""
        await self._waiting.stop()
        await self._desk.presence.stop()
        await self._writer.stop()
        self._desk.reader.close()


def _before_stopping(release: Callable[[], None]) -> None:
    """Have phones let go at once when the server is told to stop: it waits for every answer that is under way."""
    loop = asyncio.get_running_loop()
    for number in STOPPING:
        usual = signal.getsignal(number)
        if not callable(usual):
            continue

        def stopping(received: int, frame: FrameType | None, usual: Callable[..., object] = usual) -> None:
            loop.call_soon_threadsafe(release)
            usual(received, frame)

        try:
            signal.signal(number, stopping)
        except ValueError:  # not in the main thread: whoever runs this loop stops it by other means
            return

"""A room full of simulated phones, in an event loop of their own."""

import asyncio
import resource
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import uvloop

from benchmarks.device import Device, Notes, Refused
from benchmarks.served import Served

T = TypeVar("T")
ENTER_AT_ONCE = 10
FILES_WANTED = 8_192
SETTLE_SECONDS = 2.0


class Crowd:
    """So many phones in front of one app; what they note is kept together."""

    def __init__(self, app: Served, count: int) -> None:
        self.notes = Notes()
        self.devices = [Device(app.port, app.code, number, self.notes) for number in range(count)]
        self._waits: list[asyncio.Task[None]] = []

    async def each(self, act: Callable[[Device], Awaitable[None]], *, at_once: int | None = None) -> None:
        """Have every phone do something, all together or so many at once; who is refused is noted."""
        turn = asyncio.Semaphore(at_once or len(self.devices))

        async def in_turn(device: Device) -> None:
            async with turn:
                await self.tried(act(device))

        await asyncio.gather(*map(in_turn, self.devices))

    async def tried(self, deed: Awaitable[None]) -> None:
        """Do something; note it when the server refuses it or is not there."""
        try:
            await deed
        except (Refused, OSError) as error:
            self.notes.refused.append(f"{type(error).__name__}: {error}")

    async def enter_and_wait(self) -> None:
        """Seat everyone, few at a time, each with the question in hand and the long wait open."""
        await self.each(Device.arrive, at_once=ENTER_AT_ONCE)
        for device in self.devices:
            self.wait(device)
        await asyncio.sleep(SETTLE_SECONDS)

    def wait(self, device: Device) -> None:
        """Have a phone hold the long wait; its other connection is closed, as after a minute of thought."""
        device.hang_up()
        self._waits.append(asyncio.create_task(self.tried(device.wait())))

    async def leave(self) -> None:
        """Put all phones away."""
        for wait in self._waits:
            wait.cancel()
        await asyncio.gather(*self._waits, return_exceptions=True)
        for device in self.devices:
            device.put_away()


def in_own_loop(story: Coroutine[object, object, T]) -> T:
    """Run a story of phones in a thread: Playwright's own loop has the main one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES_WANTED:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES_WANTED, hard), hard))
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(uvloop.run, story).result()

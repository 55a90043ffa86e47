"""kill -9 under load, again and again: what was acknowledged is there, what the phones resend is there once."""

import asyncio
import random
import secrets
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from benchmarks.crowd import ENTER_AT_ONCE, Crowd, in_own_loop
from benchmarks.device import Device, Refused
from benchmarks.figures import Figure, Scale
from benchmarks.postgres import Postgres, postgres
from benchmarks.rooms import Kept, asking, kept
from benchmarks.served import Served, served
from qic_core.db.engine import is_healthy

KIND = "ideas"
ROUNDS, PHONES = 20, 60
LOAD_SECONDS, PAUSE_SECONDS = (0.4, 1.2), (0.1, 0.3)
AGAIN_SECONDS, PATIENCE_SECONDS = 0.1, 120
STORAGE_EVERY, STORAGE_ALONE_SECONDS = 4, 0.3


@dataclass(slots=True)
class Story:
    """What happened; lists hold a number a round."""

    lost: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    unsound: list[int] = field(default_factory=list)
    back_seconds: list[float] = field(default_factory=list)
    resent: int = 0
    acknowledged: int = 0


def measure(scale: Scale) -> Iterator[Figure]:
    """Kill the app on SQLite, then on PostgreSQL, whose own server is killed too in one round of four."""
    for engine, storing in {"SQLite": nullcontext(), "PostgreSQL": postgres()}.items():
        with storing as storage, served(asking(KIND), database_url=storage.url if storage else "") as app:
            story = in_own_loop(_killed_again_and_again(app, scale.of(ROUNDS), storage))
        who = f"{engine}, {scale.of(ROUNDS)} × kill -9 under load"
        yield Figure(f"{who}: acknowledged and lost", "", 0, story.lost)
        yield Figure(f"{who}: stored twice after the resend", "", 0, story.doubled)
        yield Figure(f"{who}: integrity check failed", "", 0, story.unsound)
        yield Figure(f"{who}: acknowledged in all", "", None, [story.acknowledged])
        yield Figure(f"{who}: sent again in all", "", None, [story.resent])
        yield Figure(f"{who}: until served again", "s", None, story.back_seconds)


async def _killed_again_and_again(app: Served, rounds: int, storage: Postgres | None) -> Story:
    """Have phones answer without a break while the app is killed and started; look each time at what is stored."""
    chance, story, crowd, over = random.Random(1), Story(), Crowd(app, PHONES), asyncio.Event()
    await crowd.each(Device.arrive, at_once=ENTER_AT_ONCE)
    answering = [asyncio.create_task(_answer_on(device, over, story)) for device in crowd.devices]
    for number in range(rounds):
        await asyncio.sleep(chance.uniform(*LOAD_SECONDS))
        await _struck(app, storage if number % STORAGE_EVERY == 0 else None)
        promised = set(crowd.notes.receipts)
        story.back_seconds.append(await asyncio.to_thread(app.start))
        _judge(story, promised, *await asyncio.to_thread(_look, app))
    over.set()
    await asyncio.gather(*answering)
    _judge(story, set(crowd.notes.receipts), *await asyncio.to_thread(_look, app))
    await crowd.leave()
    story.acknowledged = len(crowd.notes.receipts)
    return story


async def _struck(app: Served, storage: Postgres | None) -> None:
    """Kill the app; or the storage first, so that phones are told « not saved yet », then the app."""
    if storage:
        storage.kill()
        await asyncio.sleep(STORAGE_ALONE_SECONDS)
    app.kill()
    if storage:
        await asyncio.to_thread(storage.start)


async def _answer_on(device: Device, over: asyncio.Event, story: Story) -> None:
    """Change one's answer again and again, each time with a fresh key, sent until it is acknowledged."""
    while not over.is_set():
        form = device.filled_in() | {"key": secrets.token_hex(12)}
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await _is_acknowledged(device, form):
                story.resent += 1
                await asyncio.sleep(AGAIN_SECONDS)
        await asyncio.sleep(random.uniform(*PAUSE_SECONDS))


async def _is_acknowledged(device: Device, form: dict[str, str]) -> bool:
    try:
        await device.submit(form)
    except (Refused, OSError):
        return False
    return True


def _look(app: Served) -> tuple[Kept, bool]:
    """Return what is stored, and whether the storage finds itself sound."""
    with app.database() as database, database.reading() as session:
        return kept(session), is_healthy(database)


def _judge(story: Story, promised: set[str], stored: Kept, healthy: bool) -> None:
    keys = {key.partition("~")[0] for key in stored.keys}
    story.lost.append(len(promised - keys))
    story.doubled.append(len(stored.keys) - len(keys))
    story.unsound.append(int(not healthy or stored.ideas != len(stored.keys)))

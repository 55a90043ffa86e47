"""From a phone's submit to the change on the wall, with 250 phones in the room that answer one after the other."""

import asyncio
import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.crowd import Crowd, in_own_loop
from benchmarks.figures import Figure, Scale, p95, percentile, transposed
from benchmarks.first_visit import chromium
from benchmarks.rooms import asking
from benchmarks.served import served
from benchmarks.windows import wall_and_stage

KIND = "cooperation"
PHONES, ANSWERS, PACE_SECONDS = 250, 75, 0.2
TARGET_SECONDS = 0.8


def measure(scale: Scale) -> Iterator[Figure]:
    """Watch the count on the wall while phones answer."""
    with chromium() as browser:
        yield from transposed([*_one_run(browser, scale)] for _ in range(scale.runs))


def _one_run(browser: Browser, scale: Scale) -> Iterator[Figure]:
    count = scale.of(PHONES)
    with served(asking(KIND)) as app, wall_and_stage(browser, app) as windows:
        windows.note_counts()
        crowd = Crowd(app, count)
        submitted = in_own_loop(_one_by_one(crowd, min(count, ANSWERS)))
        windows.wait_for_count(len(crowd.notes.receipts))
        seconds = [*_latencies(submitted, windows.counts())]
    who = f"{count} phones: submit to change on the wall"
    yield Figure(f"{who}, median", "s", None, [percentile(seconds, 0.5)])
    yield Figure(f"{who}, p95", "s", TARGET_SECONDS, [p95(seconds)])
    yield Figure(f"{count} phones, one answer every {PACE_SECONDS} s: refused", "", 0, [len(crowd.notes.refused)])


async def _one_by_one(crowd: Crowd, answers: int) -> list[float]:
    """Seat all phones, have some answer at a steady pace; return when each submitted (Unix time)."""
    await crowd.enter_and_wait()
    submitted, deeds = [], []
    for device in crowd.devices[:answers]:
        submitted.append(time.time())
        deeds.append(asyncio.create_task(crowd.tried(device.answer())))
        await asyncio.sleep(PACE_SECONDS)
    await asyncio.gather(*deeds)
    await crowd.leave()
    return submitted


def _latencies(submitted: list[float], counts: list[tuple[float, int]]) -> Iterator[float]:
    """Return how long each answer took to be counted on the wall; the n-th is there when the count reaches n."""
    for number, begun in enumerate(submitted, start=1):
        yield next(at for at, count in counts if count >= number) - begun

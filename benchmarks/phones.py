"""A room of phones beside one wall and one *Animer* page: how long opening and submitting take, and what is lost."""

import asyncio
import random
import sys
import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.crowd import SETTLE_SECONDS, Crowd, in_own_loop
from benchmarks.device import Device
from benchmarks.figures import Figure, Scale, p95, transposed
from benchmarks.first_visit import chromium
from benchmarks.rooms import asking, kept
from benchmarks.served import Served, served
from benchmarks.windows import wall_and_stage

KIND = "cooperation"
ARRIVING, ARRIVAL_SECONDS, THINKING_SECONDS = 250, 10.0, (1.0, 3.0)
TOGETHER = {250: 0.25, 500: 1.0}
IDLE_SECONDS = 5.0


def measure(scale: Scale) -> Iterator[Figure]:
    """Fill the room three ways, each time on a fresh app."""
    with chromium() as browser:
        for revealed in (False, True):
            yield from transposed([*_arriving(browser, scale.of(ARRIVING), revealed)] for _ in range(scale.runs))
        for count, target in TOGETHER.items():
            yield from transposed([*_together(browser, scale.of(count), target)] for _ in range(scale.runs))


def _arriving(browser: Browser, count: int, revealed: bool) -> Iterator[Figure]:
    wall = ", the wall's chart growing" if revealed else ""
    who = f"{count} phones arrive over {ARRIVAL_SECONDS:.0f} s{wall}"
    with served(asking(KIND, revealed=revealed)) as app, wall_and_stage(browser, app) as windows:
        before, begun = app.cpu_seconds(), time.perf_counter()
        crowd = in_own_loop(_spread_out(Crowd(app, count)))
        cores = (app.cpu_seconds() - before) / (time.perf_counter() - begun)
        windows.wait_for_count(len(crowd.notes.receipts))
        seconds = crowd.notes.seconds
        yield Figure(f"{who}: open a page, p95", "ms", 30, [1000 * p95(seconds["open"])])
        yield Figure(f"{who}: take a seat, p95", "ms", None, [1000 * p95(seconds["join"])])
        yield Figure(f"{who}: submit, p95", "ms", 30, [1000 * p95(seconds["submit"])])
        yield from _losses(who, app, crowd)
        yield Figure(f"{who}: CPU of the app", "% core", None, [100 * cores])


def _together(browser: Browser, count: int, target: float) -> Iterator[Figure]:
    who = f"{count} phones at the same instant"
    with served(asking(KIND, revealed=False)) as app, wall_and_stage(browser, app) as windows:
        crowd, cores = in_own_loop(_all_at_once(Crowd(app, count), app))
        windows.wait_for_count(len(crowd.notes.receipts))
        seconds = crowd.notes.seconds
        yield Figure(f"{who}: submit, p95", "ms", 1000 * target, [1000 * p95(seconds["submit"])])
        yield Figure(f"{who}: then the receipt's page, p95", "ms", None, [1000 * p95(seconds["open"])])
        yield from _losses(who, app, crowd)
        yield Figure(f"{count} phones wait, wall and Animer open: CPU of the app", "% core", None, [100 * cores])
        yield Figure(f"{count} phones were here: memory of the app", "MB", None, [app.memory_mb()])


async def _spread_out(crowd: Crowd) -> Crowd:
    """Have phones arrive one after the other; each thinks, answers, and waits for what comes next."""
    chance, pace = random.Random(1), ARRIVAL_SECONDS / len(crowd.devices)

    async def visit(device: Device) -> None:
        await asyncio.sleep(device.number * pace)
        await device.arrive()
        await asyncio.sleep(chance.uniform(*THINKING_SECONDS))
        await device.answer()
        crowd.wait(device)

    await crowd.each(visit)
    await crowd.leave()
    return crowd


async def _all_at_once(crowd: Crowd, app: Served) -> tuple[Crowd, float]:
    """Have phones that hold the question answer together; return also the cores that the app uses once they wait."""
    await crowd.enter_and_wait()
    crowd.notes.seconds.clear()
    await crowd.each(Device.answer)
    await asyncio.sleep(SETTLE_SECONDS)
    before = app.cpu_seconds()
    await asyncio.sleep(IDLE_SECONDS)
    cores = (app.cpu_seconds() - before) / IDLE_SECONDS
    await crowd.leave()
    return crowd, cores


def _losses(who: str, app: Served, crowd: Crowd) -> Iterator[Figure]:
    with app.database() as database, database.reading() as session:
        stored = set(kept(session).keys)
    for why in sorted(set(crowd.notes.refused))[:5]:
        print(f"  refused: {why}", file=sys.stderr)
    yield Figure(f"{who}: refused", "", 0, [len(crowd.notes.refused)])
    yield Figure(f"{who}: lost", "", 0, [len(crowd.notes.receipts.keys() - stored)])

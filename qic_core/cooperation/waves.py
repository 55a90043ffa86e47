"""The waves: each closed run of pair ratings, told with the organisations as they stand today."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from qic_core.collective.organisations import list_organisations
from qic_core.collective.rules import Organisation, holders_of
from qic_core.collective.service import get_collective
from qic_core.cooperation.pairs import names_of, ratings_of, speakers_of
from qic_core.cooperation.rules import Wave, held_by
from qic_core.measures.pairs import Levels, Pair, Ratings, pair_levels
from qic_core.workshop.kind import Summary
from qic_core.workshop.runs import Run, closed_runs

KIND = "cooperation_pairs"
WAVES_AT_MOST = 60
Said: TypeAlias = tuple[tuple[Pair, tuple[int, ...]], ...]


def list_waves(
    session: Session, collective_id: int, *, organisations: Sequence[Organisation] | None = None
) -> list[Wave]:
    """Return every wave, the first first; a run that nobody answered is a wave without a rating.

    `organisations` are all that ever sat at the table, where the caller has them.
    """
    closed = in_order(closed_runs(session, collective_id, [KIND], at_most=WAVES_AT_MOST))
    runs = [(run, run.output["summary"]) for run in closed if run.output]
    if not runs:
        return []
    if organisations is None:
        organisations = list_organisations(session, collective_id, left_too=True)
    zone = ZoneInfo(get_collective(session, collective_id).timezone)
    today, holders = {one.id: one.name for one in organisations}, holders_of(organisations)
    return [
        _wave(number, run, summary, today, holders, run.opened_at.astimezone(zone).date())
        for number, (run, summary) in enumerate(runs, start=1)
    ]


def in_order(runs: Sequence[Run]) -> list[Run]:
    """Return runs as they were opened, the first first: one that is opened again and closed keeps its place."""
    return sorted(runs, key=lambda run: (run.opened_at, run.id))


def _wave(
    number: int, run: Run, summary: Summary, today: Mapping[int, str], holders: Mapping[int, int], held_on: date
) -> Wave:
    called = names_of(run.content)
    held = {key: holders.get(key, key) for key in called}
    ratings = held_by(ratings_of(run.content, summary), held)
    speakers: Counter[int] = Counter()
    for key, voices in speakers_of(run.content, summary).items():
        speakers[held[key]] += voices
    return Wave(
        run_id=run.id,
        number=number,
        held_on=held_on,
        names={held[key]: today.get(held[key], name) for key, name in called.items()},
        ratings=ratings,
        levels=_levels(ratings),
        speakers=dict(speakers),
        voices=summary["voices"],
        called=called,
        holders=held,
        lot=run.content.lot,
    )


def _levels(ratings: Ratings) -> Levels:
    return _levels_of(tuple((pair, tuple(levels)) for pair, levels in ratings.items()))


@lru_cache(maxsize=4 * WAVES_AT_MOST)
def _levels_of(said: Said) -> Levels:
    """Return the median of each pair; what was said in a closed run stays, the page is drawn again and again."""
    return MappingProxyType(pair_levels(dict(said)))

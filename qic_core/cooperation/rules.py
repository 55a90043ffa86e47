"""Waves of cooperation as values: who they speak of today, what moved from one to another. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from qic_core.measures.migration import compared
from qic_core.measures.ordinal import lower_median
from qic_core.measures.pairs import LEVELS, Levels, Pair, Ratings
from qic_core.spreadsheet import folded

COORDINATION = 5  # from here on, organisations adjust to one another
MOVES_AT_MOST = 12
WORTH_EXPLORING = 2


@dataclass(frozen=True, slots=True)
class Wave:
    """A closed run of pair ratings, said of the organisations that hold today: id → today's name.

    `called` are the names as they were asked about, `holders` who holds each one's place today (id of then → id).
    """

    run_id: int
    number: int
    held_on: date
    names: Mapping[int, str]
    ratings: Ratings
    levels: Levels
    speakers: Mapping[int, int]
    voices: int
    called: Mapping[int, str] = field(default_factory=dict)
    holders: Mapping[int, int] = field(default_factory=dict)


class Standing(NamedTuple):
    """Where a wave stands as a whole: the median level of its pairs, the share (0–1) at Coordination or higher."""

    median: int
    share: float
    pairs: int


class Uncompared(NamedTuple):
    """How many pairs were rated in one of two waves only, by what became of their organisations."""

    joined: int
    left: int
    once: int


class Happenings(NamedTuple):
    """What happened to organisations: name of then → name of today (renamed, merged into); who left and who joined."""

    renamed: Mapping[str, str]
    merged: Mapping[str, str]
    left: Sequence[str]
    joined: Sequence[str]


class Step(NamedTuple):
    """A pair, where it stood and where it stands."""

    pair: Pair
    before: int
    after: int

    @property
    def move(self) -> int:
        return self.after - self.before


def held_by(ratings: Ratings, holders: Mapping[int, int]) -> Ratings:
    """Return the ratings as said by and of who holds today; what merged organisations said of one another goes."""
    if all(key == holder for key, holder in holders.items()):
        return ratings
    held: dict[Pair, list[int]] = defaultdict(list)
    for (rater, rated), levels in ratings.items():
        pair = holders.get(rater, rater), holders.get(rated, rated)
        if pair[0] != pair[1]:
            held[pair] += levels
    return {pair: sorted(levels) for pair, levels in held.items()}


def standing(levels: Levels) -> Standing | None:
    """Return where all rated pairs stand together; None when no pair was rated."""
    if not levels:
        return None
    counts = [0] * len(LEVELS)
    for level in levels.values():
        counts[level - 1] += 1
    return Standing(lower_median(counts) or 0, sum(counts[COORDINATION - 1 :]) / len(levels), len(levels))


def inside_of(levels: Levels, organisations: Collection[int]) -> dict[Pair, int]:
    """Return what these organisations say of one another."""
    known = frozenset(organisations)
    return {pair: level for pair, level in levels.items() if known.issuperset(pair)}


def steps_between(before: Levels, after: Levels, *, of: int | None = None) -> list[Step]:
    """Return the pairs that moved, the farthest first; those of one organisation (`of`) even where they stayed."""
    steps = (Step(pair, before[pair], after[pair]) for pair in compared(before, after) if of is None or of in pair)
    return sorted((step for step in steps if step.move or of is not None), key=lambda step: (-abs(step.move), step))


def uncompared(before: Wave, after: Wave) -> Uncompared:
    """Return how many pairs were rated in one of the two waves only, and why."""
    counts = {"joined": 0, "left": 0, "once": 0}
    for pair in before.levels.keys() ^ after.levels.keys():
        if not after.names.keys() >= set(pair):
            counts["left"] += 1
        elif not before.names.keys() >= set(pair):
            counts["joined"] += 1
        else:
            counts["once"] += 1
    return Uncompared(**counts)


def happenings(before: Wave, after: Wave) -> Happenings:
    """Return what became of the organisations of two waves, until today."""
    renamed, merged = {}, {}
    names = {**before.names, **after.names}
    for wave in (before, after):
        for key, name in wave.called.items():
            holder = wave.holders.get(key, key)
            if holder != key:
                merged[name] = names[holder]
            elif folded(name) != folded(names[holder]):
                renamed[name] = names[holder]
    left, joined = (
        sorted(one.names[key] for key in one.names.keys() - other.names.keys())
        for one, other in ((before, after), (after, before))
    )
    return Happenings(renamed, merged, left, joined)


def names_in(waves: Sequence[Wave]) -> dict[int, str]:
    """Return every organisation that some wave speaks of, by name."""
    names = {key: name for wave in waves for key, name in wave.names.items()}
    return dict(sorted(names.items(), key=lambda told: (told[1].casefold(), told[0])))

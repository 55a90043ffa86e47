"""Waves of cooperation as values: who they speak of today, what moved from one to another. Pure."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from qic_core.cooperation.letters import unnamed
from qic_core.measures.migration import compared
from qic_core.measures.ordinal import lower_median
from qic_core.measures.pairs import LEVELS, Levels, Pair, Ratings
from qic_core.spreadsheet import folded
from qic_core.workshop.breakdown import SMALLEST_GROUP

COORDINATION = 5  # from here on, organisations adjust to one another
MOVES_AT_MOST = 12
WORTH_EXPLORING = 2


@dataclass(frozen=True, slots=True)
class Wave:
    """A closed run of pair ratings, said of the organisations that hold today: id → today's name.

    `called` are the names as they were asked about, `holders` who holds each one's place today (id of then → id);
    `lot` is the run's, by which its organisations get their letters where they are not named.
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
    lot: str = ""


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
    counts = spread_of(levels)
    return Standing(lower_median(counts) or 0, sum(counts[COORDINATION - 1 :]) / len(levels), len(levels))


def spread_of(levels: Levels) -> list[int]:
    """Return how many pairs stand at each level, the lowest first."""
    given = list(levels.values())
    return [given.count(level) for level in LEVELS]


def rated_in_all(waves: Sequence[Levels]) -> list[dict[Pair, int]]:
    """Return the levels of each wave, of the pairs alone that were rated in every one of them."""
    pairs = set[Pair]().union(*waves[:1]).intersection(*waves[1:])
    return [{pair: levels[pair] for pair in sorted(pairs)} for levels in waves]


def on_the_same_pairs(waves: Sequence[Wave]) -> list[tuple[Wave, Standing]]:
    """Return where the pairs rated in all of these waves stood in each of them; nothing without such a pair."""
    stands = (standing(levels) for levels in rated_in_all([wave.levels for wave in waves]))
    return [(wave, stand) for wave, stand in zip(waves, stands, strict=True) if stand]


def inside_of(levels: Levels, organisations: Collection[int]) -> dict[Pair, int]:
    """Return what these organisations say of one another."""
    known = frozenset(organisations)
    return {pair: level for pair, level in levels.items() if known.issuperset(pair)}


def may_sum_up(levels: Levels, *, named: bool) -> bool:
    """Tell whether what these few say of one another may be told as one figure: unnamed, not of under five ratings."""
    return bool(levels) and (named or len(levels) >= SMALLEST_GROUP)


def may_count(told: Sequence[Hashable]) -> bool:
    """Tell whether unnamed pairs may be counted by what is told of each.

    Not under five; and not where it is the same of all: it would be known of each of them.
    """
    return len(told) >= SMALLEST_GROUP and len(set(told)) > 1


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


def shown_in(waves: Sequence[Wave], *, named: bool) -> dict[int, str]:
    """Return every organisation that these waves speak of: by name, or by the letters that the last of them gives."""
    names = {key: name for wave in waves for key, name in wave.names.items()}
    if not named:
        return unnamed(names, lot=waves[-1].lot)
    return dict(sorted(names.items(), key=lambda told: (told[1].casefold(), told[0])))

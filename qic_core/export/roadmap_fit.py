"""Whether the roadmap fits its page, and what to shorten when it does not. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any

from qic_core.words import N_, Words

# The parts that the template measures, and what each is called.
COLUMNS = {"short": N_("Short term"), "medium": N_("Medium term"), "long": N_("Long term")}
PARTS = {"panels": N_("Challenge and vision"), "foot": N_("First actions and next loop")}
# How much of the page's height a part may take before it is asked to shrink, when the columns overflow.
FAIR_SHARES = {"panels": 0.22, "foot": 0.28}
ROUNDING = 0.01
MANY = 1_000


@dataclass(frozen=True, slots=True)
class Trim:
    """A block that is too long by `lines` lines; the first `keep` of a column's `count` changes would fit."""

    block: str
    lines: int
    keep: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How large the text is on the page (points); None when it would overflow: `trims` then say what to shorten.

    `heights` are those of the head, the panels and the foot, in points.
    """

    size: float | None
    trims: tuple[Trim, ...] = ()
    heights: tuple[float, ...] = ()


def overflow(measures: Mapping[str, Any], counts: Sequence[int]) -> Layout:
    """Return what to shorten, the longest first, out of what the template measured (heights in points).

    `counts` says how many changes each column has in all: the template measures the first ones of a very long column.
    """
    trims = [*_columns(measures, counts), *_parts(measures)]
    return Layout(None, trims=tuple(sorted(trims, key=lambda trim: -trim.lines)))


def kept_of(layout: Layout) -> tuple[int, ...] | None:
    """Return how many changes each column may tell for the page to fit; None when that alone does not mend it."""
    keep = {trim.block: trim.keep for trim in layout.trims if trim.block in COLUMNS}
    if not keep or not all(keep.values()):
        return None
    return tuple(keep.get(block) or MANY for block in COLUMNS)


def trim_lines(layout: Layout, words: Words) -> list[str]:
    """Return what to shorten, in words, the longest block first."""
    return [_keep_line(trim, words) if trim.keep else _shorten_line(trim, words) for trim in layout.trims]


def _columns(measures: Mapping[str, Any], counts: Sequence[int]) -> list[Trim]:
    gap, note = measures["gap"], measures["note"]
    trims = []
    for block, heights, noted, count in zip(COLUMNS, measures["cards"], measures["noted"], counts, strict=True):
        room = measures["room"] - ROUNDING
        ends = [end + gap * before for before, end in enumerate(accumulate(heights))]
        over = (ends[-1] * count / len(ends) if ends else 0) + (note if noted else 0) - room
        if over > 0:
            keep = sum(end + note <= room for end in ends)
            trims.append(Trim(block, ceil(over / measures["line"]), keep, count))
    return trims


def _parts(measures: Mapping[str, Any]) -> list[Trim]:
    over = {part: measures[part] - share * measures["page"] for part, share in FAIR_SHARES.items()}
    return [Trim(part, ceil(points / measures["line"])) for part, points in over.items() if points > 0]


def _keep_line(trim: Trim, words: Words) -> str:
    line = words.ngettext(
        "“%(name)s” is %(n)s line too long: shorten it, or tell %(keep)s of its %(count)s changes.",
        "“%(name)s” is %(n)s lines too long: shorten it, or tell %(keep)s of its %(count)s changes.",
        trim.lines,
    )
    name = words.gettext(COLUMNS[trim.block])
    return line % {"name": name, "n": trim.lines, "keep": trim.keep, "count": trim.count}


def _shorten_line(trim: Trim, words: Words) -> str:
    line = words.ngettext(
        "“%(name)s” takes %(n)s line too many: shorten it.",
        "“%(name)s” takes %(n)s lines too many: shorten it.",
        trim.lines,
    )
    return line % {"name": words.gettext({**COLUMNS, **PARTS}[trim.block]), "n": trim.lines}

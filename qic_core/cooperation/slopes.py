"""What moves from wave to wave, as pictures: pairs that moved, migration between levels, the curve. Pure."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import altair as alt

from qic_core.cooperation.levels import LEVELS, level_name, level_names
from qic_core.cooperation.rules import Step
from qic_core.measures.pairs import Pair
from qic_core.words import N_, Words
from qic_core.workshop.charts import ACCENT, INK, PRIMARY, rows_of, styled
from qic_core.workshop.kind import Chart, Picture

End = Literal["before", "after"]
UP, SAME, DOWN = N_("goes up"), N_("stays"), N_("goes down")
WAYS = (UP, SAME, DOWN)
STAYED = "#5b6b70"
COLOURS = (PRIMARY, STAYED, ACCENT)
PALE, STRIPES = "#f4f7f7", ("#eef4f5", "#ffffff")
DASHES = ([1, 0], [2, 4], [8, 5])
TINTS = (0.18, 0.42, 1.0)  # how much colour a box holds: few, more, most; between the last two no number is legible
WAVES_CACHED = 64
LEVEL_ROOM, SHARE_ROOM = (0.6, 7.9), (-0.04, 1.15)  # what a curve leaves free below and above
POINT = ("wave", "value", "caption")


class Point(NamedTuple):
    """One wave on a curve: its name (lines cut by |), where it stands, what is written beside."""

    wave: str
    value: float
    caption: str


def slope_chart(
    steps: Sequence[Step], names: Mapping[int, str], waves: tuple[str, str], words: Words, *, font: int
) -> Chart:
    """Draw each pair as a numbered line from its level in one wave to its level in the next; the key names them."""
    room, bases = _room(steps)
    starts, ends = _slots(steps, "before", bases, room), _slots(steps, "after", bases, room)
    rows: list[Sequence[str | float]] = []
    for level in LEVELS:
        bottom, top = bases[level.value], bases[level.value] + room[level.value]
        rows.append(("band", level_name(level.value, words), STRIPES[level.value % 2], 0, 1, bottom, top))
    top = max(bases[level.value] + room[level.value] for level in LEVELS)
    rows += [("head", wave, "", place, place, top + 0.5, top + 1) for place, wave in enumerate(waves)]
    for number, step in enumerate(steps, start=1):
        way = words.gettext(WAYS[_way(step.move)])
        rows.append(("pair", str(number), way, 0, 1, starts[step.pair], ends[step.pair]))
    ways = tuple(words.gettext(way) for way in WAYS)
    key = [_named(step, names, words) for step in steps]
    columns = ("part", "label", "way", "x", "end_x", "y", "end_y")
    return Chart(_slopes(ways, top + 1, font), rows_of(columns, rows), key)


def migration_map(counts: Sequence[Sequence[int]], waves: tuple[str, str], words: Words, *, font: int) -> Chart:
    """Draw how many pairs stood at a level (row) in one wave and at a level (column) in the next."""
    most = max((count for row in counts for count in row), default=0) or 1
    rows = []
    for before, row in zip(LEVELS, counts, strict=True):
        for after, count in zip(LEVELS, row, strict=True):
            way = _way(after.value - before.value)
            part = TINTS[min(2, 3 * count // (most + 1))] if count else 0.0
            ink = "white" if part == TINTS[-1] else INK
            label = level_name(before.value, words)
            rows.append((label, str(after.value), str(count or ""), _tint(COLOURS[way], part), ink))
    picture = _migration(waves, font)
    return Chart(picture, rows_of(("before", "after", "caption", "fill", "ink"), rows))


def levels_curve(points: Sequence[Point], words: Words, *, font: int) -> Chart:
    """Draw a level, wave after wave, beside the names of all seven."""
    return Chart(_curve(level_names(words), LEVEL_ROOM, font), rows_of(POINT, points))


def share_curve(points: Sequence[Point], *, font: int) -> Chart:
    """Draw a share (0–1), wave after wave."""
    return Chart(_curve((), SHARE_ROOM, font), rows_of(POINT, points))


def _named(step: Step, names: Mapping[int, str], words: Words) -> str:
    rater, rated = step.pair
    said = {"rater": names[rater], "rated": names[rated], "before": step.before, "after": step.after}
    return words.gettext("%(rater)s → %(rated)s: from %(before)s to %(after)s") % said


def _way(move: int) -> int:
    return 0 if move > 0 else 2 if move < 0 else 1


def _room(steps: Sequence[Step]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for each level how many lines its band holds, and where it begins: a crowded level is a higher band."""
    room = {
        level.value: max(1, *(sum(getattr(step, end) == level.value for step in steps) for end in ("before", "after")))
        for level in LEVELS
    }
    return room, {level: sum(room[lower] for lower in room if lower < level) for level in room}


def _slots(steps: Sequence[Step], end: End, bases: Mapping[int, int], room: Mapping[int, int]) -> dict[Pair, float]:
    """Return the height of each pair's end, in the band of its level, ordered so that few lines cross."""
    held: dict[int, list[Step]] = defaultdict(list)
    other: End = "after" if end == "before" else "before"
    for step in sorted(steps, key=lambda step: (getattr(step, other), step.pair)):
        held[getattr(step, end)].append(step)
    return {
        step.pair: bases[level] + (room[level] - len(here)) / 2 + place + 0.5
        for level, here in held.items()
        for place, step in enumerate(here)
    }


@cache
def _slopes(ways: tuple[str, ...], height: float, font: int) -> Picture:
    # The names of the levels stand in the first part of the picture.
    across = alt.Scale(domain=[0, 1], range=[font * 10, alt.ExprRef(f"width - {font * 2}")])
    up = alt.Scale(domain=[0, height], nice=False)
    base = alt.Chart().encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.Y("y:Q", axis=None, scale=up))
    bands = base.transform_filter("datum.part === 'band'")
    stripes = bands.mark_rect().encode(
        x=alt.value(0), x2=alt.value("width"), y2="end_y:Q", fill=alt.Fill("way:N", scale=None)
    )
    middle = bands.transform_calculate(middle="(datum.y + datum.end_y) / 2")
    levels = middle.mark_text(align="left", baseline="middle").encode(
        x=alt.value(font * 0.4), y=alt.Y("middle:Q", axis=None, scale=up), text="label:N"
    )
    heads = base.transform_filter("datum.part === 'head'").encode(text="label:N")
    first = heads.transform_filter("datum.x === 0").mark_text(align="left", dx=-font, fontWeight="bold")
    last = heads.transform_filter("datum.x === 1").mark_text(align="right", dx=font, fontWeight="bold")
    legend = alt.Legend(symbolType="stroke", symbolStrokeWidth=3, symbolSize=font * 40)
    colour = alt.Color("way:N", scale=alt.Scale(domain=list(ways), range=list(COLOURS)), legend=legend)
    dashes = alt.Scale(domain=list(ways), range=[list(dash) for dash in DASHES])
    dash = alt.StrokeDash("way:N", scale=dashes, legend=legend)
    pairs = base.transform_filter("datum.part === 'pair'")
    lines = pairs.mark_rule(strokeWidth=3).encode(x2="end_x:Q", y2="end_y:Q", color=colour, strokeDash=dash)
    ends = []
    for x, y in (("x:Q", "y:Q"), ("end_x:Q", "end_y:Q")):
        at = pairs.encode(x=alt.X(x, axis=None, scale=across), y=alt.Y(y, axis=None, scale=up))
        ends += [
            at.mark_circle(size=(font * 1.35) ** 2, opacity=1).encode(color=colour),
            at.mark_text(color="white", fontWeight="bold", fontSize=round(font * 0.85)).encode(text="label:N"),
        ]
    return styled(
        alt.LayerChart(layer=[stripes, levels, first, last, lines, *ends]).properties(height=height * font * 1.6),
        font=font,
    )


@lru_cache(maxsize=WAVES_CACHED)
def _migration(waves: tuple[str, str], font: int) -> Picture:
    names = alt.Axis(labelLimit=font * 12, labelPadding=font // 2, ticks=False, domain=False)
    numbers = alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)
    base = alt.Chart().encode(
        x=alt.X("after:N", sort=None, title=waves[1], axis=numbers),
        y=alt.Y("before:N", sort=None, title=waves[0], axis=names),
    )
    boxes = base.mark_rect(stroke="white", strokeWidth=2).encode(color=alt.Color("fill:N", scale=None))
    counts = base.mark_text(fontWeight="bold").encode(text="caption:N", color=alt.Color("ink:N", scale=None))
    return styled((boxes + counts).properties(height=alt.Step(font * 2.3)), font=font)


@cache
def _curve(named: tuple[str, ...], room: tuple[float, float], font: int) -> Picture:
    """Return the picture of a curve between two heights; `named` are the names of the heights 1, 2, 3…"""
    names = alt.Axis(labelAngle=0, labelExpr="split(datum.label, '|')", ticks=False, labelOverlap=True)
    heights = None
    if named:
        told = json.dumps(named, ensure_ascii=False)
        ends = list(range(1, len(named) + 1))
        heights = alt.Axis(values=ends, labelExpr=f"{told}[datum.value - 1]", ticks=False, domain=False)
    base = alt.Chart().encode(
        x=alt.X("wave:O", sort=None, title=None, axis=names, scale=alt.Scale(type="point", padding=0.6)),
        y=alt.Y("value:Q", title=None, axis=heights, scale=alt.Scale(domain=list(room), nice=False, zero=False)),
    )
    line = base.mark_line(color=PRIMARY, strokeWidth=3)
    points = base.mark_circle(color=PRIMARY, size=font * 9, opacity=1)
    captions = base.mark_text(dy=-font * 1.1, fontWeight="bold").encode(text="caption:N")
    return styled((line + points + captions).properties(height=font * 14), font=font)


def _tint(colour: str, part: float) -> str:
    """Return a colour mixed with the palest one: 0 is all pale, 1 the colour itself."""
    pale, full = ([int(hexed[at : at + 2], 16) for at in (1, 3, 5)] for hexed in (PALE, colour))
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in zip(pale, full, strict=True))

"""Pairs as pictures: who rates whom (heat map), who works with whom (network). Pure functions to a `Chart`.

On both, an organisation is a letter, in the order of `names`: levels are numbers already.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, pi, sin
from typing import Literal

import altair as alt

from qic_core.cooperation.cells import RIVALRY_TO_TRUST
from qic_core.cooperation.letters import labelled, marks_by_place
from qic_core.cooperation.levels import LEVELS, level_names
from qic_core.measures.network import ties
from qic_core.words import N_, Words
from qic_core.workshop.charts import INK, PRIMARY, rows_of, styled
from qic_core.workshop.kind import Chart, Picture

READING = N_("Row: who speaks. Column: of whom. Empty: not rated.")
BOTH, ONE = N_("both say so"), N_("only one says so")
LIGHT = 4  # the levels up to this one have a light colour
TALLEST, LOWEST_STEP = 470, 12  # of a heat map, in pixels
LARGEST_SMALL_PRINT = 26
LETTERS_INSIDE = 24  # more nodes are too small for a letter
SIDES: Mapping[str, Literal["left", "center", "right"]] = {"right": "left", "left": "right", "middle": "center"}
EDGE = 1.2  # where a name stands, in radii of the circle


def heat_map(names: Mapping[int, str], levels: Mapping[tuple[int, int], int], words: Words, *, font: int) -> Chart:
    """Draw the level that each organisation (row) gives each other one (column); what nobody rated stays empty."""
    marks, named = marks_by_place(names), level_names(words)
    rows = []
    for rater in names:
        for rated in names:
            level = 0 if rater == rated else levels.get((rater, rated), 0)
            kind = "own" if rater == rated else "rated" if level else "empty"
            ink = INK if level <= LIGHT else "white"
            place = (labelled(marks[rater], names[rater]), marks[rated])
            rows.append((*place, kind, named[level - 1] if level else "", str(level or ""), ink))
    columns = ("rater", "rated", "kind", "level", "caption", "ink")
    picture = _heat_map(named, len(names), font)
    shades = tuple(zip(RIVALRY_TO_TRUST, named, strict=True))
    return Chart(picture, rows_of(columns, rows), caption=words.gettext(READING), shades=shades)


def network_map(
    names: Mapping[int, str],
    levels: Mapping[tuple[int, int], int],
    words: Words,
    *,
    threshold: int,
    font: int,
    height: int,
) -> Chart:
    """Draw each organisation at its place on a circle, the larger the more ties it has at `threshold` and above."""
    marks = marks_by_place(names)
    said = ties({pair: level for pair, level in levels.items() if names.keys() >= set(pair)}, threshold)
    places = {one: _on_circle(place, len(names)) for place, one in enumerate(names)}
    pairs = sorted({(min(tie), max(tie)) for tie in said})
    both, one_way = words.gettext(BOTH), words.gettext(ONE)
    edge = EDGE if len(names) <= LETTERS_INSIDE else 1 + (EDGE - 1) / 2
    mutual = {pair: both if {pair, pair[::-1]} <= said else one_way for pair in pairs}
    rows: list[Sequence[str | float]] = [
        ("tie", mutual[one, other], "", "", *places[one], *places[other], 0)
        for one, other in sorted(pairs, key=lambda pair: mutual[pair] == both)  # what both say lies on top
    ]
    for one, name in names.items():
        (x, y), degree = places[one], sum(one in pair for pair in pairs)
        rows.append((_side(x), "", marks[one], name, x, y, x * edge, y * edge, degree))
    picture = _network_map((both, one_way), len(names), font, height)
    columns = ("part", "tie", "mark", "name", "x", "y", "end_x", "end_y", "degree")
    drawn = rows_of(columns, rows)
    caption = _tied(threshold, len(pairs), len(said) - len(pairs), words)
    return Chart(picture, drawn, key=list(names.values()), lettered=True, caption=caption)


def _tied(threshold: int, pairs: int, both: int, words: Words) -> str:
    told = words.ngettext(
        "At level %(level)s (%(name)s) or above: %(n)s pair, %(both)s in both views.",
        "At level %(level)s (%(name)s) or above: %(n)s pairs, %(both)s in both views.",
        pairs,
    )
    return told % {"level": threshold, "name": words.gettext(LEVELS[threshold - 1].name), "n": pairs, "both": both}


def _on_circle(place: int, count: int) -> tuple[float, float]:
    turn = 2 * pi * place / count
    return round(sin(turn), 4), round(cos(turn), 4)


def _side(x: float) -> str:
    return "middle" if abs(x) < 0.2 else "right" if x > 0 else "left"


@cache
def _heat_map(named: tuple[str, ...], count: int, font: int) -> Picture:
    step = max(LOWEST_STEP, min(font * 1.7, TALLEST / max(count, 1)))
    print_size = round(min(font, step * 0.72))
    limit = alt.ExprRef(f"min({print_size * 16}, 0.4 * (containerSize()[0] || {font * 30}))")
    names = alt.Axis(
        labelLimit=limit, labelFontSize=print_size, labelPadding=print_size // 2, ticks=False, domain=False
    )
    letters = alt.Axis(orient="top", labelAngle=0, labelFontSize=print_size, ticks=False, domain=False)
    base = alt.Chart().encode(
        x=alt.X("rated:N", sort=None, title=None, axis=letters), y=alt.Y("rater:N", sort=None, title=None, axis=names)
    )
    scale = alt.Scale(domain=list(named), range=list(RIVALRY_TO_TRUST))
    # First, and all of them: they give rows and columns their order.
    boxes = base.mark_rect(stroke="#c3cfd2", fill="white").transform_filter("isValid(datum.kind)")
    own = base.mark_rect(stroke="white", fill="#d3d9db").transform_filter("datum.kind === 'own'")
    rated = base.transform_filter("datum.kind === 'rated'")
    fills = rated.mark_rect(stroke="white").encode(alt.Color("level:N", scale=scale, legend=None))
    fits = f"min({print_size}, 0.7 * bandwidth('x'))"
    figures = rated.mark_text(fontWeight="bold", fontSize=alt.ExprRef(f"{fits} < 6 ? 0 : {fits}"))
    figures = figures.encode(text="caption:N", color=alt.Color("ink:N", scale=None))
    return _fitting(styled((boxes + own + fills + figures).properties(height=step * count), font=font))


@cache
def _network_map(told: tuple[str, str], count: int, font: int, height: int) -> Picture:
    small = min(font, LARGEST_SMALL_PRINT)
    largest = min(2 * pi * height * 0.4 / max(count, 3) * 0.85, font * 3.2)
    named = f"width > {font * 44} && {count} <= {LETTERS_INSIDE}"
    base = _placed(largest / 2 + (small if count > LETTERS_INSIDE else 4), named, font, small)
    nodes = base.transform_filter("isValid(datum.part) && datum.part !== 'tie'")
    sizes = alt.Scale(domain=[0, max(count - 1, 1)], range=[(largest * 0.55) ** 2 * pi / 4, largest**2 * pi / 4])
    circles = nodes.mark_circle(color=INK, opacity=1, stroke="white", strokeWidth=2)
    circles = circles.encode(size=alt.Size("degree:Q", scale=sizes, legend=None), tooltip="name:N")
    letters = _letters(nodes, small, inside=min(font, round(largest * 0.4)) if count <= LETTERS_INSIDE else 0)
    right, left, middle = (_names_around(nodes, side, named, small) for side in SIDES)
    pieces = _edges(base, told, font, many=count > LETTERS_INSIDE) + circles + letters + right + left + middle
    # On a phone the circle is as narrow as the screen: above and below it, nothing.
    pieces = pieces.add_params(alt.param(name="height", expr=f"min({height}, width)"))
    return _fitting(styled(pieces.properties(height=height), font=font))


def _placed(pad: float, named: str, font: int, small: int) -> alt.Chart:
    """Return a base whose circle is as large as the picture holds, with room for names around where they show."""
    radius = f"min(height / 2 - {pad:.0f} - ({named} ? {small} : 0), width / 2 - ({named} ? {font * 15} : {pad:.0f}))"
    x_range = [alt.ExprRef(f"width / 2 {sign} ({radius})") for sign in "-+"]
    y_range = [alt.ExprRef(f"height / 2 {sign} ({radius})") for sign in "+-"]
    base: alt.Chart = alt.Chart().encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1, 1], range=x_range, nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1, 1], range=y_range, nice=False)),
    )
    return base


def _edges(base: alt.Chart, told: tuple[str, str], font: int, *, many: bool) -> alt.Chart:
    small, domain = min(font, LARGEST_SMALL_PRINT), list(told)
    thick = alt.Scale(domain=domain, range=[max(3, font / (14 if many else 7)), 1 if many else max(1, font / 18)])
    tints = alt.Scale(domain=domain, range=[PRIMARY, "#a9b9bd" if many else "#7d979d"])
    dashes = alt.Scale(domain=domain, range=[[1, 0], [1, 0] if many else [5, 3]])
    legend = alt.Legend(
        labelFontSize=small,
        symbolType="stroke",
        symbolSize=small * 40,
        columns=alt.ExprRef(f"width < {small * 26} ? 1 : 2"),
    )
    ties: alt.Chart = base.mark_rule().transform_filter("datum.part === 'tie'")
    return ties.encode(
        x2="end_x:Q",
        y2="end_y:Q",
        strokeWidth=alt.StrokeWidth("tie:N", scale=thick, legend=legend),
        color=alt.Color("tie:N", scale=tints, legend=legend),
        strokeDash=alt.StrokeDash("tie:N", scale=dashes, legend=legend),
    )


def _fitting(picture: Picture) -> Picture:
    """Return a picture whose width holds its names too."""
    return {**picture, "autosize": {"type": "fit-x", "contains": "padding"}}


def _letters(nodes: alt.Chart, small: int, *, inside: int) -> alt.Chart:
    """Return the letters: in the circles at that size, around them where these are too small."""
    if inside:
        letters: alt.Chart = nodes.mark_text(color="white", fontWeight="bold", fontSize=inside).encode(text="mark:N")
        return letters
    around: alt.Chart = nodes.mark_text(fontWeight="bold", fontSize=min(small, 15))
    return around.encode(x=alt.X("end_x:Q"), y=alt.Y("end_y:Q"), text="mark:N")


def _names_around(nodes: alt.Chart, side: str, shown: str, size: int) -> alt.Chart:
    align = SIDES[side]
    font = alt.ExprRef(f"{shown} ? {size} : 0")
    names: alt.Chart = nodes.transform_filter(f"datum.part === '{side}'")
    names = names.mark_text(align=align, fontSize=font, limit=size * 14)
    return names.encode(x=alt.X("end_x:Q"), y=alt.Y("end_y:Q"), text="name:N")

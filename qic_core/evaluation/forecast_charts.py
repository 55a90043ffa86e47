"""Pictures of what the room forecasts: a line an indicator, each on its own scale; and on the curve itself. Pure.

The room is told apart by its shape (a diamond, a thick bar) as much as by its colour.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt

from qic_core.evaluation.charts import PAPER
from qic_core.words import Words, quantity
from qic_core.workshop.charts import INK, rows_of, styled
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Chart, Picture, Row, Summary

ROOM, ROOM_PALE = "#be185d", "#f0a6c8"
COLUMNS = ("label", "part", "x", "end", "caption")
MIDDLE = 0.5


def lines_chart(told: Sequence[tuple[Item, Summary]], words: Words, *, font: int) -> Chart:
    """Draw where the room sees each item: today, the middle figure, and where half of the voices lie."""
    rows = [row for item, summary in told for row in _line(item, summary, words)]
    shades = [
        (INK, words.gettext("today (square)")),
        (ROOM, words.gettext("the room's middle figure (diamond)")),
        (ROOM_PALE, words.gettext("half of the voices (bar)")),
    ]
    caption = words.gettext("Each line has its own scale.") if len(told) > 1 else ""
    return Chart(_lines(font), rows_of(COLUMNS, rows), caption=caption, shades=shades)


def _line(item: Item, summary: Summary, words: Words) -> list[tuple[str, str, float, float, str]]:
    today, unit = (item.known.value, item.known.unit) if item.known else (None, "")
    low, median, high = (float(summary[name]) for name in ("low", "median", "high"))
    shown = [low, high] if today is None else [low, high, float(today)]
    least, width = min(shown), max(shown) - min(shown)

    def at(value: float) -> float:
        return (value - least) / width if width else MIDDLE

    caption = quantity(median, unit, words)
    if today is not None:
        caption = words.gettext("%(today)s → %(median)s") % {"today": quantity(today, "", words), "median": caption}
    rows = [
        (item.text, "ground", 0.0, 1.0, ""),
        (item.text, "range", at(low), at(high), ""),
        (item.text, "median", at(median), at(median), ""),
        (item.text, "name", 0.0, 0.0, item.text),
        (item.text, "caption", 0.0, 0.0, caption),
    ]
    return rows if today is None else [*rows, (item.text, "today", at(today), at(today), "")]


@cache
def _lines(font: int) -> Picture:
    up = alt.Y("label:N", title=None, sort=None, axis=None)
    across = alt.X("x:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1], nice=False, padding=font))
    end, low, told = alt.X2("end:Q"), font * 1.3, alt.Text("caption:N")
    ground = _where("ground").mark_rule(color="#d5dee0", strokeWidth=2, yOffset=low)
    half = _where("range").mark_rule(color=ROOM_PALE, strokeWidth=font * 0.8, strokeCap="round", yOffset=low)
    today = _where("today").mark_point(shape="square", filled=True, color=INK, size=font * 8, opacity=1, yOffset=low)
    median = _where("median").mark_point(
        shape="diamond", filled=True, color=ROOM, size=font * 16, opacity=1, yOffset=low
    )
    left: dict[str, Any] = {"align": "left", "dx": -font / 2, "limit": alt.ExprRef("width")}
    name = _where("name").mark_text(**left, dy=-font * 1.1)
    caption = _where("caption").mark_text(**left, dy=font * 0.1, fontWeight="bold")
    drawn = ground.encode(across, up, end) + half.encode(across, up, end)
    # One by one: a sum of sums would be layers within layers, which no reader of pictures expects.
    for mark in (today, median):
        drawn += mark.encode(across, up)
    for text in (name, caption):
        drawn += text.encode(across, up, told)
    return styled(drawn.properties(height=alt.Step(font * 4.6)), font=font)


def _where(part: str) -> alt.Chart:
    return alt.Chart().transform_filter(alt.FieldEqualPredicate(equal=part, field="part"))


def with_room(drawn: Chart, rows: Sequence[Row], *, font: int, caption: str) -> Chart:
    """Return a curve on which the room's figure stands.

    `rows` are those of its parts `room_half`, `room_middle`, and of its name: `room_before` or `room_after` the mark.
    """
    layers: Sequence[Mapping[str, Any]] = drawn.picture["layer"]
    place = {name: layers[0]["encoding"][name] for name in ("x", "y")}
    half = {"type": "rule", "color": ROOM_PALE, "strokeWidth": font * 0.6, "strokeCap": "round"}
    middle = {"type": "point", "shape": "diamond", "filled": True, "color": ROOM, "size": font * 16, "opacity": 1}
    named = {**place, "text": {"field": "label", "type": "nominal"}}
    added = [
        _layer("room_half", half, {**place, "y2": {"field": "end"}}),
        _layer("room_middle", {**middle, "aria": False}, place),
    ]
    below = {"align": "right", "dx": font * 0.5, "baseline": "top", "dy": font * 0.6}
    beside = {"align": "left", "dx": font, "baseline": "middle"}
    for part, side in (("room_before", below), ("room_after", beside)):
        name = {"type": "text", "fontWeight": "bold", **side}
        added += [
            _layer(part, {**name, "color": PAPER, "stroke": PAPER, "strokeWidth": 4}, named),
            _layer(part, {**name, "color": ROOM}, named),
        ]
    return Chart({**drawn.picture, "layer": [*layers, *added]}, [*drawn.rows, *rows], caption=caption)


def _layer(part: str, mark: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
    kept = [{"filter": {"field": "part", "equal": part}}]
    return {"transform": kept, "mark": dict(mark), "encoding": dict(encoding)}

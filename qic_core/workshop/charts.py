"""Charts that several kinds share: pure functions from values to a `Chart`; labels come in the reader's words.

The picture of a chart depends on its sizes and words only: altair makes it once, each answer then brings new rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from qic_core.measures.cloud import PlacedWord
from qic_core.workshop.kind import Chart, Picture, Row

INK = "#14323a"
PRIMARY = "#0b5c6b"
PALE = "#b9cfd4"
ACCENT = "#c2410c"
GROUP_COLOURS = (ACCENT, "#6b21a8", "#1d4ed8", "#a16207", "#15803d", "#be185d", INK, "#6b7280")
GROUP_SHAPES = ("square", "triangle-up", "diamond", "cross", "triangle-down", "circle", "triangle-right", "stroke")
NAMES_AT_MOST = 0.45
NARROWEST_LABELLED = 0.08
WIDTH_OF_A_LETTER = 0.48
WIDTH_OF_A_SHARE = 2.2
FONT = "'Source Sans', 'Source Sans Pro', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    caption: str
    colour: str = PRIMARY


# As many names of a legend beside one another as the width holds: one on a phone.
AS_WIDE = alt.ExprRef("max(1, min(3, floor(width / 170)))")


def styled(chart: alt.Chart | alt.LayerChart, *, font: int) -> Picture:
    """Return the picture with the house's type at `font` pixels: dark ink, no frame, discreet grid."""
    lettering: dict[str, Any] = {"labelFont": FONT, "labelFontSize": font, "labelColor": INK}
    axis = lettering | {"titleFont": FONT, "titleFontSize": font, "titleColor": INK, "titlePadding": font // 2}
    axis |= {"gridColor": "#e5e9ea", "domainColor": INK, "tickColor": INK, "labelLimit": font * 24}
    legend = lettering | {"labelLimit": font * 20, "title": None, "orient": "top", "columns": AS_WIDE}
    legend |= {"symbolSize": font * 12}
    chart.width, chart.background = "container", "transparent"
    chart.config = alt.Config(
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(**axis),
        legend=alt.LegendConfig(**legend),
        text=alt.MarkConfig(font=FONT, fontSize=font, color=INK),
    )
    return _without_rows(chart.to_dict())


def _without_rows(picture: dict[str, Any]) -> Picture:
    """Return the picture without the one empty row that altair puts where no data is: it would be drawn as a name."""
    kept = {key: part for key, part in picture.items() if key not in {"data", "datasets"}}
    return {**kept, "layer": [_without_rows(part) for part in kept["layer"]]} if "layer" in kept else kept


def rows_of(names: Sequence[str], rows: Iterable[Sequence[str | float]]) -> list[Row]:
    """Return rows as a chart holds them."""
    return [dict(zip(names, row, strict=True)) for row in rows]


def bars(values: Sequence[Bar], *, font: int, top: float | None = None) -> Chart:
    """Draw one horizontal bar a label, in the order given, its caption at the bar's end."""
    room = 1.25 * (top or max((bar.value for bar in values), default=0) or 1)
    rows = [(bar.label, bar.value, bar.caption, bar.colour, room) for bar in values]
    return Chart(_bars(font), rows_of(("label", "value", "caption", "colour", "room"), rows))


@cache
def _bars(font: int) -> Picture:
    base = alt.Chart().encode(
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(nice=False)),
        y=alt.Y("label:N", title=None, sort=None, axis=_names(font)),
    )
    marks = base.mark_bar(cornerRadiusEnd=4, height={"band": 0.7}).encode(alt.Color("colour:N", scale=None))
    captions = base.mark_text(align="left", dx=font // 3, fontWeight="bold").encode(alt.Text("caption:N"))
    ends = base.mark_point(opacity=0).encode(alt.X("room:Q"))
    return styled((marks + captions + ends).properties(height=alt.Step(font * 2.2)), font=font)


def columns(values: Sequence[Bar], *, font: int, height: int, marked: str | None, colours: Sequence[str]) -> Chart:
    """Draw one column a level, the caption above it; the `marked` level (a median) gets a frame."""
    room = 1.2 * (max((bar.value for bar in values), default=0) or 1)
    frames = [ACCENT if bar.label == marked else "transparent" for bar in values]
    rows = [(bar.label, bar.value, bar.caption, frame, room) for bar, frame in zip(values, frames, strict=True)]
    picture = _columns(tuple(bar.label for bar in values), tuple(colours), height, font)
    return Chart(picture, rows_of(("label", "value", "caption", "frame", "room"), rows))


@cache
def _columns(labels: tuple[str, ...], colours: tuple[str, ...], height: int, font: int) -> Picture:
    # Where a column is too narrow for its name (a phone), its number stands alone.
    widest = max((len(part) for label in labels for part in label.split("|")), default=0) * font * WIDTH_OF_A_LETTER
    cut = f"width < {widest * len(labels):.0f} ? split(datum.label, '|')[0] : split(datum.label, '|')"
    names = alt.Axis(labelAngle=0, labelExpr=cut, ticks=False)
    base = alt.Chart().encode(
        x=alt.X("label:N", sort=None, title=None, axis=names),
        y=alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(nice=False)),
    )
    marks = base.mark_bar(cornerRadiusEnd=4, strokeWidth=font / 6).encode(
        color=alt.Color("label:N", scale=alt.Scale(domain=list(labels), range=list(colours)), legend=None),
        stroke=alt.Stroke("frame:N", scale=None),
    )
    captions = base.mark_text(dy=-font * 0.8, fontWeight="bold", fontSize=round(font * 1.2)).encode(
        alt.Text("caption:N")
    )
    tops = base.mark_point(opacity=0).encode(alt.Y("room:Q"))
    return styled((marks + captions + tops).properties(height=height), font=font)


def stacked(
    rows: Sequence[tuple[str, str, float]],
    *,
    order: Sequence[str],
    colours: Sequence[str],
    light: Collection[int],
    font: int,
) -> Chart:
    """Draw the shares (label, answer, 0–1) of each label as one bar, answers in `order`, the share in each part.

    `light` are the places in the order whose colour needs dark type.
    """
    ranked = [(label, answer, share, order.index(answer)) for label, answer, share in rows]
    shown = [(*row, _percent(row[2]), INK if row[3] in light else "white") for row in ranked]
    names = ("label", "answer", "share", "rank", "caption", "ink")
    return Chart(_stacked(tuple(order), tuple(colours), font), rows_of(names, shown))


@cache
def _stacked(order: tuple[str, ...], colours: tuple[str, ...], font: int) -> Picture:
    base = alt.Chart().encode(
        y=alt.Y("label:N", sort=None, title=None, axis=_names(font)),
        order=alt.Order("rank:Q"),
    )
    marks = base.mark_bar(height={"band": 0.75}, stroke="white").encode(
        x=alt.X("share:Q", title=None, axis=None, stack="zero", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color(
            "answer:N",
            scale=alt.Scale(domain=list(order), range=list(colours)),
            sort=list(order),
            legend=alt.Legend(columns=AS_WIDE),
        ),
    )
    # A part that is too narrow for its share (on a phone) stands without: the table says it.
    fits = alt.ExprRef(f"datum.share * width < {font * WIDTH_OF_A_SHARE} ? 0 : {font}")
    shares = base.mark_text(fontWeight="bold", fontSize=fits).encode(
        x=alt.X("share:Q", stack="zero", bandPosition=0.5),
        text=alt.Text("caption:N"),
        color=alt.Color("ink:N", scale=None),
    )
    return styled((marks + shares).properties(height=alt.Step(font * 2.2)), font=font)


def scatter(
    points: Sequence[tuple[str, float, float]],
    around: Sequence[tuple[str, str, float, float]] = (),
    *,
    x: str,
    y: str,
    domain: tuple[float, float],
    font: int,
    height: int,
) -> Chart:
    """Draw (label, x, y) as named points on a square scale `domain`, with the middle lines of a quadrant.

    `around` (label, group, x, y) are small marks, one a group, each tied to the point of its label.
    """
    ends = {label: (end_x, end_y) for label, end_x, end_y in points}
    rows = [(label, "", *ends[label], *ends[label]) for label in ends]
    rows += [(label, group, at_x, at_y, *ends[label]) for label, group, at_x, at_y in around]
    return Chart(_scatter(x, y, domain, font, height), rows_of(("label", "group", "x", "y", "end_x", "end_y"), rows))


@cache
def _scatter(x: str, y: str, domain: tuple[float, float], font: int, height: int) -> Picture:
    scale = alt.Scale(domain=list(domain), nice=False)
    axis = alt.Axis(tickMinStep=1, grid=False)
    middle = alt.Chart().mark_rule(color=PALE, strokeDash=[6, 6])
    across = middle.encode(alt.XDatum(sum(domain) / 2, scale=scale))
    up = middle.encode(alt.YDatum(sum(domain) / 2, scale=scale))
    base = alt.Chart().encode(
        x=alt.X("x:Q", title=x, scale=scale, axis=axis), y=alt.Y("y:Q", title=y, scale=scale, axis=axis)
    )
    whole, parts = base.transform_filter("datum.group === ''"), base.transform_filter("datum.group !== ''")
    ties = parts.mark_rule(color=INK, opacity=0.35, strokeWidth=font / 10).encode(alt.X2("end_x:Q"), alt.Y2("end_y:Q"))
    small = parts.mark_point(filled=True, size=font * 9, opacity=1).encode(
        color=alt.Color("group:N", sort=None, scale=alt.Scale(range=GROUP_COLOURS)),
        shape=alt.Shape("group:N", sort=None, scale=alt.Scale(range=GROUP_SHAPES)),
    )
    marks = whole.mark_circle(size=font * 30, color=PRIMARY, opacity=0.9)
    names = whole.mark_text(color="white", fontWeight="bold").encode(alt.Text("label:N"))
    return styled((across + up + ties + small + marks + names).properties(height=height), font=font)


def cloud(placed: Sequence[PlacedWord], *, width: int, height: int) -> Chart:
    """Draw words where the layout has put them; the size says how often, the tint only separates."""
    rows = [(word.text, word.count, word.x, word.y, word.size, rank % 3) for rank, word in enumerate(placed)]
    return Chart(_cloud(width, height), rows_of(("text", "count", "x", "y", "size", "tint"), rows))


@cache
def _cloud(width: int, height: int) -> Picture:
    chart = alt.Chart().mark_text(font=FONT, fontWeight="bold", baseline="middle")
    chart = chart.encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False)),
        text=alt.Text("text:N"),
        size=alt.Size("size:Q", scale=None, legend=None),
        color=alt.Color("tint:N", scale=alt.Scale(range=[PRIMARY, INK, ACCENT]), legend=None),
    )
    framed = chart.properties(width=width, height=height, background="transparent").configure_view(stroke=None)
    return dict(framed.to_dict())


def curve(series: Mapping[str, Sequence[float]], *, run: str, font: int) -> Chart:
    """Draw each series (name → value at run 1, 2, 3…) as a line with its points; `run` names the axis."""
    rows = [(name, number, value) for name, values in series.items() for number, value in enumerate(values, start=1)]
    return Chart(_curve(run, font), rows_of(("series", "run", "value"), rows))


@cache
def _curve(run: str, font: int) -> Picture:
    colours = alt.Scale(range=[PRIMARY, *GROUP_COLOURS])
    chart = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=font * 6), strokeWidth=3)
    chart = chart.encode(
        x=alt.X("run:O", title=run, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True)),
        color=alt.Color("series:N", sort=None, scale=colours, legend=alt.Legend(labelLimit=font * 20)),
        strokeDash=alt.StrokeDash("series:N", sort=None, legend=None),
    )
    return styled(chart.properties(height=font * 14), font=font)


def _names(font: int) -> alt.Axis:
    limit = alt.ExprRef(f"min({font * 22}, {NAMES_AT_MOST} * (containerSize()[0] || {font * 60}))")
    return alt.Axis(labelLimit=limit, labelPadding=font // 2, ticks=False, domain=False)


def _percent(share: float) -> str:
    return f"{round(100 * share)} %" if share >= NARROWEST_LABELLED else ""

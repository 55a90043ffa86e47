"""Charts that several kinds share. Pure functions from values to `alt.Chart`; labels come in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from qic_core.measures.cloud import PlacedWord
from qic_core.workshop.kind import Chart

INK = "#14323a"
PRIMARY = "#0b5c6b"
PALE = "#b9cfd4"
ACCENT = "#c2410c"
NARROWEST_LABELLED = 0.08
FONT = "'Source Sans', 'Source Sans Pro', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    caption: str


def styled(chart: Chart, *, font: int) -> Chart:
    """Return the chart with the house's type at `font` pixels: dark ink, no frame, discreet grid."""
    lettering: dict[str, Any] = {"labelFont": FONT, "labelFontSize": font, "labelColor": INK}
    axis = lettering | {"titleFont": FONT, "titleFontSize": font, "titleColor": INK, "titlePadding": font // 2}
    axis |= {"gridColor": "#e5e9ea", "domainColor": INK, "tickColor": INK, "labelLimit": font * 24}
    legend = lettering | {"labelLimit": font * 20, "title": None, "orient": "top", "symbolSize": font * 12}
    chart.width, chart.background = "container", "transparent"
    chart.config = alt.Config(
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(**axis),
        legend=alt.LegendConfig(**legend),
        text=alt.MarkConfig(font=FONT, fontSize=font, color=INK),
    )
    return chart


def _names(font: int) -> alt.Axis:
    return alt.Axis(labelLimit=font * 22, labelPadding=font // 2, ticks=False, domain=False)


def bars(values: Sequence[Bar], *, font: int, top: float | None = None) -> Chart:
    """Draw one horizontal bar a label, in the order given, its caption at the bar's end."""
    frame = pd.DataFrame([(bar.label, bar.value, bar.caption) for bar in values], columns=["label", "value", "caption"])
    longest = top or max((bar.value for bar in values), default=0) or 1
    base = alt.Chart(frame).encode(
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, longest * 1.25])),
        y=alt.Y("label:N", title=None, sort=None, axis=_names(font)),
    )
    marks = base.mark_bar(color=PRIMARY, cornerRadiusEnd=4, height={"band": 0.7})
    captions = base.mark_text(align="left", dx=font // 3, fontWeight="bold").encode(alt.Text("caption:N"))
    return styled((marks + captions).properties(height=alt.Step(font * 2.2)), font=font)


def columns(values: Sequence[Bar], *, font: int, height: int, marked: str | None, colours: Sequence[str]) -> Chart:
    """Draw one column a level, the caption above it; the `marked` level (a median) gets a frame."""
    rows = [(bar.label, bar.value, bar.caption, bar.label == marked) for bar in values]
    frame = pd.DataFrame(rows, columns=["label", "value", "caption", "marked"])
    tallest = max((bar.value for bar in values), default=0) or 1
    base = alt.Chart(frame).encode(
        x=alt.X(
            "label:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelAngle=0, labelExpr="split(datum.label, '|')", ticks=False),
        ),
        y=alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, tallest * 1.2])),
    )
    labels = [bar.label for bar in values]
    marks = base.mark_bar(cornerRadiusEnd=4, strokeWidth=font / 6).encode(
        color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=list(colours)), legend=None),
        stroke=alt.condition("datum.marked", alt.value(ACCENT), alt.value("transparent")),
    )
    captions = base.mark_text(dy=-font * 0.8, fontWeight="bold", fontSize=round(font * 1.2)).encode(
        alt.Text("caption:N")
    )
    return styled((marks + captions).properties(height=height), font=font)


def stacked(
    rows: Sequence[tuple[str, str, float]], *, order: Sequence[str], colours: Sequence[str], font: int
) -> Chart:
    """Draw the shares (label, answer, 0–1) of each label as one bar, answers in `order`, the share in each part."""
    frame = pd.DataFrame(rows, columns=["label", "answer", "share"])
    frame["rank"] = frame["answer"].map({answer: rank for rank, answer in enumerate(order)})
    frame["caption"] = [f"{round(100 * share)} %" if share >= NARROWEST_LABELLED else "" for share in frame["share"]]
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=_names(font)),
        order=alt.Order("rank:Q"),
    )
    marks = base.mark_bar(height={"band": 0.75}, stroke="white").encode(
        x=alt.X("share:Q", title=None, axis=None, stack="zero", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("answer:N", scale=alt.Scale(domain=list(order), range=list(colours)), sort=list(order)),
    )
    shares = base.mark_text(fontWeight="bold").encode(
        x=alt.X("share:Q", stack="zero", bandPosition=0.5),
        text=alt.Text("caption:N"),
        color=alt.when(alt.datum.rank == 1).then(alt.value(INK)).otherwise(alt.value("white")),
    )
    return styled((marks + shares).properties(height=alt.Step(font * 2.2)), font=font)


def scatter(
    points: Sequence[tuple[str, float, float]], *, x: str, y: str, domain: tuple[float, float], font: int, height: int
) -> Chart:
    """Draw (label, x, y) as named points on a square scale `domain`, with the middle lines of a quadrant."""
    frame = pd.DataFrame(points, columns=["label", "x", "y"])
    scale = alt.Scale(domain=list(domain), nice=False)
    axis = alt.Axis(tickMinStep=1, grid=False)
    middle = pd.DataFrame({"at": [sum(domain) / 2]})
    across = alt.Chart(middle).mark_rule(color=PALE, strokeDash=[6, 6]).encode(alt.X("at:Q"))
    up = alt.Chart(middle).mark_rule(color=PALE, strokeDash=[6, 6]).encode(alt.Y("at:Q"))
    base = alt.Chart(frame).encode(
        x=alt.X("x:Q", title=x, scale=scale, axis=axis), y=alt.Y("y:Q", title=y, scale=scale, axis=axis)
    )
    marks = base.mark_circle(size=font * 30, color=PRIMARY, opacity=0.9)
    names = base.mark_text(color="white", fontWeight="bold").encode(alt.Text("label:N"))
    return styled((across + up + marks + names).properties(height=height), font=font)


def cloud(placed: Sequence[PlacedWord], *, width: int, height: int) -> Chart:
    """Draw words where the layout has put them; the size says how often, the tint only separates."""
    rows = [(word.text, word.count, word.x, word.y, word.size, rank % 3) for rank, word in enumerate(placed)]
    frame = pd.DataFrame(rows, columns=["text", "count", "x", "y", "size", "tint"])
    chart = alt.Chart(frame).mark_text(font=FONT, fontWeight="bold", baseline="middle")
    chart = chart.encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False)),
        text=alt.Text("text:N"),
        size=alt.Size("size:Q", scale=None, legend=None),
        color=alt.Color("tint:N", scale=alt.Scale(range=[PRIMARY, INK, ACCENT]), legend=None),
    )
    drawn: Chart = chart.properties(width=width, height=height, background="transparent").configure_view(stroke=None)
    return drawn


def curve(series: Mapping[str, Sequence[float]], *, run: str, font: int) -> Chart:
    """Draw each series (name → value at run 1, 2, 3…) as a line with its points; `run` names the axis."""
    rows = [(name, number, value) for name, values in series.items() for number, value in enumerate(values, start=1)]
    frame = pd.DataFrame(rows, columns=["series", "run", "value"])
    chart = alt.Chart(frame).mark_line(point=alt.OverlayMarkDef(size=font * 6), strokeWidth=3)
    chart = chart.encode(
        x=alt.X("run:O", title=run, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True)),
        color=alt.Color("series:N", sort=None, legend=alt.Legend(labelLimit=font * 20)),
        strokeDash=alt.StrokeDash("series:N", sort=None, legend=None),
    )
    return styled(chart.properties(height=font * 14), font=font)

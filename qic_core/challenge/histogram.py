"""Guesses drawn as columns, with a rule at the real figure. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, log10
from typing import Literal

import altair as alt

from qic_core.words import Words, figure
from qic_core.workshop.charts import ACCENT, PRIMARY, rows_of, styled
from qic_core.workshop.fields import Figure
from qic_core.workshop.kind import Chart, Picture

BINS_AT_MOST = 12
FENCE = 3
ARROWS = {"": "%s", "below": "← %s", "above": "%s →"}  # what lies farther out than its column


@dataclass(frozen=True, slots=True)
class Bin:
    """The voices whose guess lies in [low, high[; what lies farther out is counted in the last ones (`open`)."""

    low: float
    high: float
    voices: int
    open: str = ""

    def label(self, words: Words) -> str:
        """Return what the column says it holds."""
        if self.open:
            edge = self.high if self.open == "below" else self.low
            sentence = words.gettext("Below %(n)s") if self.open == "below" else words.gettext("%(n)s and more")
            return sentence % {"n": figure(edge, words)}
        said = {"low": figure(self.low, words), "high": figure(self.high, words)}
        return words.gettext("From %(low)s to less than %(high)s") % said


def bins_of(guesses: Sequence[tuple[Figure, int]], real: Figure) -> list[Bin]:
    """Return (guess, voices), the smallest first, as columns of one round width that reach the real figure.

    A guess far from the middle half of the room would flatten all the others: it goes into the first or last column.
    """
    if not guesses:
        return []
    low, high = _fences(guesses)
    kept = [real, *(guess for guess, _ in guesses if low <= guess <= high)]
    width = _round_width(_hundredths(max(kept)) - _hundredths(min(kept)))
    first, last = (_hundredths(end) // width for end in (min(kept), max(kept)))
    counts = dict.fromkeys(range(first, last + 1), 0)
    for guess, voices in guesses:
        counts[min(last, max(first, _hundredths(guess) // width))] += voices
    below = _hundredths(guesses[0][0]) // width < first
    above = _hundredths(guesses[-1][0]) // width > last
    opens = {first: "below" if below else "", last: "above" if above else ""}
    return [
        Bin(place * width / 100, (place + 1) * width / 100, voices, opens.get(place, ""))
        for place, voices in counts.items()
    ]


def histogram(bins: Sequence[Bin], *, rule: Figure, caption: str, words: Words, font: int) -> Chart:
    """Draw the columns and the rule with its caption."""
    top = 1.3 * (max(found.voices for found in bins) or 1)
    rows = [
        (place, found.low, found.high, found.voices, ARROWS[found.open] % (found.voices or ""), rule, caption, top)
        for place, found in enumerate(bins)
    ]
    names = ("place", "low", "high", "voices", "count", "rule", "caption", "top")
    leans = 2 * rule > bins[0].low + bins[-1].high
    return Chart(_histogram(font, _axis_labels(words), "right" if leans else "left"), rows_of(names, rows))


@cache
def _histogram(font: int, labels: str, side: Literal["left", "right"]) -> Picture:
    axis = alt.Axis(grid=False, tickCount=8, labelOverlap=True, labelExpr=labels)
    base = alt.Chart().encode(
        x=alt.X("low:Q", title=None, scale=alt.Scale(nice=False, zero=False), axis=axis),
        y=alt.Y("voices:Q", title=None, axis=None, scale=alt.Scale(nice=False)),
    )
    columns = base.mark_rect(color=PRIMARY, stroke="white").encode(x2="high:Q", y2=alt.datum(0))
    middle = base.transform_calculate(middle="(datum.low + datum.high) / 2").encode(alt.X("middle:Q"))
    counts = middle.mark_text(dy=-font * 0.8, fontWeight="bold").encode(alt.Text("count:N"))
    once = base.transform_filter("datum.place == 0").encode(alt.X("rule:Q"), alt.Y("top:Q"))
    rule = once.mark_rule(color=ACCENT, strokeWidth=font / 5).encode(y2=alt.datum(0))
    away = font * (-0.5 if side == "right" else 0.5)
    caption = once.mark_text(color=ACCENT, fontWeight="bold", baseline="top", align=side, dx=away)
    pieces = columns + counts + rule + caption.encode(alt.Text("caption:N"))
    return styled(pieces.properties(height=font * 14), font=font)


def _axis_labels(words: Words) -> str:
    """Return the expression that writes an axis' figures as the reader does: Vega's own are English."""
    group, point = figure(1000, words)[1:-3], figure(0.5, words)[1]
    return f"replace(replace(replace(format(datum.value, ',~f'), /,/g, '§'), '.', '{point}'), /§/g, '{group}')"


def _fences(guesses: Sequence[tuple[Figure, int]]) -> tuple[float, float]:
    """Return how far from the quartiles a guess may lie, three times their distance (Tukey's outer fences)."""
    lower, upper = (_quantile(guesses, share) for share in (0.25, 0.75))
    return lower - FENCE * (upper - lower), upper + FENCE * (upper - lower)


def _hundredths(value: Figure) -> int:
    return round(100 * value)  # whole numbers: 0.3 / 0.1 is a little less than 3


def _quantile(guesses: Sequence[tuple[Figure, int]], share: float) -> Figure:
    wanted, reached = share * sum(voices for _, voices in guesses), 0
    for guess, voices in guesses:
        reached += voices
        if reached >= wanted:
            return guess
    return guesses[-1][0]


def _round_width(span: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20… hundredths that cuts a span in few enough columns; one for no span."""
    rough = span / (BINS_AT_MOST - 1)
    size = 10 ** max(0, floor(log10(rough))) if rough else 100
    return next(size * step for step in (1, 2, 5, 10) if size * step >= rough)

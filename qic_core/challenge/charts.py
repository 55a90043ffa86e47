"""The conditions over time, one strip each: pure functions from values to a `Chart`."""

from collections.abc import Mapping, Sequence
from functools import cache
from textwrap import wrap

import altair as alt

from qic_core.challenge.conditions import SCORES, Condition
from qic_core.challenge.readiness import COLOURS, LIGHT
from qic_core.challenge.rules import Score
from qic_core.words import Words
from qic_core.workshop.charts import INK, rows_of, styled
from qic_core.workshop.kind import Chart, Picture

DAYS_AT_MOST = 12
DAY = "%d/%m/%Y"
TITLE_AT, LINE, TOP, BOTTOM, STRIP = 3.8, 1.9, 5, 9, 10  # tenths of a strip's height
LETTERS = 46  # a longer title goes on two lines: phones are narrow


def strips(ranked: Sequence[Condition], scores: Mapping[str, Sequence[Score]], words: Words, *, font: int) -> Chart:
    """Draw each condition, the weakest first, as a strip of its scores, one a day; the day's last one counts."""
    days = sorted({score.scored_on for condition in ranked for score in scores[condition.key]})[-DAYS_AT_MOST:]
    names = [f"{score}. {words.gettext(name)}" for score, name in enumerate(SCORES)]
    rows = []
    for rank, condition in enumerate(ranked):
        by_day = {score.scored_on: score.score for score in scores[condition.key]}
        lines, top = wrap(words.gettext(condition.title), LETTERS), rank * STRIP
        title_at = top + TITLE_AT - LINE * (len(lines) - 1)
        for place, day in enumerate(days):
            score = by_day.get(day)
            named = "" if score is None else names[score]
            ink = INK if score is not None and len(SCORES) - 1 - score in LIGHT else "white"
            title = "" if place else "|".join(lines)
            rows.append((day.strftime(DAY), top + TOP, top + BOTTOM, named, named[:1], ink, title, title_at))
    columns = ("day", "top", "bottom", "score", "caption", "ink", "title", "title_at")
    return Chart(_strips(tuple(names), len(ranked), font), rows_of(columns, rows))


@cache
def _strips(names: tuple[str, ...], count: int, font: int) -> Picture:
    scale = alt.Scale(domain=[0, count * STRIP], reverse=True, nice=False)
    base = alt.Chart().encode(
        x=alt.X("day:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False)),
        y=alt.Y("top:Q", title=None, axis=None, scale=scale),
    )
    scored = base.transform_filter("datum.score !== ''")
    boxes = scored.mark_rect(stroke="white", strokeWidth=2, cornerRadius=4).encode(
        y2="bottom:Q",
        color=alt.Color(
            "score:N",
            scale=alt.Scale(domain=list(names), range=list(COLOURS[::-1])),
            legend=alt.Legend(columns=2),
        ),
    )
    captions = scored.mark_text(fontWeight="bold").transform_calculate(middle="(datum.top + datum.bottom) / 2")
    headings = base.transform_filter("datum.title !== ''").mark_text(align="left", baseline="middle", lineBreak="|")
    pieces = (
        boxes
        + captions.encode(y=alt.Y("middle:Q"), text="caption:N", color=alt.Color("ink:N", scale=None))
        + headings.encode(x=alt.value(0), y=alt.Y("title_at:Q"), text="title:N")
    )
    return styled(pieces.properties(height=(count * 6 + 5) * font), font=font)

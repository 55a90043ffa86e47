"""What a run says: one sentence, the chart or the cards, the table; the curve of several runs."""

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st
from sqlmodel import Session

from qic_core.ui.html import draw
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import SOURCES, Chart, Content, Source, Summary
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run
from qic_core.workshop.tally import frozen_output

PAGE_FONT = 15
NAMED_ON_PAGE = 12


def output_of(session: Session, run: Run) -> dict[str, Any]:
    """Return a run's frozen output, or what it would be if it were closed now."""
    return run.output or frozen_output(session, run.id, run.content)


def draw_line(text: str, look: str = "qic-quiet") -> None:
    """Draw one paragraph of plain text, as it is."""
    draw("line.html", text=text, look=look)


def draw_chart(chart: Chart, *, alt: str, key: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw a chart as it is: `st.altair_chart` would check its picture against Vega-Lite's schema at every visit."""
    draw("shades.html", shades=chart.shades)
    if chart.caption:
        draw_line(chart.caption)
    st.vega_lite_chart([*chart.rows], {**chart.picture}, theme=None, width=width, alt=alt, key=key)


def draw_figures(content: Content, summary: Summary, *, key: str) -> None:
    """Draw a run's sentence, its chart or its cards, and the table behind them in a fold."""
    draw_line(run_sentence(content, summary), "qic-sentence")
    draw_picture(content, summary, key=key)
    if says_more_as_table(content, summary):
        with st.expander(_("The same as a table"), key=f"table-{key}"):
            draw_table(content, summary)


def run_name(run: Run) -> str:
    """Return what a run is called in a list."""
    return _("%(title)s, run %(number)s", title=run.content.title, number=run.number)


def run_sentence(content: Content, summary: Summary) -> str:
    """Return what a run says in one sentence."""
    return kind_of(content.kind).sentence(content, summary, words())


def draw_picture(content: Content, summary: Summary, *, key: str) -> None:
    """Draw a run's chart or its cards."""
    kind = kind_of(content.kind)
    chart = kind.chart(content, summary, words(), font=PAGE_FONT)
    if chart is not None:
        draw_chart(chart, alt=run_sentence(content, summary), key=f"chart-{key}")
        draw_key(chart, most=NAMED_ON_PAGE)
        _draw_beside(content, summary, key=key)
    if kind.free_text and "themes" in summary:
        draw("ideas.html", themes=summary["themes"], alone=summary["alone"])


def draw_key(chart: Chart, *, most: int) -> None:
    """Draw what the numbers or letters on a chart stand for, if it has such."""
    draw("chart_key.html", names=chart.key, most=most, lettered=chart.lettered)


def _draw_beside(content: Content, summary: Summary, *, key: str) -> None:
    """Draw the second picture of the same figures, if there is one; the first has named what is on both."""
    second = kind_of(content.kind).beside(content, summary, words(), font=PAGE_FONT)
    if second is not None:
        draw_chart(second, alt=second.caption, key=f"beside-{key}")


def says_more_as_table(content: Content, summary: Summary) -> bool:
    """Tell whether a table says what the chart does: cards are their own."""
    kind = kind_of(content.kind)
    return not (kind.free_text and "themes" in summary) and bool(kind.table(content, summary, words()).rows)


def draw_table(content: Content, summary: Summary) -> None:
    """Draw the chart's twin."""
    draw("table.html", table=kind_of(content.kind).table(content, summary, words()), caption=content.title)


def voices_line(output: Mapping[str, Any]) -> str:
    """Return how many voices answered, and by which ways."""
    ways = [f"{count} {_(SOURCES[Source(source)])}" for source, count in output["by_source"].items()]
    total = counted("%(n)s voice", "%(n)s voices", output["voices"])
    return f"{total} ({', '.join(ways)})" if ways else total

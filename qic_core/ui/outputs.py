"""What a run says: one sentence, the chart or the cards, the table; the curve of several runs."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from sqlmodel import Session

from qic_core.ui.html import draw
from qic_core.ui.words import _, counted, words
from qic_core.workshop.charts import curve
from qic_core.workshop.kind import SOURCES, Content, Source, Summary
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run
from qic_core.workshop.tally import frozen_output

PAGE_FONT = 15


def output_of(session: Session, run: Run) -> dict[str, Any]:
    """Return a run's frozen output, or what it would be if it were closed now."""
    return run.output or frozen_output(session, run.id, run.content)


def draw_line(text: str, look: str = "qic-quiet") -> None:
    """Draw one paragraph of plain text, as it is."""
    draw("line.html", text=text, look=look)


def draw_figures(content: Content, summary: Summary, *, key: str) -> None:
    """Draw a run's sentence, its chart or its cards, and the table behind them."""
    kind = kind_of(content.kind)
    sentence = kind.sentence(content, summary, words())
    draw_line(sentence, "qic-sentence")
    chart = kind.chart(content, summary, words(), font=PAGE_FONT)
    if chart is not None:
        st.altair_chart(chart, theme=None, alt=sentence, key=f"chart-{key}")
    if kind.free_text and "themes" in summary:
        draw("ideas.html", themes=summary["themes"], alone=summary["alone"])
    table = kind.table(content, summary, words())
    if table.rows and not (kind.free_text and "themes" in summary):
        with st.expander(_("The same as a table"), key=f"table-{key}"):
            draw("table.html", table=table, caption=content.title)


def voices_line(output: Mapping[str, Any]) -> str:
    """Return how many voices answered, and by which ways."""
    ways = [f"{count} {_(SOURCES[Source(source)])}" for source, count in output["by_source"].items()]
    total = counted("%(n)s voice", "%(n)s voices", output["voices"])
    return f"{total} ({', '.join(ways)})" if ways else total


def draw_curve(runs: Sequence[Run], *, key: str) -> None:
    """Draw how the figures moved over the closed runs of one cell, when there are several."""
    kind = kind_of(runs[-1].content.kind) if runs else None
    outputs = [(run, run.output) for run in runs if run.output]
    if kind is None or len(outputs) < 2:
        return
    trends = [kind.trend(run.content, output["summary"], words()) for run, output in outputs]
    shared = [name for name in trends[-1] if all(name in trend for trend in trends)]
    if shared:
        series = {name: [trend[name] for trend in trends] for name in shared}
        sentence = _("From run 1 to run %(n)s: %(moves)s", n=len(outputs), moves=_moves(series))
        draw_line(sentence, "qic-sentence")
        st.altair_chart(curve(series, run=_("Run"), font=PAGE_FONT), theme=None, alt=sentence, key=f"curve-{key}")


def _moves(series: Mapping[str, Sequence[float]]) -> str:
    moves = (
        _("%(name)s: %(first)s → %(last)s", name=name, first=f"{values[0]:g}", last=f"{values[-1]:g}")
        for name, values in series.items()
    )
    return ", ".join(moves)

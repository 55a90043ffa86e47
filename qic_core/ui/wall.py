"""What the projected wall draws: large, without input, hidden until revealed."""

from datetime import UTC, datetime

import streamlit as st

from qic_core.ui.gauges import countdown
from qic_core.ui.html import draw
from qic_core.ui.join import join_address, qr_of
from qic_core.ui.outputs import output_of
from qic_core.ui.session import Here, asking
from qic_core.ui.words import words
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, RunState

FONT = 40
CHART_WIDTH = 44 * FONT
ITEMS_ON_WALL = 8
IDEAS_ON_WALL = 12


@st.fragment(run_every=1.0)
def draw_clock(run: Run) -> None:
    """Draw the time left while the run is open; it ticks by itself."""
    left = countdown(run, datetime.now(UTC)) if run.state == RunState.OPEN else ""
    draw("wall_clock.html", left=left)


def draw_welcome(place: Here, code: str) -> None:
    """Draw the wall before anything is open: how to come in."""
    address = join_address(code)
    draw(
        "wall_welcome.html",
        name=place.collective.name,
        qr=qr_of(address),
        address=address.split("://")[-1],
        code=code,
    )


def draw_question(run: Run) -> None:
    """Draw the question, or the text, as the room reads it."""
    draw("wall_question.html", prompt=run.content.prompt, asks=kind_of(run.content.kind).asks)


def draw_results(run: Run, voices: int) -> None:
    """Draw the results once they are revealed; before, only that answers are coming in."""
    kind = kind_of(run.content.kind)
    if not kind.asks:
        return
    if not run.revealed:
        draw("wall_hidden.html", voices=voices, open=run.state == RunState.OPEN)
        return
    with asking() as session:
        summary = output_of(session, run)["summary"]
    sentence = kind.sentence(run.content, summary, words())
    draw("line.html", text=sentence, look="qic-wall-sentence")
    if "themes" in summary:
        draw("wall_ideas.html", themes=summary["themes"], alone=summary["alone"], most=IDEAS_ON_WALL)
        return
    chart = kind.chart(run.content, summary, words(), font=FONT, most=ITEMS_ON_WALL)
    if chart is not None:
        with st.container(key="wall-chart"):
            st.altair_chart(chart.properties(width=CHART_WIDTH), theme=None, width="content", alt=sentence, key="drawn")


def draw_foot(code: str, run: Run, voices: int) -> None:
    """Draw what always stays: address, code, QR, and how many have answered."""
    address = join_address(code)
    draw(
        "wall_foot.html",
        qr=qr_of(address),
        address=address.split("://")[-1],
        code=code,
        voices=voices,
        asks=kind_of(run.content.kind).asks,
        state=run.state,
    )

"""What the projected wall draws: large, without input, hidden until revealed."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from qic_core.collective.service import current_code
from qic_core.db.tables import revision_of
from qic_core.ui.deck import drawings_of_deck
from qic_core.ui.gauges import countdown
from qic_core.ui.html import draw
from qic_core.ui.join import join_address, qr_of
from qic_core.ui.outputs import draw_chart
from qic_core.ui.session import Here, asking, database
from qic_core.ui.words import words
from qic_core.vision.deck import card_of
from qic_core.workshop.kind import Summary
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, RunState, wall_run
from qic_core.workshop.tally import count_voices, summary_of

PULSE_SECONDS = 0.4
FONT = 40
CHART_WIDTH = 44 * FONT
ITEMS_ON_WALL = 8
IDEAS_ON_WALL = 12
PAGES_ON_WALL = 3
PICTURES_ON_WALL = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """What the wall stands on: the code of the room, the run that it shows, the revision it was drawn at."""

    code: str
    run: Run | None
    revision: int


def scene_of(session: Session, place: Here) -> Scene:
    """Return what the wall shows now."""
    run = wall_run(session, place.collective.id, now=datetime.now(UTC))
    code = current_code(session, place.collective.id)
    return Scene(code, run, revision_of(session, place.collective.id))


@st.fragment(run_every=PULSE_SECONDS)
def follow_room(place: Here, drawn: Scene) -> None:
    """Draw what moves while the room answers: how many have, the time left; the page anew when more has moved."""
    with database().reading() as session:
        now = scene_of(session, place)
        voices = count_voices(session, now.run.id)["voices"] if now.run else 0
    if (now.code, now.run) != (drawn.code, drawn.run) or _shows_more(now, drawn):
        st.rerun()
    if now.run:
        is_open = now.run.state == RunState.OPEN
        draw(
            "wall_pulse.html",
            left=countdown(now.run, datetime.now(UTC)) if is_open else "",
            asks=kind_of(now.run.content.kind).asks,
            revealed=now.run.revealed,
            open=is_open,
            voices=voices,
        )


def _shows_more(now: Scene, drawn: Scene) -> bool:
    return bool(now.run and now.run.revealed) and now.revision != drawn.revision


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


def draw_results(run: Run) -> None:
    """Draw the results once they are revealed."""
    kind = kind_of(run.content.kind)
    if not (kind.asks and run.revealed):
        return
    with asking() as session:
        summary = run.output["summary"] if run.output else summary_of(session, run.id, run.content)
    sentence = kind.sentence(run.content, summary, words())
    draw("line.html", text=sentence, look="qic-wall-sentence")
    if _draw_cards(summary):
        return
    chart = kind.chart(run.content, summary, words(), font=FONT, most=ITEMS_ON_WALL)
    if chart is not None:
        with st.container(key="wall-chart"):
            draw_chart(chart.wide(CHART_WIDTH), alt=sentence, key="drawn", width="content")


def _draw_cards(summary: Summary) -> bool:
    """Draw what cards say better than a chart; return whether there are any."""
    if "themes" in summary:
        draw("wall_ideas.html", themes=summary["themes"], alone=summary["alone"], most=IDEAS_ON_WALL)
    elif "pages" in summary:
        draw("wall_pages.html", pages=summary["pages"][::-1], year=summary["year"], most=PAGES_ON_WALL)
    elif "pictures" in summary:
        shown = [(card_of(found["picture"]), found) for found in summary["pictures"]]
        draw("wall_pictures.html", shown=shown, most=PICTURES_ON_WALL, drawings=drawings_of_deck())
    else:
        return False
    return True


def draw_foot(code: str, run: Run) -> None:
    """Draw what always stays: address, code and QR."""
    address = join_address(code)
    draw("wall_foot.html", qr=qr_of(address), address=address.split("://")[-1], code=code, state=run.state)

"""What the projected wall draws: large, without input, hidden until revealed."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil

import streamlit as st
from sqlmodel import Session

from qic_core.collective.service import current_code
from qic_core.cooperation.naming import as_agreed, named_on_wall
from qic_core.db.tables import revision_of
from qic_core.evaluation.forecast_cells import Forecast
from qic_core.ui.deck import drawings_of_deck
from qic_core.ui.gauges import countdown
from qic_core.ui.html import draw
from qic_core.ui.join import join_address, qr_of
from qic_core.ui.loop_wall import draw_board, forecast_scene
from qic_core.ui.outputs import draw_chart, draw_key
from qic_core.ui.session import Here, asking, database
from qic_core.ui.words import words
from qic_core.vision.deck import card_of
from qic_core.vision.service import current_vision
from qic_core.workshop.kind import Chart, Summary
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, RunState, wall_run
from qic_core.workshop.tally import count_voices, summary_of

PULSE_SECONDS = 0.4
FONT = 40
CHART_WIDTH, CHART_WIDTH_BESIDE_KEY, CHART_WIDTH_IN_PAIR = 44 * FONT, 32 * FONT, 22 * FONT
ITEMS_ON_WALL = 8
IDEAS_ON_WALL = 12
GALLERIES = ("front_page", "picture", Forecast.name)
TURN_SECONDS = 15
PAGES_ON_WALL = 3
PICTURES_ON_WALL = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """What the wall stands on: the code of the room, the run that it shows, the revision it was drawn at.

    `turn` counts the groups of a gallery that is larger than the wall.
    """

    code: str
    run: Run | None
    revision: int
    turn: int = 0


def scene_of(session: Session, place: Here) -> Scene:
    """Return what the wall shows now."""
    now = datetime.now(UTC)
    run = wall_run(session, place.collective.id, now=now)
    code = current_code(session, place.collective.id)
    turns = bool(run and run.revealed and run.content.kind in GALLERIES)
    turn = int(now.timestamp()) // TURN_SECONDS if turns else 0
    return Scene(code, run, revision_of(session, place.collective.id), turn)


@st.fragment(run_every=PULSE_SECONDS)
def follow_room(place: Here, drawn: Scene) -> None:
    """Draw what moves while the room answers: how many have, the time left; the page anew when more has moved."""
    with database().reading() as session:
        now = scene_of(session, place)
        voices = count_voices(session, now.run.id)["voices"] if now.run else 0
    if (now.code, now.run, now.turn) != (drawn.code, drawn.run, drawn.turn) or _shows_more(now, drawn):
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
    with asking() as session:
        vision = current_vision(session, place.collective.id)
    draw(
        "wall_welcome.html",
        name=place.collective.name,
        vision=vision,
        qr=qr_of(address),
        address=address.split("://")[-1],
        code=code,
    )


def draw_question(run: Run) -> None:
    """Draw the question, or the text, as the room reads it."""
    draw("wall_question.html", prompt=run.content.prompt, asks=kind_of(run.content.kind).asks)


def draw_results(run: Run, turn: int) -> None:
    """Draw the results once they are revealed."""
    kind = kind_of(run.content.kind)
    if draw_board(run) or not (kind.asks and run.revealed):
        return
    with asking() as session:
        summary = run.output["summary"] if run.output else summary_of(session, run.id, run.content)
        content = as_agreed(run.content, named=named_on_wall(session, run.collective_id))
        scene = forecast_scene(session, run, content, summary, turn) if kind.name == Forecast.name else None
    sentence = scene.sentence if scene else kind.sentence(content, summary, words())
    draw("line.html", text=sentence, look="qic-wall-sentence")
    if _draw_cards(summary, turn):
        return
    chart = scene.lines if scene else kind.chart(content, summary, words(), font=FONT, most=ITEMS_ON_WALL)
    second = scene.curve if scene else kind.beside(content, summary, words(), font=FONT)
    if chart and second:
        _draw_side_by_side(chart, second, alt=sentence)
    elif chart:
        _draw_alone(chart, alt=sentence)


def _draw_alone(chart: Chart, *, alt: str) -> None:
    with st.container(key="wall-chart"):
        draw_key(chart, most=ITEMS_ON_WALL)
        width = CHART_WIDTH_BESIDE_KEY if chart.key else CHART_WIDTH
        draw_chart(chart.wide(width), alt=alt, key="drawn", width="content")


def _draw_side_by_side(chart: Chart, second: Chart, *, alt: str) -> None:
    draw("shades.html", shades=chart.shades)
    with st.container(horizontal=True, key="wall-pair"):
        with st.container(key="wall-first"):
            draw_chart(replace(chart, shades=()).wide(CHART_WIDTH_IN_PAIR), alt=alt, key="drawn", width="content")
        with st.container(key="wall-second"):
            draw_chart(second.wide(CHART_WIDTH_IN_PAIR), alt=second.caption, key="drawn-second", width="content")


def places_at(turn: int, *, count: int, at_once: int) -> range:
    """Return the places of what a gallery shows at a turn: group after group, then the first one again."""
    groups = ceil(count / at_once) or 1
    group = turn % groups
    return range(group * count // groups, (group + 1) * count // groups)


def _draw_cards(summary: Summary, turn: int) -> bool:
    """Draw what cards say better than a chart; return whether there are any."""
    if "themes" in summary:
        draw("wall_ideas.html", themes=summary["themes"], alone=summary["alone"], most=IDEAS_ON_WALL)
    elif "pages" in summary:
        places = places_at(turn, count=len(summary["pages"]), at_once=PAGES_ON_WALL)
        draw("wall_pages.html", pages=summary["pages"][::-1], year=summary["year"], places=places)
    elif "pictures" in summary:
        shown = [(card_of(found["picture"]), found) for found in summary["pictures"]]
        places = places_at(turn, count=len(shown), at_once=PICTURES_ON_WALL)
        draw("wall_pictures.html", shown=shown, places=places, turn=turn, drawings=drawings_of_deck())
    else:
        return False
    return True


def draw_foot(code: str, run: Run) -> None:
    """Draw what always stays: address, code and QR."""
    address = join_address(code)
    draw("wall_foot.html", qr=qr_of(address), address=address.split("://")[-1], code=code, state=run.state)

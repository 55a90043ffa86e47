"""What the room is asked in a loop: the state of each question, and what was said that a decision may come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st
from sqlmodel import Session

from qic_core.access.rules import Role
from qic_core.evaluation.loop_rules import WHAT_LENGTH, Loop
from qic_core.ui.doors import draw_door
from qic_core.ui.html import draw
from qic_core.ui.notebooks import ADDRESS_KEY, minutes_line
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted
from qic_core.workshop.notebooks import Cell, get_notebook
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, RunState, gathered_in, list_runs
from qic_core.workshop.tally import count_voices
from qic_core.workshop.texts import shortened

SAID_AT_MOST = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the loop's notebook, and its last run, if it was run."""

    cell: Cell
    run: Run | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of the room that a decision may come from."""

    text: str
    run_id: int
    idea_ids: tuple[int, ...]


def runs_of(session: Session, collective_id: int, notebook_id: int | None) -> list[Asked]:
    """Return the cells of a loop's notebook in their order, each with its last run."""
    if notebook_id is None:
        return []
    cells = get_notebook(session, collective_id, notebook_id).cells
    by_cell = groupby(list_runs(session, [cell.id for cell in cells]), key=lambda run: run.cell_id)
    last = {cell_id: list(runs)[-1] for cell_id, runs in by_cell}
    return [Asked(cell, last.get(cell.id)) for cell in cells]


def draw_runs(place: Here, loop: Loop, room: Sequence[Asked]) -> None:
    """Draw how far the room is, question by question, with the door to where they are run."""
    if loop.notebook_id is None:
        st.caption(_("This loop has no notebook: its questions were not run here."))
        return
    told = minutes_line(sum(one.cell.minutes for one in room))
    draw_line(
        _(
            "What happened? What did we learn? What do we do? Twenty minutes at most for these three; the whole"
            " notebook takes %(time)s.",
            time=told,
        )
    )
    with asking() as session:
        lines = [(one.cell.title, minutes_line(one.cell.minutes), *_state(session, one)) for one in room]
    draw("loop_runs.html", lines=lines)
    address = {ADDRESS_KEY: str(loop.notebook_id)}
    with st.container(horizontal=True, key="loop-doors"):
        if place.access.role == Role.FACILITATOR:
            draw_door("facilitate", _("Facilitate"), "play_circle", address)
        draw_door("notebook", _("Read what was said"), "description", address)


def heard_in(session: Session, room: Sequence[Asked]) -> Mapping[str, Heard]:
    """Return what was written in the loop's runs, by a key of its own: themes else shown ideas."""
    found: dict[str, Heard] = {}
    for one in room:
        if one.run is None or not kind_of(one.cell.kind).free_text:
            continue
        for item in gathered_in(session, one.run.id):
            text = shortened(item.text, at_most=WHAT_LENGTH)
            found[f"{one.run.id}-{item.key}"] = Heard(text, one.run.id, item.ideas)
    return dict(list(found.items())[:SAID_AT_MOST])


def _state(session: Session, one: Asked) -> tuple[str, str]:
    """Return (look, words) of how far a question is; who answered is counted anew only for the one that is open."""
    run = one.run
    asks = kind_of(one.cell.kind).asks
    if run is None:
        return "same", _("not run yet") if asks else _("not shown yet")
    if not asks:
        return "done", _("shown to the room")
    voices = run.output["voices"] if run.output else count_voices(session, run.id)["voices"]
    told = counted("%(n)s voice", "%(n)s voices", voices)
    if run.state == RunState.CLOSED:
        return "done", _("closed · %(voices)s", voices=told)
    if run.state == RunState.FROZEN:
        return "late", _("held on the phones · %(voices)s", voices=told)
    return "running", _("open on the phones · %(voices)s", voices=told)

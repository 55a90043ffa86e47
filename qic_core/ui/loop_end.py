"""What ends a loop or lets it rest, and what is left to whoever was writing in it when somebody else closed it."""

from collections.abc import Sequence

import streamlit as st
from sqlmodel import Session

from qic_core.evaluation.loop_history import Past
from qic_core.evaluation.loop_rules import Decision, Loop
from qic_core.evaluation.loops import close_loop, current_loop, get_loop, pause_loop, resume_loop
from qic_core.evaluation.rules import LoopState
from qic_core.evaluation.stories import Story
from qic_core.ui.forms import all_begun, let_all_go
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, plain

CLOSING_KEY = "loop-closing"


def loop_to_draw(session: Session, place: Here, past: Sequence[Past]) -> Loop | None:
    """Return the loop at work; before it one that somebody else closed while forms of it were being filled in here."""
    forms: list[Decision | Story] = [*all_begun(Decision), *all_begun(Story)]
    begun = {one.loop_id for one in forms} | {one.id for one in all_begun(Loop)}
    left = [one.id for one in past if one.id in begun]
    if left:
        return get_loop(session, place.collective.id, left[0])
    return current_loop(session, place.collective.id)


def draw_rest(place: Here, loop: Loop) -> None:
    """Say of a loop that it is paused, or was closed meanwhile, and draw how one goes on."""
    if loop.state == LoopState.PAUSED:
        st.warning(_("This loop is paused: what was said and decided is kept as it is."), icon=":material/pause:")
        if place.may_write and st.button(
            _("Resume the loop"), type="primary", icon=":material/play_arrow:", key=f"resume-loop-{loop.id}"
        ):
            with acting(place.collective.id, _("The loop goes on.")) as work:
                resume_loop(work, loop_id=loop.id)
    if loop.state == LoopState.CLOSED:
        st.warning(
            _(
                "Someone else closed “%(title)s” meanwhile: nothing more is saved in it. What you typed is still in"
                " its form below; copy what you want to keep.",
                title=plain(loop.title),
            ),
            icon=":material/flag:",
        )
        if st.button(_("I have copied it: go on"), key=f"leave-loop-{loop.id}"):
            let_all_go()
            st.rerun()


def draw_end(place: Here, loop: Loop) -> None:
    """Draw what closes a loop, which is asked once more, and what pauses it."""
    left = len(loop.undecided)
    for_good = not left and st.session_state.get(CLOSING_KEY) == loop.id
    if left:
        draw_line(
            counted(
                "%(n)s action still waits for its decision: the loop is closed after that.",
                "%(n)s actions still wait for their decision: the loop is closed after that.",
                left,
            ),
            "qic-sentence",
        )
    else:
        draw_line(_("Everything is decided: the loop can be closed. What it stops is then stopped."), "qic-sentence")
    with st.container(horizontal=True, key="loop-gestures"):
        closing = st.button(
            _("Close the loop"),
            type="secondary" if left or for_good else "primary",
            icon=":material/flag:",
            key=f"close-loop-{loop.id}",
        )
        if st.button(_("Pause the loop"), icon=":material/pause:", key=f"pause-loop-{loop.id}"):
            with acting(place.collective.id, _("The loop is paused.")) as work:
                pause_loop(work, loop_id=loop.id)
    if closing and left:
        _close(place, loop)
    elif closing:
        st.session_state[CLOSING_KEY] = loop.id
        st.rerun()
    if for_good:
        _draw_for_good(place, loop)


def _draw_for_good(place: Here, loop: Loop) -> None:
    st.warning(
        _("A closed loop is not opened again: what it decides stays, and its promises open the next one."),
        icon=":material/flag:",
    )
    with st.container(horizontal=True, key="loop-for-good"):
        if st.button(_("Close it for good"), type="primary", key=f"close-for-good-{loop.id}"):
            _close(place, loop)
        if st.button(_("Not yet"), key=f"not-yet-{loop.id}"):
            st.session_state.pop(CLOSING_KEY)
            st.rerun()


def _close(place: Here, loop: Loop) -> None:
    with acting(place.collective.id, _("The loop is closed: its promises open the next one.")) as work:
        close_loop(work, loop_id=loop.id, version=loop.version)
        let_all_go()

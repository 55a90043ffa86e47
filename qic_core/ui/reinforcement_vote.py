"""What the room said the last time it was asked: where it is divided, and taking its word to the actions."""

from collections.abc import Mapping

import streamlit as st

from qic_core.actions.effects import EFFECTS, Effects, Pair, effect_line
from qic_core.actions.interplay import Interplay, differing
from qic_core.actions.reinforcement import keep_reinforcement, said_in
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import draw_figures, draw_line, run_sentence, voices_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table
from qic_core.workshop.runs import Run

SEEN_AT_ONCE = 6
SEEN_KEY = "room-word-seen"


def draw_vote(place: Here, run: Run, interplay: Interplay, divided: Mapping[Pair, list[int]]) -> None:
    """Draw the last run's figures, the pairs on which the room is divided, and the gesture that keeps its word."""
    assert run.output is not None
    st.header(_("What the room said, the last time it was asked"), divider="gray")
    draw_line(run_sentence(run.content, run.output["summary"]), "qic-sentence")
    draw_line(voices_line(run.output))
    inside = fold(_("Its picture and its table"), key=f"vote-{run.id}")
    if inside is not None:
        with inside:
            draw_figures(run.content, run.output["summary"], key=f"vote-{run.id}")
    titles = interplay.titles
    split = {pair: counts for pair, counts in divided.items() if titles.keys() >= set(pair)}
    _draw_split(split, titles)
    said = {pair: effect for pair, effect in said_in(run).items() if titles.keys() >= set(pair)}
    if place.may_write:
        _draw_keep(place, run, said, interplay)


def _draw_split(split: Mapping[Pair, list[int]], titles: Mapping[int, str]) -> None:
    if not split:
        return
    label = counted("The room is divided on %(n)s pair", "The room is divided on %(n)s pairs", len(split))
    inside = fold(label, key="split", opened=len(split) <= SEEN_AT_ONCE)
    if inside is None:
        return
    names = [effect_line(effect, words()) for effect in EFFECTS]
    rows: list[tuple[str | int, ...]] = [
        (f"{titles[start]} → {titles[end]}", *counts) for (start, end), counts in split.items()
    ]
    with inside:
        draw_line(_("Their people see it differently: worth talking about before anything is decided."))
        draw("table.html", table=Table((_("Pair"), *names), rows), caption=_("Voices on each answer"))
        draw_how_computed("M3")


def _draw_keep(place: Here, run: Run, said: Effects, interplay: Interplay) -> None:
    """Draw what taking the room's word would change, and the gesture that takes it over what was drawn before it."""
    titles, moved = interplay.titles, differing(said, interplay.effects)
    seen: Effects = st.session_state.get(f"{SEEN_KEY}-{run.id}", interplay.effects)
    st.session_state[f"{SEEN_KEY}-{run.id}"] = interplay.effects
    if not moved:
        draw_line(_("The matrix says what the room said."))
        return
    label = counted("What it would change: %(n)s pair", "What it would change: %(n)s pairs", len(moved))
    inside = fold(label, key=f"moved-{run.id}")
    if inside is not None:
        rows = [
            (f"{titles[start]} → {titles[end]}", effect_line(before, words()), effect_line(after, words()))
            for (start, end), (before, after) in moved.items()
        ]
        with inside:
            draw("table.html", table=Table((_("Pair"), _("Today"), _("The room")), rows), caption="")
    label = counted("Take the room's word for %(n)s pair", "Take the room's word for %(n)s pairs", len(moved))
    if st.button(label, icon=":material/save:", type="primary", key=f"keep-{run.id}"):
        with acting(place.collective.id, _("Kept: the matrix says what the room said.")) as work:
            keep_reinforcement(work, run_id=run.id, seen=seen)

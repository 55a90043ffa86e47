"""Modérer: the inbox, and themes made by hand."""

from datetime import UTC, datetime

import streamlit as st

from qic_core.ui.inbox import (
    choose_run,
    draw_inbox,
    draw_proposals,
    draw_themes,
    draw_undo,
    follow_arrivals,
)
from qic_core.ui.notebooks import chosen_notebook
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import asking, here
from qic_core.ui.thread import draw_fates
from qic_core.ui.words import _, plain
from qic_core.workshop.kind import Visibility
from qic_core.workshop.moderation import can_undo, propose_groups
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import list_runs, live_run
from qic_core.workshop.tally import list_ideas, list_themes

place = here()
with asking() as session:
    notebook = chosen_notebook(session, place)
    runs = [
        run for run in list_runs(session, [cell.id for cell in notebook.cells]) if kind_of(run.content.kind).free_text
    ]
    live = live_run(session, place.collective.id)

st.title(_("Moderate: %(title)s", title=plain(notebook.cover.title)))
if not runs:
    st.info(_("Nothing to sort yet: run a cell that asks for ideas or words."))
    st.stop()
run = choose_run(runs, live)
with asking() as session:
    ideas = list_ideas(session, run.id)
    themes = list_themes(session, run.id)
    undoable = can_undo(session, run.id)
    proposals = propose_groups(session, run.id) if st.session_state.get("propose") else []

draw_line(run.content.prompt, "qic-prompt")
follow_arrivals(run, len(ideas), datetime.now(UTC))
draw_undo(place, run, undoable)
waiting = [idea for idea in ideas if idea.visibility == Visibility.WAITING]
shown = [idea for idea in ideas if idea.visibility == Visibility.SHOWN]
hidden = [idea for idea in ideas if idea.visibility == Visibility.HIDDEN]
left, right = st.columns(2, gap="large")
with left:
    draw_inbox(place, run, waiting, hidden)
with right:
    draw_themes(place, run, shown, themes)
    st.toggle(_("Propose ideas that say nearly the same"), key="propose")
    draw_proposals(place, run, proposals)
    draw_fates(run.id)

"""What the phones proposed to do, waiting for its place under a change; and how they are asked."""

from collections.abc import Sequence

import streamlit as st

from qic_core.actions.overview import Around
from qic_core.actions.proposals import place_proposals
from qic_core.thread.proposals import Proposal
from qic_core.ui.action_form import changes_to_choose
from qic_core.ui.ask import draw_ask
from qic_core.ui.folds import first_of, fold
from qic_core.ui.outputs import draw_line
from qic_core.ui.proposals import proposal_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted
from qic_core.workshop.drafting import Draft
from qic_core.workshop.texts import shortened

TITLE_AT_MOST, CHANGE_AT_MOST = 80, 220


def draw_proposed(place: Here, proposals: Sequence[Proposal], around: Around) -> None:
    """Draw, folded, the proposals that are no action yet, run after run, with what the room was asked."""
    label = counted("Place what the room proposed (%(n)s)", "Place what the room proposed (%(n)s)", len(proposals))
    inside = fold(label, key="actions-proposed") if proposals else None
    if inside is None:
        return
    with inside:
        for run_id in dict.fromkeys(one.run_id for one in proposals):
            _draw_run(place, [one for one in proposals if one.run_id == run_id], around)


def _draw_run(place: Here, asked: Sequence[Proposal], around: Around) -> None:
    run_id = asked[0].run_id
    draw_line(asked[0].asked.prompt, "qic-prompt")
    shown = first_of(asked, key=f"actions-proposed-{run_id}")
    changes = changes_to_choose(around)
    with st.form(f"actions-proposed-form-{run_id}", border=False):
        ticked = [one for one in shown if _ticked(one)]
        change_id = st.selectbox(
            _("Under which change?"), list(changes), None, format_func=changes.__getitem__,
            placeholder=_("Under none yet"), key=f"place-under-{run_id}",
        )  # fmt: skip
        placed = st.form_submit_button(_("Make actions of them"), type="primary", key=f"place-actions-{run_id}")
    if placed and not ticked:
        st.error(_("Tick what is to be placed."))
    elif placed:
        with acting(place.collective.id, _("Placed: each keeps the thread to who said it.")) as work:
            for one in ticked:
                place_proposals(work, run_id=run_id, idea_ids=one.idea_ids, change_id=change_id)


def _ticked(one: Proposal) -> bool:
    line = proposal_line(one.text, len(one.idea_ids))
    return st.checkbox(line, key=f"place-action-{one.idea_ids[0]}")


def draw_ask_actions(place: Here, around: Around) -> None:
    """Draw how the room is asked which actions would serve a change."""
    changes = changes_to_choose(around)
    change_id = st.selectbox(
        _("For which change?"), list(changes), None, format_func=changes.__getitem__,
        placeholder=_("For any change"), key="ask-actions-for",
    )  # fmt: skip
    title, prompt = _("Which actions?"), _("What could we do together, concretely?")
    if change_id is not None:
        change = around.changes[change_id].title
        title = _("Actions: %(change)s", change=shortened(change, at_most=TITLE_AT_MOST))
        prompt = _("Which actions for this change: “%(change)s”?", change=shortened(change, at_most=CHANGE_AT_MOST))
    draft = Draft("action", title, prompt)
    draw_ask(place, draft, key=f"action-{change_id or 0}", label=_("Ask the phones for actions"))

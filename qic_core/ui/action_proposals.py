"""What the phones proposed to do, waiting for its place under a change; and how they are asked."""

from collections.abc import Collection, Sequence

import streamlit as st

from qic_core.actions.overview import Around
from qic_core.actions.proposals import place_proposals
from qic_core.db.engine import Work
from qic_core.thread.proposals import Proposal
from qic_core.ui.action_form import changes_to_choose
from qic_core.ui.ask import draw_ask
from qic_core.ui.outputs import draw_line
from qic_core.ui.proposals import draw_placing, fold_of
from qic_core.ui.session import Here
from qic_core.ui.words import _
from qic_core.workshop.drafting import Draft
from qic_core.workshop.texts import shortened

TITLE_AT_MOST, CHANGE_AT_MOST = 80, 220


def draw_proposed(place: Here, proposals: Sequence[Proposal], around: Around) -> None:
    """Draw, folded, the proposals that are no action yet, run after run, with what the room was asked."""
    inside = fold_of(proposals, key="actions-proposed")
    if inside is None:
        return
    with inside:
        for run_id in dict.fromkeys(one.run_id for one in proposals):
            _draw_run(place, [one for one in proposals if one.run_id == run_id], around)


def _draw_run(place: Here, asked: Sequence[Proposal], around: Around) -> None:
    draw_line(asked[0].asked.prompt, "qic-prompt")
    changes = changes_to_choose(around)

    def choose() -> int | None:
        return st.selectbox(
            _("Under which change?"), list(changes), None, format_func=changes.__getitem__,
            placeholder=_("Under none yet"), key=f"place-under-{asked[0].run_id}",
        )  # fmt: skip

    def take(work: Work, run_id: int, idea_ids: Collection[int], change_id: int | None) -> None:
        place_proposals(work, run_id=run_id, idea_ids=idea_ids, change_id=change_id)

    key = f"actions-proposed-{asked[0].run_id}"
    draw_placing(place, asked, choose, take, label=_("Make actions of them"), key=key)


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

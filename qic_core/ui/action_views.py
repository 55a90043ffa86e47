"""Three ways to see the actions: in time, by where they stand, one after the other."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.actions.charts import dated, timeline, timeline_sentence, undated
from qic_core.actions.overview import Around, days_line
from qic_core.actions.rules import STATUSES, Action
from qic_core.ui.action import badges_of, choose
from qic_core.ui.action_form import draw_move
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, plain, words
from qic_core.workshop.kind import Table

MOVING_KEY = "moving-action"


def draw_timeline(place: Here, actions: Sequence[Action], around: Around, *, today: date) -> None:
    """Draw the actions in time, twenty at first, the table that says the same, and those without any day."""
    with_day, later = dated(actions), undated(actions)
    if with_day:
        draw_line(timeline_sentence(with_day, words(), today=today), "qic-sentence")
        shown = first_of(with_day, key="timeline")
        sentence = timeline_sentence(shown, words(), today=today)
        draw_chart(timeline(shown, words(), today=today, font=PAGE_FONT), alt=sentence, key="timeline")
        inside = fold(_("The same as a table"), key="timeline-table")
        if inside is not None:
            with inside:
                draw("table.html", table=_table(shown, around), caption="")
    if later:
        draw_line(counted("%(n)s action without any day:", "%(n)s actions without any day:", len(later)), "qic-prompt")
        draw_list(place, later, around, key="undated")


def draw_board(place: Here, actions: Sequence[Action], around: Around) -> None:
    """Draw a column a status; an action opens by its title, and moves by the button under it."""
    for at, (status, name) in zip(st.columns(len(STATUSES)), STATUSES.items(), strict=True):
        there = [action for action in actions if action.status == status]
        with at:
            st.subheader(_("%(status)s (%(n)s)", status=_(name), n=len(there)))
            for action in first_of(there, key=f"board-{status}"):
                with st.container(border=True, gap="small", key=f"card-{action.id}"):
                    _draw_card(place, action, around, key="board", badges=badges_of(place, action)[1:])
                    if place.may_write:
                        st.button(
                            _("Move it"), icon=":material/swap_horiz:", type="tertiary", on_click=_move,
                            args=(action.id,), key=f"move-{action.id}",
                        )  # fmt: skip


def draw_list(place: Here, actions: Sequence[Action], around: Around, *, key: str) -> None:
    """Draw the actions one after the other, twenty at first."""
    for action in first_of(actions, key=key):
        with st.container(border=True, gap="small", key=f"{key}-{action.id}"):
            _draw_card(place, action, around, key=key, badges=badges_of(place, action))


def open_moving(place: Here, actions: Sequence[Action]) -> None:
    """Open, over the page, the form that moves the action whose button was pressed."""
    moving = next((action for action in actions if action.id == st.session_state.get(MOVING_KEY)), None)
    if moving is not None:
        box = st.dialog(_("Move the action"), dismissible=False)
        box(_draw_moving)(place, moving)


def _draw_moving(place: Here, action: Action) -> None:
    draw_line(action.title, "qic-prompt")
    draw_move(place, action, asked_by=MOVING_KEY)
    if st.button(_("Close"), icon=":material/close:", on_click=_move, args=(None,), key="close-move"):
        st.rerun()


def _move(action_id: int | None) -> None:
    st.session_state[MOVING_KEY] = action_id


def _draw_card(place: Here, action: Action, around: Around, *, key: str, badges: Sequence[tuple[str, str]]) -> None:
    st.button(
        plain(action.title), type="tertiary", on_click=choose, args=(action.id,), key=f"open-{key}-{action.id}"
    )  # fmt: skip
    lead = around.name(action.plan.lead_id) or _("nobody leads it yet")
    lines = [part for part in (lead, days_line(action.plan, words())) if part]
    if not around.served(action):
        lines.append(_("It serves no change yet."))
    draw("action_line.html", badges=badges, lines=lines)


def _table(actions: Sequence[Action], around: Around) -> Table:
    head = (_("Action"), _("Status"), _("Who leads"), _("When"), _("Changes that it serves"))
    rows = [
        (
            action.title,
            _(STATUSES[action.status]),
            around.name(action.plan.lead_id),
            days_line(action.plan, words()),
            " · ".join(change.title for change in around.served(action)),
        )
        for action in actions
    ]
    return Table(head, rows)

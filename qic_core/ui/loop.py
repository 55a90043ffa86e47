"""The loop that is held now: how it stands, how it is opened, paused, resumed and closed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.actions.rules import is_over
from qic_core.actions.service import list_actions
from qic_core.evaluation.loop_history import Past
from qic_core.evaluation.loop_rules import NOTE_LENGTH, TITLE_LENGTH, Loop
from qic_core.evaluation.loops import add_action_to_loop, edit_loop, open_loop, take_action_out
from qic_core.evaluation.rules import LoopState
from qic_core.pathways.rules import Change
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, begun_of, draw_save, let_all_go, saving, turn_of
from qic_core.ui.html import draw
from qic_core.ui.loop_end import draw_end, draw_rest
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted
from qic_core.words import N_

DAY = "%d/%m/%Y"
NAMED_AT_MOST = 4
START_FORM, ADD_FORM, OUT_FORM = "loop", "loop-action", "loop-action-out"
STATES = {
    LoopState.OPEN: N_("open now"),
    LoopState.PAUSED: N_("paused"),
    LoopState.CLOSED: N_("closed"),
}


def draw_head(place: Here, loop: Loop, changes: Sequence[Change]) -> None:
    """Draw what the loop is called, when it is held, what it is about, and how far it is."""
    titles = [change.title for change in changes if change.id in loop.change_ids]
    left = len(loop.undecided)
    draw("loops_style.html")
    draw(
        "loop_head.html",
        loop=loop,
        day=loop.held_on.strftime(DAY),
        rests=loop.state != LoopState.OPEN,
        state=_(STATES[loop.state]),
        about=titles[:NAMED_AT_MOST],
        more=max(0, len(titles) - NAMED_AT_MOST),
        decided=len(loop.decisions) - left,
        left=left,
    )
    draw_rest(place, loop)


def draw_no_loop(past: Sequence[Past], *, announced: date | None, today: date) -> None:
    """Draw what a loop is, when the last one was, and for when the next one is announced."""
    draw("loops_style.html")
    st.info(
        _(
            "In a loop the collective looks at what its actions have changed, learns from it, and decides about each"
            " one: continue, adjust, redirect or stop. It ends in promises, each with a name and a day: the next loop"
            " opens with them."
        ),
        icon=":material/loop:",
    )
    if not past:
        return
    last = past[0]
    draw_line(_("The last one: “%(title)s”, on %(day)s.", title=last.title, day=last.held_on.strftime(DAY)))
    if announced and announced > last.held_on and announced >= today:
        draw_line(_("The next one is announced for %(day)s.", day=announced.strftime(DAY)))
    else:
        draw_line(_("The next one has no day yet: write it on the roadmap, people come when they know."))
        draw_door("roadmap", _("Roadmap"), "map")


def draw_start(place: Here, changes: Sequence[Change], *, opened: bool) -> None:
    """Draw the form that opens a loop, for whoever may write."""
    inside = fold(_("Open a loop"), key="loop-start", opened=opened) if place.may_write else None
    if inside is None:
        return
    with inside:
        if changes:
            _draw_opening(place, changes)
        else:
            st.info(_("A loop looks at changes, and at the actions that serve them: write the changes first."))
            draw_door("pathways", _("Pathways"), "route")


def draw_gestures(place: Here, loop: Loop) -> None:
    """Draw, for whoever may write, what ends a loop, lets it rest, or changes what it is about."""
    if loop.state == LoopState.CLOSED and begun_of(Loop, loop.id):
        _draw_edit(place, loop)
    if loop.state == LoopState.CLOSED or not place.may_write:
        return
    st.header(_("End or pause the loop"), divider="gray")
    if loop.state == LoopState.OPEN:
        draw_end(place, loop)
        _draw_more_actions(place, loop)
        _draw_fewer_actions(place, loop)
    _draw_edit(place, loop)


def _draw_opening(place: Here, changes: Sequence[Change]) -> None:
    today, key = place.today, f"{START_FORM}-{turn_of(START_FORM)}"
    titles = told_apart({change.id: change.title for change in changes})
    with st.form(f"form-{key}", border=False):
        title_at, day_at = st.columns([2, 1])
        proposed = _("Loop of %(day)s", day=today.strftime(DAY))
        title = title_at.text_input(_("What it is called"), proposed, max_chars=TITLE_LENGTH, key=f"title-{key}")
        with day_at:
            held_on = draw_day(_("Held on"), today, key=f"held-{key}")
        chosen = st.multiselect(
            _("Which changes is it about?"), list(titles), format_func=titles.__getitem__,
            placeholder=_("All changes (nothing chosen)"), key=f"changes-{key}",
        )  # fmt: skip
        note = st.text_area(
            _("Note: where, with whom (as you like)"), max_chars=NOTE_LENGTH, height=80, key=f"note-{key}"
        )
        st.caption(
            _(
                "Opening it prepares its notebook for the room, lists the actions to decide about, and freezes where"
                " each curve leads: the next loop will tell whether it has turned."
            )
        )
        sent = st.form_submit_button(_("Open the loop"), type="primary", key=f"begin-{key}")
    if sent and held_on is None:
        st.error(_("Choose the day, then save."))
    elif sent and held_on is not None:
        with adding(place.collective.id, START_FORM, _("The loop is open: start with the promises.")) as work:
            open_loop(work, title=title, held_on=held_on, change_ids=chosen or list(titles), note=note)
            let_all_go()


def _draw_more_actions(place: Here, loop: Loop) -> None:
    inside = fold(_("Bring one more action into the loop"), key=f"loop-more-{loop.id}")
    if inside is None:
        return
    with asking() as session:
        known = set(loop.action_ids)
        others = [one for one in list_actions(session, place.collective.id) if one.id not in known and not is_over(one)]
    in_scope = [one for one in others if set(one.plan.change_ids) & set(loop.change_ids)]
    ordered = [*in_scope, *(one for one in others if one not in in_scope)]
    with inside:
        if not others:
            st.caption(_("All actions that are under way or to come are in this loop."))
            return
        if in_scope:
            st.caption(
                counted(
                    "%(n)s action was written since for these changes; it comes first.",
                    "%(n)s actions were written since for these changes; they come first.",
                    len(in_scope),
                )
            )
        titles = told_apart({one.id: one.title for one in ordered})
        key = f"{ADD_FORM}-{loop.id}-{turn_of(ADD_FORM)}"
        with st.form(f"form-{key}", border=False):
            action_id = st.selectbox(
                _("Which action"), list(titles), format_func=titles.__getitem__, key=f"which-{key}"
            )
            sent = st.form_submit_button(_("Bring it in"), type="primary", key=f"bring-{key}")
        if sent:
            with adding(
                place.collective.id, ADD_FORM, _("The action is in the loop: it waits for its decision.")
            ) as work:
                add_action_to_loop(work, loop_id=loop.id, action_id=action_id)


def _draw_fewer_actions(place: Here, loop: Loop) -> None:
    inside = fold(_("Take an action out of the loop"), key=f"loop-fewer-{loop.id}") if loop.undecided else None
    if inside is None:
        return
    titles = told_apart({one.action_id: one.action for one in loop.undecided})
    key = f"{OUT_FORM}-{loop.id}-{turn_of(OUT_FORM)}"
    with inside, st.form(f"form-{key}", border=False):
        st.caption(_("Not for this time? It stays on the page “Actions”, and the loop can be closed without it."))
        action_id = st.selectbox(_("Which action"), list(titles), format_func=titles.__getitem__, key=f"which-{key}")
        sent = st.form_submit_button(_("Take it out"), key=f"out-{key}")
    if sent:
        with adding(place.collective.id, OUT_FORM, _("The loop is about this action no more.")) as work:
            take_action_out(work, loop_id=loop.id, action_id=action_id)


def _draw_edit(place: Here, loop: Loop) -> None:
    inside = fold(_("Change the title or the note"), key=f"loop-edit-{loop.id}")
    if inside is None:
        return
    first = begun(loop)
    key = f"loop-{loop.id}-{first.version}"
    with inside, st.form(f"edit-{loop.id}", border=False):
        title = st.text_input(_("What it is called"), first.title, max_chars=TITLE_LENGTH, key=f"title-{key}")
        note = st.text_area(
            _("Note: where, with whom (as you like)"), first.note, max_chars=NOTE_LENGTH, height=80, key=f"note-{key}"
        )
        version = draw_save(loop, f"loop-{loop.id}")
    if version is not None:
        with saving(place.collective.id, loop) as work:
            edit_loop(work, loop_id=loop.id, version=version, title=title, note=note)

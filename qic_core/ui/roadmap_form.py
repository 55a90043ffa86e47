"""What stands behind the one page: which changes it tells, the first actions, the next loop."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from qic_core.actions.around import around_actions
from qic_core.actions.rules import is_over
from qic_core.actions.service import list_actions
from qic_core.export.roadmap_fit import COLUMNS
from qic_core.roadmap.rules import (
    ACTIONS_AT_MOST,
    NOTE_LENGTH,
    WHAT_LENGTH,
    WHO_LENGTH,
    FirstAction,
    Roadmap,
    Step,
    days_gone,
    first_action_of,
)
from qic_core.roadmap.service import choose_changes, save_roadmap
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import begun, draw_save, saving
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _, plain, words

NO_ACTION = FirstAction("")
SAVE_CHOICE = "roadmap-choice-save"
NO_ROOM_KEY = "roadmap-no-room"


def draw_choice(place: Here, roadmap: Roadmap, *, opened: bool) -> None:
    """Draw, folded, the form that says which changes the page tells; only what is ticked or unticked here moves."""
    if not any(roadmap.columns):
        return
    inside = fold(_("The changes that the page tells"), key="roadmap-choice", opened=opened)
    if inside is None:
        return
    with inside:
        st.caption(_("Untick those that the page leaves out: they stay in the pathways, the page says how many."))
        rows = first_of(range(max(map(len, roadmap.columns))), key=f"roadmap-choice-{place.collective.id}")
        told = _told_when_begun(roadmap, place.collective.id)
        with st.form(f"roadmap-choice-form-{place.collective.id}", border=False):
            ticked: dict[int, bool] = {}
            for side, name, column in zip(st.columns(3), COLUMNS.values(), roadmap.columns, strict=True):
                with side:
                    draw_line(words().gettext(name), "qic-sentence")
                    ticked |= {step.id: _draw_tick(step, told.get(step.id, step.told)) for step in column[: len(rows)]}
            sent = st.form_submit_button(_("Save the choice"), type="primary", key=SAVE_CHOICE)
    if sent:
        moved = {key: now for key, now in ticked.items() if now != told.get(key, now)}
        with acting(place.collective.id, _("Saved.")) as work:
            choose_changes(
                work,
                taken_off=[key for key, now in moved.items() if not now],
                put_back=[key for key, now in moved.items() if now],
            )


def _told_when_begun(roadmap: Roadmap, collective_id: int) -> Mapping[int, bool]:
    """Return what was told when the ticks were drawn: what someone else saved meanwhile is not ours to undo."""
    begun_key = f"roadmap-told-{collective_id}"
    if begun_key not in st.session_state or not st.session_state.get(SAVE_CHOICE):
        st.session_state[begun_key] = {step.id: step.told for column in roadmap.columns for step in column}
    told: Mapping[int, bool] = st.session_state[begun_key]
    return told


def _draw_tick(step: Step, told: bool) -> bool:
    return st.checkbox(plain(step.title), told, key=f"told-{step.id}-{told}")


def draw_form(place: Here, roadmap: Roadmap, *, today: date) -> None:
    """Draw, folded, the form of the first actions and the next loop."""
    if days_gone(roadmap, today=today):
        st.warning(_("A day on this page is past: update the first actions and the next loop."))
    inside = fold(_("First actions and next loop"), key="roadmap-form", opened=not roadmap.version)
    if inside is None:
        return
    first = begun(roadmap)
    key = f"{roadmap.id}-{first.version}"
    with inside, st.form(f"roadmap-{key}", border=False):
        actions, loop_on, note = _draw_fields(first, key)
        version = draw_save(roadmap, "roadmap")
        _draw_take_up(place, first, key)
    if version is not None:
        with saving(place.collective.id, roadmap) as work:
            save_roadmap(work, first_actions=actions, next_loop_on=loop_on, next_loop_note=note, version=version)


def _draw_fields(roadmap: Roadmap, key: str) -> tuple[list[FirstAction], date | None, str]:
    kept = [*roadmap.first_actions, *[NO_ACTION] * ACTIONS_AT_MOST][:ACTIONS_AT_MOST]
    actions = [_draw_action(action, number, key) for number, action in enumerate(kept, start=1)]
    loop_on = st.date_input(_("Next loop: when"), roadmap.next_loop_on, format="DD/MM/YYYY", key=f"loop-on-{key}")
    note = st.text_input(
        _("Next loop: what for"), roadmap.next_loop_note, max_chars=NOTE_LENGTH, key=f"loop-note-{key}"
    )
    return actions, loop_on, note


def _draw_take_up(place: Here, roadmap: Roadmap, key: str) -> None:
    """Draw the choice of an action of the page “Actions”, and the button that writes it in the first empty line.

    A button of the form: whatever is typed in its lines comes with it, and is not overwritten.
    """
    with asking() as session:
        around = around_actions(session, place.collective.id)
        actions = [one for one in list_actions(session, place.collective.id) if not is_over(one)]
    taken = {action.what for action in roadmap.first_actions}
    lines = {one.id: first_action_of(one.plan, around) for one in actions if one.title not in taken}
    if not lines:
        return
    titles = told_apart({action_id: line.what for action_id, line in lines.items()})
    st.selectbox(
        _("Or take up an action of the page “Actions”"), list(titles), None, format_func=titles.__getitem__,
        placeholder=_("Choose an action"), key=f"take-up-{key}",
    )  # fmt: skip
    free = range(len(roadmap.first_actions) + 1, ACTIONS_AT_MOST + 1)
    label = _("Write it in the first empty line")
    st.form_submit_button(
        label, icon=":material/playlist_add:", on_click=_take_up, args=(key, lines, free), key=f"take-it-{key}"
    )
    if st.session_state.pop(NO_ROOM_KEY, False):
        st.warning(_("No line is empty: empty one, save, then take the action up."))


def _take_up(key: str, lines: Mapping[int, FirstAction], free: Iterable[int]) -> None:
    line = lines.get(st.session_state.get(f"take-up-{key}") or 0)
    if line is None:
        return
    for number in free:
        boxes = [f"{part}-{number}-{key}" for part in ("what", "who", "by")]
        if not any(st.session_state.get(box) for box in boxes):
            st.session_state.update(zip(boxes, (line.what, line.who, line.by), strict=True))
            return
    st.session_state[NO_ROOM_KEY] = True


def _draw_action(action: FirstAction, number: int, key: str) -> FirstAction:
    what_at, who_at, by_at = st.columns([5, 3, 2])
    what = what_at.text_input(
        _("Action %(n)s: what", n=number), action.what, max_chars=WHAT_LENGTH, key=f"what-{number}-{key}"
    )
    who = who_at.text_input(
        _("Action %(n)s: who", n=number), action.who, max_chars=WHO_LENGTH, key=f"who-{number}-{key}"
    )
    by = by_at.date_input(
        _("Action %(n)s: by when", n=number), action.by, format="DD/MM/YYYY", key=f"by-{number}-{key}"
    )
    return FirstAction(what, who, by)

"""Ask the room, from a page of the journey: the question becomes a cell of one of the notebooks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.notebooks import ADDRESS_KEY, cover_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.stage import WISH_KEY
from qic_core.ui.words import _
from qic_core.workshop.drafting import PROMPT_LENGTH, Draft, add_cell
from qic_core.workshop.notebooks import Cover, Notebook, create_notebook, list_notebooks
from qic_core.workshop.registry import kind_of, subject_of

NEW = 0


def draw_ask(place: Here, draft: Draft, *, key: str, label: str) -> None:
    """Draw, folded, how a question is put to the room: in which notebook, in which words; for whoever may write."""
    inside = fold(label, key=f"ask-{key}") if place.may_write else None
    if inside is None:
        return
    with inside:
        if _nothing_to_ask_about(place, draft):
            return
        key = f"{key}-{place.collective.id}"
        asked = st.session_state.setdefault(f"asked-{key}", [])
        if asked:
            _draw_done(place, asked[-1])
        # A new key after each: a second click on the same button does not ask twice.
        _draw_form(place, draft, key, asked)


def _nothing_to_ask_about(place: Here, draft: Draft) -> bool:
    """Tell whether the journey holds too little to ask about, and say what to do first."""
    if not draft.about:
        return False
    subject, needed = subject_of(draft.about), kind_of(draft.kind).items_at_least
    with asking() as session:
        found = len(subject.items(session, place.collective.id))
    if found < needed:
        st.info(_("Before you ask the room, complete %(what)s: %(n)s at least.", what=_(subject.title), n=needed))
    return found < needed


def _draw_form(place: Here, draft: Draft, key: str, asked: list[int]) -> None:
    with asking() as session:
        shelf = _upcoming_first(list_notebooks(session, place.collective.id), place)
    names = told_apart({one.id: _notebook_line(one) for one in shelf} | {NEW: _("A new notebook")})
    key = f"{key}-{len(asked)}"
    chosen = st.selectbox(
        _("In which notebook"),
        list(names),
        format_func=names.__getitem__,
        key=f"ask-notebook-{key}",
    )
    title = draft.title
    if chosen == NEW:
        title = st.text_input(_("Title of the new notebook"), draft.title, max_chars=120, key=f"ask-title-{key}")
    prompt = st.text_area(_("The question"), draft.prompt, max_chars=PROMPT_LENGTH, key=f"ask-prompt-{key}")
    if not st.button(_("Add to the notebook"), type="primary", icon=":material/add:", key=f"ask-add-{key}"):
        return
    before = len(asked)
    with acting(place.collective.id, _("The question is in the notebook.")) as work:
        notebook_id = chosen or create_notebook(work, Cover(title))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=replace(draft, prompt=prompt))
        asked.append(notebook_id)
        st.session_state[WISH_KEY] = cell_id
    del asked[before:]


def _draw_done(place: Here, notebook_id: int) -> None:
    st.success(_("The question is in the notebook. Open it when the room is ready."), icon=":material/check:")
    page = ("facilitate", _("Facilitate"), "play_circle")
    if place.access.role != Role.FACILITATOR:
        page = ("notebook", _("Read"), "description")
    draw_door(*page, {ADDRESS_KEY: str(notebook_id)})


def _upcoming_first(shelf: Sequence[Notebook], place: Here) -> list[Notebook]:
    """Return the notebooks to come, the next first; then those without a day; then the past, the latest first."""
    today = place.local(datetime.now(UTC)).date()
    upcoming = [one for one in shelf if one.cover.held_on and one.cover.held_on >= today]
    undated = [one for one in shelf if one.cover.held_on is None]
    soonest = sorted(upcoming, key=lambda one: one.cover.held_on or date.max)
    return [*soonest, *undated, *(one for one in shelf if one not in upcoming and one not in undated)]


def _notebook_line(notebook: Notebook) -> str:
    return f"{notebook.cover.title} · {cover_line(notebook)}"

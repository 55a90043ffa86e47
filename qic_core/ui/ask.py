"""Ask the room, from a page of the journey: each question becomes a cell of one of the notebooks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.notebooks import ADDRESS_KEY, cover_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.stage import WISH_KEY
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.drafting import PROMPT_LENGTH, Draft, add_cell
from qic_core.workshop.notebooks import Cover, Notebook, create_notebook, list_notebooks
from qic_core.workshop.registry import kind_of, subject_of

NEW = 0


def draw_ask(place: Here, *drafts: Draft, key: str, label: str, title: str = "") -> None:
    """Draw, folded, how questions are put to the room: in which notebook, in which words; for whoever may write.

    Several come in their order; `title` is that of a new notebook, else the first question's.
    """
    inside = fold(label, key=f"ask-{key}") if place.may_write else None
    if inside is None:
        return
    with inside:
        if any(_nothing_to_ask_about(place, draft) for draft in drafts):
            return
        key = f"{key}-{place.collective.id}"
        asked = st.session_state.setdefault(f"asked-{key}", [])
        if asked:
            _draw_done(place, asked[-1], len(drafts))
        # A new key after each: a second click on the same button does not ask twice.
        _draw_form(place, drafts, key, asked, title or drafts[0].title)


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


def _draw_form(place: Here, drafts: Sequence[Draft], key: str, asked: list[int], title: str) -> None:
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
    if chosen == NEW:
        title = st.text_input(_("Title of the new notebook"), title, max_chars=120, key=f"ask-title-{key}")
    worded = [_worded(draft, place, len(drafts), key) for place, draft in enumerate(drafts, start=1)]
    if not st.button(_("Add to the notebook"), type="primary", icon=":material/add:", key=f"ask-add-{key}"):
        return
    before = len(asked)
    with acting(place.collective.id, _done(len(drafts))) as work:
        notebook_id = chosen or create_notebook(work, Cover(title))
        first, *_others = [add_cell(work, notebook_id=notebook_id, draft=draft) for draft in worded]
        asked.append(notebook_id)
        st.session_state[WISH_KEY] = first
    del asked[before:]


def _worded(draft: Draft, place: int, count: int, key: str) -> Draft:
    """Draw the words of a question; return it in the words that are chosen."""
    label = _("Question %(n)s: %(title)s", n=place, title=plain(draft.title)) if count > 1 else _("The question")
    own = f"ask-prompt-{key}" if place == 1 else f"ask-prompt-{key}-{place}"
    return replace(draft, prompt=st.text_area(label, draft.prompt, max_chars=PROMPT_LENGTH, key=own))


def _done(count: int) -> str:
    return counted("The question is in the notebook.", "The %(n)s questions are in the notebook.", count)


def _draw_done(place: Here, notebook_id: int, count: int) -> None:
    said = _("Open it when the room is ready.") if count == 1 else _("Open them one by one when the room is ready.")
    st.success(f"{_done(count)} {said}", icon=":material/check:")
    page = ("facilitate", _("Facilitate"), "play_circle")
    if place.access.role != Role.FACILITATOR:
        page = ("notebook", _("Read"), "description")
    draw_door(*page, {ADDRESS_KEY: str(notebook_id)})


def _upcoming_first(shelf: Sequence[Notebook], place: Here) -> list[Notebook]:
    """Return the notebooks to come, the next first; then those without a day; then the past, the latest first."""
    today = place.today
    upcoming = [one for one in shelf if one.cover.held_on and one.cover.held_on >= today]
    undated = [one for one in shelf if one.cover.held_on is None]
    soonest = sorted(upcoming, key=lambda one: one.cover.held_on or date.max)
    return [*soonest, *undated, *(one for one in shelf if one not in upcoming and one not in undated)]


def _notebook_line(notebook: Notebook) -> str:
    return f"{notebook.cover.title} · {cover_line(notebook)}"

"""What séminaires owe to those who spoke there (A2-16): by when they are told what became of it, when and how."""

from collections.abc import Sequence

import streamlit as st

from qic_core.dashboard.feedback import feedback_at, set_feedback
from qic_core.dashboard.feedback_rules import DAY, HOW_LENGTH, Feedback, feedback_line, overview_sentence
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import begun, draw_save, saving
from qic_core.ui.html import draw
from qic_core.ui.notebooks import ADDRESS_KEY
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, database
from qic_core.ui.words import _, counted, plain, words

FEW = 3


def draw_feedback(place: Here) -> None:
    """Draw the feedback that séminaires owe, the first due first, then, folded, what was given."""
    found = feedback_at(database(), place.collective.id, today=place.today)
    st.header(_("Feedback to those who spoke"), divider="gray")
    draw("feedback_style.html")
    if not found:
        st.caption(_("Nobody has spoken in a séminaire yet. Each one will owe its feedback within thirty days."))
        return
    draw_line(overview_sentence(found, words(), today=place.today), "qic-sentence")
    owed = [one for one in found if one.is_open]
    given = found[len(owed) :]
    _draw_folded(place, owed, _("Still to be given (%(n)s)", n=len(owed)), key="feedback", opened=len(owed) <= FEW)
    label = counted("Given after %(n)s séminaire", "Given after %(n)s séminaires", len(given))
    _draw_folded(place, given, label, key="feedback-given")


def feedback_lines(place: Here) -> dict[int, str]:
    """Return in one sentence what each séminaire owes or gave (notebook → sentence)."""
    found = feedback_at(database(), place.collective.id, today=place.today)
    return {one.notebook_id: feedback_line(one, words(), today=place.today) for one in found}


def _draw_folded(place: Here, listed: Sequence[Feedback], label: str, *, key: str, opened: bool = False) -> None:
    inside = fold(label, key=f"{key}-all", opened=opened) if listed else None
    if inside is not None:
        with inside:
            for one in first_of(listed, key=key):
                _draw_one(place, one)


def _draw_one(place: Here, one: Feedback) -> None:
    with st.container(gap="small", key=f"feedback-of-{one.id}"):
        draw_door("notebook", plain(one.title), "description", {ADDRESS_KEY: str(one.id)})
        said = f"{one.held_on:{DAY}} · {feedback_line(one, words(), today=place.today)}"
        draw_line(said, "qic-late" if one.is_overdue(place.today) else "qic-quiet")
        label = _("Say how they were told, or put it off") if one.is_open else _("Correct")
        inside = fold(label, key=f"feedback-edit-{one.id}") if place.may_write else None
        if inside is not None:
            with inside:
                _draw_form(place, one)


def _draw_form(place: Here, one: Feedback) -> None:
    first = begun(one)
    key = f"{one.id}-{first.version}"
    with st.form(f"feedback-form-{one.id}", border=False):
        given_on = st.date_input(_("They were told on"), first.given_on, format="DD/MM/YYYY", key=f"fb-given-{key}")
        how = st.text_input(
            _("How: a letter, a meeting, a poster… The public page says it too: name nobody."),
            first.how, max_chars=HOW_LENGTH, key=f"fb-how-{key}",
        )  # fmt: skip
        st.caption(
            _("Once it is given, the public page may tell it, with the title of this notebook: name nobody there.")
        )
        due_on = st.date_input(_("To be told by"), first.due_on, format="DD/MM/YYYY", key=f"fb-due-{key}")
        version = draw_save(one, f"feedback-{one.id}")
    if version is not None:
        with saving(place.collective.id, one) as work:
            set_feedback(work, notebook_id=one.id, version=version, due_on=due_on, given_on=given_on, how=how)

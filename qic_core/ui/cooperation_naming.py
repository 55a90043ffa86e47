"""Whether the results of pairs name organisations: what the collective decided, and the form that says so."""

from collections.abc import Sequence

import streamlit as st

from qic_core.cooperation.naming import NOTE_LENGTH, Naming, agree_naming, holds
from qic_core.cooperation.pairs import are_named
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _
from qic_core.workshop.kind import Content

DAY = "%d/%m/%Y"
NEW_FORM = "naming"


def draw_naming(place: Here, decisions: Sequence[Naming]) -> None:
    """Say whether organisations are named and why; for who may write, the form that says what was decided."""
    named = holds(decisions)
    if named:
        draw_line(_("Organisations are named on this page: the collective agreed on %(day)s.", day=_day(decisions[0])))
    else:
        draw_line(
            _(
                "Organisations stay unnamed here until the collective agrees to name them: "
                "people speak more freely when no one can be blamed for a low level."
            )
        )
        draw_line(_letters())
    inside = fold(_("Name the organisations or not"), key="naming") if place.may_write or decisions else None
    if inside is None:
        return
    with inside:
        if place.may_write:
            _draw_form(place, named=named)
        for one in decisions:
            draw_line(f"{_day(one)} · {_answer(one.named)} · {one.note}")


def draw_letters(contents: Sequence[Content]) -> None:
    """Say what letters are worth, where runs stand in the place of which organisations bear some."""
    if not all(are_named(content) for content in contents):
        draw_line(_letters())


def _letters() -> str:
    return _("Their letters are drawn anew each time the room is asked: A in one is not always A in another.")


def _draw_form(place: Here, *, named: bool) -> None:
    draw_line(_("It holds for all waves, those before too: decide it together, and tell who was not there."))
    turn, today = turn_of(NEW_FORM), place.today
    with st.form(f"naming-{turn}", border=False):
        agreed = st.radio(_("The collective decided"), [True, False], int(not named), format_func=_answer,
                          key=f"naming-agreed-{turn}")  # fmt: skip
        decided_on = st.date_input(_("On the"), today, format="DD/MM/YYYY", key=f"naming-on-{turn}")
        note = st.text_input(_("How it was decided"), max_chars=NOTE_LENGTH, key=f"naming-note-{turn}")
        kept = st.form_submit_button(_("Keep this decision"), type="primary", key=f"naming-keep-{turn}")
    if kept:
        with adding(place.collective.id, NEW_FORM, _("Kept.")) as work:
            agree_naming(work, named=agreed, decided_on=decided_on, note=note)


def _answer(named: bool) -> str:
    return _("Name the organisations") if named else _("Do not name them")


def _day(decision: Naming) -> str:
    return decision.decided_on.strftime(DAY)

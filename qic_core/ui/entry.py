"""What one voice is asked without a phone: all of it, or a share where there is too much for one."""

import streamlit as st

from qic_core.ui.words import _
from qic_core.workshop.fields import Field
from qic_core.workshop.kind import Source
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run
from qic_core.workshop.shares import count_sheets, is_shared_out, sheet_fields, voice_fields


def fields_for(run: Run, *, source: Source, voice: str, voices: int) -> tuple[Field, ...]:
    """Return what this voice is asked; asks for the number of a paper sheet where sheets differ.

    `voices` are those that have answered: the share follows from it when the voice begins, and stays to its end.
    """
    content = run.content
    if not is_shared_out(content):
        return kind_of(content.kind).fields(content)
    if source == Source.PAPER:
        return sheet_fields(content, _sheet_number(run))
    turn: int = st.session_state.setdefault(f"turn-{voice}", voices)
    kind = kind_of(content.kind)
    asked = {"n": kind.sample_size(content), "total": len(kind.questions(content))}
    st.caption(
        _("This voice is asked a part of the questions: %(n)s of %(total)s. The next voice gets others.", **asked)
    )
    return voice_fields(content, ordinal=turn, seed=run.id)


def _sheet_number(run: Run) -> int:
    number = st.number_input(
        _("Number of the sheet"),
        1,
        count_sheets(run.content),
        help=_("It is printed at the top; each sheet asks other questions."),
        key=f"sheet-number-{run.id}",
    )
    return int(number)

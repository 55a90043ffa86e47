"""What the room said in its last runs, to be taken into the journey: which run, then which of its words."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlmodel import Session

from qic_core.cooperation.plan_proposals import proposals_in
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.outputs import run_name
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import Run


def draw_taking(
    place: Here,
    label: str,
    *,
    key: str,
    runs_of: Callable[[Session, int], Sequence[Run]],
    draw_said: Callable[[Run, Sequence[Item]], None],
) -> None:
    """Draw, folded, the choice of a run among `runs_of`; `draw_said` draws what may be taken of it."""
    inside = fold(label, key=key)
    if inside is None:
        return
    with asking() as session:
        by_id = {run.id: run for run in runs_of(session, place.collective.id)}
    names = told_apart({run_id: run_name(run) for run_id, run in by_id.items()})
    with inside:
        if not by_id:
            st.caption(_("The room has not been asked anything yet."))
            return
        chosen = st.selectbox(
            _("What the room said"), list(names), format_func=names.__getitem__, key=f"{key}-from"
        )  # fmt: skip
        with asking() as session:
            found = proposals_in(session, by_id[chosen])
        if found:
            draw_said(by_id[chosen], found)
        else:
            st.caption(_("Nothing to take there yet: show ideas on the page “Moderate” first."))

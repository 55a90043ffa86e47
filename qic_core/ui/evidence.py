"""What is known of the problem, and what is not known yet."""

from collections.abc import Sequence

import streamlit as st

from qic_core.challenge.evidence import (
    PERIMETER_LENGTH,
    SOURCE_LENGTH,
    UNIT_LENGTH,
    add_evidence,
    withdraw_evidence,
)
from qic_core.challenge.rules import EARLIEST_YEAR, SENTENCE_LENGTH, Evidence
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, words
from qic_core.words import figure


def draw_evidence(evidence: Sequence[Evidence]) -> None:
    """Draw the figures as cards, then the questions that are open."""
    known = [(card, figure_line(card)) for card in evidence if card.figure is not None]
    if known:
        draw("evidence.html", cards=known)
    else:
        st.caption(_("No figure yet. Write those you know: each comes with its source."))
    unknown = [card for card in evidence if card.figure is None]
    if unknown:
        st.subheader(_("What we do not know yet"))
    for card in unknown:
        draw_line(card.statement, "qic-idea")


def figure_line(card: Evidence) -> str:
    """Return a card's figure with its unit, as it is written in these words."""
    return f"{figure(card.figure or 0, words())}\N{NO-BREAK SPACE}{card.unit}".strip()


def draw_evidence_forms(place: Here, evidence: Sequence[Evidence]) -> None:
    """Draw, folded, the form of a new card and the gesture that takes one away."""
    inside = fold(_("Add or take away a card"), key="evidence")
    if inside is None:
        return
    count = len(evidence)
    with inside, st.form(f"evidence-form-{count}", border=False):
        statement = st.text_input(
            _("What the figure says, or the question"), max_chars=SENTENCE_LENGTH, key=f"s-{count}"
        )
        number = st.number_input(_("Figure (empty: we do not know yet)"), value=None, key=f"f-{count}")
        unit = st.text_input(_("Unit"), max_chars=UNIT_LENGTH, key=f"u-{count}")
        year = st.number_input(_("Year"), EARLIEST_YEAR, 2200, None, step=1, key=f"y-{count}")
        perimeter = st.text_input(_("Where"), max_chars=PERIMETER_LENGTH, key=f"p-{count}")
        source = st.text_input(_("Who says so, in which document"), max_chars=SOURCE_LENGTH, key=f"w-{count}")
        if st.form_submit_button(_("Save the card"), type="primary", key=f"evidence-it-{count}"):
            with acting(place.collective.id, _("Saved.")) as work:
                add_evidence(
                    work, statement=statement, figure=number, unit=unit, year=int(year) if year else None,
                    perimeter=perimeter, source=source,
                )  # fmt: skip
    texts = {card.id: card.statement for card in evidence}
    with inside:
        gone = st.selectbox(_("Card"), list(texts), None, format_func=texts.__getitem__, key=f"gone-{count}")
        if gone and st.button(_("Take this card away"), key=f"gone-it-{gone}"):
            with acting(place.collective.id, _("Taken away.")) as work:
                withdraw_evidence(work, evidence_id=gone)

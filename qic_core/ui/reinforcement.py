"""What the actions do to one another, on a page: what is to be seen of it, as a heat map, as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from qic_core.actions.effects import Pair
from qic_core.actions.heat_map import heat_map
from qic_core.actions.interplay import (
    Interplay,
    facts_of,
    index_sentence,
    pairs_table,
    served_sentence,
    table_of,
    voices_sentence,
)
from qic_core.actions.rules import Action
from qic_core.ui.doors import draw_door
from qic_core.ui.exports import export_address
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, words

TABLE = "renforcement.csv"
# More make thousands of boxes, which a browser draws each time that something is clicked: then it is folded.
OPEN_AT_MOST = 30


def enough(actions: Sequence[Action]) -> bool:
    """Tell whether there are two actions at least; say what to do first where there are not."""
    if len(actions) > 1:
        return True
    st.info(_("It takes two actions to ask what the one does to the other: write them on the page “Actions” first."))
    draw_door("actions", _("Actions"), "task_alt")
    return False


def draw_overview(interplay: Interplay, split: Iterable[Pair]) -> None:
    """Draw the index in words, who helps most, who is alone, who hinders, and which changes are well served."""
    draw_line(
        _(
            "When one action moves forward, what does it do to another? "
            "−1: it hinders it; 0: nothing; 1: it helps it; 2: it is indispensable to it."
        )
    )
    draw_line(index_sentence(interplay, words()), "qic-sentence")
    draw("reinforcement.html", facts=facts_of(interplay, split, words()))
    if interplay.effects and interplay.unjudged:
        n = len(interplay.unjudged)
        draw_line(counted("%(n)s action was not judged yet.", "%(n)s actions were not judged yet.", n))
    if served := served_sentence(interplay, words()):
        draw_line(served)
    draw_how_computed("M13")


def draw_heat_map(place: Here, interplay: Interplay, voices: Mapping[Pair, int]) -> None:
    """Draw the matrix as a heat map, the tables that say the same and how many voices spoke, and its file."""
    if not interplay.effects:
        return
    st.header(_("Who does what to whom"), divider="gray")
    label = _("All the pairs of %(n)s actions, in colours", n=len(interplay.actions))
    inside = fold(label, key="heat", opened=len(interplay.actions) <= OPEN_AT_MOST)
    if inside is not None:
        with inside:
            chart = heat_map(interplay.titles, interplay.effects, words(), font=PAGE_FONT)
            draw_chart(chart, alt=index_sentence(interplay, words()), key="heat-map")
            draw_line(voices_sentence(voices, words()))
    inside = fold(_("The same as a table"), key="reinforcement-table")
    if inside is not None:
        with inside:
            draw("table.html", table=table_of(interplay, words()), caption=_("What the actions do to one another"))
    inside = fold(_("The same as a table: pair by pair, with the voices"), key="reinforcement-pairs")
    if inside is not None:
        with inside:
            table = pairs_table(interplay, voices, words())
            rows = first_of(table.rows, key="reinforcement-pairs")
            draw("table.html", table=replace(table, rows=rows), caption=_("What each action does to each other"))
    address = export_address(place, TABLE)
    st.link_button(_("Matrix (CSV)"), address, icon=":material/csv:", key="matrix-csv")

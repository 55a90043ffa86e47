"""Who works with whom from a chosen level on: the network, and its figures as questions with their answers."""

from collections.abc import Collection, Mapping

import streamlit as st

from qic_core.cooperation.charts import network_map
from qic_core.cooperation.levels import LEVELS, level_name
from qic_core.cooperation.readings import links_sentence, network_readings
from qic_core.cooperation.rules import COORDINATION, Wave, shown_in
from qic_core.cooperation.sentences import percent
from qic_core.measures.network import Tie, network, ties
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_key, draw_line
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import ITEMS_AT_MOST, Table

HEIGHT = 520


@st.fragment
def draw_network(wave: Wave, *, named: bool) -> None:
    """Draw the network of a wave and what its figures say; moving the slider draws this part alone anew."""
    st.subheader(_("Who works with whom"))
    levels = [level.value for level in LEVELS]
    threshold = st.select_slider(
        _("Show the ties from this level on"),
        levels,
        COORDINATION,
        format_func=lambda level: level_name(level, words()),
        key="network-threshold",
    )
    shown, said = shown_in([wave], named=named), ties(wave.levels, threshold)
    found = network(frozenset(shown), said)
    chart = network_map(shown, wave.levels, words(), threshold=threshold, font=PAGE_FONT, height=HEIGHT)
    draw_chart(chart, alt=chart.caption, key=f"network-{wave.run_id}")
    if named:
        draw_key(chart, most=ITEMS_AT_MOST)
        draw_line(links_sentence(found.betweenness, shown, words()), "qic-sentence")
    draw("readings.html", readings=network_readings(found, said, shown, wave.levels, words()))
    draw_line(counted("%(n)s voice", "%(n)s voices", wave.voices))
    draw_how_computed("M4")
    _draw_twin(said, found.betweenness, shown, key=f"ties-{wave.run_id}")


def _draw_twin(said: Collection[Tie], between: Mapping[int, float], names: Mapping[int, str], *, key: str) -> None:
    inside = fold(_("The same as a table"), key=key) if said else None
    if inside is None:
        return
    with inside:
        known = [(one, [other for other in names if (one, other) in said]) for one in names]
        rows = [
            (
                names[one],
                ", ".join(names[other] for other in others) or "—",
                percent(between[one], words()) if one in between else "—",
            )
            for one, others in known
        ]
        head = (_("Organisation"), _("says it works with"), _("Stands between two others"))
        draw("table.html", table=Table(head, rows), caption="")
        draw_line(_("Stands between two others: on how many of the shortest ways from one of them to the other."))

"""Cooperation inside the trinôme, over the waves (A2-01)."""

from collections.abc import Sequence
from itertools import permutations

import streamlit as st

from qic_core.cooperation.rules import Standing, Wave, inside_of, standing
from qic_core.cooperation.sentences import level_name
from qic_core.cooperation.slopes import Point, levels_curve
from qic_core.cooperation.trinome import SeatHolder, organisations_of
from qic_core.measures.pairs import Levels
from qic_core.ui.cooperation_pairs import Names
from qic_core.ui.cooperation_waves import wave_mark
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.words import _, words
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.kind import Table

SEATS = 3


def draw_trinome(seats: Sequence[SeatHolder], waves: Sequence[Wave], names: Names, *, named: bool) -> None:
    """Draw what the organisations of the three seats say of one another; unnamed, only their median."""
    st.subheader(_("Inside the trinôme"))
    held = organisations_of(seats)
    if len(held) < SEATS:
        st.caption(_("Seat people of three organisations in the trinôme, on the page “Collective”, to see it here."))
        return
    told = [(wave, inside_of(wave.levels, held)) for wave in waves]
    if not any(levels for _wave, levels in told):
        st.caption(_("No wave says anything yet of the three organisations of the trinôme."))
        return
    draw_line(_("The three organisations that hold its seats today, and what they say of one another."))
    enough = [(wave, levels) for wave, levels in told if named or len(levels) >= SMALLEST_GROUP]
    _draw_medians([(wave, stands) for wave, levels in enough if (stands := standing(levels))])
    if named:
        _draw_levels(held, told, names)
    else:
        draw_line(_("Only their median is shown: three organisations are easily recognised."))


def _draw_medians(stands: Sequence[tuple[Wave, Standing]]) -> None:
    if not stands:
        return
    points = [Point(wave_mark(wave), stand.median, str(stand.median)) for wave, stand in stands]
    _wave, last = stands[-1]
    level = level_name(last.median, words())
    sentence = _("Median of the trinôme: %(level)s (%(n)s of its 6 ratings).", level=level, n=last.pairs)
    draw_line(sentence, "qic-sentence")
    if len(points) > 1:
        draw_chart(levels_curve(points, words(), font=PAGE_FONT), alt=sentence, key="trinome-curve")
    draw_how_computed("M1")


def _draw_levels(held: Sequence[int], told: Sequence[tuple[Wave, Levels]], names: Names) -> None:
    rows = [
        (f"{names[one]} → {names[other]}", *(levels.get((one, other)) for _wave, levels in told))
        for one, other in permutations(held, 2)
    ]
    head = (_("Who speaks → of whom"), *(_("Wave %(n)s", n=wave.number) for wave, _levels in told))
    draw("table.html", table=Table(head, rows), caption="")

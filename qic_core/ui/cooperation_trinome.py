"""Cooperation inside the trinôme, over the waves (A2-01)."""

from collections.abc import Sequence
from itertools import permutations

import streamlit as st

from qic_core.cooperation.levels import level_name
from qic_core.cooperation.rules import Wave, inside_of, may_sum_up, rated_in_all, shown_in, standing
from qic_core.cooperation.slopes import Point, levels_curve
from qic_core.cooperation.trinome import SeatHolder, organisations_of
from qic_core.measures.pairs import Levels
from qic_core.ui.cooperation_pairs import Names, wave_name
from qic_core.ui.cooperation_waves import wave_mark
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

SEATS = 3


def draw_trinome(seats: Sequence[SeatHolder], waves: Sequence[Wave], *, named: bool) -> None:
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
    enough = [(wave, levels) for wave, levels in told if may_sum_up(levels, named=named)]
    _draw_last(enough)
    _draw_curve(enough, named=named)
    if named:
        _draw_levels(held, told, shown_in(waves, named=True))
    else:
        draw_line(_("Only their median is shown: three organisations are easily recognised."))


def _draw_last(told: Sequence[tuple[Wave, Levels]]) -> None:
    """Draw where the three stand in the last wave that says it."""
    for wave, levels in told[-1:]:
        if stands := standing(levels):
            level = level_name(stands.median, words())
            said = {"wave": wave.number, "level": level, "n": stands.pairs}
            draw_line(
                _("Median of the trinôme, wave %(wave)s: %(level)s (%(n)s of its 6 ratings).", **said), "qic-sentence"
            )
            draw_how_computed("M1")


def _draw_curve(told: Sequence[tuple[Wave, Levels]], *, named: bool) -> None:
    """Draw how they moved, on those of their ratings that were given in every one of these waves."""
    same = [
        (wave, stands, len(levels))
        for (wave, levels), kept in zip(told, rated_in_all([levels for _wave, levels in told]), strict=True)
        if may_sum_up(kept, named=named) and (stands := standing(kept))
    ]
    if len(same) < 2:
        return
    (first, before, _few), (last, after, _many) = same[0], same[-1]
    sentence = counted(
        "Trinôme, wave %(first)s to wave %(last)s, on %(n)s rating given in all waves: %(before)s → %(after)s.",
        "Trinôme, wave %(first)s to wave %(last)s, on %(n)s ratings given in all waves: %(before)s → %(after)s.",
        before.pairs, first=first.number, last=last.number,
        before=level_name(before.median, words()), after=level_name(after.median, words()),
    )  # fmt: skip
    draw_line(sentence)
    points = [Point(wave_mark(wave), stands.median, str(stands.median)) for wave, stands, _given in same]
    draw_chart(levels_curve(points, words(), font=PAGE_FONT), alt=sentence, key="trinome-curve")
    inside = fold(_("The same as a table"), key="trinome-table")
    if inside is not None:
        head = (_("Wave"), _("Median"), _("Compared"), _("Pairs rated"))
        rows = [(wave_name(wave), level_name(one.median, words()), one.pairs, given) for wave, one, given in same]
        with inside:
            draw("table.html", table=Table(head, rows), caption="")


def _draw_levels(held: Sequence[int], told: Sequence[tuple[Wave, Levels]], names: Names) -> None:
    rows = [
        (f"{names[one]} → {names[other]}", *(levels.get((one, other)) for _wave, levels in told))
        for one, other in permutations(held, 2)
    ]
    head = (_("Who speaks → of whom"), *(_("Wave %(n)s", n=wave.number) for wave, _levels in told))
    draw("table.html", table=Table(head, rows), caption="")

"""A wave, pair by pair: who answered, the heat map, what two sides see otherwise, where people of one differ."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.cooperation.cells import levels_bars
from qic_core.cooperation.charts import heat_map
from qic_core.cooperation.letters import labelled, marks_by_place
from qic_core.cooperation.levels import level_name, level_names
from qic_core.cooperation.rules import WORTH_EXPLORING, Wave, shown_in, spread_of
from qic_core.cooperation.sentences import gaps_sentence, spread_sentence, wave_sentence
from qic_core.measures.pairs import Pair, gaps, spread
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

DAY = "%d/%m/%Y"
ENOUGH = 3
BESIDE_AT_MOST = 24  # organisations whose map leaves room for something beside it
TOLD_AT_ONCE = 5

Names = Mapping[int, str]


def wave_name(wave: Wave) -> str:
    """Return what a wave is called: its number and its day."""
    return _("Wave %(n)s, %(day)s", n=wave.number, day=wave.held_on.strftime(DAY))


def draw_no_wave(organisations: int) -> None:
    """Say what to do before there is anything to show."""
    if organisations < ENOUGH:
        st.info(_("It takes three organisations at least to look at pairs: enter them on the page “Collective”."))
        draw_door("collective", _("Collective"), "groups")
    else:
        st.info(_("No wave yet: ask the room “pair by pair” at the end of this page. Each time you ask is a wave."))


def choose_wave(waves: Sequence[Wave]) -> Wave:
    """Draw the choice of a wave, the latest first; return it."""
    names = told_apart({wave.run_id: wave_name(wave) for wave in reversed(waves)})
    chosen = st.selectbox(_("Which wave"), list(names), format_func=names.__getitem__, key="wave")
    return next(wave for wave in waves if wave.run_id == chosen)


def draw_wave(wave: Wave, *, named: bool) -> None:
    """Draw what a wave says: the sentence, who has not spoken yet, the heat map and its twin, what to explore."""
    if not wave.voices:
        st.info(_("Nobody answered in this wave. Choose another, or ask the room again."))
        return
    sentence, shown = wave_sentence(wave, words()), shown_in([wave], named=named)
    draw_line(sentence, "qic-sentence")
    draw_line(_silent_line(wave, shown, named=named))
    if not wave.levels:
        return
    many = len(shown) > BESIDE_AT_MOST
    map_at, explore_at = (st.container(), st.container()) if many else st.columns([3, 2], gap="large")
    with map_at:
        drawn = heat_map(shown, wave.levels, words(), font=PAGE_FONT)
        draw_chart(drawn, alt=sentence, key=f"pairs-{wave.run_id}")
        draw_how_computed("M2")
        _draw_spread(wave)
    with explore_at:
        _draw_gaps(wave, shown)
        _draw_apart_inside(wave, shown)
    inside = fold(_("The same as a table: rating by rating"), key=f"pairs-table-{wave.run_id}")
    if inside is not None:
        marks = marks_by_place(shown)
        with inside:
            labels = {key: labelled(mark, shown[key]) for key, mark in marks.items()}
            draw("table.html", table=_matrix(wave, labels, marks), caption=_("Who speaks (row) of whom (column)"))


def _silent_line(wave: Wave, names: Names, *, named: bool) -> str:
    silent = [name for key, name in names.items() if key not in wave.speakers]
    if not silent:
        return _("Every organisation has spoken.")
    told = counted("%(n)s organisation has not spoken yet", "%(n)s organisations have not spoken yet", len(silent))
    return _("%(what)s: %(names)s", what=told, names=", ".join(silent)) if named else f"{told}."


def _matrix(wave: Wave, names: Names, marks: Names) -> Table:
    rows: list[list[str | int | None]] = [
        [name, *(wave.levels.get((rater, rated)) for rated in names)] for rater, name in names.items()
    ]
    return Table((_("Who speaks"), *marks.values()), rows)


def _draw_gaps(wave: Wave, names: Names) -> None:
    """Draw the pairs whose two views are far apart, the farthest first: to explore, nobody's fault."""
    found = gaps(wave.levels)
    st.subheader(_("To explore together"))
    draw_line(gaps_sentence(found, words()), "qic-sentence")
    wide = [pair for pair, gap in found.items() if gap >= WORTH_EXPLORING]
    if not wide:
        return
    draw_line(_("Two organisations may see their tie differently: nobody is wrong, it is worth a talk."))
    farthest = sorted(wide, key=lambda pair: (-found[pair], names[pair[0]], names[pair[1]]))
    draw("apart.html", found=[_gap(wave, names, pair, found[pair]) for pair in farthest[:TOLD_AT_ONCE]])
    rest, key = farthest[TOLD_AT_ONCE:], f"gaps-{wave.run_id}"
    inside = fold(counted("%(n)s other pair", "%(n)s other pairs", len(rest)), key=key) if rest else None
    if inside is not None:
        with inside:
            draw("apart.html", found=[_gap(wave, names, pair, found[pair]) for pair in first_of(rest, key=key)])


def _gap(wave: Wave, names: Names, pair: Pair, apart: int) -> tuple[int, str]:
    one, other = sorted(pair, key=names.__getitem__)
    said = {"one": names[one], "other": names[other]}
    said |= {"first": level_name(wave.levels[one, other], words())}
    said |= {"second": level_name(wave.levels[other, one], words())}
    return apart, _("%(one)s says %(first)s; %(other)s says %(second)s.", **said)


def _draw_spread(wave: Wave) -> None:
    """Draw how the ratings of a wave are spread over the seven levels, and how far they agree."""
    counts, sentence = spread_of(wave.levels), spread_sentence(wave.levels, words())
    st.subheader(_("At which levels the ratings are"))
    draw_line(sentence, "qic-sentence")
    drawn = levels_bars(counts, words(), font=PAGE_FONT)
    draw_chart(drawn, alt=sentence, key=f"levels-{wave.run_id}")
    draw_how_computed("M3")
    inside = fold(_("The same as a table"), key=f"levels-table-{wave.run_id}")
    if inside is not None:
        rows = list(zip(level_names(words()), counts, strict=True))
        with inside:
            draw("table.html", table=Table((_("Level"), _("Ratings")), rows), caption="")


def _draw_apart_inside(wave: Wave, names: Names) -> None:
    """Draw, folded, where the people of one organisation differ about another."""
    found = {pair: apart for pair, apart in spread(wave.ratings).items() if apart}
    label = counted(
        "Inside an organisation: %(n)s disagreement", "Inside organisations: %(n)s disagreements", len(found)
    )
    inside = fold(label, key=f"spread-{wave.run_id}") if found else None
    if inside is None:
        return
    with inside:
        draw_line(_("Several people spoke for the same organisation. All their answers are kept; their median counts."))
        wide = sorted(found, key=lambda pair: (-found[pair], names[pair[0]], names[pair[1]]))
        draw("apart.html", found=[_differ(wave, names, pair, found[pair]) for pair in first_of(wide, key="spread")])


def _differ(wave: Wave, names: Names, pair: Pair, apart: int) -> tuple[int, str]:
    given, median = wave.ratings[pair], level_name(wave.levels[pair], words())
    said = {"one": names[pair[0]], "other": names[pair[1]], "lowest": min(given), "highest": max(given)}
    return apart, counted(
        "%(one)s of %(other)s: from %(lowest)s to %(highest)s, median %(median)s (%(n)s voice).",
        "%(one)s of %(other)s: from %(lowest)s to %(highest)s, median %(median)s (%(n)s voices).",
        len(given),
        median=median,
        **said,
    )

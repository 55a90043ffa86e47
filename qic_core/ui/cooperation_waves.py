"""From one wave to another: the curve of all, the pairs that moved, what happened to organisations meanwhile."""

from collections.abc import Sequence
from typing import TypeAlias

import streamlit as st

from qic_core.cooperation.levels import level_name
from qic_core.cooperation.rules import (
    MOVES_AT_MOST,
    Standing,
    Step,
    Wave,
    happenings,
    on_the_same_pairs,
    shown_in,
    steps_between,
    uncompared,
)
from qic_core.cooperation.sentences import (
    curve_sentences,
    happenings_counted,
    happenings_sentences,
    moves_sentence,
    percent,
    step_row,
    uncompared_sentence,
    voices_sentence,
)
from qic_core.cooperation.slopes import Point, levels_curve, migration_map, share_curve, slope_chart
from qic_core.measures.migration import migration, moves
from qic_core.measures.pairs import LEVELS
from qic_core.ui.choices import told_apart
from qic_core.ui.cooperation_pairs import Names, wave_name
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_key, draw_line
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

FARTHEST = 0
MONTH = "%m/%Y"

Counts: TypeAlias = Sequence[Sequence[int]]


def draw_movement(waves: Sequence[Wave], *, named: bool) -> None:
    """Draw the curve of all waves, and two of them compared: the last two unless others are chosen."""
    rated = [wave for wave in waves if wave.levels]
    if len(rated) < 2:
        st.caption(_("Two waves make a movement: ask the room again in some months, and see here what has changed."))
        return
    _draw_curves(rated)
    before, after = _choose_two(rated)
    st.subheader(_("What has moved"))
    moved = moves(before.levels, after.levels)
    sentence = moves_sentence(moved, before, after, words())
    draw_line(sentence, "qic-sentence")
    for told in (
        voices_sentence(before, after, words()),
        uncompared_sentence(uncompared(before, after), words()),
        *_happened(before, after, named=named),
    ):
        draw_line(told)
    if not sum(moved):
        return
    names = shown_in([before, after], named=named)
    slopes_at, matrix_at = st.columns([3, 2], gap="large")
    with slopes_at:
        steps = _draw_slopes(before, after, names)
    with matrix_at:
        counts = migration(before.levels, after.levels)
        _draw_migration(counts, _ends(before, after), sentence)
    _draw_twins(steps, counts, names, _ends(before, after))


def wave_mark(wave: Wave) -> str:
    """Return what a wave is called under a curve, on two lines."""
    return _("Wave %(n)s", n=wave.number) + "|" + wave.held_on.strftime(MONTH)


def _draw_curves(waves: Sequence[Wave]) -> None:
    """Draw, side by side, the median level and the share that works together, of the pairs rated in every wave."""
    stands = on_the_same_pairs(waves)
    sentences = curve_sentences(stands, words())
    if not stands:
        draw_line(sentences[0])
        return
    names = [wave_mark(wave) for wave, _stand in stands]
    medians = [Point(name, stand.median, str(stand.median)) for name, (_wave, stand) in zip(names, stands, strict=True)]
    shares = [
        Point(name, stand.share, percent(stand.share, words()))
        for name, (_wave, stand) in zip(names, stands, strict=True)
    ]
    curves = (levels_curve(medians, words(), font=PAGE_FONT), share_curve(shares, font=PAGE_FONT))
    for column, sentence, curve, key in zip(
        st.columns(2, gap="large"), sentences, curves, ("waves-median", "waves-share"), strict=True
    ):
        with column:
            draw_line(sentence, "qic-sentence")
            draw_chart(curve, alt=sentence, key=key)
    draw_how_computed("vagues")
    _draw_curves_twin(stands)


def _draw_curves_twin(stands: Sequence[tuple[Wave, Standing]]) -> None:
    """Draw, folded, the curves as a table; how many answered each wave, and how many of its ratings are compared."""
    inside = fold(_("The same as a table"), key="waves-table")
    if inside is None:
        return
    head = (_("Wave"), _("Median"), _("At Coordination or above"), _("Compared"), _("Pairs rated"), _("Voices"))
    rows = [
        (
            wave_name(wave),
            level_name(stand.median, words()),
            percent(stand.share, words()),
            stand.pairs,
            len(wave.levels),
            wave.voices,
        )
        for wave, stand in stands
    ]
    with inside:
        draw("table.html", table=Table(head, rows), caption="")


def _choose_two(waves: Sequence[Wave]) -> tuple[Wave, Wave]:
    """Draw the choice of two waves; return them, the earlier first."""
    by_id = {wave.run_id: wave for wave in waves}
    names = told_apart({key: wave_name(wave) for key, wave in by_id.items()})
    before_at, after_at = st.columns(2)
    earlier = list(by_id)[:-1]
    before = before_at.selectbox(
        _("Compare"), earlier, len(earlier) - 1, format_func=names.__getitem__, key="wave-before"
    )
    later = [key for key in by_id if by_id[key].number > by_id[before].number]
    after = after_at.selectbox(
        _("with"), later, len(later) - 1, format_func=names.__getitem__, key=f"wave-after-{before}"
    )
    return by_id[before], by_id[after]


def _happened(before: Wave, after: Wave, *, named: bool) -> list[str]:
    """Return what happened to organisations; where none is named, only how many: a merger would tell who is who."""
    happened = happenings(before, after)
    return happenings_sentences(happened, words()) if named else [happenings_counted(happened, words())]


def _draw_slopes(before: Wave, after: Wave, names: Names) -> list[Step]:
    """Draw the pairs that moved most, or those of the organisation that is chosen; return all of them."""
    here = {key: name for key, name in names.items() if key in before.names or key in after.names}
    choices = told_apart({FARTHEST: _("The pairs that moved most"), **here})
    chosen = st.selectbox(_("Show"), list(choices), format_func=choices.__getitem__, key="slopes-of")
    moved = steps_between(before.levels, after.levels, of=chosen or None)
    steps = sorted(moved, key=lambda step: (-abs(step.move), *(names[one] for one in step.pair)))
    if not steps:
        draw_line(_("No rating has moved between these two waves.") if not chosen else _("Nothing to compare here."))
        return steps
    sentence = _slopes_sentence(steps, names, chosen)
    draw_line(sentence, "qic-sentence")
    chart = slope_chart(steps[:MOVES_AT_MOST], names, _ends(before, after), words(), font=PAGE_FONT)
    draw_chart(chart, alt=sentence, key="slopes")
    draw_key(chart, most=MOVES_AT_MOST)
    draw_how_computed("vagues")
    return steps


def _slopes_sentence(steps: Sequence[Step], names: Names, chosen: int) -> str:
    shown = min(len(steps), MOVES_AT_MOST)
    if chosen:
        told = {"name": names[chosen], "of": len(steps)}
        return counted(
            "%(name)s: %(n)s rating out of %(of)s, by it or of it, the farthest moved first.",
            "%(name)s: %(n)s ratings out of %(of)s, by it or of it, the farthest moved first.",
            shown,
            **told,
        )
    return counted(
        "The rating that moved most, out of %(of)s that moved.",
        "The %(n)s ratings that moved most, out of %(of)s that moved.",
        shown,
        of=len(steps),
    )


def _draw_migration(counts: Counts, ends: tuple[str, str], sentence: str) -> None:
    """Draw where the pairs of each level are in the later wave; on the diagonal they have not moved."""
    draw_line(_("How many ratings went from which level to which"), "qic-sentence")
    draw_line(_("Row: the earlier wave; column: the later one. Blue: closer; grey: unchanged; orange: further."))
    draw_chart(migration_map(counts, ends, words(), font=PAGE_FONT), alt=sentence, key="migration")
    draw_how_computed("vagues")


def _draw_twins(steps: Sequence[Step], counts: Counts, names: Names, ends: tuple[str, str]) -> None:
    inside = fold(_("The same as a table: rating by rating"), key="slopes-table") if steps else None
    if inside is not None:
        head = (_("Who speaks"), _("of whom"), *ends, _("Move"))
        with inside:
            rows = [step_row(step, names, words()) for step in first_of(steps, key="slopes")]
            draw("table.html", table=Table(head, rows), caption="")
    inside = fold(_("The same as a table: from level to level"), key="migration-table")
    if inside is not None:
        numbers: list[list[str | int]] = [
            [level_name(level, words()), *row] for level, row in zip(LEVELS, counts, strict=True)
        ]
        with inside:
            draw("table.html", table=Table((ends[0], *(str(level) for level in LEVELS)), numbers), caption=ends[1])


def _ends(before: Wave, after: Wave) -> tuple[str, str]:
    return _("Wave %(n)s", n=before.number), _("Wave %(n)s", n=after.number)

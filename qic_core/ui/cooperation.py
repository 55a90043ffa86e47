"""Cooperation as a whole: the scale, where the partnership stands, what to ask the room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from qic_core.cooperation.cells import RIVALRY_TO_TRUST
from qic_core.cooperation.levels import EXAMPLES, LEVELS, level_name
from qic_core.cooperation.naming import as_agreed
from qic_core.cooperation.pairs import NAMED
from qic_core.cooperation.slopes import Point, levels_curve
from qic_core.cooperation.waves import in_order
from qic_core.ui.ask import draw_ask
from qic_core.ui.cooperation_naming import draw_letters
from qic_core.ui.deck import drawings_of
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_figures, draw_line, run_name, voices_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, plain, words
from qic_core.workshop.drafting import Draft
from qic_core.workshop.kind import Table
from qic_core.workshop.runs import Run

DAY, MONTH = "%d/%m/%Y", "%m/%Y"
ABOUT = "organisations"
WHOLE, PAIRS, TRUST, FACTORS = "cooperation", "cooperation_pairs", "trust", "factors"
MEASURES = {WHOLE: "M1", TRUST: "M5", FACTORS: "M6"}


def draw_scale() -> None:
    """Draw the seven levels, each with its pictogram, its definition and an example."""
    draw_line(_("From rivalry to trust: seven ways of working side by side. Level 7 is not the aim for every pair."))
    drawings = drawings_of(tuple(level.pictogram for level in LEVELS))
    levels = [(level, EXAMPLES[level.value]) for level in LEVELS]
    draw("levels.html", levels=levels, drawings=drawings, colours=RIVALRY_TO_TRUST)


def draw_whole(place: Here, runs: Sequence[Run]) -> None:
    """Draw where the partnership stands as a whole, as the closed `runs` said, and its curve."""
    answered = _answered(runs)
    if not answered:
        st.info(_("The room has not said yet where the whole partnership stands: ask it at the end of this page."))
        return
    _draw_last(place, *answered[-1])
    if len(answered) > 1:
        _draw_curve(place, answered)


def draw_beside(place: Here, asked: Sequence[Sequence[Run]], *, named: bool) -> None:
    """Draw, folded, what goes with cooperation as it was last answered: trust, what helps; `asked` are its runs."""
    for runs in asked:
        for run, output in _answered(runs)[-1:]:
            inside = fold(plain(run_name(run)), key=f"beside-{run.content.kind}")
            if inside is not None:
                with inside:
                    shown = replace(run, content=as_agreed(run.content, named=named))
                    draw_letters([shown.content])
                    _draw_last(place, shown, output)


def pairs_draft(*, named: bool, minutes: int) -> Draft:
    """Return the question of a wave; what the collective agreed on names goes into it."""
    question = _("How closely do your organisation and each of these work together today?")
    return Draft(PAIRS, _("Who works with whom?"), question, {NAMED: int(named)}, about=ABOUT, minutes=minutes)


def draw_questions(place: Here, *, named: bool) -> None:
    """Draw the ways to ask the room; what the collective agreed on names goes into the question."""
    question = _("Today, where does cooperation between us stand, in our partnership?")
    draft = Draft(WHOLE, _("Where do we stand?"), question)
    draw_ask(place, draft, key=WHOLE, label=_("Ask the room: the partnership as a whole"))
    draft = pairs_draft(named=named, minutes=10)
    draw_ask(place, draft, key=PAIRS, label=_("Ask the room: pair by pair (a wave)"))
    question = _("What do you think of these organisations?")
    draft = Draft(TRUST, _("Trust and contribution"), question, {NAMED: int(named)}, about=ABOUT, minutes=8)
    draw_ask(place, draft, key=TRUST, label=_("Ask the room: trust, and what each brings"))
    question = _("In our collective, is it true that…")
    draw_ask(place, Draft(FACTORS, _("What helps us to cooperate"), question, minutes=8), key=FACTORS,
             label=_("Ask the room: what helps us to cooperate"))  # fmt: skip


def _answered(runs: Sequence[Run]) -> list[tuple[Run, Mapping[str, Any]]]:
    """Return the runs that somebody answered, each with its output, the first opened first."""
    return [(run, run.output) for run in in_order(runs) if run.output and run.output["voices"]]


def _draw_last(place: Here, run: Run, output: Mapping[str, Any]) -> None:
    draw_line(f"{run.content.prompt} {_day(place, run)} · {voices_line(output)}")
    draw_figures(run.content, output["summary"], key=f"last-{run.id}")
    draw_how_computed(MEASURES[run.content.kind])


def _draw_curve(place: Here, answered: Sequence[tuple[Run, Mapping[str, Any]]]) -> None:
    told = [(run, output["summary"]["median"], output["voices"]) for run, output in answered]
    points = [Point(_mark(place, run, voices), median, str(median)) for run, median, voices in told]
    (_first, before, few), (_last, after, many) = told[0], told[-1]
    sentence = _(
        "Median level: %(first)s → %(last)s (%(before)s voices, then %(after)s).",
        first=level_name(before, words()), last=level_name(after, words()), before=few, after=many,
    )  # fmt: skip
    draw_line(sentence, "qic-sentence")
    draw_chart(levels_curve(points, words(), font=PAGE_FONT), alt=sentence, key="curve-whole")
    inside = fold(_("The same as a table"), key="curve-whole-table")
    if inside is not None:
        rows = [(_day(place, run), level_name(median, words()), voices) for run, median, voices in told]
        with inside:
            draw("table.html", table=Table((_("Day"), _("Median"), _("Voices")), rows), caption="")


def _mark(place: Here, run: Run, voices: int) -> str:
    said = counted("%(n)s voice", "%(n)s voices", voices)
    return f"{place.local(run.opened_at).strftime(MONTH)}|{said}"


def _day(place: Here, run: Run) -> str:
    return place.local(run.opened_at).strftime(DAY)

"""Cooperation as a whole: the scale, where the partnership stands, what to ask the room."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from qic_core.cooperation.cells import RIVALRY_TO_TRUST
from qic_core.cooperation.levels import EXAMPLES, LEVELS
from qic_core.cooperation.sentences import level_name
from qic_core.cooperation.slopes import Point, levels_curve
from qic_core.ui.ask import draw_ask
from qic_core.ui.deck import drawings_of
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_figures, draw_line, run_name, voices_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, words
from qic_core.workshop.drafting import Draft
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
    """Draw where the partnership stands as a whole, and its curve; `runs` are closed, the last one first."""
    answered = [(run, run.output["summary"]["median"]) for run in runs if run.output and run.output["voices"]]
    if not answered:
        st.info(_("The room has not said yet where the whole partnership stands: ask it at the end of this page."))
        return
    _draw_last(place, answered[0][0])
    if len(answered) > 1:
        points = [Point(_mark(place, run), median, str(median)) for run, median in answered[::-1]]
        first, last = (level_name(median, words()) for _run, median in (answered[-1], answered[0]))
        sentence = _("%(name)s: %(first)s → %(last)s", name=_("Median level"), first=first, last=last)
        draw_line(sentence, "qic-sentence")
        draw_chart(levels_curve(points, words(), font=PAGE_FONT), alt=sentence, key="curve-whole")


def draw_beside(place: Here, runs: Sequence[Run], *, named: bool) -> None:
    """Draw, folded, the last run of what goes with cooperation: trust, what helps to collaborate."""
    for run in runs:
        inside = fold(run_name(run), key=f"beside-{run.content.kind}") if run.output else None
        if inside is not None:
            with inside:
                _draw_last(place, run, named=named)


def draw_questions(place: Here, *, named: bool) -> None:
    """Draw the ways to ask the room; what the collective agreed on names goes into the question."""
    question = _("Today, where does cooperation between us stand, in our partnership?")
    draft = Draft(WHOLE, _("Where do we stand?"), question)
    draw_ask(place, draft, key=WHOLE, label=_("Ask the room: the partnership as a whole"))
    question = _("How closely do your organisation and each of these work together today?")
    draft = Draft(PAIRS, _("Who works with whom?"), question, {"named": int(named)}, about=ABOUT, minutes=10)
    draw_ask(place, draft, key=PAIRS, label=_("Ask the room: pair by pair (a wave)"))
    question = _("What do you think of these organisations?")
    draft = Draft(TRUST, _("Trust and contribution"), question, {"named": int(named)}, about=ABOUT, minutes=8)
    draw_ask(place, draft, key=TRUST, label=_("Ask the room: trust, and what each brings"))
    question = _("In our collective, is it true that…")
    draw_ask(place, Draft(FACTORS, _("What helps us to cooperate"), question, minutes=8), key=FACTORS,
             label=_("Ask the room: what helps us to cooperate"))  # fmt: skip


def _draw_last(place: Here, run: Run, *, named: bool = False) -> None:
    """Draw what a run said; it names organisations where it was so announced and the collective still agrees."""
    output, content = run.output or {}, run.content
    if "named" in content.settings:
        agreed = int(bool(content.settings["named"]) and named)
        content = replace(content, settings={**content.settings, "named": agreed})
    day = place.local(run.closed_at or run.opened_at).strftime(DAY)
    draw_line(f"{content.prompt} {day} · {voices_line(output)}")
    draw_figures(content, output["summary"], key=f"last-{run.id}")
    draw_how_computed(MEASURES[content.kind])


def _mark(place: Here, run: Run) -> str:
    return place.local(run.closed_at or run.opened_at).strftime(MONTH)

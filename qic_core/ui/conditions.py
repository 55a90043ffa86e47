"""The five conditions of collective impact: where each stands and what shows it; the ways to score them again."""

from collections.abc import Sequence

import streamlit as st

from qic_core.challenge.conditions import IMPACT_CONDITIONS
from qic_core.challenge.service import runs_to_keep
from qic_core.dashboard.cells import ImpactConditions
from qic_core.dashboard.condition_rules import (
    Standing,
    facts,
    move_line,
    overview_sentence,
    rests_line,
    score_line,
)
from qic_core.dashboard.conditions import conditions_at
from qic_core.ui.ask import draw_ask
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import draw_line
from qic_core.ui.readiness import draw_keeping, draw_readiness, draw_scoring
from qic_core.ui.session import Here, asking, database
from qic_core.ui.words import _, words
from qic_core.words import N_
from qic_core.workshop.drafting import Draft

# Where what shows a condition is to be seen, and changed.
DOORS = {
    "vision": ("vision", N_("Vision"), "visibility"),
    "synergy": ("reinforcement", N_("Reinforcement"), "hub"),
    "evaluation": ("indicators", N_("Indicators"), "show_chart"),
    "communication": ("collective", N_("Collective"), "groups"),
    "support": ("collective", N_("Collective"), "groups"),
}


def draw_conditions(place: Here) -> None:
    """Draw the five conditions with what the data say of each, and the ways to score them again."""
    found, shown = conditions_at(database(), place.collective.id, today=place.today)
    told = facts(shown, words())
    st.header(_("The five conditions"), divider="gray")
    draw("conditions_style.html")
    draw_line(overview_sentence(found, words()), "qic-sentence")
    with st.container(gap=None, key="conditions"):
        for one in found:
            _draw_condition(one, told[one.condition.key])
    _draw_history(found)
    if place.may_write:
        _draw_scoring(place, found)


def _draw_condition(one: Standing, told: str) -> None:
    key = one.condition.key
    with st.container(horizontal=True, vertical_alignment="center", key=f"condition-{key}"):
        draw(
            "condition.html",
            title=_(one.condition.title),
            score=score_line(one.latest, words()),
            move=one.move,
            moved=move_line(one, words()),
            rests=rests_line(one, words()),
            told=told,
        )
        page, label, icon = DOORS[key]
        draw_door(page, _(label), icon)


def _draw_history(found: Sequence[Standing]) -> None:
    """Draw, folded, how the scores moved, with their table."""
    scores = {one.condition.key: one.history for one in found if one.history}
    inside = fold(_("How they moved"), key="conditions-moved") if scores else None
    if inside is not None:
        with inside:
            draw_readiness(IMPACT_CONDITIONS, scores, key="impact")
            draw_how_computed("conditions")


def _draw_scoring(place: Here, found: Sequence[Standing]) -> None:
    with asking() as session:
        runs = runs_to_keep(session, place.collective.id, kind=ImpactConditions.name)
    draw_keeping(place, runs)
    scores = {one.condition.key: one.history for one in found}
    draw_scoring(place, IMPACT_CONDITIONS, scores, label=_("Score the five conditions"), key="score-impact")
    prompt = _("Where do we stand? Score each of the five conditions.")
    draft = Draft(ImpactConditions.name, _("The five conditions"), prompt)
    draw_ask(place, draft, key="conditions", label=_("Ask the room to score the five conditions"))

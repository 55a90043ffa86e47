"""Where the journey stands on the first page, each step a door; a step may be left out, with its reason."""

from collections.abc import Mapping

import streamlit as st

from qic_core.dashboard.overview import Overview
from qic_core.dashboard.step_evidence import evidence_of
from qic_core.dashboard.step_rules import GESTURES, REASON_LENGTH, STATES, STEPS, Standing, State, Step, next_of
from qic_core.dashboard.steps import skip_step, take_up_step
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, plain, words

FORM = "skip"
ICONS: Mapping[State, str] = {
    State.DONE: "check_circle",
    State.BEGUN: "pending",
    State.TO_DO: "circle",
    State.SKIPPED: "remove_circle",
}


def draw_steps(place: Here, overview: Overview) -> None:
    """Draw the steps with what shows where they stand, the one to do first, and how to leave one out."""
    first = next_of(overview.steps)
    if first is not None:
        draw_line(_("Next: %(gesture)s", gesture=_(GESTURES[first])), "qic-sentence")
    with st.container(key="rows-steps"):
        for one in overview.steps:
            draw_door(one.step, step_line(one, evidence_of(one.step, overview.facts, words())), ICONS[one.state])
    if place.may_write:
        _draw_choices(place, overview)


def step_line(standing: Standing, evidence: str) -> str:
    """Return a step as a label: its name, where it stands, what shows it, or why it is left out."""
    said = {"step": f"**{_(STEPS[standing.step])}**", "state": _(STATES[standing.state]), "evidence": evidence}
    if standing.skip:
        said["evidence"] = plain(standing.skip.reason)
    return _("%(step)s · %(state)s: %(evidence)s", **said) if said["evidence"] else _("%(step)s · %(state)s", **said)


def _draw_choices(place: Here, overview: Overview) -> None:
    """Draw, folded, the form that leaves a step out, and the gestures that take one up again."""
    inside = fold(_("Leave a step out, take it up again"), key="steps")
    if inside is None:
        return
    open_ones = [one.step for one in overview.steps if one.state in (State.BEGUN, State.TO_DO)]
    with inside:
        for one in overview.steps:
            if one.skip:
                _draw_left_out(place, one.step)
        if open_ones:
            _draw_form(place, open_ones)


def _draw_left_out(place: Here, step: Step) -> None:
    label = _("Take up again: %(step)s", step=_(STEPS[step]))
    if st.button(label, icon=":material/undo:", key=f"take-up-{step}"):
        with acting(place.collective.id, _("Back on the journey.")) as work:
            take_up_step(work, step=step)


def _draw_form(place: Here, steps: list[Step]) -> None:
    key = turn_of(FORM)
    with st.form(f"skip-form-{key}", border=False):
        step = st.selectbox(
            _("Step to leave out"), steps, format_func=lambda one: _(STEPS[one]), key=f"skip-step-{key}"
        )  # fmt: skip
        reason = st.text_input(
            _("Why: whoever opens this page reads it"), max_chars=REASON_LENGTH, key=f"skip-reason-{key}"
        )
        sent = st.form_submit_button(_("Leave this step out"), key=f"skip-save-{key}")
    if sent:
        with adding(place.collective.id, FORM, _("Left out, with its reason.")) as work:
            skip_step(work, step=step, reason=reason)

"""The days of the cooperation plan, and another plan in its place."""

from datetime import date

import streamlit as st

from qic_core.cooperation.plan import edit_plan, start_plan
from qic_core.cooperation.plan_rules import NOTE_LENGTH, Cover, Plan
from qic_core.ui.folds import fold
from qic_core.ui.forms import begun, draw_save, saving
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _


def draw_start(place: Here, standing: Plan | None, today: date) -> None:
    """Draw, folded, the form that starts a plan; the one that stands is kept, with what became of its promises."""
    label = _("Start another plan") if standing else _("Start the cooperation plan")
    inside = fold(label, key=f"plan-start-{standing.id if standing else 0}", opened=standing is None)
    if inside is None:
        return
    after = standing.id if standing else 0
    with inside:
        if standing:
            st.caption(_("The plan that stands stays in the history, with what became of each promise."))
        with st.form(f"plan-start-form-{after}", border=False):
            cover = _ask(Cover(today), f"start-{after}")
            promises = bool(standing and standing.open_promises)
            keep = (
                st.checkbox(_("Take over the promises that are still open"), True, key=f"plan-keep-{after}")
                if promises
                else False
            )
            sent = st.form_submit_button(_("Start the plan"), type="primary", key=f"plan-start-it-{after}")
    if sent:
        with acting(place.collective.id, _("The plan is started: write its lines.")) as work:
            start_plan(work, cover=cover, after=after, keep_open=keep)


def draw_cover_form(place: Here, plan: Plan) -> None:
    """Draw, folded, the form that changes a plan's days and note."""
    inside = fold(_("Change the day of the plan or of the next wave"), key="plan-cover")
    if inside is None:
        return
    first = begun(plan)
    with inside, st.form(f"plan-cover-form-{plan.id}", border=False):
        cover = _ask(first.cover, f"cover-{plan.id}-{first.version}")
        version = draw_save(plan, f"plan-{plan.id}")
    if version is not None:
        with saving(place.collective.id, plan) as work:
            edit_plan(work, plan_id=plan.id, version=version, cover=cover)


def _ask(before: Cover, key: str) -> Cover:
    made_at, wave_at = st.columns(2)
    made_on = made_at.date_input(_("Day of the plan"), before.made_on, format="DD/MM/YYYY", key=f"plan-made-{key}")
    next_wave_on = wave_at.date_input(
        _("Day of the next wave"), before.next_wave_on, format="DD/MM/YYYY", key=f"plan-wave-{key}"
    )
    note = st.text_input(
        _("Note: how it was decided, who follows it"), before.note, max_chars=NOTE_LENGTH, key=f"plan-note-{key}"
    )
    return Cover(made_on, next_wave_on, note)

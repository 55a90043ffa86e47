"""Lines of the cooperation plan, but promises: from what the room said, by hand, corrected, taken off, put back."""

from collections.abc import Sequence

import streamlit as st

from qic_core.cooperation.plan import add_line, edit_line, restore_line, withdraw_line
from qic_core.cooperation.plan_proposals import runs_to_take, take_proposals
from qic_core.cooperation.plan_rules import QUESTIONS, SECTIONS, TEXT_LENGTH, Line, Plan, Section, Written
from qic_core.db.engine import Work
from qic_core.thread.rules import ThingKind
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, begun, begun_of, draw_save, let_go, saving, turn_of
from qic_core.ui.gone import draw_gone
from qic_core.ui.session import Here, acting
from qic_core.ui.taking import draw_taking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import Run

NEW_FORM = "plan-line"
CHOSEN_KEY = "plan-line-chosen"


def draw_take(place: Here) -> None:
    """Draw, folded, what the room said in its last runs, to be ticked and taken into the plan."""

    def draw_said(run: Run, found: Sequence[Item]) -> None:
        shown = first_of(found, key=f"plan-take-{run.id}")
        with st.form(f"plan-take-form-{run.id}", border=False):
            section = _section(f"plan-take-section-{run.id}")
            ticked = [one.key for one in shown if st.checkbox(plain(one.text), key=f"told-plan-{run.id}-{one.key}")]
            taken = st.form_submit_button(_("Put into the plan"), type="primary", key=f"plan-take-it-{run.id}")
        if taken:
            with acting(place.collective.id, _("In the plan: each line keeps the thread to who said it.")) as work:
                take_proposals(work, section=section, run_id=run.id, keys=ticked)

    draw_taking(place, _("Take what the room said"), key="plan-take", runs_of=runs_to_take, draw_said=draw_said)


def draw_new_line(place: Here, plan: Plan) -> None:
    """Draw, folded, the form of a need, of what helps, of a side step."""
    inside = fold(_("Add a need, what helps, a side step"), key="plan-line")
    if inside is None:
        return
    key = f"{plan.id}-{turn_of(NEW_FORM)}"
    with inside, st.form(f"plan-line-form-{key}", border=False):
        section = _section(f"pl-section-{key}")
        text = st.text_input(_("What this line says"), max_chars=TEXT_LENGTH, key=f"pl-text-{key}")
        sent = st.form_submit_button(_("Put into the plan"), type="primary", key=f"pl-save-{key}")
    if sent:
        with adding(place.collective.id, NEW_FORM, _("In the plan.")) as work:
            add_line(work, plan_id=plan.id, section=section, written=Written(text))


def draw_line_form(place: Here, plan: Plan, gone: Sequence[Line]) -> None:
    """Draw, folded, the choice of a line; where it comes from, and the form that corrects it.

    One of those `gone` that is being corrected stays: what was typed in it is not lost.
    """
    lines = {line.id: line for section in QUESTIONS for line in plan.of(section)}
    lines |= {line.id: line for line in being_corrected(gone) if line.id == st.session_state.get(CHOSEN_KEY)}
    inside = fold(_("Open a line: correct it, see where it comes from"), key="plan-lines") if lines else None
    if inside is None:
        return
    names = told_apart({key: f"{_(SECTIONS[one.section])} · {one.written.text}" for key, one in lines.items()})
    with inside:
        chosen = st.selectbox(
            _("Line of the plan"), list(names), None, format_func=names.__getitem__, placeholder=_("Choose"),
            key=CHOSEN_KEY,
        )  # fmt: skip
        if chosen in lines:
            _draw_open(place, lines[chosen])


def being_corrected(gone: Sequence[Line]) -> list[Line]:
    """Return the lines taken off the plan whose form had begun before."""
    return [line for line in gone if begun_of(Line, line.id)]


def draw_withdrawn(line: Line) -> None:
    """Say that a line was taken off the plan while it was being corrected."""
    if line.withdrawn:
        st.warning(_("This line was taken off the plan meanwhile: put it back below, then save."))


def draw_taken_off(place: Here, gone: Sequence[Line]) -> None:
    """Draw, folded, the lines that were taken off the plan, each with the gesture that puts it back."""

    def restore(work: Work, key: int) -> None:
        restore_line(work, line_id=key)

    said = [(line.id, line.written.text) for line in gone]
    draw_gone(
        place, _("Off the plan (%(n)s)", n=len(gone)), said, key="plan", restore=restore, back=_("In the plan again.")
    )


def _draw_open(place: Here, line: Line) -> None:
    draw_origins(ThingKind.PLAN_LINE, line.id)
    draw_withdrawn(line)
    first = begun(line)
    with st.form(f"plan-edit-form-{line.id}", border=False):
        text = st.text_input(
            _("What this line says"), first.written.text, max_chars=TEXT_LENGTH,
            key=f"pl-edit-{line.id}-{first.version}",
        )  # fmt: skip
        version = draw_save(line, f"plan-line-{line.id}")
    if version is not None:
        with saving(place.collective.id, line) as work:
            edit_line(work, line_id=line.id, version=version, written=Written(text))
    if not line.withdrawn and st.button(_("Take it off the plan"), icon=":material/delete:", key=f"plan-off-{line.id}"):
        with acting(place.collective.id, _("Off the plan: find it below.")) as work:
            withdraw_line(work, line_id=line.id)
            let_go(line)


def _section(key: str) -> Section:
    return st.radio(
        _("In which part of the plan"), QUESTIONS, horizontal=True, format_func=lambda one: _(SECTIONS[one]),
        key=key,
    )  # fmt: skip

"""Promises of the cooperation plan: a new one, and the form that corrects one and says what became of it."""

from dataclasses import dataclass

import streamlit as st

from qic_core.cooperation.plan import add_line, edit_line, withdraw_line
from qic_core.cooperation.plan_proposals import proposals_in, runs_to_take
from qic_core.cooperation.plan_rules import (
    NOTE_LENGTH,
    OUTCOMES,
    SAID_OF_A_PROMISE,
    TEXT_LENGTH,
    WHO_LENGTH,
    Line,
    Outcome,
    Plan,
    Section,
    Written,
)
from qic_core.cooperation.promises import Verdict
from qic_core.ui.choices import told_apart
from qic_core.ui.cooperation_lines import draw_withdrawn
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, let_go, saving, turn_of
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _
from qic_core.workshop.registry import kind_of
from qic_core.workshop.texts import shortened

NEW_FORM = "promise"
SAID_AT_MOST = 60
EMPTY = Written("")


@dataclass(frozen=True, slots=True)
class Source:
    """What a promise answers to: a line of the plan, or words of the room; it keeps their thread."""

    text: str = ""
    born_of: int | None = None
    idea_ids: tuple[int, ...] = ()
    run_ids: tuple[int, ...] = ()


def draw_new_promise(place: Here, plan: Plan) -> None:
    """Draw, folded, the form of a promise, which may answer to a line of the plan or to what the room said last."""
    inside = fold(_("Note a promise: who does what, by when"), key="new-promise")
    if inside is None:
        return
    key = f"new-{plan.id}-{turn_of(NEW_FORM)}"
    sources = _sources(place, plan)
    names = told_apart({one: source.text or _("Nothing: it stands for itself") for one, source in sources.items()})
    with inside, st.form(f"promise-form-{key}", border=False):
        chosen = st.selectbox(
            _("What it answers to: a line of the plan, words of the room"), list(names),
            format_func=names.__getitem__, key=f"pr-of-{key}",
        )  # fmt: skip
        written = _ask(EMPTY, key, _("What will be done (empty: the words chosen above)"))
        sent = st.form_submit_button(_("Save the promise"), type="primary", key=f"pr-save-{key}")
    if sent:
        source = sources[chosen]
        said = Written(written.text.strip() or source.text, written.who, written.due_on)
        with adding(place.collective.id, NEW_FORM, _("In the plan.")) as work:
            add_line(
                work, plan_id=plan.id, section=Section.PROMISE, written=said, born_of=source.born_of,
                idea_ids=source.idea_ids, run_ids=source.run_ids,
            )  # fmt: skip


def draw_promise_form(place: Here, line: Line, verdict: Verdict | None) -> None:
    """Draw, folded, the form that says what became of a promise and corrects it; the room's verdict is its reason."""
    inside = fold(_("Say what became of it, correct it"), key=f"promise-edit-{line.id}")
    if inside is None:
        return
    first = begun(line)
    key = f"{line.id}-{first.version}"
    with inside:
        draw_withdrawn(line)
        with st.form(f"promise-form-{line.id}", border=False):
            outcome, note = _ask_outcome(first.written, key)
            written = _ask(first.written, key, _("What will be done"))
            version = draw_save(line, f"promise-{line.id}")
        if version is not None:
            known = [verdict.run_id] if verdict and outcome and outcome != first.written.outcome else []
            said = Written(written.text, written.who, written.due_on, outcome, note)
            with saving(place.collective.id, line) as work:
                edit_line(work, line_id=line.id, version=version, written=said, run_ids=known)
        if not line.withdrawn and st.button(
            _("Take it off the plan"), icon=":material/delete:", key=f"promise-off-{line.id}"
        ):
            with acting(place.collective.id, _("Off the plan: find it below.")) as work:
                withdraw_line(work, line_id=line.id)
                let_go(line)


def _sources(place: Here, plan: Plan) -> dict[str, Source]:
    """Return what a promise may answer to: nothing, a line of the plan, what the room wrote in its last run."""
    lines = [line for line in plan.lines if line.section != Section.PROMISE]
    with asking() as session:
        runs = runs_to_take(session, place.collective.id)
        last = next((run for run in runs if kind_of(run.content.kind).free_text), None)
        said = proposals_in(session, last)[:SAID_AT_MOST] if last else []
    return {
        "": Source(),
        **{f"line-{line.id}": Source(line.written.text, line.id) for line in lines},
        **{
            f"said-{one.key}": Source(shortened(one.text, at_most=TEXT_LENGTH), None, one.ideas, (last.id,))
            for one in said
            if last
        },
    }


def _ask_outcome(before: Written, key: str) -> tuple[Outcome | None, str]:
    outcome = st.radio(
        _("What became of it"), [None, *SAID_OF_A_PROMISE],
        [None, *SAID_OF_A_PROMISE].index(before.outcome), horizontal=True,
        format_func=lambda one: _(OUTCOMES[one]) if one else _("to be done"), key=f"pr-outcome-{key}",
    )  # fmt: skip
    note = st.text_input(
        _("What helped, what was missing"), before.outcome_note, max_chars=NOTE_LENGTH, key=f"pr-note-{key}"
    )
    return outcome, note


def _ask(before: Written, key: str, label: str) -> Written:
    text = st.text_input(label, before.text, max_chars=TEXT_LENGTH, key=f"pr-text-{key}")
    who = st.text_input(_("Who does it"), before.who, max_chars=WHO_LENGTH, key=f"pr-who-{key}")
    due_on = st.date_input(_("By when"), before.due_on, format="DD/MM/YYYY", key=f"pr-day-{key}")
    return Written(text, who, due_on)

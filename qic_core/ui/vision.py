"""The vision: its drafts, where they come from, the form that adopts one."""

from collections.abc import Sequence

import streamlit as st

from qic_core.collective.rules import College
from qic_core.thread.rules import ThingKind
from qic_core.ui.adoption import ask_decision
from qic_core.ui.amendments import draw_amendments, draw_new_amendment
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.outputs import draw_line, run_name
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain
from qic_core.vision.rules import LATEST_YEAR, TEXT_LENGTH, Statement, Vision
from qic_core.vision.service import adopt_vision
from qic_core.vision.statements import add_statement, draft_from_run, restore_statement, withdraw_statement
from qic_core.workshop.runs import Run, gathered_in

BY_HAND = None
FIRST_YEAR, USUAL_YEAR = 2000, 2035
GATHERING = ("ideas", "words", "front_page", "picture")


def draw_statements(place: Here, statements: Sequence[Statement], gone: Sequence[Statement]) -> None:
    """Draw the drafts, each with its amendments, where it comes from and the gesture that takes it off the list."""
    if not statements:
        st.caption(_("No draft yet: take what the room said, a front page, or write one."))
    for statement in first_of(statements, key="statements"):
        with st.container(border=True, key=f"statement-{statement.id}"):
            draw_line(statement.text, "qic-prompt")
            draw_amendments(place, statement)
            draw_origins(ThingKind.STATEMENT, statement.id)
            inside = fold(_("Amend or take off the list"), key=f"amend-{statement.id}") if place.may_write else None
            if inside is not None:
                with inside:
                    draw_new_amendment(place, statement)
                    _draw_withdraw(place, statement)
    if place.may_write:
        _draw_gone(place, gone)


def draw_new_statements(place: Here, runs: Sequence[Run], count: int) -> None:
    """Draw, folded, the two ways to draft a vision: from a run of the room, by hand."""
    inside = fold(_("Draft a vision"), key="new-statement")
    if inside is None:
        return
    with inside:
        if runs:
            _draw_take(place, runs, count)
        key = f"{place.collective.id}-{count}"
        with st.form(f"statement-form-{key}", border=False):
            text = st.text_area(_("… or write a draft"), max_chars=TEXT_LENGTH, height=100, key=f"v-text-{key}")
            if st.form_submit_button(_("Put among the drafts"), type="primary", key=f"v-save-{key}"):
                with acting(place.collective.id, _("Among the drafts.")) as work:
                    add_statement(work, text=text)


def draw_adoption(
    place: Here,
    statements: Sequence[Statement],
    colleges: Sequence[College],
    decided: Run | None,
    standing: Vision | None,
) -> None:
    """Draw, folded, the form that adopts a vision; its voices are at first those of the run that decided."""
    inside = fold(_("Adopt the vision"), key="adopt-vision")
    if inside is None:
        return
    texts = {statement.id: statement.text for statement in statements}
    count = standing.id if standing else 0
    with inside:
        chosen = st.selectbox(
            _("Which draft"),
            [*texts, BY_HAND],
            format_func=lambda key: texts[key] if key else _("None of the list"),
            key=f"adopt-vision-{place.collective.id}-{count}-{len(texts)}",
        )
        key = f"vision-{place.collective.id}-{chosen}-{count}"
        with st.form(f"adopt-form-{key}", border=False):
            label = _("The vision, as it will stand on every page")
            text = st.text_area(label, texts.get(chosen or 0, ""), max_chars=TEXT_LENGTH, key=f"a-text-{key}")
            usual = standing.year if standing else USUAL_YEAR
            year = int(st.number_input(_("For which year"), FIRST_YEAR, LATEST_YEAR, usual, key=f"a-year-{key}"))
            voices = decided.output["by_college"] if decided and decided.output else {}
            decision = ask_decision(colleges, voices, today=place.today, key=key)
            adopted = st.form_submit_button(_("Adopt"), type="primary", key=f"a-save-{key}")
    if adopted:
        with acting(place.collective.id, _("Adopted: it now stands on every page.")) as work:
            adopt_vision(
                work, statement_id=chosen, text=text, year=year, reasons=decision.reasons, dissent=decision.dissent,
                voices=decision.voices, residents=decision.residents, adopted_on=decision.adopted_on,
                run_ids=[decided.id] if decided else [],
            )  # fmt: skip


def _draw_take(place: Here, runs: Sequence[Run], count: int) -> None:
    names = told_apart({run.id: run_name(run) for run in runs})
    run_id = st.selectbox(
        _("What the room said"), list(names), format_func=names.__getitem__, key=f"draft-from-{len(runs)}"
    )
    with asking() as session:
        items = told_apart({item.key: item.text for item in gathered_in(session, run_id)})
    keys = st.multiselect(
        _("Its themes, or its ideas"), list(items), format_func=items.__getitem__, key=f"draft-keys-{run_id}-{count}"
    )
    if st.button(_("Draft from these"), icon=":material/playlist_add:", disabled=not keys, key=f"draft-it-{count}"):
        with acting(place.collective.id, _("Among the drafts.")) as work:
            draft_from_run(work, run_id=run_id, keys=keys)


def _draw_withdraw(place: Here, statement: Statement) -> None:
    if st.button(_("Take off the list"), key=f"off-statement-{statement.id}"):
        with acting(place.collective.id, _("Off the list: find it below.")) as work:
            withdraw_statement(work, statement_id=statement.id)


def _draw_gone(place: Here, gone: Sequence[Statement]) -> None:
    inside = fold(_("Off the list (%(n)s)", n=len(gone)), key="gone-statements") if gone else None
    if inside is None:
        return
    with inside:
        for statement in gone:
            if st.button(_("Put back: %(title)s", title=plain(statement.text)), key=f"back-statement-{statement.id}"):
                with acting(place.collective.id, _("Back on the list.")) as work:
                    restore_statement(work, statement_id=statement.id)

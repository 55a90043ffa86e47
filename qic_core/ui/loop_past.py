"""Loops that are over: what each decided, what became of its promises, the stories that it told."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.evaluation.loop_history import Past
from qic_core.evaluation.loop_rules import Decision, Loop
from qic_core.evaluation.loops import get_loop
from qic_core.evaluation.rules import VERDICTS
from qic_core.evaluation.stories import stories_of
from qic_core.thread.rules import ThingKind
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.loop_promises import draw_outcome_form, kept_line, promises_begun, promises_line, state_of
from qic_core.ui.notebooks import ADDRESS_KEY
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.kind import Table

DAY = "%d/%m/%Y"


def draw_past(place: Here, past: Sequence[Past]) -> None:
    """Draw the loops that are over, folded, the latest first."""
    for one in first_of(past, key="past-loops"):
        label = " · ".join((plain(one.title), one.held_on.strftime(DAY), kept_line(one.promises)))
        inside = fold(label, key=f"past-loop-{one.id}")
        if inside is not None:
            with inside:
                _draw_loop(place, one)


def _draw_loop(place: Here, past: Past) -> None:
    with asking() as session:
        loop = get_loop(session, place.collective.id, past.id)
        stories = [story for story in stories_of(session, past.id) if story.text]
    draw_line(_sentence(past), "qic-sentence")
    if loop.note:
        draw_line(loop.note)
    if loop.notebook_id:
        draw_door("notebook", _("Read what was said"), "description", {ADDRESS_KEY: str(loop.notebook_id)})
    if loop.decisions:
        draw("table.html", table=_table(first_of(loop.decisions, key=f"past-{loop.id}"), place.today), caption="")
    draw("loop_stories.html", stories=stories)
    _draw_promises(place, loop)


def _draw_promises(place: Here, loop: Loop) -> None:
    """Draw the promises that were answered for, to be corrected; the others are at the top of the page."""
    above = promises_begun()
    promises = [decision for decision in loop.decisions if decision.is_promise and decision.id not in above]
    answered = [decision for decision in promises if decision.outcome is not None]
    for decision in first_of(answered, key=f"past-promises-{loop.id}"):
        draw_line(" · ".join((decision.what or decision.action, decision.who)), "qic-sentence")
        origins_at, form_at = st.columns(2)
        with origins_at:
            draw_origins(ThingKind.DECISION, decision.id)
        if place.may_write:
            with form_at:
                draw_outcome_form(place, decision, where="past")


def _sentence(past: Past) -> str:
    """Return what a loop decided and what became of it."""
    told = [counted("%(n)s decision", "%(n)s decisions", past.decided)]
    if past.promises.made:
        told.append(promises_line(past.promises))
    return f"{', '.join(told)}."


def _table(decisions: Sequence[Decision], today: date) -> Table:
    head = (_("Action"), _("Decision"), _("What"), _("Who"), _("By when"), _("What became of it"))
    return Table(head, [_row(decision, today) for decision in decisions])


def _row(decision: Decision, today: date) -> tuple[str, ...]:
    verdict = _(VERDICTS[decision.verdict]) if decision.verdict else _("none: it was over")
    became = " · ".join(filter(None, (state_of(decision, today), decision.outcome_note)))
    by = decision.due_on.strftime(DAY) if decision.due_on else ""
    return decision.action, verdict, decision.what, decision.who, by, became if decision.is_promise else ""

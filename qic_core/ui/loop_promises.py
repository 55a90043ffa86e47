"""What was promised, on which a loop opens: by earlier loops, by the cooperation plan, by the roadmap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from qic_core.cooperation.plan import standing_plan
from qic_core.cooperation.plan_rules import OUTCOMES, SAID_OF_A_PROMISE
from qic_core.cooperation.promises import Verdict
from qic_core.evaluation.decisions import say_outcome
from qic_core.evaluation.loop_history import Past
from qic_core.evaluation.loop_rules import OUTCOME_NOTE_LENGTH, Decision, Tally
from qic_core.evaluation.room_voices import promises_said
from qic_core.roadmap.rules import FirstAction
from qic_core.thread.rules import ThingKind
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import all_begun, begun, draw_save, saving
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted

DAY = "%d/%m/%Y"
DUE = "due"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the form that answers for a promise is about; `where` on the page it stands tells it from another's.

    A decision has a form of its own, which this one is not.
    """

    decision: Decision
    where: str

    @property
    def id(self) -> tuple[str, int]:
        return self.where, self.decision.id

    @property
    def version(self) -> int:
        return self.decision.version


def promises_begun() -> list[int]:
    """Return the ids of the promises that waited for an answer when their forms, above all others, began."""
    return [one.decision.id for one in all_begun(Answer) if one.where == DUE and one.decision.is_open_promise]


def draw_promises(place: Here, promises: Sequence[Decision], first: Sequence[FirstAction], last: Past | None) -> None:
    """Draw the promises of earlier loops, each with its way to say what became of it; then those made elsewhere.

    `first` are the first actions of the roadmap, `last` is the last loop that is over.
    """
    today = place.today
    with asking() as session:
        plan = standing_plan(session, place.collective.id)
        said = promises_said(session, place.collective.id) if promises else {}
    planned = (
        [(line.written.text, line.written.who, line.written.due_on) for line in plan.open_promises] if plan else []
    )
    if last and last.promises.made:
        told = {"title": last.title, "promises": promises_line(last.promises)}
        draw_line(_("“%(title)s”: %(promises)s.", **told), "qic-sentence")
    if not (promises or planned or first):
        st.caption(_("No promise waits for an answer. Those that this loop ends in will open the next one."))
        return
    _draw_alert(sum(decision.is_late(today) for decision in promises))
    for decision in first_of(promises, key="loop-promises"):
        with st.container(border=True, key=f"loop-promise-{decision.id}"):
            _draw_promise(place, decision, said.get(decision.id), today)
    _draw_others(_("Of the cooperation plan"), planned, today, ("cooperation", _("Cooperation"), "handshake"))
    steps = [(one.what, one.who, one.by) for one in first]
    _draw_others(_("First actions of the roadmap"), steps, today, ("roadmap", _("Roadmap"), "map"))


def draw_outcome_form(place: Here, decision: Decision, *, where: str, said: Verdict | None = None) -> None:
    """Draw, folded, the form that says what became of a promise; `said` by the room is its reason.

    `where` tells apart the forms of different parts of the page.
    """
    label = _("Say what became of it") if decision.is_open_promise else _("Correct what became of it")
    inside = fold(label, key=f"{where}-outcome-{decision.id}")
    if inside is None:
        return
    answer = Answer(decision, where)
    first = begun(answer).decision
    key = f"{where}-{decision.id}-{first.version}"
    with inside, st.form(f"{where}-outcome-form-{decision.id}", border=False):
        choices = [None, *SAID_OF_A_PROMISE]
        outcome = st.radio(
            _("What became of it"), choices, choices.index(first.outcome), horizontal=True,
            format_func=lambda one: _(OUTCOMES[one]) if one else _("to be done"), key=f"lo-outcome-{key}",
        )  # fmt: skip
        note = st.text_input(
            _("What helped, what was missing"), first.outcome_note, max_chars=OUTCOME_NOTE_LENGTH, key=f"lo-note-{key}"
        )
        version = draw_save(answer, f"{where}-{decision.id}")
    if version is not None:
        runs = [said.run_id] if said and outcome and outcome != first.outcome else []
        with saving(place.collective.id, answer) as work:
            say_outcome(work, decision_id=decision.id, version=version, outcome=outcome, note=note, run_ids=runs)


def kept_line(promises: Tally) -> str:
    """Return how many promises of a loop were kept."""
    if not promises.made:
        return _("no promise")
    return counted(
        "%(n)s promise kept of %(made)s", "%(n)s promises kept of %(made)s", promises.kept, made=promises.made
    )


def promises_line(promises: Tally) -> str:
    """Return what became of the promises of a loop."""
    told = [kept_line(promises)]
    if promises.partly:
        told.append(counted("%(n)s in part", "%(n)s in part", promises.partly))
    if promises.dropped:
        told.append(counted("%(n)s given up", "%(n)s given up", promises.dropped))
    if promises.open:
        told.append(counted("%(n)s not said yet", "%(n)s not said yet", promises.open))
    return ", ".join(told)


def state_of(decision: Decision, today: date) -> str:
    """Return what became of a promise, or how late it is."""
    if decision.outcome is not None:
        return _(OUTCOMES[decision.outcome])
    if decision.is_late(today) and decision.due_on:
        return counted("late by %(n)s day", "late by %(n)s days", (today - decision.due_on).days)
    return _("to be done")


def _draw_alert(late: int) -> None:
    if late:
        st.warning(
            counted(
                "%(n)s promise of an earlier loop is late: ask who made it what is missing.",
                "%(n)s promises of earlier loops are late: ask who made them what is missing.",
                late,
            ),
            icon=":material/schedule:",
        )


def _draw_promise(place: Here, decision: Decision, said: Verdict | None, today: date) -> None:
    draw(
        "loop_promise.html",
        decision=decision,
        by=_("by %(day)s", day=decision.due_on.strftime(DAY)) if decision.due_on else "",
        loop=_("loop of %(day)s", day=decision.held_on.strftime(DAY)),
        state=state_of(decision, today),
        late=decision.is_late(today),
        room=_room_line(place, said) if said else "",
    )
    origins_at, form_at = st.columns(2)
    with origins_at:
        draw_origins(ThingKind.DECISION, decision.id)
    if place.may_write:
        with form_at:
            draw_outcome_form(place, decision, where=DUE, said=said)


def _room_line(place: Here, said: Verdict) -> str:
    day = place.local(said.closed_at).strftime(DAY) if said.closed_at else ""
    told = {"kept": said.kept, "not_kept": said.not_kept, "passed": said.passed, "day": day}
    return counted(
        "The room, %(day)s (%(n)s voice): done %(kept)s, not done %(not_kept)s, pass %(passed)s.",
        "The room, %(day)s (%(n)s voices): done %(kept)s, not done %(not_kept)s, pass %(passed)s.",
        said.voices, **told,
    )  # fmt: skip


def _draw_others(
    title: str, told: Iterable[tuple[str, str, date | None]], today: date, door: tuple[str, str, str]
) -> None:
    """Draw what was promised elsewhere, with the door to the page on which one says what became of it."""
    lines = [
        (what, who, _("by %(day)s", day=by.strftime(DAY)) if by else "", bool(by and by < today))
        for what, who, by in told
    ]
    if lines:
        st.subheader(title)
        draw("loop_others.html", lines=lines)
        draw_door(*door)

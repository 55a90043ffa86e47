"""One decision per action: what the room advises, what is decided, by whom, by when, and where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import streamlit as st

from qic_core.evaluation.decisions import decide
from qic_core.evaluation.loop_rules import WHAT_LENGTH, WHO_LENGTH, Decision, Loop
from qic_core.evaluation.room_voices import room_advice
from qic_core.evaluation.rules import VERDICTS, LoopState, Verdict
from qic_core.evaluation.verdict_cells import DEFINITIONS, Advice, in_words
from qic_core.thread.rules import ThingKind
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import begun, begun_of, draw_save, saving
from qic_core.ui.html import draw
from qic_core.ui.loop_runs import Asked, Heard, heard_in
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, words

DAY = "%d/%m/%Y"
JUST_DECIDED_KEY = "just-decided"
FEW = 6
WAITING, DECIDED = "waiting", "decided"
Hear = Callable[[], Mapping[str, Heard]]


def draw_decisions(place: Here, loop: Loop, room: Sequence[Asked], *, can_write: bool) -> None:
    """Draw how many decisions are taken, then action by action what is decided and the form that decides.

    A form that has begun stays, whatever becomes of the loop: the service refuses, and what was typed is not lost.
    """
    if not loop.decisions:
        st.caption(_("No action under way serves these changes: bring one in below, or close the loop."))
        return
    _draw_share(loop)
    with asking() as session:
        advice = room_advice(session, place.collective.id, loop.notebook_id) if loop.notebook_id else {}
    hear = _hearing(room)
    _turn_to_next(loop)
    for decision in first_of(_choose(loop), key="loop-decisions"):
        advised = advice.get(decision.action_id)
        with st.container(border=True, key=f"decision-{decision.id}"):
            draw_decision(decision, said=_advice_line(advised) if advised else "")
            told = decision.verdict is not None and loop.state != LoopState.CLOSED
            form_at, origins_at = st.columns([3, 2]) if told else (st.container(), None)
            if can_write or begun_of(Decision, decision.id):
                with form_at:
                    _draw_form(place, decision, hear, [advised.run_id] if advised else [])
            if origins_at is not None:
                with origins_at:
                    draw_origins(ThingKind.DECISION, decision.id)


def draw_decision(decision: Decision, *, said: str = "") -> None:
    """Draw an action with what is decided of it; `said` is what the room advises."""
    if decision.verdict is not None:
        badge = (decision.verdict.value, _(VERDICTS[decision.verdict]))
    elif decision.is_over:
        badge = ("same", _("over: nothing to decide"))
    else:
        badge = ("open", _("to be decided"))
    due_on = decision.due_on
    by = _("by %(day)s", day=due_on.strftime(DAY)) if due_on else ""
    draw("loop_decision.html", decision=decision, badges=[badge], by=by, said=said)


def _draw_share(loop: Loop) -> None:
    decided = len(loop.decisions) - len(loop.undecided)
    draw_line(_("Decided: %(decided)s of %(n)s.", decided=decided, n=len(loop.decisions)), "qic-sentence")
    draw("loop_share.html", share=round(100 * decided / len(loop.decisions)))


def _hearing(room: Sequence[Asked]) -> Hear:
    """Return what gives the words of the room: read once, and only where a form is open."""

    @cache
    def hear() -> Mapping[str, Heard]:
        with asking() as session:
            return heard_in(session, room)

    return hear


def _turn_to_next(loop: Loop) -> None:
    """Fold the form that has just served, and open that of the next action that waits."""
    decided = st.session_state.pop(JUST_DECIDED_KEY, None)
    if decided is not None:
        st.session_state[_fold_key(decided)] = False
        after = [one.id for one in loop.undecided if one.id > decided] or [one.id for one in loop.undecided]
        if after:
            st.session_state[_fold_key(after[0])] = True


def _fold_key(decision_id: int) -> str:
    return f"decide-{decision_id}"


def _choose(loop: Loop) -> Sequence[Decision]:
    """Draw, when there are many, the choice of what is shown: at first what is still to be decided.

    An action whose form has begun stays where it was then, though somebody else has decided of it.
    """
    if len(loop.decisions) <= FEW:
        return loop.decisions
    names = {WAITING: _("To be decided"), DECIDED: _("Decided")}
    chosen = st.pills(
        _("Show only"), list(names), default=WAITING, format_func=names.__getitem__, key=f"which-decisions-{loop.id}"
    )
    return [one for one in loop.decisions if chosen is None or (chosen == WAITING) in _stood(one)]


def _stood(decision: Decision) -> set[bool]:
    """Return whether a decision is still to be taken: today, and when its form began."""
    return {one.waits for one in (decision, begun_of(Decision, decision.id)) if one}


def _draw_form(place: Here, decision: Decision, hear: Hear, run_ids: Sequence[int]) -> None:
    label = _("Decide") if decision.verdict is None else _("Change the decision")
    inside = fold(label, key=_fold_key(decision.id))
    if inside is None:
        return
    first, heard = begun(decision), hear()
    key = f"{decision.id}-{first.version}"
    with inside, st.form(f"decide-form-{decision.id}", border=False):
        verdict = _ask_verdict(first, key)
        what = st.text_input(
            _("What is decided, in one sentence (as you like when it continues)"), first.what, max_chars=WHAT_LENGTH,
            key=f"d-what-{key}",
        )  # fmt: skip
        who_at, day_at = st.columns(2)
        who = who_at.text_input(_("Who does it"), first.who, max_chars=WHO_LENGTH, key=f"d-who-{key}")
        with day_at:
            due_on = draw_day(_("By when"), first.due_on, key=f"d-day-{key}")
        chosen = _ask_heard(heard, key) if heard else []
        st.caption(
            _(
                "Once the loop is closed, anyone may read on the public page what is decided: name no person in it."
                " Who does it is never shown there."
            )
        )
        version = draw_save(decision, f"decision-{decision.id}")
    if version is not None:
        ideas = [idea for one in chosen for idea in heard[one].idea_ids]
        with saving(place.collective.id, decision) as work:
            decide(
                work, decision_id=decision.id, version=version, verdict=verdict, what=what, who=who, due_on=due_on,
                idea_ids=ideas, run_ids=run_ids,
            )  # fmt: skip
            st.session_state[JUST_DECIDED_KEY] = decision.id


def _ask_verdict(first: Decision, key: str) -> Verdict | None:
    verdicts = [*Verdict]
    at = verdicts.index(first.verdict) if first.verdict else None
    return st.radio(
        _("What do we do?"), verdicts, at, format_func=lambda one: _(VERDICTS[one]), horizontal=True,
        captions=[_(DEFINITIONS[one]) for one in verdicts], key=f"d-verdict-{key}",
    )  # fmt: skip


def _ask_heard(heard: Mapping[str, Heard], key: str) -> list[str]:
    names = told_apart({one: said.text for one, said in heard.items()})
    return st.multiselect(
        _("Which words of the room led to it?"), list(names), format_func=names.__getitem__,
        placeholder=_("Choose what was said, or leave it empty"), key=f"d-heard-{key}",
    )  # fmt: skip


def _advice_line(advice: Advice) -> str:
    """Return how many of the room would do what, the most wanted first; who does not know is counted apart."""
    told = [in_words(advice, words())] if advice.voices else []
    if advice.unknown:
        told.append(_("don't know %(n)s", n=advice.unknown))
    return _("The room: %(told)s.", told=", ".join(told))

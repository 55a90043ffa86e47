"""A first action, step by step (A4-08): one question a screen, and at the end whether it is a quick win."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from qic_core.actions.overview import Around
from qic_core.actions.rules import GAPS, TEXT_LENGTH, TITLE_LENGTH, Action, Plan, Status, gaps_of
from qic_core.actions.service import add_action
from qic_core.errors import DomainError
from qic_core.messages import sentence_of
from qic_core.roadmap.rules import ACTIONS_AT_MOST, FirstAction, first_action_of
from qic_core.roadmap.service import add_first_action, roadmap_of
from qic_core.ui.action import facts_of
from qic_core.ui.action_form import changes_to_choose, draw_days, draw_lead, draw_money
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _, words

HELD_KEY = "first-action-held"
WHAT, DAYS, MONEY = 1, 4, 5


@dataclass(frozen=True, slots=True)
class Held:
    """What was answered so far, at which step; what cannot be kept as it is stays until it is corrected."""

    step: int = 0
    plan: Plan = field(default_factory=lambda: Plan("", sought=0))
    saved: bool = False


def draw_first_action(place: Here, around: Around, *, opened: bool) -> None:
    """Draw, folded, the questions that lead to a first action."""
    inside = fold(_("Our first action, step by step"), key="first-action", opened=opened)
    if inside is None:
        return
    held = _held(place)
    with inside:
        if held.saved:
            _draw_saved(place, held, around)
        elif held.step < len(QUESTIONS):
            _draw_question(place, held, around)
        else:
            _draw_end(place, held, around)


def _held(place: Here) -> Held:
    kept: Held = st.session_state.setdefault(f"{HELD_KEY}-{place.collective.id}", Held())
    return kept


def _hold(place: Here, held: Held) -> None:
    st.session_state[f"{HELD_KEY}-{place.collective.id}"] = held


def _draw_question(place: Here, held: Held, around: Around) -> None:
    """Draw one question; whichever way one leaves it, its answer is kept."""
    st.progress(
        (held.step + 1) / (len(QUESTIONS) + 1), _("Question %(n)s of %(all)s", n=held.step + 1, all=len(QUESTIONS))
    )
    key = f"first-{place.collective.id}-{held.step}"
    with st.form(f"form-{key}", border=False):
        plan = QUESTIONS[held.step](held.plan, around, key)
        with st.container(horizontal=True, key=f"steps-{key}"):
            on = st.form_submit_button(_("Next"), type="primary", icon=":material/arrow_forward:", key=f"on-{key}")
            back = held.step > 0 and st.form_submit_button(_("Back"), icon=":material/arrow_back:", key=f"back-{key}")
    if back:
        _hold(place, replace(held, plan=plan, step=held.step - 1))
        st.rerun()
    if on:
        _hold(place, replace(held, plan=plan))
        refusal = _refusal(plan, held.step) if held.step >= WHAT else ""
        if refusal:
            st.error(refusal, icon=":material/error:")
        else:
            _hold(place, Held(held.step + 1, plan))
            st.rerun()


def _refusal(plan: Plan, step: int) -> str:
    """Return why the answers up to this step cannot be kept, nothing when they can."""
    known = plan if step >= DAYS else replace(plan, starts_on=None, ends_on=None)
    known = known if step >= MONEY else replace(known, sought=None)
    try:
        known.clean()
    except DomainError as error:
        return sentence_of(error, words())
    return ""


def _ask_change(plan: Plan, around: Around, key: str) -> Plan:
    changes = changes_to_choose(around)
    before = next((one for one in plan.change_ids if one in changes), None)
    change_id = st.selectbox(
        _("Which change does it help to come?"), list(changes), list(changes).index(before) if before else None,
        format_func=changes.__getitem__, placeholder=_("Choose a change, or leave it empty"), key=key,
    )  # fmt: skip
    return replace(plan, change_ids=() if change_id is None else (change_id,))


def _ask_what(plan: Plan, around: Around, key: str) -> Plan:
    label = _("What will be done? Say it so that a neighbour could picture it.")
    return replace(plan, title=st.text_input(label, plan.title, max_chars=TITLE_LENGTH, key=key))


def _ask_lead(plan: Plan, around: Around, key: str) -> Plan:
    return replace(plan, lead_id=draw_lead(_("Who leads it? One organisation only."), plan.lead_id, around, key=key))


def _ask_step(plan: Plan, around: Around, key: str) -> Plan:
    label = _("What is the very first step, that could be done next week?")
    return replace(plan, first_step=st.text_input(label, plan.first_step, max_chars=TEXT_LENGTH, key=key))


def _ask_days(plan: Plan, around: Around, key: str) -> Plan:
    st.markdown(_("From when to when? A quick win lasts three months at most."))
    starts_on, ends_on = draw_days(plan, key=key)
    return replace(plan, starts_on=starts_on, ends_on=ends_on)


def _ask_money(plan: Plan, around: Around, key: str) -> Plan:
    label = _("How much new money does it need, in euros? 0 when it is done with what we have.")
    return replace(plan, sought=draw_money(label, plan.sought, key=key))


QUESTIONS: Sequence[Callable[[Plan, Around, str], Plan]] = (
    _ask_change, _ask_what, _ask_lead, _ask_step, _ask_days, _ask_money,
)  # fmt: skip


def _draw_end(place: Here, held: Held, around: Around) -> None:
    """Draw what the answers make, whether it is a quick win and what keeps it from being one."""
    draw("action.html", title=held.plan.title, badges=[], facts=facts_of(Action(0, held.plan, Status.IDEA), around))
    draw_verdict(held.plan)
    with st.container(horizontal=True, key="first-action-end"):
        save = st.button(_("Save the action"), type="primary", icon=":material/save:", key="first-action-save")
        back = st.button(_("Back"), icon=":material/arrow_back:", key="first-action-back")
    if back:
        _hold(place, replace(held, step=held.step - 1))
        st.rerun()
    if save:
        with acting(place.collective.id, _("Added to the actions.")) as work:
            add_action(work, plan=held.plan)
            _hold(place, replace(held, saved=True))
        _hold(place, held)


def draw_verdict(plan: Plan) -> None:
    """Draw whether an action is a quick win, else what keeps it from being one."""
    gaps = gaps_of(plan)
    if not gaps:
        st.success(
            _("It is a quick win: three months at most, one organisation that leads, no new money."),
            icon=":material/task_alt:",
        )
        return
    draw_line(_("It is not a quick win yet:"), "qic-sentence")
    for gap in gaps:
        st.info(_(GAPS[gap]), icon=":material/lightbulb:")


def _draw_saved(place: Here, held: Held, around: Around) -> None:
    """Draw what may follow: a place among the first actions of the roadmap, or another action."""
    st.success(_("The action is saved."), icon=":material/check:")
    _offer_roadmap(place, first_action_of(held.plan.clean(), around))
    if st.button(_("Another first action"), icon=":material/replay:", key="first-action-again"):
        _hold(place, Held())
        st.rerun()


def _offer_roadmap(place: Here, action: FirstAction) -> None:
    """Draw the gesture that puts an action on the one page, as long as there is room on it."""
    with asking() as session:
        roadmap = roadmap_of(session, place.collective.id, address="")
    if action in roadmap.first_actions:
        draw_line(_("It is among the first actions of the roadmap."))
    elif roadmap.is_full:
        draw_line(_("The roadmap holds its %(n)s first actions already: open it to replace one.", n=ACTIONS_AT_MOST))
    elif st.button(_("Put it on the roadmap"), icon=":material/map:", key="first-action-roadmap"):
        with acting(place.collective.id, _("Among the first actions of the roadmap.")) as work:
            add_first_action(work, action=action, version=roadmap.version)
    draw_door("roadmap", _("Roadmap"), "map")

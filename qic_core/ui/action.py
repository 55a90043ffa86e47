"""An open action, in a drawer: what it says, where it stands and has stood, what it needs, where it comes from."""

from functools import partial

import streamlit as st

from qic_core.actions.around import around_actions
from qic_core.actions.overview import DAY, Around, days_line, euros
from qic_core.actions.resources import list_resources
from qic_core.actions.rules import FUNDINGS, MEANS, STATUSES, Action, Status, is_overdue, is_quick_win
from qic_core.actions.service import list_actions, restore_action, status_log, withdraw_action
from qic_core.thread.rules import ThingKind
from qic_core.ui.action_form import draw_edit, draw_move
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.forms import begun_of, let_all_go
from qic_core.ui.html import draw
from qic_core.ui.resources import Exchange, draw_needs_of
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, words

CHOSEN_KEY = "action"
WIDTH = 640


def choose(action_id: int | None) -> None:
    """Open an action, or close the one that is open: forms begin anew with what is saved."""
    let_all_go()
    st.session_state[CHOSEN_KEY] = action_id


def open_action(place: Here, action_id: int) -> None:
    """Open the drawer. Where something may be typed only its button closes it: a click beside it would lose that."""
    drawer = st.dialog(
        _("Action"),
        width=WIDTH,
        position="right",
        dismissible=not place.may_write,
        on_dismiss=partial(choose, None),
    )
    drawer(_draw_inside)(place, action_id)


def _draw_inside(place: Here, action_id: int) -> None:
    """Draw the action as it is now: this part of the page is drawn again without the rest."""
    if st.button(_("Close"), icon=":material/close:", on_click=choose, args=(None,), key="close-action"):
        st.rerun()
    with asking() as session:
        around = around_actions(session, place.collective.id)
        actions = {action.id: action for action in list_actions(session, place.collective.id)}
        resources = list_resources(session, place.collective.id)
    if action_id not in actions:
        _draw_gone(place, action_id, around)
        return
    action = actions[action_id]
    draw("action.html", title=action.title, badges=badges_of(place, action), facts=facts_of(action, around))
    _draw_log(place, action)
    if place.may_write:
        draw_edit(place, action, around)
    draw_needs_of(place, action, Exchange(resources, list(actions.values()), around))
    if action.status != Status.STOPPED:
        draw_door("reinforcement", _("What it does to the others"), "hub", {"action": str(action.id)})
    draw_origins(ThingKind.ACTION, action.id)
    if place.may_write and st.button(_("Take this action away"), icon=":material/delete:", key=f"off-{action.id}"):
        with acting(place.collective.id, _("Taken away, with its log: it can be put back.")) as work:
            withdraw_action(work, action_id=action.id)


def _draw_gone(place: Here, action_id: int, around: Around) -> None:
    """Draw that the open action was taken away, how it is put back, and what was being written of it."""
    st.warning(_("Someone has taken this action away meanwhile."))
    edited = begun_of(Action, action_id)
    if edited is None or not place.may_write:
        return
    if st.button(_("Put it back: what you typed stays here"), icon=":material/undo:", key=f"back-{action_id}"):
        with acting(place.collective.id, _("Back among the actions.")) as work:
            restore_action(work, action_id=action_id)
    draw_edit(place, edited, around)


def badges_of(place: Here, action: Action) -> list[tuple[str, str]]:
    """Return (look, words) of what is to be seen at once of an action."""
    badges = [(action.status.value, _(STATUSES[action.status]))]
    if is_overdue(action, today=place.today):
        badges.append(("late", _("Overdue")))
    if is_quick_win(action.plan):
        badges.append(("quick", _("Quick win")))
    return badges


def facts_of(action: Action, around: Around) -> list[tuple[str, str]]:
    """Return what is said of an action, each with its name; that it serves no change is said as well."""
    plan = action.plan
    served = [change.title for change in around.served(action)]
    facts = [
        (_("Serves"), " · ".join(served) or _("no change yet")),
        (_("For whom"), plan.for_whom),
        (_("Who leads"), around.name(plan.lead_id) or _("nobody yet")),
        (_("With whom"), around.partners(action)),
        (_("When"), days_line(plan, words()) or _("not said yet")),
        (_("First step"), plan.first_step),
        (_("Means"), _(MEANS[plan.means]) if plan.means else ""),
        (_("Money for"), _(FUNDINGS[plan.funding]) if plan.funding else ""),
        (_("Sought"), euros(plan.sought, words())),
        (_("Found"), euros(plan.found, words())),
    ]
    return [(name, said) for name, said in facts if said]


def _draw_log(place: Here, action: Action) -> None:
    inside = fold(_("Where it stands, and its log"), key=f"log-{action.id}")
    if inside is None:
        return
    with inside:
        with asking() as session:
            log = status_log(session, action.id)
        rows = [(f"{entry.since:{DAY}}", _(STATUSES[entry.status]), entry.note) for entry in log]
        if place.may_write:
            draw_move(place, action)
        draw("action_log.html", rows=rows)

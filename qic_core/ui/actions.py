"""The actions as a whole: how they stand, which of them to show, as a timeline, a board or a list."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.actions.overview import (
    Around,
    Bond,
    Filter,
    common_law_share,
    euros,
    money_of,
    money_rows,
    overview_sentence,
    share_sentence,
)
from qic_core.actions.rules import STATUSES, Action, Status
from qic_core.actions.service import restore_action
from qic_core.db.engine import Work
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import Horizon
from qic_core.ui.action import CHOSEN_KEY, choose
from qic_core.ui.action_form import changes_to_choose
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import asked_for
from qic_core.ui.exports import export_address
from qic_core.ui.folds import fold
from qic_core.ui.forms import begun_of, let_all_go
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

TIMELINE, BOARD, LIST = "timeline", "board", "list"


def draw_overview(actions: Sequence[Action], *, today: date) -> None:
    """Draw how many actions there are, how they stand, and whose means carry them."""
    draw("actions_style.html")
    draw_line(overview_sentence(actions, words(), today=today), "qic-sentence")
    share = common_law_share(actions)
    if share is not None:
        draw_line(share_sentence(share, words()))


def draw_filter(actions: Sequence[Action], around: Around) -> list[Action]:
    """Draw, folded, the choice of the actions to show; return them."""
    inside = fold(_("Show some of them only"), key="actions-filter")
    if inside is None:
        return list(actions)
    with inside:
        asked = _draw_choices(actions, around)
    kept = [action for action in actions if asked.keeps(action, around)]
    if asked != Filter():
        draw_line(_("Shown: %(n)s of %(all)s.", n=len(kept), all=len(actions)), "qic-sentence")
    return kept


def _draw_choices(actions: Sequence[Action], around: Around) -> Filter:
    changes: dict[int | Bond, str] = {key: title for key, title in changes_to_choose(around).items()}
    changes[Bond.NONE] = _("None: it serves no change yet")
    acting_now = {key for action in actions for key in action.organisation_ids}
    names = {key: name for key, name in around.names.items() if key in acting_now}
    first, second = st.columns(2)
    change = first.selectbox(
        _("Change"), list(changes), None, format_func=changes.__getitem__, placeholder=_("All changes"),
        key="filter-change",
    )  # fmt: skip
    organisation_id = second.selectbox(
        _("Organisation"), list(names), None, format_func=names.__getitem__, placeholder=_("All organisations"),
        key="filter-organisation",
    )  # fmt: skip
    horizon = first.selectbox(
        _("Horizon"), list(Horizon), None, format_func=lambda one: _(TITLES[one][0]), placeholder=_("All horizons"),
        key="filter-horizon",
    )  # fmt: skip
    status = second.selectbox(
        _("Status"), list(Status), None, format_func=lambda one: _(STATUSES[one]), placeholder=_("Whatever it is"),
        key="filter-status",
    )  # fmt: skip
    quick = st.toggle(_("Quick wins only"), key="filter-quick")
    return Filter(change, horizon, organisation_id, status, quick)


def draw_view() -> str:
    """Draw the choice of how the actions are shown."""
    names = {TIMELINE: _("Timeline"), BOARD: _("Board"), LIST: _("List")}
    return st.segmented_control(
        _("Show them as"), list(names), default=TIMELINE, required=True, format_func=names.__getitem__,
        key="actions-view",
    )  # fmt: skip


def draw_choice(actions: Sequence[Action]) -> int | None:
    """Draw the list that opens an action; return the id of the one that is open.

    One that is being written stays open under its name, though someone takes it away or renames it: what was typed
    would be lost.
    """
    known = {action.id: action.title for action in actions}
    asked = asked_for(CHOSEN_KEY, known)
    if asked:
        choose(asked)
    chosen = st.session_state.get(CHOSEN_KEY)
    edited = begun_of(Action, chosen) if chosen else None
    titles = told_apart({**known, edited.id: edited.title} if edited else known)
    if chosen not in titles:
        st.session_state[CHOSEN_KEY] = None
    if not titles:
        return None
    return st.selectbox(
        _("Open an action"), list(titles), format_func=lambda key: titles.get(key, ""),
        placeholder=_("Choose an action"), on_change=let_all_go, key=CHOSEN_KEY,
    )  # fmt: skip


def draw_money(actions: Sequence[Action]) -> None:
    """Draw, folded, the money sought and found, by whose means and by what for."""
    rows = money_rows(actions, words())
    inside = fold(_("The money"), key="actions-money") if rows else None
    if inside is None:
        return
    total = money_of(actions)
    with inside:
        draw_line(
            _(
                "Sought: %(sought)s; found: %(found)s; still to be found, action by action: %(missing)s.",
                sought=euros(total.sought, words()),
                found=euros(total.found, words()),
                missing=euros(total.missing, words()),
            ),
            "qic-sentence",
        )
        told = [(name, *(euros(amount, words()) for amount in money)) for name, money in rows]
        head = (_("Money"), _("Sought"), _("Found"), _("Still to be found"))
        draw("table.html", table=Table(head, told), caption="")
        if any(action.status == Status.STOPPED for action in actions):
            st.caption(_("Actions that were stopped are not counted."))
        if any(action.status == Status.DONE for action in actions):
            st.caption(_("Those that are done lack nothing more."))


def draw_file(place: Here) -> None:
    """Draw the link to the file of the actions."""
    address = export_address(place, "actions.csv")
    label = _("Action sheets (CSV)")
    st.link_button(
        label, address, icon=":material/csv:", key="actions-csv",
        help=_("Everything about each action, to be typed once into the form of a call for projects."),
    )  # fmt: skip


def draw_withdrawn(place: Here, gone: Sequence[tuple[int, str]]) -> None:
    """Draw, folded, the actions that were taken away, each with the gesture that puts it back."""

    def restore(work: Work, key: int) -> None:
        restore_action(work, action_id=key)

    label = counted("%(n)s action taken away", "%(n)s actions taken away", len(gone))
    draw_gone(place, label, gone, key="actions", restore=restore, back=_("Back among the actions."))

"""Write actions: a new one, one that stands, where it stands."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import streamlit as st

from qic_core.actions.overview import Around
from qic_core.actions.rules import FUNDINGS, MEANS, STATUSES, TEXT_LENGTH, TITLE_LENGTH, Action, Plan, Status
from qic_core.actions.service import add_action, edit_action, set_status
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.session import Here
from qic_core.ui.words import _

# Wider than the rule's: most mistyped years come to it and are refused in words; the browser marks the others itself.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MONEY_STEP = 100
NEW = "action"
Kind = TypeVar("Kind", bound=str)


def draw_new_action(place: Here, around: Around) -> None:
    """Draw, folded, the form of a new action; refused, it keeps what was typed."""
    inside = fold(_("Add an action"), key="new-action")
    if inside is None:
        return
    key = f"new-{turn_of(NEW)}"
    with inside, st.form(f"action-form-{key}", border=False):
        plan = _draw_fields(Plan(""), around, key)
        saved = st.form_submit_button(_("Add the action"), type="primary", key=f"add-action-{key}")
    if saved:
        with adding(place.collective.id, NEW, _("Added to the actions.")) as work:
            add_action(work, plan=plan)


def draw_edit(place: Here, action: Action, around: Around) -> None:
    """Draw, folded, the form that rewrites an action, as it was when the form was first shown."""
    inside = fold(_("Edit this action"), key=f"edit-action-{action.id}")
    if inside is None:
        return
    first = begun(action)
    key = f"{action.id}-{first.version}"
    with inside, st.form(f"action-form-{key}", border=False):
        plan = _draw_fields(first.plan, around, key)
        version = draw_save(action, f"action-{action.id}")
    if version is not None:
        with saving(place.collective.id, action) as work:
            edit_action(work, action_id=action.id, version=version, plan=plan)


def draw_move(place: Here, action: Action, *, asked_by: str | None = None) -> None:
    """Draw the form that says where an action stands, since which day, and what happened.

    Done, what this session holds under the name `asked_by` is let go of: the box that asked closes.
    """
    form = f"move-{action.id}"
    key = f"{form}-{turn_of(form)}"
    next_one = min(list(Status).index(action.status) + 1, list(Status).index(Status.DONE))
    with st.form(f"form-{key}", border=False):
        status: Status = st.radio(
            _("Where does it stand?"), [*Status], next_one, format_func=lambda status: _(STATUSES[status]),
            horizontal=True, key=f"status-{key}",
        )  # fmt: skip
        since = draw_day(_("Since which day?"), place.today, key=f"since-{key}")
        note = st.text_input(_("What happened? (as you like)"), max_chars=TEXT_LENGTH, key=f"note-{key}")
        moved = st.form_submit_button(_("Note it"), type="primary", key=f"moved-{key}")
    if moved and since is None:
        st.error(_("Choose the day, then save."))
    elif moved and since is not None:
        with adding(place.collective.id, form, _("Noted in its log.")) as work:
            set_status(work, action_id=action.id, status=status, since=since, note=note)
            if asked_by:
                st.session_state[asked_by] = None
        if asked_by:
            st.session_state[asked_by] = action.id


def changes_to_choose(around: Around) -> dict[int, str]:
    """Return the changes of a list to choose from, no two in the same words."""
    return told_apart({change.id: change.title for change in around.changes.values()})


def organisations_to_choose(around: Around, *kept: int | None) -> dict[int, str]:
    """Return the organisations to choose from: who sits at the table, and those kept from before."""
    ids = dict.fromkeys((*around.seated, *kept))
    return {key: around.names[key] for key in ids if key is not None}


def draw_lead(label: str, before: int | None, around: Around, *, key: str) -> int | None:
    """Draw the choice of the one organisation that leads, or none yet."""
    names = organisations_to_choose(around, before)
    return st.selectbox(
        label, list(names), list(names).index(before) if before in names else None, format_func=names.__getitem__,
        placeholder=_("Nobody yet"), key=key,
    )  # fmt: skip


def draw_days(before: Plan, *, key: str) -> tuple[date | None, date | None]:
    """Draw from when to when."""
    start_at, end_at = st.columns(2)
    with start_at:
        starts_on = draw_day(_("Starts on"), before.starts_on, key=f"starts-{key}")
    with end_at:
        return starts_on, draw_day(_("Ends on"), before.ends_on, key=f"ends-{key}")


def draw_day(label: str, before: date | None, *, key: str) -> date | None:
    """Draw the choice of a day, whatever its year: what is out of bounds is refused in words."""
    return st.date_input(label, before, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY", key=key)


def _draw_fields(before: Plan, around: Around, key: str) -> Plan:
    title = st.text_input(_("What will be done"), before.title, max_chars=TITLE_LENGTH, key=f"title-{key}")
    changes = changes_to_choose(around)
    change_ids = st.multiselect(
        _("Which changes does it serve?"), list(changes), [one for one in before.change_ids if one in changes],
        format_func=changes.__getitem__, placeholder=_("Choose changes, or leave it empty"), key=f"changes-{key}",
    )  # fmt: skip
    lead_id = draw_lead(_("Who leads it (one)"), before.lead_id, around, key=f"lead-{key}")
    names = organisations_to_choose(around, *before.partner_ids)
    partner_ids = st.multiselect(
        _("With whom"), list(names), before.partner_ids, format_func=names.__getitem__,
        placeholder=_("Choose partners"), key=f"partners-{key}",
    )  # fmt: skip
    for_whom = st.text_input(_("For whom"), before.for_whom, max_chars=TEXT_LENGTH, key=f"whom-{key}")
    first_step = st.text_input(_("First step"), before.first_step, max_chars=TEXT_LENGTH, key=f"step-{key}")
    starts_on, ends_on = draw_days(before, key=key)
    means_at, funding_at = st.columns(2)
    with means_at:
        means = _draw_kind(_("By whose means?"), MEANS, before.means, key=f"means-{key}")
    with funding_at:
        funding = _draw_kind(_("What is the money for?"), FUNDINGS, before.funding, key=f"funding-{key}")
    sought_at, found_at = st.columns(2)
    with sought_at:
        sought = draw_money(_("Money sought (€)"), before.sought, key=f"sought-{key}")
    with found_at:
        found = draw_money(_("Money found (€)"), before.found, key=f"found-{key}")
    return Plan(
        title, tuple(change_ids), lead_id, tuple(partner_ids), first_step, for_whom, starts_on, ends_on, means,
        funding, sought, found,
    )  # fmt: skip


def draw_money(label: str, before: int | None, *, key: str) -> int | None:
    """Draw an amount in whole euros; one that cannot be is refused in words, not put aside."""
    amount = st.number_input(
        label, value=before, step=MONEY_STEP, format="%d", placeholder=_("Not said"), key=key
    )  # fmt: skip
    return None if amount is None else int(amount)


def _draw_kind(label: str, names: Mapping[Kind, str], before: Kind | None, *, key: str) -> Kind | None:
    kinds = list(names)
    return st.selectbox(
        label, kinds, kinds.index(before) if before else None, format_func=lambda kind: _(names[kind]),
        placeholder=_("Not said"), key=key,
    )  # fmt: skip

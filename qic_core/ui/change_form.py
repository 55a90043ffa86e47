"""Write changes: backwards from the vision, before a change that stands, again."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.days import EARLIEST, LATEST
from qic_core.pathways.columns import NATURES
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.links import add_link
from qic_core.pathways.proposals import HORIZONS
from qic_core.pathways.rules import (
    NATURE_OF,
    ORDER,
    STATE_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Change,
    Horizon,
    Pathways,
    Target,
    Wording,
)
from qic_core.pathways.service import add_change, edit_change
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.session import Here
from qic_core.ui.words import _

VISION = 0
BACKWARDS = (Horizon.LONG, Horizon.MEDIUM, Horizon.SHORT)
# How the cell kind `change` names a horizon.
HORIZON_NUMBERS: Mapping[Horizon, int] = {horizon: number for number, horizon in HORIZONS.items()}


def draw_new_change(place: Here, pathways: Pathways) -> None:
    """Draw, folded, the entry backwards: what must have changed before that, from the vision to today."""
    inside = fold(_("Add a change, from the vision back to today"), key="new-change", opened=not pathways.changes)
    if inside is None:
        return
    with inside:
        st.caption(_("Start with what is furthest, then ask each time what must have changed before that."))
        horizon = draw_horizon("new-horizon", first_empty(pathways))
        names = told_apart({change.id: change.title for change in pathways.changes})
        later = [change for change in pathways.changes if ORDER[change.horizon] > ORDER[horizon]]
        nearest = sorted(later, key=lambda change: ORDER[change.horizon])
        _draw_entry(place, "new-change", horizon, [*(change.id for change in nearest), VISION], names)


def draw_before(place: Here, change: Change) -> None:
    """Draw, folded, the entry of what must have changed before an open change."""
    inside = fold(_("What must have changed before that?"), key=f"before-{change.id}")
    if inside is None:
        return
    with inside:
        earlier = [horizon for horizon in BACKWARDS if ORDER[horizon] < ORDER[change.horizon]]
        horizon = draw_horizon(f"before-horizon-{change.id}", (earlier or [Horizon.SHORT])[0])
        _draw_entry(place, f"before-{change.id}", horizon, [change.id], {change.id: change.title})


def draw_horizon(key: str, start: Horizon) -> Horizon:
    """Draw the choice of a horizon with what each stands for, the furthest first."""
    return st.radio(
        _("At which horizon?"),
        BACKWARDS,
        BACKWARDS.index(start),
        format_func=lambda horizon: _(TITLES[horizon][0]),
        captions=[_(TITLES[horizon][1]) for horizon in BACKWARDS],
        horizontal=True,
        key=key,
    )


def first_empty(pathways: Pathways) -> Horizon:
    """Return the furthest horizon without any change, else the nearest one."""
    return next((horizon for horizon in BACKWARDS if not pathways.at(horizon)), Horizon.SHORT)


def _draw_entry(place: Here, form: str, horizon: Horizon, serves: Sequence[int], names: Mapping[int, str]) -> None:
    """Draw the short form of a change and of its first link; the next one at its horizon begins with the same end."""
    key = f"{form}-{turn_of(form)}"
    last_key = f"last-served-{horizon}"
    last = st.session_state.get(last_key)
    with st.form(f"form-{key}", border=False):
        leads_to = st.selectbox(
            _("What does it make possible?"),
            serves,
            serves.index(last) if last in serves else 0,
            format_func=lambda end: names.get(end) or _("the vision itself"),
            key=f"leads-{horizon}-{key}",
            disabled=len(serves) == 1,
        )
        title = st.text_input(_("What must have changed before that?"), max_chars=TITLE_LENGTH, key=f"title-{key}")
        for_whom = st.text_input(_("For whom"), max_chars=STATE_LENGTH, key=f"whom-{key}")
        saved = st.form_submit_button(_("Add the change"), type="primary", key=f"add-{key}")
    if saved:
        with adding(place.collective.id, form, _("Added to the map.")) as work:
            change_id = add_change(work, wording=Wording(title, horizon, NATURE_OF[horizon], for_whom))
            add_link(work, from_id=change_id, to_id=leads_to or None)
            st.session_state[last_key] = leads_to


def draw_edit(place: Here, change: Change) -> None:
    """Draw, folded, the form that rewrites a change, as it was when the form was first shown."""
    inside = fold(_("Edit this change"), key=f"edit-change-{change.id}")
    if inside is None:
        return
    first = begun(change)
    key = f"{change.id}-{first.version}"
    with inside, st.form(f"change-form-{key}", border=False):
        wording = _draw_fields(first.wording, key)
        version = draw_save(change, f"change-{change.id}")
    if version is not None:
        with saving(place.collective.id, change) as work:
            edit_change(work, change_id=change.id, version=version, wording=wording)


def _draw_fields(before: Wording, key: str) -> Wording:
    title = st.text_area(_("What changes"), before.title, max_chars=TITLE_LENGTH, height=90, key=f"title-{key}")
    horizon = draw_horizon(f"horizon-{key}", before.horizon)
    nature = st.selectbox(
        _("What kind of change"),
        list(NATURES),
        list(NATURES).index(before.nature),
        format_func=lambda nature: _(NATURES[nature]),
        key=f"nature-{key}",
    )
    states = {
        name: st.text_input(label, getattr(before, name), max_chars=STATE_LENGTH, key=f"{name}-{key}")
        for name, label in (
            ("for_whom", _("For whom")),
            ("from_state", _("From what state (today)")),
            ("to_state", _("To what state (tomorrow)")),
            ("unseen", _("Who is not seen yet (those whom nobody counts or asks)")),
        )
    }
    due_on = st.date_input(
        _("By when"), before.due_on, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY", key=f"due-{key}"
    )
    return Wording(title, horizon, nature, due_on=due_on, target=_draw_target(before.target, key), **states)


def _draw_target(before: Target | None, key: str) -> Target | None:
    value_at, unit_at, period_at = st.columns([1, 2, 2])
    value = value_at.number_input(
        _("Figure to reach"), value=before.value if before else None, format="%g", key=f"value-{key}"
    )
    unit, period = before.unit if before else "", before.period if before else ""
    unit = unit_at.text_input(_("Of what"), unit, max_chars=UNIT_LENGTH, key=f"unit-{key}")
    period = period_at.text_input(_("How often (a year, a month…)"), period, max_chars=UNIT_LENGTH, key=f"period-{key}")
    return None if value is None else Target(float(value), unit, period)

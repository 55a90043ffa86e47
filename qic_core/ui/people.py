"""The people of the collective, and the form that enters and changes them."""

from collections.abc import Sequence

import streamlit as st

from qic_core.collective.members import add_member, edit_member
from qic_core.collective.rules import College, Member, Organisation, Seat
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.organisations import NEW, draw_college
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _
from qic_core.workshop.kind import Table


def draw_members(members: Sequence[Member], seats: Sequence[Seat]) -> None:
    """Draw the people of the collective as a table."""
    roles = {seat.id: seat.name for seat in seats}
    rows = [(one.name, one.role or roles.get(one.seat_id or 0, ""), one.organisation, one.college) for one in members]
    if rows:
        head = (_("Name"), _("Role"), _("Organisation"), _("Collège"))
        draw("table.html", table=Table(head, rows), caption="")
    else:
        st.caption(_("Nobody is entered yet."))


def draw_member_form(
    place: Here,
    colleges: Sequence[College],
    organisations: Sequence[Organisation],
    seats: Sequence[Seat],
    members: Sequence[Member],
) -> None:
    """Draw, folded, the choice of a person, or a new one, and their form."""
    inside = fold(_("Add or change a person"), key="member")
    if inside is None:
        return
    by_id = {one.id: one for one in members}
    names = told_apart({NEW: _("A new one")} | {one.id: one.name for one in members})
    with inside:
        chosen = st.selectbox(
            _("Person"), list(names), format_func=names.__getitem__, key=f"member-{len(by_id)}",
        )  # fmt: skip
        before = by_id.get(chosen) or Member(NEW, "", colleges[0].name, "", "", None, False, None, None)
        with st.form(f"member-form-{chosen}-{len(by_id)}", border=False):
            told = _told(before, colleges, organisations, seats, f"{chosen}-{len(by_id)}")
            saved = st.form_submit_button(_("Save the person"), type="primary", key=f"m-save-{chosen}-{len(by_id)}")
    if saved:
        with acting(place.collective.id, _("Saved.")) as work:
            name, college = str(told["name"]), str(told["college"])
            member_id = chosen or add_member(work, collective_id=place.collective.id, name=name, college=college)
            edit_member(work, member_id=member_id, **told)  # type: ignore[arg-type]


def _told(
    before: Member, colleges: Sequence[College], organisations: Sequence[Organisation], seats: Sequence[Seat], key: str
) -> dict[str, object]:
    names = told_apart({seat.id: seat.name for seat in seats})
    tables = list(dict.fromkeys(["", before.organisation, *(one.name for one in organisations)]))
    return {
        "name": st.text_input(_("Name"), before.name, max_chars=120, key=f"m-name-{key}"),
        "role": st.text_input(_("Role"), before.role, max_chars=120, key=f"m-role-{key}"),
        "college": draw_college(colleges, before.college, f"m-college-{key}"),
        "organisation": st.selectbox(
            _("Organisation"), tables, tables.index(before.organisation), format_func=lambda one: one or _("none"),
            key=f"m-organisation-{key}",
        ),
        "seat_id": st.selectbox(
            _("Seat in the trinôme"), [None, *names], [None, *names].index(before.seat_id),
            format_func=lambda seat: names[seat] if seat else _("none"), key=f"m-seat-{key}",
        ),
        "core": st.checkbox(_("In the core group"), before.core, key=f"m-core-{key}"),
        "joined_on": st.date_input(_("Came on"), before.joined_on, format="DD/MM/YYYY", key=f"m-joined-{key}"),
        "left_on": st.date_input(_("Left on"), before.left_on, format="DD/MM/YYYY", key=f"m-left-{key}"),
    }  # fmt: skip

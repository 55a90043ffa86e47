"""The forms that enter an organisation, change it, give it another name, or make it part of another."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.collective.mergers import merge_organisations, unmerge
from qic_core.collective.organisations import add_organisation, edit_organisation
from qic_core.collective.rules import SECTORS, College, Organisation
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, plain

NEW, FORM = 0, "organisation"
DAY = "%d/%m/%Y"


def draw_organisation_form(place: Here, colleges: Sequence[College], organisations: Sequence[Organisation]) -> None:
    """Draw, folded, the choice of an organisation, or a new one, and what can be done with it."""
    inside = fold(_("Add or change an organisation"), key="organisation")
    if inside is None:
        return
    by_id = {one.id: one for one in organisations}
    names = told_apart({NEW: _("A new one")} | {one.id: one.name for one in organisations})
    with inside:
        chosen = st.selectbox(
            _("Organisation"), list(names), format_func=names.__getitem__, key=f"organisation-{len(by_id)}",
        )  # fmt: skip
        before = by_id.get(chosen) or Organisation(NEW, "", colleges[0].name)
        if before.merged_into_id:
            _draw_merged(place, before, by_id[before.merged_into_id])
            return
        _draw_form(place, colleges, before, f"{chosen}-{len(by_id)}-{turn_of(FORM)}")
        if before.id and before.left_on is None:
            others = [one for one in organisations if one.left_on is None and one.id != before.id]
            _draw_merger(place, before, others)


def draw_college(colleges: Sequence[College], before: str, key: str) -> str:
    """Draw the choice of a collège; return its name."""
    names = [college.name for college in colleges]
    return str(st.selectbox(_("Collège"), names, names.index(before), key=key))


def _draw_form(place: Here, colleges: Sequence[College], before: Organisation, key: str) -> None:
    with st.form(f"organisation-form-{key}", border=False):
        name = st.text_input(_("Name"), before.name, max_chars=120, key=f"o-name-{key}")
        renamed_on = _draw_renaming(place, key) if before.id else None
        college = draw_college(colleges, before.college, f"o-college-{key}")
        sectors = list(dict.fromkeys(["", before.sector, *SECTORS]))
        sector = st.selectbox(
            _("Sector"), sectors, sectors.index(before.sector), accept_new_options=True,
            format_func=lambda one: _(one) if one else _("none"), key=f"o-sector-{key}",
        )  # fmt: skip
        joined_on = st.date_input(_("Came on"), before.joined_on, format="DD/MM/YYYY", key=f"o-joined-{key}")
        left_on = st.date_input(_("Left on"), before.left_on, format="DD/MM/YYYY", key=f"o-left-{key}")
        saved = st.form_submit_button(_("Save the organisation"), type="primary", key=f"o-save-{key}")
    if saved:
        with adding(place.collective.id, FORM, _("Saved.")) as work:
            organisation_id = before.id or add_organisation(
                work, collective_id=place.collective.id, name=name, college=college
            )
            edit_organisation(
                work, organisation_id=organisation_id, name=name, college=college, sector=sector or "",
                joined_on=joined_on, left_on=left_on, renamed_on=renamed_on,
            )  # fmt: skip


def _draw_renaming(place: Here, key: str) -> date | None:
    """Draw since when another name holds; return that day, or None when the name was only written wrong."""
    day_at, correction_at = st.columns(2, vertical_alignment="bottom")
    with day_at:
        since = st.date_input(
            _("If the name changes: since when"), place.today, format="DD/MM/YYYY", key=f"o-renamed-{key}",
            help=_("The former name stays in the history, and is told beside the new one."),
        )  # fmt: skip
    with correction_at:
        wrong = st.checkbox(
            _("It was only written wrong"), help=_("The former name is not kept."), key=f"o-wrong-{key}"
        )
    return None if wrong else since


def _draw_merger(place: Here, before: Organisation, others: Sequence[Organisation]) -> None:
    """Draw, folded, the form that makes an organisation part of another."""
    inside = fold(_("It becomes part of another organisation"), key=f"merger-{before.id}") if others else None
    if inside is None:
        return
    names = told_apart({one.id: one.name for one in others})
    with inside, st.form(f"merger-form-{before.id}", border=False):
        said = _(
            "“%(name)s” leaves the table that day. Its people, its actions and what was said of its cooperation "
            "are told with the other organisation from then on. Nothing is deleted: a merger can be undone.",
            name=plain(before.name),
        )
        st.info(said, icon=":material/info:")
        into_id = st.selectbox(
            _("Part of which organisation"), list(names), None, format_func=names.__getitem__,
            placeholder=_("Choose"), key=f"merger-into-{before.id}",
        )  # fmt: skip
        on = st.date_input(_("Since"), place.today, format="DD/MM/YYYY", key=f"merger-on-{before.id}")
        merged = st.form_submit_button(_("Note the merger"), type="primary", key=f"merger-it-{before.id}")
    if merged and into_id is None:
        st.error(_("Choose the organisation that it becomes part of."), icon=":material/error:")
    elif merged and into_id is not None:
        with acting(place.collective.id, _("Noted: both are one from now on.")) as work:
            merge_organisations(work, organisation_id=before.id, into_id=into_id, on=on)


def _draw_merged(place: Here, gone: Organisation, into: Organisation) -> None:
    """Draw what an organisation became part of, and the button that undoes it."""
    day = gone.left_on.strftime(DAY) if gone.left_on else ""
    names = {"name": plain(gone.name), "into": plain(into.name)}
    st.info(_("“%(name)s” is part of “%(into)s” since %(day)s.", **names, day=day), icon=":material/merge:")
    if st.button(_("Undo this merger: it sits at the table again"), key=f"unmerge-{gone.id}"):
        with acting(place.collective.id, _("Undone: it sits at the table again.")) as work:
            unmerge(work, organisation_id=gone.id)

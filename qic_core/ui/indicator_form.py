"""Write indicators: a new one, or one that stands; another unit or polarity asks why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from qic_core.evaluation.indicator_rules import (
    NAME_LENGTH,
    NOTE_LENGTH,
    SOURCE_LENGTH,
    UNIT_LENGTH,
    Indicator,
    Wording,
)
from qic_core.evaluation.indicators import add_indicator, edit_indicator
from qic_core.evaluation.measures_csv import as_typed, read_measure
from qic_core.evaluation.room_measures import Offered, offered_cells
from qic_core.evaluation.rules import FREQUENCIES, KINDS, POLARITIES, Frequency, Kind, Polarity
from qic_core.evaluation.subjects import Subjects
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, words

NEW = "indicator"
EMPTY = Wording("", Polarity.UP, Kind.BETTER_OFF, Frequency.QUARTER)
BY_HAND = (0, "")
FIGURE_LENGTH = 40


class Typed(NamedTuple):
    """What a form holds: a wording, and its starting figure as it was typed."""

    wording: Wording
    baseline: str

    def read(self) -> Wording:
        """Return the wording with its starting figure; refuses one that is none."""
        typed = self.baseline.strip()
        return replace(self.wording, baseline=read_measure(typed, unit=self.wording.unit) if typed else None)


def draw_new_indicator(place: Here, subjects: Subjects, *, opened: bool) -> None:
    """Draw, folded, the form of a new indicator; refused, it keeps what was typed."""
    inside = fold(_("Add an indicator"), key="new-indicator", opened=opened)
    if inside is None:
        return
    if not subjects.changes and not subjects.actions:
        inside.info(_("An indicator is about a change or an action: write one first, on its page."))
        return
    key = f"new-{turn_of(NEW)}"
    with inside, st.form(f"indicator-form-{key}", border=False):
        typed = _draw_fields(EMPTY, subjects, _offered(place), key)
        sent = st.form_submit_button(_("Add the indicator"), type="primary", key=f"add-indicator-{key}")
    if sent:
        with adding(place.collective.id, NEW, _("Added to the indicators.")) as work:
            add_indicator(work, wording=typed.read())


def draw_edit(place: Here, indicator: Indicator, subjects: Subjects) -> None:
    """Draw, folded, the form that rewrites an indicator, as it was when the form was first shown."""
    inside = fold(_("Edit this indicator"), key=f"edit-indicator-{indicator.id}")
    if inside is None:
        return
    first = begun(indicator)
    key = f"{indicator.id}-{first.version}"
    why, same_meaning = "", False
    with inside, st.form(f"indicator-form-{key}", border=False):
        typed = _draw_fields(first.wording, subjects, _offered(place), key)
        if first.measures:
            st.caption(
                _(
                    "Another unit begins a new curve after the last measure: the figures before it stay in the "
                    "history, in their unit, with your reason; targets to come are taken back, to be set in the new "
                    "unit. Another polarity keeps the curve."
                )
            )
            why = st.text_input(_("Why another unit or polarity?"), max_chars=NOTE_LENGTH, key=f"why-{key}")
            same_meaning = st.checkbox(
                _("I only correct the words: the figures stay what they were"), key=f"same-{key}"
            )
        version = draw_save(indicator, f"indicator-{indicator.id}")
    if version is not None:
        with saving(place.collective.id, indicator) as work:
            edit_indicator(
                work, indicator_id=indicator.id, version=version, wording=typed.read(), why=why,
                same_meaning=same_meaning,
            )  # fmt: skip


def _offered(place: Here) -> dict[tuple[int, str], str]:
    """Return what may measure an indicator: people, or a figure of a cell, each by its name."""
    with asking() as session:
        cells = offered_cells(session, place.collective.id, words())
    return told_apart({BY_HAND: _("People, by hand or from a file"), **_series(cells)})


def _series(cells: Sequence[Offered]) -> dict[tuple[int, str], str]:
    """Return the figures of cells; of one that was never run, whichever comes first."""
    return {
        (cell.cell_id, series): _(
            "The room · %(cell)s · %(figure)s (%(notebook)s)", cell=cell.title, figure=title, notebook=cell.notebook
        )
        for cell in cells
        for series, title in (cell.series or {"": _("its first figure")}).items()
    }


def _draw_fields(before: Wording, subjects: Subjects, offered: dict[tuple[int, str], str], key: str) -> Typed:
    name = st.text_input(_("What is counted, of whom?"), before.name, max_chars=NAME_LENGTH, key=f"name-{key}")
    change_id, action_id = _draw_about(before, subjects, key)
    unit_at, frequency_at = st.columns(2)
    unit = unit_at.text_input(
        _("Unit"), before.unit, max_chars=UNIT_LENGTH, placeholder=_("%, parents, euros…"), key=f"unit-{key}"
    )
    frequency = frequency_at.selectbox(
        _("How often is it measured?"), [*Frequency], [*Frequency].index(before.frequency),
        format_func=lambda one: _(FREQUENCIES[one]), key=f"frequency-{key}",
    )  # fmt: skip
    kind_at, polarity_at = st.columns(2)
    kind = kind_at.radio(
        _("Which question does it answer?"), [*Kind], [*Kind].index(before.kind),
        format_func=lambda one: _(KINDS[one]), key=f"kind-{key}",
    )  # fmt: skip
    polarity = polarity_at.radio(
        _("Which way is better?"), [*Polarity], [*Polarity].index(before.polarity),
        format_func=lambda one: _(POLARITIES[one]), key=f"polarity-{key}",
    )  # fmt: skip
    source = st.text_input(_("Source: who says so?"), before.source, max_chars=SOURCE_LENGTH, key=f"source-{key}")
    figure_at, day_at = st.columns(2)
    shown = "" if before.baseline is None else as_typed(before.baseline, words())
    baseline = figure_at.text_input(
        _("Starting figure (as you like)"), shown, max_chars=FIGURE_LENGTH, key=f"start-{key}"
    )
    with day_at:
        baseline_on = draw_day(_("Starting figure of which day?"), before.baseline_on, key=f"start-on-{key}")
    cell_id, series = _draw_source(before, offered, key)
    wording = Wording(
        name, polarity, kind, frequency, unit, source, change_id, action_id, None, baseline_on, cell_id, series
    )  # fmt: skip
    return Typed(wording, baseline)


def _draw_about(before: Wording, subjects: Subjects, key: str) -> tuple[int | None, int | None]:
    """Draw the choice of what the indicator is about; what was taken away since stays as long as nothing is chosen."""
    titles = {("change", one): _("Change: %(title)s", title=title) for one, title in subjects.changes.items()}
    titles |= {("action", one): _("Action: %(title)s", title=title) for one, title in subjects.actions.items()}
    own = ("change", before.change_id) if before.change_id else ("action", before.action_id)
    names = told_apart(titles)
    found = st.selectbox(
        _("About which change or action?"), list(names), list(names).index(own) if own in names else None,
        format_func=names.__getitem__, placeholder=_("Choose one"), key=f"about-{key}",
    )  # fmt: skip
    if found is None:
        return before.change_id, before.action_id
    kind, chosen = found
    return (chosen, None) if kind == "change" else (None, chosen)


def _draw_source(before: Wording, offered: dict[tuple[int, str], str], key: str) -> tuple[int | None, str]:
    own = (before.cell_id or 0, before.series)
    names = offered if own in offered else {**offered, own: _("The room, as before")}
    cell_id, series = st.selectbox(
        _("Who measures it?"), list(names), list(names).index(own), format_func=names.__getitem__, key=f"who-{key}"
    )
    return cell_id or None, series

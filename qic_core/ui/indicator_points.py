"""Put on a curve what belongs there: measures as people type them, their corrections, targets, what happened."""

import streamlit as st

from qic_core.evaluation.indicator_rules import ANNOTATION_LENGTH, NOTE_LENGTH, Indicator, Measure
from qic_core.evaluation.measures_csv import as_typed, read_measure
from qic_core.evaluation.points import (
    add_annotation,
    add_measure,
    correct_measure,
    set_target,
    withdraw_annotation,
    withdraw_measure,
)
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, plain, words
from qic_core.words import quantity

DAY = "%d/%m/%Y"
FIGURE_LENGTH = 40
HOW_TO_TYPE = "12,5 · 1 500 · 40 % · n.d."


def draw_new_measure(place: Here, indicator: Indicator) -> None:
    """Draw, folded, the form of a new measure; a day that has one already is corrected only when asked."""
    inside = fold(_("Add a measure"), key=f"add-measure-{indicator.id}")
    if inside is None:
        return
    form = f"measure-{indicator.id}"
    key = f"{form}-{turn_of(form)}"
    with inside, st.form(f"form-{key}", border=False):
        day_at, figure_at = st.columns(2)
        with day_at:
            day = draw_day(_("Measured on"), place.today, key=f"day-{key}")
        typed = figure_at.text_input(
            _figure_label(indicator), max_chars=FIGURE_LENGTH, placeholder=HOW_TO_TYPE, key=f"figure-{key}"
        )
        note = st.text_input(_("Note (as you like)"), max_chars=NOTE_LENGTH, key=f"note-{key}")
        correcting = st.checkbox(_("If that day has a measure already, correct it"), key=f"correcting-{key}")
        sent = st.form_submit_button(_("Add the measure"), type="primary", key=f"add-{key}")
    if sent and day is None:
        st.error(_("Choose the day, then save."))
    elif sent and day is not None:
        with adding(place.collective.id, form, _("Measured.")) as work:
            add_measure(
                work, indicator_id=indicator.id, measured_on=day, note=note, correcting=correcting,
                value=read_measure(typed, unit=indicator.wording.unit),
            )  # fmt: skip


def draw_correction(place: Here, indicator: Indicator) -> None:
    """Draw, folded, the choice of a measure, to correct it or take it off the curve."""
    inside = fold(_("Correct or take off a measure"), key=f"correct-{indicator.id}") if indicator.measures else None
    if inside is None:
        return
    by_id = {one.id: one for one in reversed(indicator.measures)}
    lines = told_apart({one.id: _line(one, indicator) for one in by_id.values()})
    with inside:
        chosen = st.selectbox(
            _("Which measure"), list(lines), None, format_func=lambda key: lines.get(key, ""),
            placeholder=_("Choose a measure"), key=f"which-measure-{indicator.id}",
        )  # fmt: skip
        measure = by_id.get(chosen or 0)
        if measure is not None:
            _draw_correction(place, indicator, measure)


def draw_targets(place: Here, indicator: Indicator) -> None:
    """Draw, folded, the targets by their days, each with the gesture that takes it back, and the form of another."""
    inside = fold(_("Targets (%(n)s)", n=len(indicator.targets)), key=f"targets-{indicator.id}")
    if inside is None:
        return
    form = f"target-{indicator.id}"
    key = f"{form}-{turn_of(form)}"
    with inside:
        for target in indicator.targets:
            told = quantity(target.value, indicator.unit_on(target.due_on), words())
            line = _("%(figure)s by %(day)s", figure=told, day=f"{target.due_on:{DAY}}")
            label = _("Take back: %(title)s", title=plain(line))
            if st.button(label, icon=":material/undo:", key=f"target-off-{indicator.id}-{target.due_on}"):
                with acting(place.collective.id, _("Taken back.")) as work:
                    set_target(work, indicator_id=indicator.id, due_on=target.due_on, value=None)
        with st.form(f"form-{key}", border=False):
            day_at, figure_at = st.columns(2)
            with day_at:
                day = draw_day(_("To be reached by"), None, key=f"day-{key}")
            typed = figure_at.text_input(_figure_label(indicator), max_chars=FIGURE_LENGTH, key=f"figure-{key}")
            sent = st.form_submit_button(_("Set the target"), type="primary", key=f"set-{key}")
    if sent and day is None:
        inside.error(_("Choose the day, then save."))
    elif sent and day is not None:
        with inside, adding(place.collective.id, form, _("Set.")) as work:
            value = read_measure(typed, unit=indicator.wording.unit)
            set_target(work, indicator_id=indicator.id, due_on=day, value=value)


def draw_annotations(place: Here, indicator: Indicator) -> None:
    """Draw, folded, what happened, each with the gesture that takes it off, and the form of another."""
    inside = fold(_("What happened (%(n)s)", n=len(indicator.annotations)), key=f"notes-{indicator.id}")
    if inside is None:
        return
    form = f"annotation-{indicator.id}"
    key = f"{form}-{turn_of(form)}"
    with inside:
        for one in first_of(indicator.annotations, key=f"notes-{indicator.id}"):
            label = _("Take off: %(title)s", title=plain(f"{one.happened_on:{DAY}} · {one.text}"))
            if st.button(label, icon=":material/delete:", key=f"annotation-off-{one.id}"):
                with acting(place.collective.id, _("Taken off.")) as work:
                    withdraw_annotation(work, annotation_id=one.id)
        with st.form(f"form-{key}", border=False):
            day = draw_day(_("On which day?"), place.today, key=f"day-{key}")
            text = st.text_input(_("What happened"), max_chars=ANNOTATION_LENGTH, key=f"text-{key}")
            sent = st.form_submit_button(_("Write it on the curve"), type="primary", key=f"write-{key}")
    if sent and day is None:
        inside.error(_("Choose the day, then save."))
    elif sent and day is not None:
        with inside, adding(place.collective.id, form, _("Written on the curve.")) as work:
            add_annotation(work, indicator_id=indicator.id, happened_on=day, text=text)


def _draw_correction(place: Here, indicator: Indicator, measure: Measure) -> None:
    key = f"correction-{measure.id}"
    draw_line(_line(measure, indicator), "qic-prompt")
    with st.form(f"form-{key}", border=False):
        typed = st.text_input(
            _figure_label(indicator), as_typed(measure.value, words()), max_chars=FIGURE_LENGTH, key=f"figure-{key}"
        )
        note = st.text_input(_("Note (as you like)"), measure.note, max_chars=NOTE_LENGTH, key=f"note-{key}")
        sent = st.form_submit_button(_("Correct it"), type="primary", key=f"correct-it-{key}")
    if sent:
        with acting(place.collective.id, _("Corrected: what stood before is in the history.")) as work:
            value = read_measure(typed, unit=indicator.unit_on(measure.measured_on))
            correct_measure(work, measure_id=measure.id, value=value, note=note)
    if st.button(_("Take it off the curve"), icon=":material/delete:", key=f"off-{key}"):
        with acting(place.collective.id, _("Off the curve: it stays in the history.")) as work:
            withdraw_measure(work, measure_id=measure.id)


def _line(measure: Measure, indicator: Indicator) -> str:
    unit = indicator.unit_on(measure.measured_on)
    told = _("n.d.") if measure.value is None else quantity(measure.value, unit, words())
    return f"{measure.measured_on:{DAY}} · {told}"


def _figure_label(indicator: Indicator) -> str:
    unit = indicator.wording.unit
    return _("Figure, in: %(unit)s", unit=plain(unit)) if unit else _("Figure")

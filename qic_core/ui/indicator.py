"""An open indicator, in a drawer: where it stands, its curve, and all that is put on it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from qic_core.evaluation.charts import ARROWS, LARGE, curve, table_of
from qic_core.evaluation.indicator_reading import loop_days
from qic_core.evaluation.indicator_rules import Indicator, LoopDay, is_silent
from qic_core.evaluation.indicators import get_indicator, withdraw_indicator
from qic_core.evaluation.points import former_measures
from qic_core.evaluation.readings import BETTER, SAME, WORSE, figures_of, read, reading_sentence
from qic_core.evaluation.rules import FREQUENCIES, KINDS, POLARITIES
from qic_core.evaluation.subjects import Subjects, list_subjects
from qic_core.ui.drawer import open_drawer
from qic_core.ui.folds import fold
from qic_core.ui.forms import let_all_go
from qic_core.ui.html import draw
from qic_core.ui.indicator_form import draw_edit
from qic_core.ui.indicator_points import draw_annotations, draw_correction, draw_new_measure, draw_targets
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outputs import draw_chart, draw_key, draw_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _, words
from qic_core.words import quantity
from qic_core.workshop.kind import Table

CHOSEN_KEY = "indicator"
WIDTH = 760
DAY = "%d/%m/%Y"


def choose(indicator_id: int | None) -> None:
    """Open an indicator, or close the one that is open: forms begin anew with what is saved."""
    let_all_go()
    st.session_state[CHOSEN_KEY] = indicator_id


def open_indicator(place: Here, indicator_id: int) -> None:
    """Open the drawer of an indicator."""
    inside = partial(_draw_inside, place, indicator_id)
    open_drawer(place, _("Indicator"), inside, choose=choose, key="close-indicator", width=WIDTH)


def badges_of(indicator: Indicator, *, today: date) -> list[tuple[str, str]]:
    """Return (look, words) of what is to be seen at once of an indicator."""
    reading = read(indicator)
    senses = {BETTER: _("right way"), SAME: _("level"), WORSE: _("wrong way")}
    badges = []
    if reading.trend.periods:
        badges.append((reading.sense, f"{ARROWS[reading.trend.direction]} {senses[reading.sense]}"))
    if reading.turned:
        badges.append(("turned", _("the curve has turned")))
    if is_silent(indicator, today=today):
        badges.append(("late", _("silent")))
    if indicator.by_room:
        badges.append(("room", _("by the room")))
    return badges


def _draw_inside(place: Here, indicator_id: int) -> None:
    with asking() as session:
        indicator = get_indicator(session, place.collective.id, indicator_id)
        loops, subjects = loop_days(session, place.collective.id), list_subjects(session, place.collective.id)
    badges = badges_of(indicator, today=place.today)
    draw("action.html", title=indicator.name, badges=badges, facts=())
    _draw_figures(indicator, [one for one in loops if one.concerns(indicator.wording)])
    draw("indicator_facts.html", facts=_facts(indicator, subjects))
    if place.may_write:
        _draw_forms(place, indicator, subjects)


def _draw_forms(place: Here, indicator: Indicator, subjects: Subjects) -> None:
    if indicator.by_room:
        st.info(_("The room measures it: each closed run of its cell is a measure. Run the cell again to add one."))
    else:
        draw_new_measure(place, indicator)
        draw_correction(place, indicator)
    draw_targets(place, indicator)
    draw_annotations(place, indicator)
    draw_edit(place, indicator, subjects)
    _draw_history(indicator)
    label = _("Take this indicator away")
    if st.button(label, icon=":material/delete:", key=f"off-indicator-{indicator.id}"):
        with acting(place.collective.id, _("Taken away, with its measures: it can be put back.")) as work:
            withdraw_indicator(work, indicator_id=indicator.id)


def _draw_figures(indicator: Indicator, loops: Sequence[LoopDay]) -> None:
    sentence = reading_sentence(indicator, words())
    draw_line(sentence, "qic-sentence")
    chart = curve(indicator, loops, words(), look=LARGE)
    if not chart.rows:
        return
    draw_chart(chart, alt=f"{indicator.name}. {sentence}", key=f"large-{indicator.id}")
    draw_key(chart, most=len(chart.key))
    figures = figures_of(indicator, words())
    if figures:
        draw("indicator_figures.html", figures=figures)
        draw_how_computed("M11")
    inside = fold(_("The same as a table"), key=f"large-table-{indicator.id}")
    if inside is not None:
        with inside:
            draw("table.html", table=table_of(indicator, loops, words()), caption="")


def _facts(indicator: Indicator, subjects: Subjects) -> list[tuple[str, str]]:
    wording = indicator.wording
    facts = [
        (_("About"), subjects.title(wording) or _("Taken away since")),
        (_("Kind"), _(KINDS[wording.kind])),
        (_("Unit"), wording.unit),
        (_("Which way is better"), _(POLARITIES[wording.polarity])),
        (_("Who says so"), wording.source),
        (_("How often"), _(FREQUENCIES[wording.frequency])),
    ]
    return [(name, said) for name, said in facts if said]


def _draw_history(indicator: Indicator) -> None:
    """Draw, folded, what the indicator meant before, and the measures that were corrected or taken off."""
    inside = fold(_("Its history"), key=f"history-{indicator.id}")
    if inside is None:
        return
    with inside:
        for former in indicator.former:
            told = {"day": f"{former.until:{DAY}}", "unit": former.unit or "—", "way": _(POLARITIES[former.polarity])}
            draw_line(_("Until %(day)s: unit %(unit)s. %(way)s.", **told), "qic-prompt")
            draw_line(former.why)
        with asking() as session:
            corrected = former_measures(session, indicator.id)
        rows = [
            (f"{one.measured_on:{DAY}}", _figure(one.value, indicator.unit_on(one.measured_on)), one.note)
            for one in corrected
        ]
        if rows:
            head = (_("Day"), _("What stood before"), _("Note"))
            draw("table.html", table=Table(head, rows), caption=_("Measures corrected or taken off"))
        if not rows and not indicator.former:
            st.caption(_("Nothing was corrected yet."))


def _figure(value: float | None, unit: str) -> str:
    return _("n.d.") if value is None else quantity(value, unit, words())

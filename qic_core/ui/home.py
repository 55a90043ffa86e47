"""The first page: where we are in ten seconds, what is due, what deserves attention; each one click from its cause."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from qic_core.access.rules import Role
from qic_core.dashboard.alert_rules import AlertKind, alert_sentence
from qic_core.dashboard.due_rules import DUES, Due, DueKind, coming, overdue
from qic_core.dashboard.overview import Overview
from qic_core.dashboard.tellings import Mark, tellings
from qic_core.ui.action import CHOSEN_KEY as ACTION_KEY
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.indicator import CHOSEN_KEY as INDICATOR_KEY
from qic_core.ui.notebooks import ADDRESS_KEY as NOTEBOOK_KEY
from qic_core.ui.session import Here
from qic_core.ui.tabs import OBSERVATIONS, PART_KEY
from qic_core.ui.words import _, counted, plain, words

DAY = "%d/%m/%Y"
SHOWN = 5
# A day that is past is told by its sign too, never by its colour alone.
LATE, SOON = "schedule", "event"
MARKS: Mapping[Mark, tuple[str, str]] = {
    Mark.TURNED: ("indicators", "trending_up"),
    Mark.NOT_TURNED: ("indicators", "arrow_forward"),
    Mark.UNJUDGED: ("indicators", "show_chart"),
    Mark.JOURNEY: ("roadmap", "map"),
}
DUE_PAGES: Mapping[DueKind, tuple[str, str]] = {
    DueKind.DECISION: ("loops", ""),
    DueKind.PLAN: ("cooperation", ""),
    DueKind.FIRST_ACTION: ("roadmap", ""),
    DueKind.FEEDBACK: ("notebook", NOTEBOOK_KEY),
    DueKind.LOOP: ("loops", ""),
    DueKind.OPEN_LOOP: ("loops", ""),
    DueKind.PAUSED_LOOP: ("loops", ""),
    DueKind.WAVE: ("cooperation", ""),
    DueKind.MEASURE: ("indicators", INDICATOR_KEY),
}
ALERT_PAGES: Mapping[AlertKind, tuple[str, str, str]] = {
    AlertKind.CHALLENGE: ("challenge", "", "groups"),
    AlertKind.VISION: ("vision", "", "groups"),
    AlertKind.TRINOME: ("collective", "", "person_add"),
    AlertKind.ISOLATED: ("reinforcement", "action", "link"),
    AlertKind.LATE: ("actions", ACTION_KEY, "timer"),
    AlertKind.SILENT: ("indicators", INDICATOR_KEY, "hourglass_empty"),
    AlertKind.LOOP: ("loops", "", "history"),
}


def draw_now(overview: Overview) -> None:
    """Draw what is to be known at once, each sentence a door to its cause."""
    draw("home_style.html")
    with st.container(key="now", gap="small"):
        for telling in tellings(overview, words(), shown=plain):
            said = telling.sentence
            if telling.mark in MARKS:
                page, icon = MARKS[telling.mark]
                draw_door(telling.step or page, said, icon, _address(INDICATOR_KEY, telling.id))
            elif telling.mark == Mark.LATE:
                st.markdown(f":material/schedule: {said}")
            else:
                st.markdown(f":material/check: {said}")


def draw_due(overview: Overview) -> None:
    """Draw what is overdue, then what is due soon."""
    late, soon = overdue(overview.dues, today=overview.day), coming(overview.dues, today=overview.day)
    if late:
        st.header(_("Overdue (%(n)s)", n=len(late)), divider="gray")
        _draw_dues(late, key="late", icon=LATE)
    st.header(_("Due soon"), divider="gray")
    if soon:
        _draw_dues(soon, key="soon", icon=SOON)
    else:
        st.caption(_("Nothing is due within a month."))


def draw_alerts(place: Here, overview: Overview) -> None:
    """Draw what deserves attention, each a door to its cause; nothing when there is nothing.

    What waits to be read is told to those who may show it.
    """
    waiting = overview.facts.waiting if place.access.role >= Role.FACILITATOR else 0
    if not overview.alerts and not waiting:
        return
    st.header(_("To watch"), divider="gray")
    with st.container(key="rows-alerts"):
        if waiting:
            label = counted("%(n)s observation waits for you", "%(n)s observations wait for you", waiting)
            draw_door("learning", label, "inbox", {PART_KEY: OBSERVATIONS})
        for alert in overview.alerts:
            page, key, icon = ALERT_PAGES[alert.kind]
            draw_door(page, alert_sentence(alert, words(), shown=plain), icon, _address(key, alert.id))


def _draw_dues(dues: Sequence[Due], *, key: str, icon: str) -> None:
    """Draw the first ones, the others in a fold."""
    with st.container(key=f"rows-{key}"):
        for due in dues[:SHOWN]:
            _draw_row(due, icon)
    left = dues[SHOWN:]
    inside = fold(counted("%(n)s more", "%(n)s more", len(left)), key=f"dues-{key}") if left else None
    if inside is not None:
        with inside:
            shown = first_of(left, key=f"dues-{key}")
            with st.container(key=f"rows-more-{key}"):
                for due in shown:
                    _draw_row(due, icon)


def _draw_row(due: Due, icon: str) -> None:
    page, key = DUE_PAGES[due.kind]
    draw_door(page, due_line(due, late=icon == LATE), icon, _address(key, due.id))


def due_line(due: Due, *, late: bool) -> str:
    """Return what is due as a label: its day, what it is, its own words and whose promise it is."""
    day = _day(due.due_on, late=late)
    said = {"day": day, "what": _(DUES[due.kind]), "text": plain(due.text), "who": plain(due.who)}
    if not due.text:
        return _("%(day)s · %(what)s", **said)
    return _("%(day)s · %(what)s: %(text)s (%(who)s)", **said) if due.who else _("%(day)s · %(what)s: %(text)s", **said)


def _day(day: date, *, late: bool) -> str:
    told = f"**{day:{DAY}}**"
    return f":red[{told}]" if late else told


def _address(key: str, thing_id: int | None) -> dict[str, str]:
    return {key: str(thing_id)} if key and thing_id is not None else {}

"""What the « veilleurs » see: written by whoever holds a table's link, shown by the facilitator, counted by theme."""

from collections.abc import Sequence

import streamlit as st

from qic_core.access.rules import Role
from qic_core.evaluation.observation_rules import (
    PLACE_LENGTH,
    TEXT_LENGTH,
    THEME_LENGTH,
    Count,
    Observation,
    by_place,
    by_theme,
    overview_sentence,
    themes_to_choose,
)
from qic_core.evaluation.observations import (
    add_observation,
    count_observations,
    get_observations,
    hide_observations,
    observation_ids,
    show_observations,
)
from qic_core.ui.action_form import draw_day
from qic_core.ui.days import day_chosen
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _, counted, words
from qic_core.workshop.charts import Bar, bars
from qic_core.workshop.kind import Table, Visibility

NEW = "observation"
DAY = "%d/%m/%Y"
THEMES_DRAWN = 12


def draw_observations(place: Here) -> None:
    """Draw what is seen in the field: how often, about what, where; then the words themselves."""
    with asking() as session:
        counts = count_observations(session, place.collective.id)
    if place.access.role >= Role.SCRIBE:
        _draw_new(place, counts)
    if place.access.role >= Role.FACILITATOR:
        _draw_waiting(place)
    if counts:
        _draw_counts(counts)
        _draw_shown(place, counts)
    else:
        st.info(
            _(
                "No field observation is shown yet. The “veilleurs” are those who see the quarter every day: a day, a "
                "place, a theme, a few words, and no name."
            )
        )
    if place.access.role >= Role.FACILITATOR:
        _draw_hidden(place)


def _draw_counts(counts: Sequence[Count]) -> None:
    sentence = overview_sentence(counts, words())
    draw_line(sentence, "qic-sentence")
    themes = list(by_theme(counts).items())[:THEMES_DRAWN]
    chart = bars([Bar(theme, number, str(number)) for theme, number in themes], font=PAGE_FONT)
    draw_chart(chart, alt=sentence, key="observations-chart")
    inside = fold(_("The same as a table, place by place"), key="observations-table")
    if inside is not None:
        with inside:
            head = (_("Theme"), _("Place"), _("Observations"))
            draw("table.html", table=Table(head, [(one.theme, one.place, one.number) for one in counts]), caption="")


def _draw_shown(place: Here, counts: Sequence[Count]) -> None:
    theme_at, place_at = st.columns(2)
    theme = theme_at.selectbox(
        _("Theme"), list(by_theme(counts)), None, placeholder=_("All themes"), key="observations-theme"
    )
    where = place_at.selectbox(
        _("Place"), list(by_place(counts)), None, placeholder=_("All places"), key="observations-place"
    )
    with asking() as session:
        ids = observation_ids(session, place.collective.id, Visibility.SHOWN, theme=theme, place=where)
    first = first_of(ids, key="observations")
    with asking() as session:
        read = get_observations(session, place.collective.id, first)
    if not ids:
        st.caption(_("Nothing was seen there about this yet."))
    for one in read:
        with st.container(border=True, gap="small", key=f"observation-{one.id}"):
            _draw_words(one)
            if place.access.role >= Role.FACILITATOR and st.button(
                _("Hide"), type="tertiary", icon=":material/visibility_off:", key=f"hide-observation-{one.id}"
            ):
                with acting(place.collective.id, _("Hidden: find it below.")) as work:
                    hide_observations(work, observation_ids=[one.id])


def _draw_words(one: Observation) -> None:
    draw("observation.html", seen=one.seen, when=f"{one.seen.seen_on:{DAY}} · {one.seen.place}")


def _draw_new(place: Here, counts: Sequence[Count]) -> None:
    inside = fold(_("Write what you saw"), key="new-observation")
    if inside is None:
        return
    key = f"new-{turn_of(NEW)}"
    with inside, st.form(f"observation-form-{key}", border=False):
        text = st.text_area(
            _("What did you see? No name, please"), max_chars=TEXT_LENGTH, height=110, key=f"seen-{key}"
        )
        theme_at, place_at, day_at = st.columns(3)
        theme = theme_at.selectbox(
            _("Theme"), themes_to_choose(list(by_theme(counts)), words()), None, accept_new_options=True,
            placeholder=_("Choose one, or type a new one"), key=f"seen-theme-{key}",
        )  # fmt: skip
        where = place_at.selectbox(
            _("Place"), list(by_place(counts)), None, accept_new_options=True,
            placeholder=_("Choose one, or type a new one"), key=f"seen-place-{key}",
        )  # fmt: skip
        with day_at:
            day = draw_day(_("Seen on"), place.today, key=f"seen-on-{key}")
        sent = st.form_submit_button(_("Send it to the facilitator"), type="primary", key=f"see-{key}")
    if sent:
        with adding(place.collective.id, NEW, _("Sent: it shows here once the facilitator has read it.")) as work:
            add_observation(
                work, seen_on=day_chosen(day), place=(where or "")[: PLACE_LENGTH + 1],
                theme=(theme or "")[: THEME_LENGTH + 1], text=text,
            )  # fmt: skip


def _draw_waiting(place: Here) -> None:
    with asking() as session:
        ids = observation_ids(session, place.collective.id, Visibility.WAITING)
    label = counted("%(n)s observation waits for you", "%(n)s observations wait for you", len(ids))
    if not ids:
        st.caption(_("No observation waits for you."))
        return
    st.header(label)
    first = first_of(ids, key="waiting-observations")
    with asking() as session:
        waiting = get_observations(session, place.collective.id, first)
    st.caption(_("Show what may be read by everyone who holds a link; hide what names or wounds somebody."))
    for one in waiting:
        with st.container(border=True, gap="small", key=f"waiting-observation-{one.id}"):
            _draw_words(one)
            with st.container(horizontal=True, key=f"sort-observation-{one.id}"):
                _draw_gestures(place, one, hideable=True)


def _draw_hidden(place: Here) -> None:
    with asking() as session:
        ids = observation_ids(session, place.collective.id, Visibility.HIDDEN)
    inside = fold(_("Hidden observations (%(n)s)", n=len(ids)), key="observations-hidden") if ids else None
    if inside is None:
        return
    with inside:
        shown = first_of(ids, key="hidden-observations")
        with asking() as session:
            hidden = get_observations(session, place.collective.id, shown)
        for one in hidden:
            with st.container(border=True, gap="small", key=f"hidden-observation-{one.id}"):
                _draw_words(one)
                _draw_gestures(place, one, hideable=False)


def _draw_gestures(place: Here, one: Observation, *, hideable: bool) -> None:
    if st.button(_("Show"), icon=":material/visibility:", type="primary", key=f"show-observation-{one.id}"):
        with acting(place.collective.id, _("Shown.")) as work:
            show_observations(work, observation_ids=[one.id])
    if hideable and st.button(_("Hide"), icon=":material/visibility_off:", key=f"put-away-observation-{one.id}"):
        with acting(place.collective.id, _("Hidden: find it below.")) as work:
            hide_observations(work, observation_ids=[one.id])

"""The two headline counters: new partners, money found beside the city policy's; each with the list behind it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qic_core.actions.overview import euros
from qic_core.actions.rules import MEANS
from qic_core.evaluation.counters import (
    STARTS,
    Funding,
    Partners,
    Start,
    funding_found,
    new_partners,
    starts_of,
)
from qic_core.ui.action_form import draw_day
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

START_KEY, DAY_KEY = "partners-start", "partners-day"
OTHER = "other"
DAY = "%d/%m/%Y"


def draw_counters(place: Here) -> None:
    """Draw both counters, and folded what each of them counts."""
    with asking() as session:
        starts = starts_of(session, place.collective.id, today=place.today)
        since, said = _since(starts)
        partners = new_partners(session, place.collective.id, since=since)
        funding = funding_found(session, place.collective.id)
    draw("counters.html", counters=[_partners_card(partners, said), _funding_card(funding)])
    partners_at, funding_at = st.columns(2)
    with partners_at:
        _draw_partners(partners, starts)
    with funding_at:
        _draw_funding(funding)


def _since(starts: dict[Start, date]) -> tuple[date, str]:
    """Return the day that was chosen, and what it is; at first that of the first séminaire."""
    chosen = st.session_state.get(START_KEY, next(iter(starts)))
    typed: date | None = st.session_state.get(DAY_KEY)
    if chosen == OTHER and typed is not None:
        return typed, _("the day that you chose")
    start = chosen if chosen in starts else next(iter(starts))
    return starts[start], _(STARTS[start])


def _partners_card(partners: Partners, said: str) -> tuple[str, str, Sequence[str]]:
    label = counted(
        "new partner since %(day)s", "new partners since %(day)s", len(partners.new), day=f"{partners.since:{DAY}}"
    )
    undated = counted(
        "%(n)s organisation has no day of arrival: it is not counted.",
        "%(n)s organisations have no day of arrival: they are not counted.",
        partners.undated,
    )
    return (
        str(len(partners.new)),
        label,
        [_("Counted from: %(start)s", start=said), *([undated] if partners.undated else [])],
    )


def _funding_card(funding: Funding) -> tuple[str, str, Sequence[str]]:
    if not funding.funded:
        return "—", _("of complementary funding: no action says yet that it found money"), []
    more = [_("City policy (politique de la ville): %(money)s", money=euros(funding.of_city_policy, words()))]
    if funding.unsaid:
        more.append(_("Nobody said whose it is: %(money)s, not counted", money=euros(funding.unsaid, words())))
    return euros(funding.complementary, words()), _("of complementary funding found by the actions"), more


def _draw_partners(partners: Partners, starts: dict[Start, date]) -> None:
    inside = fold(_("Who they are, and since when we count"), key="partners-behind")
    if inside is None:
        return
    with inside:
        chosen = st.selectbox(
            _("Since when"), [*starts, OTHER], key=START_KEY,
            format_func=lambda one: f"{_(STARTS[one])} ({starts[one]:{DAY}})" if one in starts else _("Another day"),
        )  # fmt: skip
        if chosen == OTHER:
            draw_day(_("Since which day?"), partners.since, key=DAY_KEY)
        head = (_("Organisation"), _("Collège"), _("Joined on"))
        rows = [(one.name, one.college, f"{one.joined_on:{DAY}}") for one in partners.new]
        if rows:
            draw("table.html", table=Table(head, rows), caption="")
        else:
            st.caption(_("Nobody has joined since that day, as far as the days of arrival say."))
        draw_door("collective", _("Collective"), "groups")
        draw_how_computed("compteurs")


def _draw_funding(funding: Funding) -> None:
    inside = fold(_("Where the money comes from"), key="funding-behind")
    if inside is None:
        return
    with inside:
        head = (_("Action"), _("Whose means"), _("Money found"))
        rows = [
            (one.title, _(MEANS[one.means]) if one.means else _("Nobody said whose means"), euros(one.found, words()))
            for one in funding.funded
        ]
        if rows:
            draw("table.html", table=Table(head, rows), caption="")
            st.caption(_("Actions that were stopped are not counted."))
        else:
            st.caption(_("No action says yet that it found money."))
        draw_door("actions", _("Actions"), "task_alt")
        draw_how_computed("compteurs")

"""What changed: since the last visit through this link, or since another moment that one chooses."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from qic_core.dashboard.news import list_news
from qic_core.dashboard.news_rules import News, NewsKind, Since, moments, news_sentence
from qic_core.dashboard.seminaires import last_seminaire
from qic_core.dashboard.visits import visit_before
from qic_core.ui.action import CHOSEN_KEY as ACTION_KEY
from qic_core.ui.doors import draw_door
from qic_core.ui.indicator import CHOSEN_KEY as INDICATOR_KEY
from qic_core.ui.notebooks import ADDRESS_KEY as NOTEBOOK_KEY
from qic_core.ui.session import Here, asking
from qic_core.ui.tabs import OBSERVATIONS, OUTCOMES, PART_KEY
from qic_core.ui.words import _, plain, words
from qic_core.words import N_
from qic_core.workshop.texts import shortened

NAME_SHOWN = 60
MOMENT = "%d/%m/%Y"
NAMES: Mapping[Since, str] = {
    Since.VISIT: N_("my last visit"),
    Since.WEEK: N_("a week"),
    Since.MONTH: N_("a month"),
    Since.SEMINAIRE: N_("the last séminaire"),
}
PAGES: Mapping[NewsKind, tuple[str, str, str]] = {
    NewsKind.CHALLENGE: ("challenge", "", "priority_high"),
    NewsKind.VISION: ("vision", "", "visibility"),
    NewsKind.LOOP_CLOSED: ("loops", "", "task_alt"),
    NewsKind.LOOP: ("loops", "", "loop"),
    NewsKind.DECISION: ("loops", "", "gavel"),
    NewsKind.LEARNING: ("learning", "", "school"),
    NewsKind.OUTCOME: ("learning", "", "volunteer_activism"),
    NewsKind.CHANGE: ("pathways", "", "route"),
    NewsKind.ACTION: ("actions", ACTION_KEY, "add_circle"),
    NewsKind.STATUS: ("actions", ACTION_KEY, "task_alt"),
    NewsKind.INDICATOR: ("indicators", INDICATOR_KEY, "show_chart"),
    NewsKind.MEASURE: ("indicators", INDICATOR_KEY, "bar_chart"),
    NewsKind.PLAN: ("cooperation", "", "handshake"),
    NewsKind.OBSERVATION: ("learning", "", "visibility"),
    NewsKind.RUN: ("notebook", NOTEBOOK_KEY, "forum"),
}
# What stands on a part of its page other than the first one.
PARTS: Mapping[NewsKind, str] = {NewsKind.OUTCOME: OUTCOMES, NewsKind.OBSERVATION: OBSERVATIONS}


def draw_news(place: Here) -> None:
    """Draw the choice of a moment, and what changed since."""
    now = datetime.now(UTC)
    known = moments(now, visit=_visit_before(place, now), seminaire=_last_seminaire(place))
    since = st.pills(
        _("Since"), list(known), default=next(iter(known)), required=True, format_func=lambda one: _(NAMES[one]),
        key=f"news-since-{place.collective.id}",
    )  # fmt: skip
    moment = known[since or Since.WEEK]
    with asking() as session:
        found = list_news(session, place.collective.id, since=moment)
    day = f"{place.local(moment):{MOMENT}}"
    if not found:
        st.caption(_("Nothing has changed since %(day)s.", day=day))
        return
    st.caption(_("Since %(day)s", day=day))
    with st.container(key="rows-news"):
        for news in found:
            page, key, icon = PAGES[news.kind]
            part = {PART_KEY: PARTS[news.kind]} if news.kind in PARTS else {}
            draw_door(page, news_line(news), icon, {key: str(news.id)} if key and news.id else part)


def news_line(news: News) -> str:
    """Return what is new of a kind as a label: how many, the latest by their names."""
    told = f"**{news_sentence(news, words())}**"
    names = [plain(shortened(name, at_most=NAME_SHOWN)) for name in dict.fromkeys(news.latest) if name]
    if not names:
        return told
    more = ["…"] if news.n > len(news.latest) else []
    return _("%(what)s: %(names)s", what=told, names=" · ".join([*names, *more]))


def _visit_before(place: Here, now: datetime) -> datetime | None:
    """Return when the visit before this one ended; the frame has noted that this link is here now."""
    key = {"link_id": place.access.id, "collective_id": place.collective.id}
    with asking() as session:
        return visit_before(session, **key, now=now)


def _last_seminaire(place: Here) -> datetime | None:
    """Return when the day of the last séminaire began."""
    with asking() as session:
        day = last_seminaire(session, place.collective.id, today=place.today)
    return _began(day, place) if day else None


def _began(day: date, place: Here) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(place.collective.timezone))

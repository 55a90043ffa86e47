"""The pathways as they stood at each séminaire: keep them, compare two days in a picture and in words."""

import base64
from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.pathways.drawing import FATES, TITLES, draw_svg
from qic_core.pathways.rules import Link, Pathways, Wording
from qic_core.pathways.snapshots import (
    TITLE_LENGTH,
    Fate,
    Snapshot,
    fates_between,
    link_fates_between,
    list_snapshots,
    merged,
    pathways_at,
    take_snapshot,
)
from qic_core.ui.change_lines import DAY, day_line, target_line
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table
from qic_core.workshop.notebooks import list_notebooks

NOW = 0


def draw_snapshots(place: Here, pathways: Pathways, vision: str) -> None:
    """Draw, folded, the days that are kept: two of them compared, and the form that keeps one more."""
    inside = fold(_("Compare two séminaires"), key="snapshots")
    if inside is None:
        return
    with asking() as session:
        kept = list_snapshots(session, place.collective.id)
    with inside:
        if kept:
            _draw_comparison(place, kept, pathways, vision)
        else:
            st.caption(_("Nothing to compare yet: keep the map at each séminaire, the next ones will show what moved."))
        if place.may_write and pathways.changes:
            _draw_form(place)


def _draw_comparison(place: Here, kept: Sequence[Snapshot], pathways: Pathways, vision: str) -> None:
    names = told_apart({one.id: f"{one.taken_on:{DAY}} · {one.title}" for one in kept} | {NOW: _("today")})
    before_at, after_at = st.columns(2)
    # Today is most often as the last one left it: begin with what that séminaire changed.
    before = before_at.selectbox(
        _("Between"),
        [one.id for one in kept],
        min(1, len(kept) - 1),
        format_func=names.__getitem__,
        key="snapshot-before",
    )
    after = after_at.selectbox(
        _("and"), [NOW, *(one.id for one in kept)], format_func=names.__getitem__, key="snapshot-after"
    )
    with asking() as session:
        earlier = pathways_at(session, place.collective.id, before)
        later = pathways_at(session, place.collective.id, after) if after else pathways
    fates, link_fates = fates_between(earlier, later), link_fates_between(earlier, later)
    draw_line(_moves_line(fates, link_fates), "qic-sentence")
    both = merged(earlier, later)
    svg = draw_svg(both, vision, words(), fates=fates, link_fates=link_fates)
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    alt = _("The pathways with what moved between %(before)s and %(after)s", before=names[before], after=names[after])
    draw("drawn.html", source=source, alt=alt)
    rows = [*_change_rows(earlier, later, fates), *_link_rows(earlier, later, link_fates, both)]
    if rows:
        head = (_("What happened"), _("Where"), _("What"), _("How"))
        draw("table.html", table=Table(head, rows), caption=_("The same as a table"))


def _moves_line(fates: Mapping[int, Fate], link_fates: Mapping[int, Fate]) -> str:
    if not fates and not link_fates:
        return _("Nothing has moved between these two days.")
    count = [*fates.values()].count
    moves = [
        counted("%(n)s change appeared", "%(n)s changes appeared", count(Fate.APPEARED)),
        counted("%(n)s was written anew", "%(n)s were written anew", count(Fate.CHANGED)),
        counted("%(n)s left", "%(n)s left", count(Fate.LEFT)),
        counted("%(n)s link moved", "%(n)s links moved", len(link_fates)),
    ]
    return f"{', '.join(moves)}."


def _change_rows(before: Pathways, after: Pathways, fates: Mapping[int, Fate]) -> list[tuple[str, ...]]:
    was = {change.id: change for change in before.changes}
    now = {change.id: change for change in after.changes}
    return [
        (
            _(FATES[fate][0]),
            _(TITLES[(now.get(key) or was[key]).horizon][0]),
            (now.get(key) or was[key]).title,
            _rewritten(was[key].wording, now[key].wording) if fate == Fate.CHANGED else "",
        )
        for key, fate in fates.items()
    ]


def _rewritten(before: Wording, after: Wording) -> str:
    """Return in which words a change was said before, as far as they are others."""
    pairs = [
        (_("What changes"), before.title, after.title),
        (_("Horizon"), _(TITLES[before.horizon][0]), _(TITLES[after.horizon][0])),
        (_("For whom"), before.for_whom, after.for_whom),
        (_("Today"), before.from_state, after.from_state),
        (_("Tomorrow"), before.to_state, after.to_state),
        (_("Not seen yet"), before.unseen, after.unseen),
        (_("By when"), day_line(before), day_line(after)),
        (_("Figure to reach"), target_line(before), target_line(after)),
    ]
    return " ; ".join(_move(name, was, now) for name, was, now in pairs if was != now)


def _link_rows(before: Pathways, after: Pathways, fates: Mapping[int, Fate], both: Pathways) -> list[tuple[str, ...]]:
    titles: dict[int | None, str] = {change.id: change.title for change in both.changes} | {None: _("the vision")}
    was, now = ({link.id: link for link in one.links} for one in (before, after))
    ends = [(key, fate, now.get(key) or was[key]) for key, fate in fates.items()]
    return [
        (
            _(FATES[fate][0]),
            _("Link"),
            f"{titles[link.from_id]} → {titles[link.to_id]}",
            _judged(was[key], now[key]) if fate == Fate.CHANGED else "",
        )
        for key, fate, link in ends
    ]


def _judged(before: Link, after: Link) -> str:
    pairs = [
        (_("Confidence"), _sure(before), _sure(after)),
        (_("Why we think so"), before.hypothesis, after.hypothesis),
        (_("What it rests on"), before.evidence, after.evidence),
    ]
    return " ; ".join(_move(name, was, now) for name, was, now in pairs if was != now)


def _move(name: str, was: str, now: str) -> str:
    return _("%(name)s: %(first)s → %(last)s", name=name, first=was or "—", last=now or "—")


def _sure(link: Link) -> str:
    return "" if link.confidence is None else f"{link.confidence}"


def _draw_form(place: Here) -> None:
    """Draw the form that keeps the map as it stands, for the last séminaire until today."""
    today = place.today
    with asking() as session:
        covers = [notebook.cover for notebook in list_notebooks(session, place.collective.id)]
    held = [(cover.held_on, cover.title) for cover in covers if cover.held_on and cover.held_on <= today]
    last_on, last_title = max(held, default=(today, ""))
    key = f"snapshot-{turn_of('snapshot')}"
    with st.form(f"form-{key}", border=False):
        st.subheader(_("Keep the map as it stands"))
        title = st.text_input(_("Of which séminaire"), last_title, max_chars=TITLE_LENGTH, key=f"title-{key}")
        taken_on = st.date_input(_("Held on the"), last_on, format="DD/MM/YYYY", key=f"on-{key}")
        taken = st.form_submit_button(_("Keep it"), type="primary", icon=":material/save:", key=f"take-{key}")
    if taken:
        with adding(place.collective.id, "snapshot", _("Kept.")) as work:
            take_snapshot(work, title=title, taken_on=taken_on)

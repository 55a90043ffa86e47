"""Links between changes: what leads to what, why we think so, how sure the room is."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.pathways.confidence import confidence_of
from qic_core.pathways.links import add_link, edit_link, keep_confidence, withdraw_link
from qic_core.pathways.rules import SUREST, WHY_LENGTH, Change, Link, Pathways
from qic_core.thread.rules import ThingKind
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_figures, draw_line
from qic_core.ui.pathways_canvas import choose
from qic_core.ui.rectified import draw_learnt, learnt_of
from qic_core.ui.session import Here, acting
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.runs import Run

VISION = 0


def draw_links_of(place: Here, pathways: Pathways, change: Change, vision: str) -> None:
    """Draw what a change leads to and what leads to it, each with what it rests on."""
    titles = {one.id: one.title for one in pathways.changes} | {None: vision or _("the vision itself")}
    st.subheader(_("Leads to"))
    _draw_links(place, [(link, link.to_id) for link in pathways.links if link.from_id == change.id], titles)
    st.subheader(_("Made possible by"))
    _draw_links(place, [(link, link.from_id) for link in pathways.links if link.to_id == change.id], titles)


def _draw_links(place: Here, links: Sequence[tuple[Link, int | None]], titles: Mapping[int | None, str]) -> None:
    if not links:
        st.caption(_("Nothing yet."))
    learnt = learnt_of(place, [link.id for link, _end in links]) if links else {}
    for link, end in links:
        with st.container(border=True, gap="small", key=f"link-{link.id}"):
            if end is None:
                draw_line(titles[end], "qic-idea")
            elif st.button(
                plain(titles[end]), icon=":material/route:", type="tertiary", on_click=choose, args=(end,),
                key=f"go-{link.id}",
            ):  # fmt: skip
                st.rerun()
            draw("link.html", confidence=link.confidence, hypothesis=link.hypothesis, evidence=link.evidence)
            draw_learnt(link.id, learnt.get(link.id, ()))
            if place.may_write:
                _draw_edit(place, link)


def _draw_edit(place: Here, link: Link) -> None:
    inside = fold(_("Edit or take off this link"), key=f"edit-link-{link.id}")
    if inside is None:
        return
    first = begun(link)
    key = f"{link.id}-{first.version}"
    with inside, st.form(f"link-form-{key}", border=False):
        hypothesis, evidence = draw_why(key, first.hypothesis, first.evidence)
        confidence = st.number_input(
            _("Confidence, 0 to 100 (empty: nobody said yet)"), 0, SUREST, first.confidence, 5, key=f"sure-{key}"
        )
        version = draw_save(link, f"link-{link.id}")
    if version is not None:
        with saving(place.collective.id, link) as work:
            edit_link(
                work, link_id=link.id, version=version, hypothesis=hypothesis, evidence=evidence, confidence=confidence
            )
    with inside:
        draw_origins(ThingKind.LINK, link.id)
        if st.button(_("Take off this link"), icon=":material/remove_circle:", key=f"unlink-{link.id}"):
            with acting(place.collective.id, _("The link is off the map.")) as work:
                withdraw_link(work, link_id=link.id)


def draw_why(key: str, hypothesis: str = "", evidence: str = "") -> tuple[str, str]:
    """Draw the two texts that a link rests on; return what they hold."""
    return (
        st.text_area(_("Why do we think so?"), hypothesis, max_chars=WHY_LENGTH, height=90, key=f"why-{key}"),
        st.text_area(
            _("What does it rest on? (seen here, a study, another quarter…)"), evidence, max_chars=WHY_LENGTH,
            height=90, key=f"rests-{key}",
        ),
    )  # fmt: skip


def draw_new_link(place: Here, pathways: Pathways, *, start: int | None = None) -> None:
    """Draw, folded, the form that links two changes, or a change to the vision; `start` is chosen at first."""
    form = f"new-link-{start or 0}"
    inside = fold(_("Link two changes"), key=form) if pathways.changes else None
    if inside is None:
        return
    names = told_apart({change.id: change.title for change in pathways.changes})
    key = f"{form}-{turn_of(form)}"
    with inside, st.form(f"form-{key}", border=False):
        from_id = st.selectbox(
            _("This change…"), list(names), list(names).index(start) if start else None,
            format_func=names.__getitem__, placeholder=_("Choose a change"), key=f"from-{key}",
        )  # fmt: skip
        to_id = st.selectbox(
            _("… leads to"), [VISION, *names], None,
            format_func=lambda end: names.get(end) or _("the vision itself"), placeholder=_("Choose a change"),
            key=f"to-{key}",
        )  # fmt: skip
        hypothesis, evidence = draw_why(key)
        saved = st.form_submit_button(_("Link them"), type="primary", key=f"add-{key}")
    if saved and (from_id is None or to_id is None):
        st.error(_("Choose the two ends of the link."))
    elif saved and from_id is not None:
        with adding(place.collective.id, form, _("Linked.")) as work:
            add_link(work, from_id=from_id, to_id=to_id or None, hypothesis=hypothesis, evidence=evidence)


def draw_vote(place: Here, run: Run, pathways: Pathways) -> None:
    """Draw how sure the room was of each link the last time it was asked, and the gesture that keeps it."""
    summary = run.output["summary"] if run.output else {"links": {}}
    st.subheader(_("How sure the room was, the last time it was asked"))
    draw_figures(run.content, summary, key=f"vote-{run.id}")
    judged = confidence_of(summary)
    asked = {item.thing: judged[item.key] for item in run.content.items if item.key in judged}
    new = [link for link in pathways.links if asked.get(("link", link.id), link.confidence) != link.confidence]
    label = counted("Keep it for %(n)s link", "Keep it for %(n)s links", len(new))
    if new and place.may_write and st.button(label, icon=":material/save:", type="primary", key=f"keep-{run.id}"):
        with acting(place.collective.id, _("Kept: the links say how sure the room is.")) as work:
            keep_confidence(work, run_id=run.id)

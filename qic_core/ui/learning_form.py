"""Write what was learnt: out of the room's words, by hand, corrected; and put the pathways right."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from qic_core.evaluation.learning import add_learning, edit_learning, rectify, withdraw_learning
from qic_core.evaluation.learning_rules import TEXT_LENGTH, Learning
from qic_core.evaluation.loops import current_loop
from qic_core.evaluation.room_learnings import runs_to_learn_from, take_learnings
from qic_core.pathways.links import link_texts
from qic_core.pathways.rules import WHY_LENGTH
from qic_core.pathways.service import pathways_of
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.days import day_chosen
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, begun, draw_save, let_go, saving, turn_of, version_shown
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.taking import draw_taking
from qic_core.ui.words import _, plain
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import Run

NEW = "learning"


class Links(NamedTuple):
    """The links of the pathways, by their id: each as one line, and what it says today."""

    lines: Mapping[int, str]
    hypotheses: Mapping[int, str]


def draw_take(place: Here) -> None:
    """Draw, folded, what the room said in its last runs, to be ticked and kept as learnings."""

    def draw_said(run: Run, found: Sequence[Item]) -> None:
        shown = first_of(found, key=f"learning-take-{run.id}")
        with st.form(f"learning-take-form-{run.id}", border=False):
            ticked = [one.key for one in shown if st.checkbox(plain(one.text), key=f"told-learnt-{run.id}-{one.key}")]
            taken = st.form_submit_button(_("Keep as learnings"), type="primary", key=f"learning-take-it-{run.id}")
        if taken:
            day = place.local(run.closed_at).date() if run.closed_at else place.today
            with acting(place.collective.id, _("Kept: each learning keeps the thread to who said it.")) as work:
                take_learnings(work, run_id=run.id, keys=ticked, learnt_on=day)

    label = _("Take what the room learnt")
    draw_taking(place, label, key="learning-take", runs_of=runs_to_learn_from, draw_said=draw_said)


def draw_new_learning(place: Here) -> None:
    """Draw, folded, the form of a new learning; it goes with the loop that is open."""
    inside = fold(_("Write what we learnt"), key="new-learning")
    if inside is None:
        return
    with asking() as session:
        loop = current_loop(session, place.collective.id)
    links = _links(place)
    key = f"new-{turn_of(NEW)}"
    with inside:
        link_id = _draw_link(None, links, key)
        with st.form(f"learning-form-{key}", border=False):
            text, learnt_on, after = _draw_fields(Learning(0, "", place.today), key, rectified=False)
            if loop is not None:
                st.caption(_("It is kept with the loop “%(title)s”.", title=plain(loop.title)))
            sent = st.form_submit_button(_("Add the learning"), type="primary", key=f"add-learning-{key}")
    if sent:
        with adding(place.collective.id, NEW, _("Added to the learnings.")) as work:
            add_learning(
                work, text=text, learnt_on=day_chosen(learnt_on), link_id=link_id, hypothesis_after=after,
                loop_id=loop.id if loop else None,
            )  # fmt: skip


def draw_edit(place: Here, learning: Learning) -> None:
    """Draw, folded, the form that corrects a learning; once the pathways were put right, its words only."""
    inside = fold(_("Correct it"), key=f"edit-learning-{learning.id}")
    if inside is None:
        return
    first, rectified = begun(learning), learning.rectified_on is not None
    key = f"{learning.id}-{first.version}"
    link_id = first.link.id if first.link else None
    with inside:
        if not rectified:
            link_id = _draw_link(first, _links(place), key)
        with st.form(f"learning-form-{key}", border=False):
            text, learnt_on, after = _draw_fields(first, key, rectified=rectified)
            version = draw_save(learning, f"learning-{learning.id}")
        if version is not None:
            with saving(place.collective.id, learning) as work:
                edit_learning(
                    work, learning_id=learning.id, version=version, text=text, learnt_on=day_chosen(learnt_on),
                    link_id=link_id, hypothesis_after=after,
                )  # fmt: skip
        if st.button(_("Take this learning away"), icon=":material/delete:", key=f"off-learning-{learning.id}"):
            with acting(place.collective.id, _("Taken away: it can be put back.")) as work:
                withdraw_learning(work, learning_id=learning.id)
                let_go(learning)


def draw_rectify(place: Here, learning: Learning) -> None:
    """Draw the gesture that lets the link say what was learnt, with what it says today where that has moved."""
    link = learning.link
    if link is None or not link.stands:
        st.caption(_("Choose another link below, then put it right in the pathways."))
        return
    if link.hypothesis != learning.before:
        draw_line(_("Today the pathways say: %(said)s", said=link.hypothesis or _("nothing yet")))
    version = version_shown(learning.version, f"shown-rectify-{learning.id}")
    link_version = version_shown(link.version, f"shown-rectify-link-{learning.id}")
    with (
        st.form(f"rectify-form-{learning.id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key=f"rectifying-{learning.id}"),
    ):
        on = draw_day(_("Put right on"), max(place.today, learning.learnt_on), key=f"rectify-on-{learning.id}")
        sent = st.form_submit_button(_("Put it right in the pathways"), type="primary", key=f"rectify-{learning.id}")
    if sent:
        with acting(place.collective.id, _("Put right: the pathways say what was learnt.")) as work:
            rectify(work, learning_id=learning.id, version=version, on=day_chosen(on), link_version=link_version)


def _links(place: Here) -> Links:
    with asking() as session:
        pathways = pathways_of(session, place.collective.id)
        lines = link_texts(session, place.collective.id, pathways)
    return Links(told_apart(lines), {link.id: link.hypothesis for link in pathways.links})


def _draw_link(before: Learning | None, links: Links, key: str) -> int | None:
    """Draw the choice of a link, outside the form: what it says today shows as soon as it is chosen.

    One that was taken off the pathways since stays as long as no other is chosen.
    """
    own, known = before.link.id if before and before.link else None, list(links.lines)
    chosen = st.selectbox(
        _("Which link of the pathways does it change? (as you like)"), known,
        known.index(own) if own is not None and own in known else None, format_func=links.lines.__getitem__,
        placeholder=_("None, or not yet"), key=f"learnt-of-{key}",
    )  # fmt: skip
    if chosen is None:
        return own if own not in links.lines else None
    draw_line(_("Today the pathways say: %(said)s", said=links.hypotheses[chosen] or _("nothing yet")))
    return chosen


def _draw_fields(before: Learning, key: str, *, rectified: bool) -> tuple[str, date | None, str]:
    text = st.text_input(
        _("What do we understand better? One sentence."), before.text, max_chars=TEXT_LENGTH, key=f"learnt-{key}"
    )
    after = before.after
    if not rectified:
        after = st.text_area(
            _("What does the hypothesis become? (with a link)"), before.after, max_chars=WHY_LENGTH, height=90,
            key=f"after-{key}",
        )  # fmt: skip
    return text, draw_day(_("Learnt on"), before.learnt_on, key=f"learnt-on-{key}"), after

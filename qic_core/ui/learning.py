"""What was learnt: each learning with the hypothesis that it changes, the way to its link, where it comes from."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from qic_core.db.engine import Work
from qic_core.evaluation.learning import list_learnings, restore_learning, withdrawn_learnings
from qic_core.evaluation.learning_rules import DAY, Learning, overview_sentence
from qic_core.thread.rules import ThingKind
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.learning_form import draw_edit, draw_new_learning, draw_rectify, draw_take
from qic_core.ui.outputs import draw_line
from qic_core.ui.pathways_map import LINK_KEY
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted, plain, words

FEW = 6
WAITING, RECTIFIED, WITHOUT = "waiting", "rectified", "without"
TESTS: Mapping[str, Callable[[Learning], bool]] = {
    WAITING: lambda one: one.waits,
    RECTIFIED: lambda one: one.rectified_on is not None,
    WITHOUT: lambda one: one.link is None,
}


def draw_learnings(place: Here) -> None:
    """Draw what was learnt, how it is written, and what was taken away."""
    with asking() as session:
        learnings = list_learnings(session, place.collective.id)
        gone = withdrawn_learnings(session, place.collective.id) if place.may_write else []
    if place.may_write:
        draw_take(place)
        draw_new_learning(place)
    _draw_list(place, learnings)
    _draw_withdrawn(place, gone)


def _draw_list(place: Here, learnings: Sequence[Learning]) -> None:
    if not learnings:
        st.info(
            _(
                "Nothing learnt is written yet. A learning says in one sentence what we understand better, and which "
                "hypothesis of the pathways it changes."
            )
        )
        return
    draw_line(overview_sentence(learnings, words()), "qic-sentence")
    shown = _filtered(learnings)
    if not shown:
        st.caption(_("No learning is like this."))
    for one in first_of(shown, key="learnings"):
        with st.container(border=True, gap="small", key=f"learning-{one.id}"):
            _draw_learning(place, one)


def _draw_withdrawn(place: Here, gone: Sequence[tuple[int, str]]) -> None:
    def restore(work: Work, key: int) -> None:
        restore_learning(work, learning_id=key)

    label = counted("%(n)s learning taken away", "%(n)s learnings taken away", len(gone))
    draw_gone(place, label, gone, key="learnings", restore=restore, back=_("Back among the learnings."))


def _filtered(learnings: Sequence[Learning]) -> Sequence[Learning]:
    if len(learnings) <= FEW:
        return learnings
    names = {
        WAITING: _("To be put right"),
        RECTIFIED: _("Put right in the pathways"),
        WITHOUT: _("About no link yet"),
    }
    how = st.pills(_("Only"), list(names), format_func=names.__getitem__, key="learnings-how")
    return [one for one in learnings if TESTS[how](one)] if how else learnings


def _draw_learning(place: Here, one: Learning) -> None:
    when = " · ".join(filter(None, (f"{one.learnt_on:{DAY}}", one.loop)))
    draw("learning.html", one=one, when=when, badges=_badges(one))
    if one.link is not None and one.link.stands:
        label = _("Its link in the pathways: %(link)s", link=plain(one.link.line(words())))
        with st.container(key=f"told-link-{one.id}"):
            draw_door("pathways", label, "route", {LINK_KEY: str(one.link.id)})
    elif one.link is not None:
        draw_line(_("It was about a link that was taken off since: %(link)s", link=one.link.line(words())))
    if place.may_write and one.waits:
        draw_rectify(place, one)
    origins_at, form_at = st.columns(2)
    with origins_at:
        draw_origins(ThingKind.LEARNING, one.id)
    if place.may_write:
        with form_at:
            draw_edit(place, one)


def _badges(one: Learning) -> list[tuple[str, str]]:
    if one.rectified_on is not None:
        return [("done", _("put right on %(day)s", day=f"{one.rectified_on:{DAY}}"))]
    return [("waits", _("to be put right in the pathways"))] if one.waits else []

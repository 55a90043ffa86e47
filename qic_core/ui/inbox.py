"""The moderator's desk: what waits, what is shown, what goes together."""

from collections.abc import Sequence

import streamlit as st

from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line, run_name
from qic_core.ui.session import Here, acting, database
from qic_core.ui.words import _, counted, plain
from qic_core.workshop.kind import Idea, Theme
from qic_core.workshop.moderation import THEME_LENGTH, group, hide, rename_theme, show, undo, ungroup
from qic_core.workshop.runs import Run
from qic_core.workshop.tally import list_ideas

FOLLOW_EVERY = 2.0


def choose_run(runs: Sequence[Run], live: Run | None) -> Run:
    """Draw the runs that have texts to sort and return the chosen one; at first the live one, else the latest."""
    by_id = {run.id: run for run in reversed(runs)}
    names = told_apart({key: run_name(run) for key, run in by_id.items()})
    first = live.id if live and live.id in by_id else max(by_id)
    chosen = st.selectbox(
        _("What to sort"),
        list(by_id),
        index=list(by_id).index(first),
        format_func=names.__getitem__,
        key=f"run-{len(runs)}",
    )
    return by_id[chosen]


@st.fragment(run_every=FOLLOW_EVERY)
def follow_arrivals(run: Run, drawn: int, _drawn_at: object) -> None:
    """Say how many ideas came since the page was drawn, without moving what the moderator is reading."""
    with database().reading() as session:
        arrived = len(list_ideas(session, run.id)) - drawn
    if arrived > 0 and st.button(
        counted("%(n)s new text: show it here", "%(n)s new texts: show them here", arrived),
        icon=":material/refresh:",
        key=f"arrived-{run.id}",
    ):
        st.rerun()


def draw_undo(place: Here, run: Run, undoable: bool) -> None:
    """Draw the gesture that takes the last one back."""
    if st.button(_("Undo the last gesture"), icon=":material/undo:", shortcut="z", disabled=not undoable, key="undo"):
        with acting(place.collective.id, _("Undone.")) as work:
            undo(work, run_id=run.id)


def draw_inbox(place: Here, run: Run, waiting: Sequence[Idea], hidden: Sequence[Idea]) -> None:
    """Draw what waits, each with show and hide, and what was hidden."""
    st.header(_("Inbox (%(n)s)", n=len(waiting)), divider="gray")
    if not waiting:
        st.caption(_("Nothing waits."))
    elif st.button(_("Show all"), icon=":material/done_all:", key=f"show-all-{run.id}"):
        with acting(place.collective.id, _("Shown.")) as work:
            show(work, run_id=run.id, idea_ids=[idea.id for idea in waiting])
    for idea in first_of(waiting, key=f"waiting-{run.id}"):
        _draw_idea(place, run, idea, showable=True, hideable=True)
    put_away = fold(_("Hidden (%(n)s)", n=len(hidden)), key=f"hidden-{run.id}") if hidden else None
    if put_away is not None:
        with put_away:
            for idea in first_of(hidden, key=f"hidden-{run.id}"):
                _draw_idea(place, run, idea, showable=True, hideable=False)


def draw_themes(place: Here, run: Run, shown: Sequence[Idea], themes: Sequence[Theme]) -> None:
    """Draw the shown ideas by theme, and the form that puts chosen ones under a name."""
    st.header(_("Themes (%(n)s)", n=len(themes)), divider="gray")
    texts = told_apart({idea.id: idea.text for idea in shown})
    with st.form(f"group-{run.id}", border=False):
        alone = [idea.id for idea in shown if idea.theme_id is None]
        chosen = st.multiselect(
            _("Ideas that go together"),
            alone,
            format_func=texts.__getitem__,
            placeholder=_("Choose ideas"),
            key=f"chosen-{run.id}",
        )
        label = st.selectbox(
            _("Name of their theme"),
            [theme.label for theme in themes],
            index=None,
            accept_new_options=True,
            placeholder=_("Type a new name, or choose one"),
            key=f"label-{run.id}",
        )
        if st.form_submit_button(_("Put together"), type="primary", key=f"group-it-{run.id}"):
            with acting(place.collective.id, _("Put together.")) as work:
                group(work, run_id=run.id, idea_ids=chosen, label=(label or "")[:THEME_LENGTH])
    for theme in themes:
        members = [idea for idea in shown if idea.theme_id == theme.id]
        opened = fold(f"{plain(theme.label)} ({len(members)})", key=f"theme-{theme.id}")
        if opened is not None:
            with opened:
                _draw_theme(place, run, theme, members)
    st.caption(counted("%(n)s shown idea has no theme.", "%(n)s shown ideas have no theme.", len(alone)))
    for idea in first_of([idea for idea in shown if idea.theme_id is None], key=f"shown-{run.id}"):
        _draw_idea(place, run, idea, showable=False, hideable=True)


def draw_proposals(place: Here, run: Run, proposals: Sequence[Sequence[Idea]]) -> None:
    """Draw the groups that the machine proposes; nothing is done until someone says so."""
    for number, ideas in enumerate(proposals):
        with st.container(border=True, key=f"proposal-{number}"):
            for idea in ideas:
                draw_line(idea.text)
            name = st.text_input(_("Name of their theme"), ideas[0].text[:THEME_LENGTH], key=f"name-{ideas[0].id}")
            if st.button(_("Put together"), key=f"accept-{ideas[0].id}"):
                with acting(place.collective.id, _("Put together.")) as work:
                    group(work, run_id=run.id, idea_ids=[idea.id for idea in ideas], label=name)


def _draw_theme(place: Here, run: Run, theme: Theme, members: Sequence[Idea]) -> None:
    name = st.text_input(_("Name of the theme"), theme.label, max_chars=THEME_LENGTH, key=f"rename-{theme.id}")
    if name != theme.label and st.button(_("Rename"), key=f"rename-it-{theme.id}"):
        with acting(place.collective.id, _("Renamed.")) as work:
            rename_theme(work, run_id=run.id, theme_id=theme.id, label=name)
    for idea in members:
        draw_line(idea.text, "qic-idea")
        if st.button(_("Take out"), icon=":material/remove:", key=f"out-{idea.id}"):
            with acting(place.collective.id, _("Taken out of the theme.")) as work:
                ungroup(work, run_id=run.id, idea_ids=[idea.id])


def _draw_idea(place: Here, run: Run, idea: Idea, *, showable: bool, hideable: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"idea-{idea.id}"):
        draw("idea.html", idea=idea)
        if showable and st.button(_("Show"), icon=":material/visibility:", type="primary", key=f"show-{idea.id}"):
            with acting(place.collective.id) as work:
                show(work, run_id=run.id, idea_ids=[idea.id])
        if hideable and st.button(_("Hide"), icon=":material/visibility_off:", key=f"hide-{idea.id}"):
            with acting(place.collective.id) as work:
                hide(work, run_id=run.id, idea_ids=[idea.id])

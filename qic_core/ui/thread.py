"""The thread on a page: « D'où cela vient-il ? » behind a thing, « Ce qu'elles sont devenues » under what was said."""

from collections.abc import Iterable

import streamlit as st

from qic_core.challenge.conditions import BY_KEY, IMPACT_CONDITIONS
from qic_core.thread.rules import THINGS, Strand, Thing, ThingKind
from qic_core.thread.service import fates_of, fates_of_run, origins_of
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.notebooks import ADDRESS_KEY
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import asking
from qic_core.ui.tabs import OBSERVATIONS, OUTCOMES, PART_KEY
from qic_core.ui.words import _, plain
from qic_core.words import N_
from qic_core.workshop.kind import Visibility
from qic_core.workshop.tally import list_ideas

CELL_KEY = "cellule"
HOME = ("home", N_("Home"), "home")
CHALLENGE = ("challenge", N_("Challenge"), "priority_high")
VISION = ("vision", N_("Vision"), "visibility")
PATHWAYS = ("pathways", N_("Pathways"), "route")
COOPERATION = ("cooperation", N_("Cooperation"), "handshake")
ACTIONS = ("actions", N_("Actions"), "task_alt")
LOOPS = ("loops", N_("Loops"), "loop")
LEARNING = ("learning", N_("Learn"), "school")
PARTS = {ThingKind.OUTCOME: OUTCOMES, ThingKind.OBSERVATION: OBSERVATIONS}
PAGES = {
    ThingKind.READINESS: CHALLENGE,
    ThingKind.EVIDENCE: CHALLENGE,
    ThingKind.CANDIDATE: CHALLENGE,
    ThingKind.CHALLENGE: CHALLENGE,
    ThingKind.STATEMENT: VISION,
    ThingKind.AMENDMENT: VISION,
    ThingKind.VISION: VISION,
    ThingKind.CHANGE: PATHWAYS,
    ThingKind.LINK: PATHWAYS,
    ThingKind.ACTION: ACTIONS,
    ThingKind.PLAN_LINE: COOPERATION,
    ThingKind.DECISION: LOOPS,
    ThingKind.LEARNING: LEARNING,
    ThingKind.OUTCOME: LEARNING,
    ThingKind.OBSERVATION: LEARNING,
}


def draw_origins(kind: ThingKind, thing_id: int) -> None:
    """Draw, folded, the runs that a thing comes from, each a door to what was said there, and the ideas."""
    opened = fold(_("Where does it come from?"), key=f"origins-{kind}-{thing_id}")
    if opened is None:
        return
    with opened:
        with asking() as session:
            by_run = _by_run(origins_of(session, kind, thing_id))
        if not by_run:
            draw_line(_("It was entered by hand: no run of the room is tied to it."))
        for run, ideas in by_run:
            _draw_run(run, ideas, key=f"origin-{kind}-{thing_id}-{run.run_id}")


def draw_fates(run_id: int) -> None:
    """Draw what became of a run's ideas, or of the run as a whole; nothing when none has become anything yet."""
    with asking() as session:
        ideas = {idea.id: idea.text for idea in list_ideas(session, run_id) if idea.visibility == Visibility.SHOWN}
        fates = fates_of(session, list(ideas))
        whole = [] if fates else fates_of_run(session, run_id)
    rows = [(ideas[key], [_said(thing) for thing in things]) for key, things in fates.items()]
    draw("fates.html", rows=rows, whole=[_said(thing) for thing in whole])
    _draw_doors([*whole, *(thing for things in fates.values() for thing in things)], key=f"fates-{run_id}")


def _draw_run(run: Strand, ideas: list[str], *, key: str) -> None:
    day = f" ({run.held_on.strftime('%d/%m/%Y')})" if run.held_on else ""
    cell = _("%(title)s, run %(number)s", title=run.cell, number=run.run_number)
    with st.container(key=key):
        label = plain(f"{run.notebook}{day} · {cell}")
        draw_door("notebook", label, "description", {ADDRESS_KEY: str(run.notebook_id), CELL_KEY: str(run.cell_id)})
        draw("origins.html", ideas=ideas)


def _draw_doors(things: Iterable[Thing], *, key: str) -> None:
    pages = {_page_of(thing): PARTS.get(thing.kind) for thing in things}
    if pages:
        with st.container(horizontal=True, key=key):
            for (page, title, icon), part in pages.items():
                draw_door(page, _(title), icon, {PART_KEY: part} if part else {})


def _page_of(thing: Thing) -> tuple[str, str, str]:
    """Return where a thing is to be seen: the five conditions of collective impact stand on the first page."""
    of_impact = thing.kind == ThingKind.READINESS and thing.said in {one.key for one in IMPACT_CONDITIONS}
    return HOME if of_impact else PAGES[thing.kind]


def _said(thing: Thing) -> tuple[str, str]:
    """Return what kind of thing it is and what it says; a condition is kept by its key."""
    scored = thing.kind == ThingKind.READINESS and thing.said in BY_KEY
    said = _(BY_KEY[thing.said].title) if scored else thing.said
    return _(THINGS[thing.kind]), said


def _by_run(strands: list[Strand]) -> list[tuple[Strand, list[str]]]:
    runs = {strand.run_id: strand for strand in strands}
    return [(run, [s.idea for s in strands if s.run_id == run_id and s.idea]) for run_id, run in runs.items()]


def draw_way_back() -> None:
    """Draw the gesture from one cell back to its notebook: a link to the page one is on keeps the old address."""
    label = _("The whole notebook")
    st.button(label, icon=":material/menu_book:", on_click=_forget_cell, key="whole")


def _forget_cell() -> None:
    st.query_params.pop(CELL_KEY, None)

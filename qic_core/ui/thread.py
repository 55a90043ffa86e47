"""The thread on a page: « D'où cela vient-il ? » behind a thing, « Ce qu'elles sont devenues » under a run's ideas."""

from qic_core.thread.rules import THINGS, Strand, ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.session import asking
from qic_core.ui.words import _
from qic_core.workshop.kind import Visibility
from qic_core.workshop.tally import list_ideas


def draw_origins(kind: ThingKind, thing_id: int) -> None:
    """Draw, folded, the séminaires, the runs and the ideas that a thing comes from."""
    opened = fold(_("Where does it come from?"), key=f"origins-{kind}-{thing_id}")
    if opened is None:
        return
    with opened, asking() as session:
        strands = origins_of(session, kind, thing_id)
        draw("origins.html", runs=_by_run(strands))


def draw_fates(run_id: int) -> None:
    """Draw what became of a run's ideas; nothing when none has become anything yet."""
    with asking() as session:
        ideas = {idea.id: idea.text for idea in list_ideas(session, run_id) if idea.visibility == Visibility.SHOWN}
        fates = fates_of(session, list(ideas))
    rows = [(ideas[key], [(_(THINGS[thing.kind]), thing.said) for thing in things]) for key, things in fates.items()]
    draw("fates.html", rows=rows)


def _by_run(strands: list[Strand]) -> list[tuple[Strand, list[str]]]:
    runs = {strand.run_id: strand for strand in strands}
    return [(run, [s.idea for s in strands if s.run_id == run_id and s.idea]) for run_id, run in runs.items()]

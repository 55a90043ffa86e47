"""« D'où vient-elle ? »: what the room said, behind a thing of the journey."""

from qic_core.thread.rules import Strand, ThingKind
from qic_core.thread.service import origins_of
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.session import asking
from qic_core.ui.words import _


def draw_origins(kind: ThingKind, thing_id: int) -> None:
    """Draw, folded, the séminaires, the runs and the ideas that a thing comes from."""
    opened = fold(_("Where does it come from?"), key=f"origins-{kind}-{thing_id}")
    if opened is None:
        return
    with opened, asking() as session:
        strands = origins_of(session, kind, thing_id)
        draw("origins.html", runs=_by_run(strands))


def _by_run(strands: list[Strand]) -> list[tuple[Strand, list[str]]]:
    runs = {strand.run_id: strand for strand in strands}
    return [(run, [s.idea for s in strands if s.run_id == run_id and s.idea]) for run_id, run in runs.items()]

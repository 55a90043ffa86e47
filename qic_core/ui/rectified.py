"""On Chemins: what was learnt of a link, and what it said before."""

from collections.abc import Collection, Mapping, Sequence

from qic_core.evaluation.learning import learnings_of_links
from qic_core.evaluation.learning_rules import DAY, Learning
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted


def learnt_of(place: Here, link_ids: Collection[int]) -> Mapping[int, Sequence[Learning]]:
    """Return what was learnt of some links, by the link's id."""
    with asking() as session:
        return learnings_of_links(session, place.collective.id, link_ids)


def draw_learnt(link_id: int, learnings: Sequence[Learning]) -> None:
    """Draw, folded, what was learnt of a link, what it said before, and the way to the learnings."""
    label = counted("What we learnt of it (%(n)s)", "What we learnt of it (%(n)s)", len(learnings))
    inside = fold(label, key=f"learnt-of-link-{link_id}") if learnings else None
    if inside is None:
        return
    with inside:
        draw("rectified.html", learnings=[(one, _when(one)) for one in learnings])
        draw_door("learning", _("Learn"), "school")


def _when(one: Learning) -> str:
    if one.rectified_on is not None:
        return _("put right on %(day)s", day=f"{one.rectified_on:{DAY}}")
    return _("to be put right in the pathways") if one.waits else f"{one.learnt_on:{DAY}}"

"""What became of the ideas that moderation shows, all of a collective's at once."""

from collections.abc import Iterator

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.thread.rules import ThingKind
from qic_core.thread.tables import ThreadRow
from qic_core.workshop.kind import Visibility
from qic_core.workshop.tables import ContributionRow, IdeaRow, RunRow


def shown_fates(session: Session, collective_id: int) -> Iterator[tuple[int, str, ThingKind, int]]:
    """Yield (idea id, its words, kind and id of what it was tied to) of shown ideas, the first tied first."""
    rows = (
        select(IdeaRow.id, IdeaRow.text, ThreadRow.kind, ThreadRow.thing_id)
        .join(ThreadRow, col(ThreadRow.idea_id) == IdeaRow.id)
        .join(ContributionRow, col(ContributionRow.id) == IdeaRow.contribution_id)
        .where(ThreadRow.collective_id == collective_id, IdeaRow.visibility == Visibility.SHOWN)
        .where(col(ContributionRow.superseded_at).is_(None))
        .order_by(col(ThreadRow.id))
    )
    for idea_id, text, kind, thing_id in session.exec(rows):
        yield idea_id or 0, text, ThingKind(kind), thing_id


def count_shown_ideas(session: Session, collective_id: int) -> int:
    """Return how many ideas of current answers moderation shows."""
    counted = (
        select(func.count(col(IdeaRow.id)))
        .join(ContributionRow, col(ContributionRow.id) == IdeaRow.contribution_id)
        .join(RunRow, col(RunRow.id) == IdeaRow.run_id)
        .where(RunRow.collective_id == collective_id, IdeaRow.visibility == Visibility.SHOWN)
        .where(col(ContributionRow.superseded_at).is_(None))
    )
    return session.exec(counted).one()

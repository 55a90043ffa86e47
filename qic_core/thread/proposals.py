"""What phones proposed and has become nothing yet, as far as moderation shows it; what is made of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.thread.tables import ThreadRow
from qic_core.workshop.content import from_json
from qic_core.workshop.kind import Content, Visibility
from qic_core.workshop.runs import own_run
from qic_core.workshop.tables import CellRow, ContributionRow, IdeaRow, RunRow, ThemeRow


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a run of the room proposed: what a theme is called, or what one or several people wrote alike."""

    run_id: int
    asked: Content
    text: str
    idea_ids: tuple[int, ...]


def waiting_proposals(session: Session, collective_id: int, *, kind: str, becomes: ThingKind) -> list[Proposal]:
    """Return what runs of a kind proposed that became no such thing yet, run after run as they were held."""
    asked = _asked(session, collective_id, kind)
    placed = _placed(session, collective_id, becomes)
    alike: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for run_id, idea_id, text in _shown(session, asked):
        if idea_id not in placed:
            alike.setdefault((run_id, text.casefold()), []).append((idea_id, text))
    return [
        Proposal(run_id, asked[run_id], ideas[0][1], tuple(idea_id for idea_id, _text in ideas))
        for (run_id, _folded), ideas in alike.items()
    ]


def place(
    work: Work, *, run_id: int, idea_ids: Collection[int], known: Mapping[str, int], kind: ThingKind,
    add: Callable[[str, list[int]], int],
) -> int:  # fmt: skip
    """Make things of ideas of a run, under their theme if they have one; return how many ideas were placed.

    `known` are the ids of things that stand in the same place by their words, case-folded: such a one gets the idea
    instead of a twin. `add` writes another one out of its words and ideas, and returns its id.
    """
    own_run(work, run_id)
    said = {idea_id: text for _run_id, idea_id, text in _shown(work.session, [run_id])}
    if not set(idea_ids) <= said.keys():
        raise DomainError("idea_unknown")
    found = dict(known)
    for text in dict.fromkeys(said[idea_id] for idea_id in idea_ids):
        ideas = [idea_id for idea_id in idea_ids if said[idea_id] == text]
        if text.casefold() in found:
            tie(work, Thing(kind, found[text.casefold()], text), idea_ids=ideas)
        else:
            found[text.casefold()] = add(text, ideas)
    return len(set(idea_ids))


def _asked(session: Session, collective_id: int, kind: str) -> dict[int, Content]:
    rows = (
        select(RunRow.id, RunRow.content)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .where(RunRow.collective_id == collective_id, CellRow.kind == kind)
        .order_by(col(RunRow.id))
    )
    return {run_id or 0: from_json(content) for run_id, content in session.exec(rows)}


def _placed(session: Session, collective_id: int, becomes: ThingKind) -> set[int | None]:
    tied = select(ThreadRow.idea_id).where(ThreadRow.collective_id == collective_id, ThreadRow.kind == becomes)
    return set(session.exec(tied))


def _shown(session: Session, run_ids: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Yield (run, idea, its words) of the ideas of current answers that moderation shows, as they came."""
    rows = (
        select(IdeaRow, ThemeRow.label)
        .join(ContributionRow, col(ContributionRow.id) == IdeaRow.contribution_id)
        .join(ThemeRow, col(ThemeRow.id) == IdeaRow.theme_id, isouter=True)
        .where(col(IdeaRow.run_id).in_(run_ids), IdeaRow.visibility == Visibility.SHOWN)
        .where(col(ContributionRow.superseded_at).is_(None))
        .order_by(col(IdeaRow.run_id), col(IdeaRow.id))
    )
    for idea, theme in session.exec(rows):
        yield idea.run_id, idea.id or 0, theme or idea.text

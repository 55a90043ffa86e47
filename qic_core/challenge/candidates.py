"""Problems that may become the challenge: by hand, or out of what the room said."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from qic_core.challenge.rules import EVIDENCE_LENGTH, Candidate, check_sentence
from qic_core.challenge.tables import CandidateRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import gathered_items, get_run
from qic_core.workshop.texts import clean_text, shortened


def add_candidate(
    work: Work, *, text: str, note: str = "", idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()
) -> int:
    """Propose a challenge, tied to the ideas and runs that it comes from; return its id."""
    clean = check_sentence(text)
    standing = list_candidates(work.session, work.collective_id or 0)
    if clean.casefold() in {candidate.text.casefold() for candidate in standing}:
        raise DomainError("candidate_twice", text=clean)
    row = CandidateRow(
        collective_id=work.collective_id or 0,
        text=clean,
        note=clean_text(note, at_most=EVIDENCE_LENGTH, lines=True),
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.CANDIDATE, row.id, clean), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def take_candidates(work: Work, *, run_id: int) -> int:
    """Propose what a run gathered, its themes else its shown ideas, and is not proposed yet; return how many."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    known = {candidate.text.casefold() for candidate in list_candidates(work.session, run.collective_id)}
    gathered = {item.text.casefold(): item for item in reversed(gathered_items(work.session, run.cell_id))}
    fresh = [item for text, item in reversed(gathered.items()) if text not in known]
    for item in fresh:
        add_candidate(work, text=item.text, idea_ids=item.ideas, run_ids=[run_id])
    return len(fresh)


def withdraw_candidate(work: Work, *, candidate_id: int) -> None:
    """Take a candidate off the list; it stays in the history."""
    _own(work, candidate_id).withdrawn_at = work.now


def restore_candidate(work: Work, *, candidate_id: int) -> None:
    """Put a candidate back on the list."""
    _own(work, candidate_id).withdrawn_at = None


def list_candidates(session: Session, collective_id: int, *, withdrawn: bool = False) -> list[Candidate]:
    """Return the candidates on the list, or those taken off it, the first proposed first."""
    rows = select(CandidateRow).where(CandidateRow.collective_id == collective_id).order_by(col(CandidateRow.id))
    return [
        Candidate(row.id or 0, row.text, row.note)
        for row in session.exec(rows)
        if (row.withdrawn_at is not None) == withdrawn
    ]


def candidate_items(session: Session, collective_id: int) -> list[Item]:
    """Return the candidates on the list as what a cell asks about."""
    return [
        Item(f"p{candidate.id}", shortened(candidate.text, at_most=ITEM_LENGTH), thing=("candidate", candidate.id))
        for candidate in list_candidates(session, collective_id)
    ]


def _own(work: Work, candidate_id: int) -> CandidateRow:
    row = work.session.get(CandidateRow, candidate_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("candidate_unknown")
    return row

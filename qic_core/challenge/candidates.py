"""Problems that may become the challenge: by hand, or out of what the room said."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from qic_core.challenge.rules import NOTE_LENGTH, Candidate, check_sentence
from qic_core.challenge.tables import CandidateRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import gathered_in, get_run
from qic_core.workshop.texts import clean_text, shortened


def add_candidate(
    work: Work, *, text: str, note: str = "", idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()
) -> int:
    """Propose a challenge, tied to the ideas and runs that it comes from; return its id."""
    row = CandidateRow(collective_id=work.collective_id or 0, text="", created_at=work.now)
    _write(work, row, text, note)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.CANDIDATE, row.id, row.text), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_candidate(work: Work, *, candidate_id: int, version: int, text: str, note: str) -> None:
    """Rewrite a candidate; refuses when somebody else saved it since `version` was read."""
    row = own_candidate(work, candidate_id)
    if row.version != version:
        raise DomainError("candidate_changed_meanwhile")
    _write(work, row, text, note)
    row.version += 1
    work.session.flush()


def take_candidates(work: Work, *, run_id: int) -> int:
    """Propose what a run gathered, its themes else its shown ideas, and is not proposed yet; return how many."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    known = {candidate.text.casefold() for candidate in list_candidates(work.session, run.collective_id)}
    gathered = {item.text.casefold(): item for item in reversed(gathered_in(work.session, run_id))}
    if not gathered:
        raise DomainError("nothing_gathered", title=run.content.title)
    fresh = [item for text, item in reversed(gathered.items()) if text not in known]
    for item in fresh:
        add_candidate(work, text=item.text, idea_ids=item.ideas, run_ids=[run_id])
    return len(fresh)


def withdraw_candidate(work: Work, *, candidate_id: int) -> None:
    """Take a candidate off the list; it stays in the history."""
    own_candidate(work, candidate_id).withdrawn_at = work.now


def restore_candidate(work: Work, *, candidate_id: int) -> None:
    """Put a candidate back on the list; refuses one that stands there again by now."""
    row = own_candidate(work, candidate_id)
    _refuse_twice(work, row, row.text)
    row.withdrawn_at = None


def list_candidates(session: Session, collective_id: int, *, withdrawn: bool = False) -> list[Candidate]:
    """Return the candidates on the list, or those taken off it, the first proposed first."""
    rows = select(CandidateRow).where(CandidateRow.collective_id == collective_id).order_by(col(CandidateRow.id))
    return [_candidate(row) for row in session.exec(rows) if (row.withdrawn_at is not None) == withdrawn]


def candidate_items(session: Session, collective_id: int) -> list[Item]:
    """Return the candidates on the list as what a cell asks about."""
    return [
        Item(f"p{candidate.id}", shortened(candidate.text, at_most=ITEM_LENGTH), thing=("candidate", candidate.id))
        for candidate in list_candidates(session, collective_id)
    ]


def _write(work: Work, row: CandidateRow, text: str, note: str) -> None:
    clean = check_sentence(text)
    _refuse_twice(work, row, clean)
    row.text, row.note = clean, clean_text(note, at_most=NOTE_LENGTH, lines=True)


def _refuse_twice(work: Work, row: CandidateRow, text: str) -> None:
    others = [one for one in list_candidates(work.session, row.collective_id) if one.id != row.id]
    if text.casefold() in {one.text.casefold() for one in others}:
        raise DomainError("candidate_twice", text=text)


def own_candidate(work: Work, candidate_id: int) -> CandidateRow:
    """Return the row of a candidate of the collective at work; refuses another's."""
    row = work.session.get(CandidateRow, candidate_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("candidate_unknown")
    return row


def _candidate(row: CandidateRow) -> Candidate:
    return Candidate(row.id or 0, row.text, row.note, row.version)

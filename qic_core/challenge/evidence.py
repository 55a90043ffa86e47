"""What is known of the problem, with its source, and what is not known yet."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from qic_core.challenge.rules import Card, Evidence, check_card, told_twice
from qic_core.challenge.tables import EvidenceRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.runs import gathered_in, get_run


def add_evidence(work: Work, card: Card, *, idea_ids: Sequence[int] = (), run_ids: Sequence[int] = ()) -> int:
    """Keep a figure with its source or, without figure, a question that is open; return its id."""
    row = EvidenceRow(collective_id=work.collective_id or 0, statement="", created_at=work.now)
    _write(work, row, card)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.EVIDENCE, row.id, row.statement), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_evidence(work: Work, *, evidence_id: int, version: int, card: Card) -> None:
    """Rewrite a card; refuses when somebody else saved it since `version` was read."""
    row = _own(work, evidence_id)
    if row.version != version:
        raise DomainError("evidence_changed_meanwhile")
    _write(work, row, card)
    row.version += 1
    work.session.flush()


def take_questions(work: Work, *, run_id: int) -> int:
    """Keep as open questions what a run gathered, its themes else its shown ideas; return how many are new."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    cards = list_evidence(work.session, run.collective_id)
    gathered = {item.text.casefold(): item for item in reversed(gathered_in(work.session, run_id))}
    if not gathered:
        raise DomainError("nothing_gathered", title=run.content.title)
    fresh = [item for item in reversed(gathered.values()) if not told_twice(Card(statement=item.text), cards)]
    for item in fresh:
        add_evidence(work, Card(statement=item.text), idea_ids=item.ideas, run_ids=[run_id])
    return len(fresh)


def withdraw_evidence(work: Work, *, evidence_id: int) -> None:
    """Take a card away; it stays in the history."""
    _own(work, evidence_id).withdrawn_at = work.now


def restore_evidence(work: Work, *, evidence_id: int) -> None:
    """Put a card back; refuses one that another says by now."""
    row = _own(work, evidence_id)
    _refuse_twice(work, row, _evidence(row))
    row.withdrawn_at = None


def list_evidence(session: Session, collective_id: int, *, withdrawn: bool = False) -> list[Evidence]:
    """Return the cards, figures and open questions, or those taken away; the first written first."""
    rows = select(EvidenceRow).where(EvidenceRow.collective_id == collective_id).order_by(col(EvidenceRow.id))
    return [_evidence(row) for row in session.exec(rows) if (row.withdrawn_at is not None) == withdrawn]


def _write(work: Work, row: EvidenceRow, card: Card) -> None:
    clean = check_card(card, today=work.now.date())
    _refuse_twice(work, row, clean)
    row.statement, row.figure, row.unit = clean.statement, clean.figure, clean.unit
    row.year, row.perimeter, row.source = clean.year, clean.perimeter, clean.source


def _refuse_twice(work: Work, row: EvidenceRow, card: Card) -> None:
    others = [one for one in list_evidence(work.session, row.collective_id) if one.id != row.id]
    if told_twice(card, others):
        raise DomainError("evidence_twice", text=card.statement)


def _own(work: Work, evidence_id: int) -> EvidenceRow:
    row = work.session.get(EvidenceRow, evidence_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("evidence_unknown")
    return row


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(
        id=row.id or 0, statement=row.statement, figure=row.figure, unit=row.unit, year=row.year,
        perimeter=row.perimeter, source=row.source, version=row.version,
    )  # fmt: skip

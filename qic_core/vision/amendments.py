"""Amend a draft of the vision: propose other words, accept them or not; both wordings stay in its history."""

from sqlalchemy import func
from sqlmodel import col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.vision.rules import REASON_LENGTH, WAITING_AT_MOST, AmendmentState, check_vision_text
from qic_core.vision.statements import own_statement
from qic_core.vision.tables import AmendmentRow
from qic_core.workshop.texts import clean_text


def propose_amendment(work: Work, *, statement_id: int, text: str, reason: str = "") -> int:
    """Propose another wording for a draft; return the amendment's id."""
    statement, clean = own_statement(work, statement_id), check_vision_text(text)
    if clean == statement.text:
        raise DomainError("amendment_changes_nothing")
    _check_waiting(work, statement_id)
    row = AmendmentRow(
        statement_id=statement_id,
        text=clean,
        reason=clean_text(reason, at_most=REASON_LENGTH, lines=True),
        state=AmendmentState.PROPOSED,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def accept_amendment(work: Work, *, amendment_id: int, seen: str) -> None:
    """Let an amendment take the place of the draft's words; refuses when they are no longer those `seen`."""
    row = _waiting(work, amendment_id)
    statement = own_statement(work, row.statement_id)
    if statement.text != seen:
        raise DomainError("statement_changed_meanwhile")
    row.before, statement.text = statement.text, row.text
    row.state, row.decided_at = AmendmentState.ACCEPTED, work.now


def refuse_amendment(work: Work, *, amendment_id: int) -> None:
    """Leave the draft as it is; the amendment stays in its history."""
    row = _waiting(work, amendment_id)
    row.state, row.decided_at = AmendmentState.REFUSED, work.now


def _waiting(work: Work, amendment_id: int) -> AmendmentRow:
    """Return an amendment of the collective that nobody has decided on yet; refuses any other."""
    row = work.session.get(AmendmentRow, amendment_id)
    if row is None:
        raise DomainError("amendment_unknown")
    own_statement(work, row.statement_id)
    if row.state != AmendmentState.PROPOSED:
        raise DomainError("amendment_decided")
    return row


def _check_waiting(work: Work, statement_id: int) -> None:
    waiting = select(func.count()).where(
        AmendmentRow.statement_id == statement_id, col(AmendmentRow.state) == AmendmentState.PROPOSED
    )
    if work.session.exec(waiting).one() >= WAITING_AT_MOST:
        raise DomainError("too_many_amendments", at_most=WAITING_AT_MOST)

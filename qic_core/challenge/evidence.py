"""What is known of the problem, with its source, and what is not known yet."""

from sqlmodel import Session, col, select

from qic_core.challenge.rules import Evidence, check_figure, check_sentence
from qic_core.challenge.tables import EvidenceRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text

UNIT_LENGTH, PERIMETER_LENGTH, SOURCE_LENGTH = 40, 120, 300


def add_evidence(
    work: Work,
    *,
    statement: str,
    figure: float | None = None,
    unit: str = "",
    year: int | None = None,
    perimeter: str = "",
    source: str = "",
) -> int:
    """Keep a figure with its source or, without figure, a question that is open; return its id."""
    check_figure(figure, source, year, today=work.now.date())
    row = EvidenceRow(
        collective_id=work.collective_id or 0,
        statement=check_sentence(statement),
        figure=figure,
        unit=clean_text(unit, at_most=UNIT_LENGTH),
        year=year,
        perimeter=clean_text(perimeter, at_most=PERIMETER_LENGTH),
        source=clean_text(source, at_most=SOURCE_LENGTH),
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def withdraw_evidence(work: Work, *, evidence_id: int) -> None:
    """Take a card away; it stays in the history."""
    row = work.session.get(EvidenceRow, evidence_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("evidence_unknown")
    row.withdrawn_at = work.now


def list_evidence(session: Session, collective_id: int) -> list[Evidence]:
    """Return the cards, figures and open questions, the first written first."""
    rows = select(EvidenceRow).where(
        EvidenceRow.collective_id == collective_id, col(EvidenceRow.withdrawn_at).is_(None)
    )
    return [
        Evidence(row.id or 0, row.statement, row.figure, row.unit, row.year, row.perimeter, row.source)
        for row in session.exec(rows.order_by(col(EvidenceRow.id)))
    ]

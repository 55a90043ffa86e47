"""Adopt a vision, revise it, keep the earlier ones."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.challenge.rules import check_decision
from qic_core.db.engine import Work
from qic_core.thread.adoption import adopt
from qic_core.thread.rules import ThingKind
from qic_core.vision.rules import Vision, check_vision_text, check_year
from qic_core.vision.statements import own_statement
from qic_core.vision.tables import VisionRow


def adopt_vision(
    work: Work,
    *,
    statement_id: int | None,
    text: str,
    year: int,
    reasons: str = "",
    dissent: str = "",
    voices: Mapping[str, int],
    residents: int,
    adopted_on: date,
    run_ids: Iterable[int] = (),
) -> int:
    """Adopt a vision, out of a statement or not; the one that stood goes into the history. Return its id."""
    made_of = None
    if statement_id is not None:
        own_statement(work, statement_id)
        made_of = (ThingKind.STATEMENT, statement_id)
    row = VisionRow(
        collective_id=work.collective_id or 0,
        statement_id=statement_id,
        text=check_vision_text(text),
        year=check_year(year, today=adopted_on),
        **check_decision(reasons=reasons, dissent=dissent, voices=voices, residents=residents),
        adopted_on=adopted_on,
        created_at=work.now,
    )
    return adopt(
        work,
        row,
        standing=_standing(row.collective_id),
        kind=ThingKind.VISION,
        said=row.text,
        made_of=made_of,
        run_ids=run_ids,
    )


def current_vision(session: Session, collective_id: int) -> Vision | None:
    """Return the vision that stands, if any."""
    row = session.exec(_standing(collective_id)).first()
    return _vision(row) if row else None


def earlier_visions(session: Session, collective_id: int) -> list[Vision]:
    """Return the visions that stood before, the latest first."""
    ended = _visions(collective_id).where(col(VisionRow.ended_at).is_not(None))
    return [_vision(row) for row in session.exec(ended.order_by(col(VisionRow.id).desc()))]


def _standing(collective_id: int) -> SelectOfScalar[VisionRow]:
    return _visions(collective_id).where(col(VisionRow.ended_at).is_(None))


def _visions(collective_id: int) -> SelectOfScalar[VisionRow]:
    return select(VisionRow).where(VisionRow.collective_id == collective_id)


def _vision(row: VisionRow) -> Vision:
    return Vision(
        row.id or 0, row.text, row.year, row.reasons, row.dissent, row.voices, row.residents, row.adopted_on,
        row.ended_at,
    )  # fmt: skip

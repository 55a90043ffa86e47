"""Adopt a challenge, revise it, keep the earlier ones; score the start conditions."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.challenge.conditions import HIGHEST, KEYS
from qic_core.challenge.rules import (
    EVIDENCE_LENGTH,
    REASONS_LENGTH,
    Challenge,
    Score,
    check_sentence,
    check_voices,
)
from qic_core.challenge.tables import ChallengeRow, ReadinessRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import carry, tie
from qic_core.workshop.texts import clean_text


def adopt_challenge(
    work: Work,
    *,
    candidate_id: int | None,
    sentence: str,
    reasons: str = "",
    dissent: str = "",
    voices: Mapping[str, int],
    residents: int,
    adopted_on: date,
) -> int:
    """Adopt a challenge; the one that stood goes into the history. It keeps its candidate's thread. Return its id."""
    row = ChallengeRow(
        collective_id=work.collective_id or 0,
        candidate_id=candidate_id,
        sentence=check_sentence(sentence),
        reasons=clean_text(reasons, at_most=REASONS_LENGTH, lines=True),
        dissent=clean_text(dissent, at_most=REASONS_LENGTH, lines=True),
        voices=check_voices(voices, residents),
        residents=residents,
        adopted_on=adopted_on,
        created_at=work.now,
    )
    for standing in work.session.exec(_challenges(row.collective_id).where(col(ChallengeRow.ended_at).is_(None))):
        standing.ended_at = work.now
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    if candidate_id is not None:
        carry(work, (ThingKind.CANDIDATE, candidate_id), Thing(ThingKind.CHALLENGE, row.id, row.sentence))
    return row.id


def current_challenge(session: Session, collective_id: int) -> Challenge | None:
    """Return the challenge that stands, if any."""
    row = session.exec(_challenges(collective_id).where(col(ChallengeRow.ended_at).is_(None))).first()
    return _challenge(row) if row else None


def earlier_challenges(session: Session, collective_id: int) -> list[Challenge]:
    """Return the challenges that stood before, the latest first."""
    ended = _challenges(collective_id).where(col(ChallengeRow.ended_at).is_not(None))
    return [_challenge(row) for row in session.exec(ended.order_by(col(ChallengeRow.id).desc()))]


def score_condition(
    work: Work, *, condition: str, score: int, evidence: str = "", scored_on: date, run_id: int | None = None
) -> int:
    """Keep one scoring of a start condition; `run_id` when the room gave it. Return its id."""
    if condition not in KEYS or not 0 <= score <= HIGHEST:
        raise DomainError("score_out_of_bounds", highest=HIGHEST)
    row = ReadinessRow(
        collective_id=work.collective_id or 0,
        condition=condition,
        score=score,
        evidence=clean_text(evidence, at_most=EVIDENCE_LENGTH, lines=True),
        scored_on=scored_on,
        run_id=run_id,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    if run_id is not None:
        tie(work, Thing(ThingKind.READINESS, row.id, row.evidence or condition), run_ids=[run_id])
    return row.id


def list_scores(session: Session, collective_id: int) -> dict[str, list[Score]]:
    """Return the scorings of each condition that has some, the first first."""
    rows = select(ReadinessRow).where(ReadinessRow.collective_id == collective_id)
    scores: dict[str, list[Score]] = defaultdict(list)
    for row in session.exec(rows.order_by(col(ReadinessRow.scored_on), col(ReadinessRow.id))):
        scores[row.condition].append(Score(row.condition, row.score, row.evidence, row.scored_on))
    return dict(scores)


def _challenges(collective_id: int) -> SelectOfScalar[ChallengeRow]:
    return select(ChallengeRow).where(ChallengeRow.collective_id == collective_id)


def _challenge(row: ChallengeRow) -> Challenge:
    return Challenge(
        row.id or 0, row.sentence, row.reasons, row.dissent, row.voices, row.residents, row.adopted_on, row.ended_at
    )

"""Adopt a challenge, revise it, keep the earlier ones; score the conditions, by hand or by the room."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.challenge.candidates import own_candidate
from qic_core.challenge.conditions import BY_KEY, HIGHEST
from qic_core.challenge.readiness import Readiness, scores_of
from qic_core.challenge.rules import (
    EVIDENCE_LENGTH,
    Challenge,
    Score,
    check_decision,
    check_sentence,
)
from qic_core.challenge.tables import ChallengeRow, ReadinessRow
from qic_core.days import check_day
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.adoption import adopt
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.runs import Run, closed_runs, get_run
from qic_core.workshop.tables import RunRow
from qic_core.workshop.texts import clean_text

RUNS_TO_KEEP = 20


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
    run_ids: Iterable[int] = (),
) -> int:
    """Adopt a challenge, out of a candidate or not; the one that stood goes into the history. Return its id."""
    made_of = None
    if candidate_id is not None:
        own_candidate(work, candidate_id)
        made_of = (ThingKind.CANDIDATE, candidate_id)
    row = ChallengeRow(
        collective_id=work.collective_id or 0,
        candidate_id=candidate_id,
        sentence=check_sentence(sentence),
        **check_decision(reasons=reasons, dissent=dissent, voices=voices, residents=residents),
        adopted_on=adopted_on,
        created_at=work.now,
    )
    return adopt(
        work,
        row,
        standing=_standing(row.collective_id),
        kind=ThingKind.CHALLENGE,
        said=row.sentence,
        made_of=made_of,
        run_ids=run_ids,
    )


def current_challenge(session: Session, collective_id: int) -> Challenge | None:
    """Return the challenge that stands, if any."""
    row = session.exec(_standing(collective_id)).first()
    return _challenge(row) if row else None


def earlier_challenges(session: Session, collective_id: int) -> list[Challenge]:
    """Return the challenges that stood before, the latest first."""
    ended = _challenges(collective_id).where(col(ChallengeRow.ended_at).is_not(None))
    return [_challenge(row) for row in session.exec(ended.order_by(col(ChallengeRow.id).desc()))]


def score_condition(
    work: Work, *, condition: str, score: int, evidence: str = "", scored_on: date, run_id: int | None = None
) -> int:
    """Keep one scoring of a condition, to start from or of impact; `run_id` when the room gave it. Return its id."""
    if condition not in BY_KEY or not 0 <= score <= HIGHEST:
        raise DomainError("score_out_of_bounds", highest=HIGHEST)
    check_day(scored_on)
    if scored_on > work.last_day:
        raise DomainError("day_in_future")
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
        tie(work, Thing(ThingKind.READINESS, row.id, condition), run_ids=[run_id])
    return row.id


def keep_scores(
    work: Work,
    *,
    run_id: int,
    scored_on: date,
    rests_on: Mapping[str, str] | None = None,
    kind: str = Readiness.name,
) -> int:
    """Keep what the room scored in a closed run, once; `rests_on` (condition → words). Return how many conditions."""
    if run_id not in {run.id for run in runs_to_keep(work.session, work.collective_id or 0, kind=kind)}:
        raise DomainError("scores_kept_already")
    output = get_run(work.session, work.collective_id or 0, run_id).output or {}
    scores = scores_of(output["summary"])
    for condition, score in scores.items():
        rests = (rests_on or {}).get(condition, "")
        score_condition(
            work, condition=condition, score=score, evidence=rests, scored_on=scored_on, run_id=run_id
        )  # fmt: skip
    return len(scores)


def runs_to_keep(session: Session, collective_id: int, *, kind: str = Readiness.name) -> list[Run]:
    """Return the closed runs of a kind that scores conditions whose scores are not kept yet, the last first."""
    kept = set(session.exec(select(ReadinessRow.run_id).where(ReadinessRow.collective_id == collective_id)))
    closed = closed_runs(session, collective_id, [kind], at_most=RUNS_TO_KEEP)
    return [run for run in closed if run.id not in kept and run.output and scores_of(run.output["summary"])]


def list_scores(session: Session, collective_id: int) -> dict[str, list[Score]]:
    """Return the scorings of each condition that has some, the first first."""
    rows = select(ReadinessRow).where(ReadinessRow.collective_id == collective_id)
    found = list(session.exec(rows.order_by(col(ReadinessRow.scored_on), col(ReadinessRow.id))))
    outputs = select(RunRow.id, RunRow.output).where(col(RunRow.id).in_({row.run_id for row in found if row.run_id}))
    counted = {run_id: (output or {}).get("summary", {}) for run_id, output in session.exec(outputs)}
    scores: dict[str, list[Score]] = defaultdict(list)
    for row in found:
        counts = counted.get(row.run_id, {}).get("conditions", {}).get(row.condition)
        voices = sum(counts) if counts else None
        scores[row.condition].append(
            Score(row.id or 0, row.condition, row.score, row.evidence, row.scored_on, voices)
        )  # fmt: skip
    return dict(scores)


def _standing(collective_id: int) -> SelectOfScalar[ChallengeRow]:
    return _challenges(collective_id).where(col(ChallengeRow.ended_at).is_(None))


def _challenges(collective_id: int) -> SelectOfScalar[ChallengeRow]:
    return select(ChallengeRow).where(ChallengeRow.collective_id == collective_id)


def _challenge(row: ChallengeRow) -> Challenge:
    return Challenge(
        row.id or 0, row.sentence, row.reasons, row.dissent, row.voices, row.residents, row.adopted_on, row.ended_at
    )

"""Record what people answer: many submissions in one transaction, each judged on its own, none twice."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.fields import Json, Values
from qic_core.workshop.kind import Source, Visibility, check_answer
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, run_of
from qic_core.workshop.tables import ContributionRow, IdeaRow, RunRow

RECEIPT_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY234679"
RECEIPT_LENGTH = 4
VOICES_AT_MOST = 500
KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True, slots=True)
class Submission:
    """What someone sends; `key` is the sender's own, so that a resend is known for what it is."""

    run_id: int
    key: str
    values: Values
    participant_id: int | None = None
    college_id: int | None = None
    source: Source = Source.PHONE
    voices: int = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a contribution is kept: a short code and the time."""

    code: str
    received_at: datetime


@dataclass(slots=True)
class _Accepted:
    submission: Submission
    key: str
    answer: Values
    run: Run
    number: int


def record(work: Work, submissions: Sequence[Submission]) -> list[Receipt | DomainError]:
    """Record submissions; return for each, in order, its receipt or why it was refused.

    A resend (same sender, same key, same answer) gets its first receipt and makes no second row. A participant's new answer supersedes the old.
    """
    runs = _runs(work, {submission.run_id for submission in submissions})
    known = _known(work.session, submissions)
    numbers = _last_numbers(work.session, runs)
    outcomes: list[Receipt | DomainError] = []
    accepted: list[_Accepted] = []
    for submission in submissions:
        try:
            outcomes.append(_judge(submission, runs, known, numbers, accepted, work.now))
        except DomainError as error:
            outcomes.append(error)
    if accepted:
        _store(work, accepted)
    return outcomes


def receipt_code(run_id: int, number: int) -> str:
    """Return the code of a run's n-th contribution: no two of a run's first 500 000 share one."""
    base = len(RECEIPT_ALPHABET)
    scrambled = (number * 48_271 + run_id * 7_919) % base**RECEIPT_LENGTH
    return "".join(RECEIPT_ALPHABET[scrambled // base**place % base] for place in range(RECEIPT_LENGTH))


def current_answer(session: Session, run_id: int, participant_id: int) -> tuple[Values, Receipt] | None:
    """Return what a participant's answer to a run is now, with its receipt; None before the first."""
    rows = select(ContributionRow).where(
        ContributionRow.participant_id == participant_id,
        ContributionRow.run_id == run_id,
        col(ContributionRow.superseded_at).is_(None),
    )
    row = session.exec(rows.order_by(col(ContributionRow.number).desc())).first()
    return (row.answer, Receipt(receipt_code(run_id, row.number), row.received_at)) if row else None


def _judge(
    submission: Submission,
    runs: dict[int, Run],
    known: dict[tuple[int, str], tuple[Json, Receipt]],
    numbers: dict[int, int],
    accepted: list[_Accepted],
    now: datetime,
) -> Receipt:
    run = runs.get(submission.run_id)
    if run is None:
        raise DomainError("run_unknown")
    if not KEY.fullmatch(submission.key):
        raise DomainError("answer_malformed")
    if not 1 <= submission.voices <= VOICES_AT_MOST:
        raise DomainError("voices_out_of_bounds", at_most=VOICES_AT_MOST)
    answer = check_answer(kind_of(run.content.kind).fields(run.content), submission.values)
    key = _sender_key(submission)
    if (run.id, key) in known and known[run.id, key][0] == answer:
        return known[run.id, key][1]
    if not run.takes_answers:
        raise DomainError("run_frozen" if run.state == "frozen" else "run_closed")
    numbers[run.id] += 1
    if (run.id, key) in known:
        key = f"{key}~{numbers[run.id]}"
    receipt = Receipt(receipt_code(run.id, numbers[run.id]), now)
    known[run.id, key] = (answer, receipt)
    accepted.append(_Accepted(submission, key, answer, run, numbers[run.id]))
    return receipt


def _sender_key(submission: Submission) -> str:
    sender = f"p{submission.participant_id}" if submission.participant_id else submission.source
    return f"{sender}:{submission.key}"


def _runs(work: Work, run_ids: set[int]) -> dict[int, Run]:
    rows = select(RunRow).where(col(RunRow.id).in_(run_ids), RunRow.collective_id == work.collective_id)
    return {run.id: run for run in map(run_of, work.session.exec(rows))}


def _known(session: Session, submissions: Sequence[Submission]) -> dict[tuple[int, str], tuple[Json, Receipt]]:
    sent = select(ContributionRow).where(
        col(ContributionRow.run_id).in_({submission.run_id for submission in submissions}),
        col(ContributionRow.key).in_({_sender_key(submission) for submission in submissions}),
    )
    return {
        (row.run_id, row.key): (row.answer, Receipt(receipt_code(row.run_id, row.number), row.received_at))
        for row in session.exec(sent)
    }


def _last_numbers(session: Session, runs: dict[int, Run]) -> dict[int, int]:
    last = session.exec(
        select(ContributionRow.run_id, func.max(ContributionRow.number))
        .where(col(ContributionRow.run_id).in_(runs))
        .group_by(col(ContributionRow.run_id))
    )
    return {**dict.fromkeys(runs, 0), **dict(last.all())}


def _store(work: Work, accepted: Sequence[_Accepted]) -> None:
    before = _supersede(work, accepted)
    latest = {(one.submission.participant_id, one.run.id): one.number for one in accepted}
    rows = [_row(one, work.now, latest) for one in accepted]
    ids = work.session.scalars(
        insert(ContributionRow).returning(col(ContributionRow.id), sort_by_parameter_order=True), rows
    )
    ideas = [idea for one, key in zip(accepted, ids.all(), strict=True) for idea in _ideas(one, key or 0, before)]
    if ideas:
        work.session.execute(insert(IdeaRow), ideas)


def _row(one: _Accepted, now: datetime, latest: dict[tuple[int | None, int], int]) -> dict[str, Any]:
    sent = one.submission
    overtaken = sent.participant_id is not None and latest[sent.participant_id, one.run.id] != one.number
    return {
        "run_id": one.run.id,
        "number": one.number,
        "key": one.key,
        "participant_id": sent.participant_id,
        "college_id": sent.college_id,
        "source": sent.source,
        "voices": sent.voices,
        "answer": one.answer,
        "received_at": now,
        "superseded_at": now if overtaken else None,
    }


def _supersede(work: Work, accepted: Sequence[_Accepted]) -> dict[tuple[int, int], dict[str, IdeaRow]]:
    """Mark the answers that these replace; return their ideas by (run, participant) and text."""
    pairs = {(one.run.id, one.submission.participant_id) for one in accepted if one.submission.participant_id}
    earlier = select(ContributionRow.id, ContributionRow.run_id, ContributionRow.participant_id).where(
        col(ContributionRow.participant_id).in_({participant for _, participant in pairs}),
        col(ContributionRow.run_id).in_({run for run, _ in pairs}),
        col(ContributionRow.superseded_at).is_(None),
    )
    authors = {key: (run, who) for key, run, who in work.session.exec(earlier) if (run, who) in pairs and key and who}
    if not authors:
        return {}
    gone = col(ContributionRow.id).in_(authors)
    work.session.execute(update(ContributionRow).where(gone).values(superseded_at=work.now))
    ideas: dict[tuple[int, int], dict[str, IdeaRow]] = defaultdict(dict)
    for idea in work.session.exec(select(IdeaRow).where(col(IdeaRow.contribution_id).in_(authors))):
        ideas[authors[idea.contribution_id]][idea.text] = idea
    return ideas


def _ideas(
    one: _Accepted, contribution_id: int, before: dict[tuple[int, int], dict[str, IdeaRow]]
) -> list[dict[str, Any]]:
    """Return the rows of a contribution's free texts; one that was there before keeps its place in the inbox."""
    if not kind_of(one.run.content.kind).free_text:
        return []
    kept = before.get((one.run.id, one.submission.participant_id or 0), {})
    fresh = Visibility.WAITING if one.run.moderated else Visibility.SHOWN
    texts = [str(text) for value in one.answer.values() if isinstance(value, list) for text in value]
    return [
        {
            "run_id": one.run.id,
            "contribution_id": contribution_id,
            "text": text,
            "visibility": kept[text].visibility if text in kept else fresh,
            "theme_id": kept[text].theme_id if text in kept else None,
        }
        for text in texts
    ]

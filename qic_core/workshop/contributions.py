"""Record what people answer: many submissions in one transaction, each judged on its own, none twice."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import func, insert, or_, update
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.answers import check_answer, ideas_in, written_beside
from qic_core.workshop.fields import Json, Values
from qic_core.workshop.kind import Source, Visibility
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, run_of
from qic_core.workshop.tables import ContributionRow, IdeaRow, RunRow

RECEIPT_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY234679"
RECEIPT_LENGTH = 4
VOICES_AT_MOST = 500
KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
CORRECTED = "~"
LARGEST_ID = 2**31 - 1

Author: TypeAlias = tuple[int, int | str]


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


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a sender's key stands for by now: its last answer and receipt, and its row once stored."""

    answer: Json
    receipt: Receipt
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Accepted:
    submission: Submission
    key: str
    answer: Values
    run: Run
    number: int
    replaces: int | None

    @property
    def author(self) -> Author:
        """Whose later answer will replace this one: the participant, or the key where nobody signs."""
        return self.run.id, self.submission.participant_id or _sender_key(self.submission)


def record(work: Work, submissions: Sequence[Submission]) -> list[Receipt | DomainError]:
    """Record submissions; return for each, in order, its receipt or why it was refused.

    A resend (same sender, key and answer) gets its first receipt and makes no second row. Another answer under the
    same key corrects it; a participant's new answer supersedes the old.
    """
    runs = _runs(work, {submission.run_id for submission in submissions})
    sound = [submission for submission in submissions if submission.run_id in runs and KEY.fullmatch(submission.key)]
    known = _known(work.session, sound)
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
    known: dict[tuple[int, str], _Sent],
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
    kind = kind_of(run.content.kind)
    answer = kind.check_values(run.content, check_answer(kind.fields(run.content), submission.values))
    key = _sender_key(submission)
    before = known.get((run.id, key))
    if before and before.answer == answer:
        return before.receipt
    if not run.takes_answers:
        raise DomainError("run_frozen" if run.state == "frozen" else "run_closed")
    numbers[run.id] = number = numbers[run.id] + 1
    known[run.id, key] = sent = _Sent(answer, Receipt(receipt_code(run.id, number), now))
    stored_key = f"{key}{CORRECTED}{number}" if before else key
    accepted.append(_Accepted(submission, stored_key, answer, run, number, before.row_id if before else None))
    return sent.receipt


def _sender_key(submission: Submission) -> str:
    sender = f"p{submission.participant_id}" if submission.participant_id else submission.source
    return f"{sender}:{submission.key}"


def _runs(work: Work, run_ids: set[int]) -> dict[int, Run]:
    possible = [run_id for run_id in run_ids if 0 < run_id <= LARGEST_ID]
    rows = select(RunRow).where(col(RunRow.id).in_(possible), RunRow.collective_id == work.collective_id)
    return {run.id: run for run in map(run_of, work.session.exec(rows))}


def _known(session: Session, submissions: Sequence[Submission]) -> dict[tuple[int, str], _Sent]:
    """Return what these senders' keys stand for in their runs; corrections are looked up only where there are some."""
    here = col(ContributionRow.run_id).in_({submission.run_id for submission in submissions})
    keys = {_sender_key(submission) for submission in submissions}
    rows = list(session.exec(select(ContributionRow).where(here, col(ContributionRow.key).in_(keys))))
    corrected = {row.key for row in rows if row.superseded_at}
    if corrected:
        later = or_(*(col(ContributionRow.key).startswith(f"{key}{CORRECTED}") for key in corrected))
        rows += session.exec(select(ContributionRow).where(here, later).order_by(col(ContributionRow.number)))
    return {
        (row.run_id, row.key.partition(CORRECTED)[0]): _Sent(
            row.answer, Receipt(receipt_code(row.run_id, row.number), row.received_at), row.id
        )
        for row in rows
    }


def _last_numbers(session: Session, runs: dict[int, Run]) -> dict[int, int]:
    last = session.exec(
        select(ContributionRow.run_id, func.max(ContributionRow.number))
        .where(col(ContributionRow.run_id).in_(runs))
        .group_by(col(ContributionRow.run_id))
    )
    return {**dict.fromkeys(runs, 0), **dict(last.all())}


def _store(work: Work, accepted: Sequence[_Accepted]) -> None:
    written = _supersede(work, accepted)
    latest = {one.author: one.number for one in accepted}
    rows = [_row(one, work.now, overtaken=latest[one.author] != one.number) for one in accepted]
    ids = work.session.scalars(
        insert(ContributionRow).returning(col(ContributionRow.id), sort_by_parameter_order=True), rows
    )
    stored = zip(accepted, ids.all(), strict=True)
    ideas = [idea for one, row_id in stored for idea in _new_ideas(one, row_id or 0, written.get(one.author, {}))]
    if ideas:
        work.session.execute(insert(IdeaRow), ideas)


def _row(one: _Accepted, now: datetime, *, overtaken: bool) -> dict[str, Any]:
    sent = one.submission
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


def _supersede(work: Work, accepted: Sequence[_Accepted]) -> dict[Author, dict[str, IdeaRow]]:
    """Mark the answers that these replace; return the ideas that each author wrote before, by their text."""
    authors = _authors_of_earlier(work.session, accepted)
    if not authors:
        return {}
    gone = col(ContributionRow.id).in_(authors), col(ContributionRow.superseded_at).is_(None)
    work.session.execute(update(ContributionRow).where(*gone).values(superseded_at=work.now))
    written: dict[Author, dict[str, IdeaRow]] = defaultdict(dict)
    for idea in work.session.exec(select(IdeaRow).where(col(IdeaRow.contribution_id).in_(authors))):
        written[authors[idea.contribution_id]][idea.text] = idea
    return written


def _authors_of_earlier(session: Session, accepted: Sequence[_Accepted]) -> dict[int, Author]:
    pairs = {(one.run.id, one.submission.participant_id) for one in accepted if one.submission.participant_id}
    earlier = select(ContributionRow.id, ContributionRow.run_id, ContributionRow.participant_id).where(
        col(ContributionRow.participant_id).in_({participant for _, participant in pairs}),
        col(ContributionRow.run_id).in_({run for run, _ in pairs}),
    )
    signed = {key: (run, who) for key, run, who in session.exec(earlier) if (run, who) in pairs and key and who}
    unsigned = {one.replaces: one.author for one in accepted if one.replaces and not one.submission.participant_id}
    return {**signed, **unsigned}


def _new_ideas(one: _Accepted, contribution_id: int, written: dict[str, IdeaRow]) -> list[dict[str, Any]]:
    """Return rows for a contribution's new texts; a text its author wrote before comes along, moderated as it was."""
    visibility = Visibility.WAITING if one.run.moderated else Visibility.SHOWN
    fields = kind_of(one.run.content.kind).fields(one.run.content)
    texts = ideas_in(fields, one.answer)
    for idea in (written[text] for text in texts if text in written):
        idea.contribution_id = contribution_id
        if idea.text == texts[0] and written_beside(fields, one.answer):  # it shows a story, which may be another now
            idea.visibility = visibility
    return [
        {"run_id": one.run.id, "contribution_id": contribution_id, "text": text, "visibility": visibility}
        for text in texts
        if text not in written
    ]

"""What one phone needs to know, in one question to the database: it is asked at every request of every phone.

SQL by hand: put together by the ORM, the same answer costs several times the CPU.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Row, bindparam, text
from sqlmodel import Session

from qic_core.db.tables import UtcDateTime
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Receipt, receipt_code
from qic_core.workshop.fields import Values
from qic_core.workshop.participants import Participant, _hash
from qic_core.workshop.runs import RunState

AT_THE_PASSAGE = """LEFT JOIN run ON run.id = coalesce(
    (SELECT max(id) FROM run AS live WHERE live.collective_id = collective.id AND live.state IN ('open', 'frozen')),
    (SELECT max(id) FROM run AS past WHERE past.collective_id = collective.id AND past.state = 'closed'))"""
SEEN = text(
    f"""SELECT room_code.expired_at, collective.id AS collective_id, collective.name, collective.timezone,
    participant.id AS participant_id, participant.number AS ordinal, participant.college_id,
    run.id AS run_id, run.state, run.ends_at, contribution.number, contribution.received_at, contribution.answer
    FROM room_code JOIN collective ON collective.id = room_code.collective_id
    LEFT JOIN participant ON participant.token_hash = :token_hash AND participant.collective_id = collective.id
    {AT_THE_PASSAGE}
    LEFT JOIN contribution ON contribution.participant_id = participant.id AND contribution.run_id = run.id
        AND contribution.superseded_at IS NULL
    WHERE room_code.code = :code"""
).columns(ends_at=UtcDateTime, received_at=UtcDateTime, answer=JSON)
PASSAGES = (
    text(
        f"""SELECT collective.id AS collective_id, run.id AS run_id, run.state, run.ends_at
        FROM collective {AT_THE_PASSAGE} WHERE collective.id IN :ids"""
    )
    .columns(ends_at=UtcDateTime)
    .bindparams(bindparam("ids", expanding=True))
)
REVISIONS = text("SELECT collective_id, number FROM revision WHERE collective_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The run that phones are at: the live one, else the last one closed."""

    run_id: int
    state: RunState
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Glance:
    """A room seen from one phone; `answer` is what its participant has said in the passage."""

    collective_id: int
    name: str
    timezone: str
    participant: Participant | None
    passage: Passage | None
    answer: tuple[Values, Receipt] | None


def glance(session: Session, *, code: str, token: str) -> Glance:
    """Return the room that a code opens, seen from the phone that holds a token; refuses an unknown or expired code."""
    row = session.execute(SEEN, {"code": code, "token_hash": _hash(token)}).first()
    if row is None:
        raise DomainError("code_unknown")
    if row.expired_at is not None:
        raise DomainError("code_expired")
    here = row.collective_id
    seated = Participant(row.participant_id, here, row.ordinal, row.college_id) if row.participant_id else None
    receipt = Receipt(receipt_code(row.run_id, row.number), row.received_at) if row.number else None
    return Glance(here, row.name, row.timezone, seated, _passage(row), (row.answer, receipt) if receipt else None)


def passages(session: Session, collective_ids: Collection[int]) -> dict[int, Passage | None]:
    """Return the run that phones are at, by collective."""
    return {row.collective_id: _passage(row) for row in session.execute(PASSAGES, {"ids": list(collective_ids)})}


def revisions(session: Session, collective_ids: Collection[int]) -> dict[int, int]:
    """Return the revision of each of these collectives."""
    return {row.collective_id: row.number for row in session.execute(REVISIONS, {"ids": list(collective_ids)})}


def _passage(row: Row[tuple[object, ...]]) -> Passage | None:
    return Passage(row.run_id, RunState(row.state), row.ends_at) if row.run_id else None

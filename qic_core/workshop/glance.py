"""What one phone needs to know, in one question to the database: it is asked at every request of every phone.

SQL by hand, on a bare connection: put together by the ORM, the same answer costs several times the CPU.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, Integer, Row, String, TextualSelect, bindparam, column, text
from sqlalchemy.types import TypeEngine

from qic_core.db.tables import UtcDateTime
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Receipt, receipt_code
from qic_core.workshop.fields import Values
from qic_core.workshop.participants import Participant, _hash
from qic_core.workshop.runs import RunState


def _reading(sql: str, **columns: TypeEngine[Any]) -> TextualSelect:
    """Return a query with the name and type of its columns, in order: told by place, they are found fastest."""
    return text(sql).columns(*(column(name, kind) for name, kind in columns.items()))


AT_THE_PASSAGE = """LEFT JOIN run ON run.id = coalesce(
    (SELECT max(id) FROM run AS live WHERE live.collective_id = collective.id AND live.state IN ('open', 'frozen')),
    (SELECT id FROM run AS past WHERE past.collective_id = collective.id AND past.state = 'closed'
        ORDER BY closed_at DESC, id DESC LIMIT 1))"""
SEEN = _reading(
    f"""SELECT room_code.expired_at, collective.id AS collective_id, collective.name, collective.timezone,
        participant.id AS participant_id, participant.number AS ordinal, participant.college_id,
        run.id AS run_id, run.state, run.ends_at, contribution.number, contribution.received_at, contribution.answer
    FROM room_code JOIN collective ON collective.id = room_code.collective_id
    LEFT JOIN participant ON participant.token_hash = :token_hash AND participant.collective_id = collective.id
    {AT_THE_PASSAGE}
    LEFT JOIN contribution ON contribution.participant_id = participant.id AND contribution.run_id = run.id
        AND contribution.superseded_at IS NULL
    WHERE room_code.code = :code""",
    expired_at=DateTime(),
    collective_id=Integer(),
    name=String(),
    timezone=String(),
    participant_id=Integer(),
    ordinal=Integer(),
    college_id=Integer(),
    run_id=Integer(),
    state=String(),
    ends_at=UtcDateTime(),
    number=Integer(),
    received_at=UtcDateTime(),
    answer=JSON(),
)
PASSAGES = _reading(
    f"""SELECT collective.id AS collective_id, run.id AS run_id, run.state, run.ends_at FROM collective
    {AT_THE_PASSAGE} WHERE collective.id IN :ids""",
    collective_id=Integer(),
    run_id=Integer(),
    state=String(),
    ends_at=UtcDateTime(),
).bindparams(bindparam("ids", expanding=True))
REVISIONS = _reading(
    "SELECT collective_id, number FROM revision WHERE collective_id IN :ids",
    collective_id=Integer(),
    number=Integer(),
).bindparams(bindparam("ids", expanding=True))


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


def glance(connection: Connection, *, code: str, token: str) -> Glance:
    """Return the room that a code opens, seen from the phone that holds a token; refuses an unknown or expired code."""
    row = connection.execute(SEEN, {"code": code, "token_hash": _hash(token)}).first()
    if row is None:
        raise DomainError("code_unknown")
    if row.expired_at is not None:
        raise DomainError("code_expired")
    here = row.collective_id
    seated = Participant(row.participant_id, here, row.ordinal, row.college_id) if row.participant_id else None
    receipt = Receipt(receipt_code(row.run_id, row.number), row.received_at) if row.number else None
    return Glance(here, row.name, row.timezone, seated, _passage(row), (row.answer, receipt) if receipt else None)


def passages(connection: Connection, collective_ids: Collection[int]) -> dict[int, Passage | None]:
    """Return the run that phones are at, by collective."""
    return {row.collective_id: _passage(row) for row in connection.execute(PASSAGES, {"ids": list(collective_ids)})}


def revisions(connection: Connection, collective_ids: Collection[int]) -> dict[int, int]:
    """Return the revision of each of these collectives."""
    return {row.collective_id: row.number for row in connection.execute(REVISIONS, {"ids": list(collective_ids)})}


def _passage(row: Row[tuple[object, ...]]) -> Passage | None:
    return Passage(row.run_id, RunState(row.state), row.ends_at) if row.run_id else None

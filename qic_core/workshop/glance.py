"""What one phone needs to know, in one question to the database: it is asked at every request of every phone.

SQL by hand, handed to the driver: put together by the ORM, the same answer costs twenty times the CPU.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from qic_core.errors import DomainError
from qic_core.workshop.contributions import Receipt, receipt_code
from qic_core.workshop.fields import Values
from qic_core.workshop.participants import Participant, hash_of_token
from qic_core.workshop.runs import RunState

AT_THE_PASSAGE = """LEFT JOIN run ON run.id = coalesce(
    (SELECT max(id) FROM run AS live WHERE live.collective_id = collective.id AND live.state IN ('open', 'frozen')),
    (SELECT id FROM run AS past WHERE past.collective_id = collective.id AND past.state = 'closed'
        ORDER BY closed_at DESC, id DESC LIMIT 1))"""
SEEN = f"""SELECT room_code.expired_at, collective.id, collective.name, collective.timezone,
        participant.id, participant.number, participant.college_id, run.id, run.state, run.ends_at,
        contribution.number, contribution.received_at, contribution.answer
    FROM room_code JOIN collective ON collective.id = room_code.collective_id
    LEFT JOIN participant ON participant.token_hash = :token_hash AND participant.collective_id = collective.id
    {AT_THE_PASSAGE}
    LEFT JOIN contribution ON contribution.participant_id = participant.id AND contribution.run_id = run.id
        AND contribution.superseded_at IS NULL
    WHERE room_code.code = :code"""
PASSAGE = f"SELECT run.id, run.state, run.ends_at FROM collective {AT_THE_PASSAGE} WHERE collective.id = :collective_id"
REVISIONS = "SELECT collective_id, number FROM revision"


class Fetch(Protocol):
    """Fetches the rows of a query as the driver gives them: SQLite knows neither moments nor JSON."""

    def __call__(self, sql: str, **params: object) -> Sequence[Sequence[Any]]: ...


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


def glance(fetch: Fetch, *, code: str, token: str) -> Glance:
    """Return the room that a code opens, seen from the phone that holds a token; refuses an unknown or expired code."""
    rows = fetch(SEEN, code=code, token_hash=hash_of_token(token))
    if not rows:
        raise DomainError("code_unknown")
    expired_at, here, name, timezone, person, ordinal, college, run_id, state, ends_at, number, at, answer = rows[0]
    if expired_at is not None:
        raise DomainError("code_expired")
    return Glance(
        here,
        name,
        timezone,
        Participant(person, here, ordinal, college) if person else None,
        _passage(run_id, state, ends_at),
        (_values(answer), Receipt(receipt_code(run_id, number), _moment(at))) if number else None,
    )


def passage_at(fetch: Fetch, collective_id: int) -> Passage | None:
    """Return the run that a collective's phones are at."""
    return _passage(*fetch(PASSAGE, collective_id=collective_id)[0])


def revisions(fetch: Fetch) -> dict[int, int]:
    """Return the revision of every collective."""
    return {collective_id: number for collective_id, number in fetch(REVISIONS)}


def _passage(run_id: int | None, state: str, ends_at: str | datetime | None) -> Passage | None:
    return Passage(run_id, RunState(state), _moment(ends_at) if ends_at else None) if run_id else None


def _moment(stored: str | datetime) -> datetime:
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment.replace(tzinfo=UTC)


def _values(stored: str | Values) -> Values:
    values: Values = json.loads(stored) if isinstance(stored, str) else stored
    return values

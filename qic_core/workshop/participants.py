"""Who is in the room: a random token a phone, a collège, a first name kept apart if one was given."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from qic_core.collective.service import list_colleges
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.tables import FirstNameRow, ParticipantRow
from qic_core.workshop.texts import clean_text

PRESENT_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Participant:
    """One phone of the room; `number` counts from 0 in its collective."""

    id: int
    collective_id: int
    number: int
    college_id: int | None


def join(work: Work, *, token: str, college_id: int | None, first_name: str = "") -> Participant:
    """Seat a phone in the room; the same token keeps its seat and may change its collège."""
    assert work.collective_id is not None, "one joins a collective's room"
    colleges = {college.id for college in list_colleges(work.session, work.collective_id)}
    if college_id not in colleges:
        raise DomainError("college_missing")
    name = clean_text(first_name, at_most=40)
    row = _seat(work.session, work.collective_id, token) or ParticipantRow(
        collective_id=work.collective_id,
        number=_next_number(work),
        token_hash=hash_of_token(token),
        joined_at=work.now,
        seen_at=work.now,
    )
    row.college_id, row.seen_at = college_id, work.now
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    if name:
        work.session.merge(FirstNameRow(participant_id=row.id, name=name))
    return _participant(row)


def find_participant(session: Session, collective_id: int, token: str) -> Participant | None:
    """Return whom a token seats in the collective's room; None for no one, and for another room's token."""
    row = _seat(session, collective_id, token)
    return _participant(row) if row else None


def mark_seen(session: Session, participant_ids: Collection[int], *, now: datetime) -> None:
    """Note that these phones were heard of now."""
    session.execute(update(ParticipantRow).where(col(ParticipantRow.id).in_(participant_ids)).values(seen_at=now))


def present_by_college(session: Session, collective_id: int, *, now: datetime) -> dict[int, int]:
    """Return how many phones of each collège were heard of within the last minute."""
    recent = select(ParticipantRow.college_id, func.count()).where(
        ParticipantRow.collective_id == collective_id, col(ParticipantRow.seen_at) >= now - PRESENT_WITHIN
    )
    return {college or 0: count for college, count in session.exec(recent.group_by(col(ParticipantRow.college_id)))}


def _seat(session: Session, collective_id: int, token: str) -> ParticipantRow | None:
    here = ParticipantRow.collective_id == collective_id, ParticipantRow.token_hash == hash_of_token(token)
    return session.exec(select(ParticipantRow).where(*here)).first()


def _next_number(work: Work) -> int:
    last = select(func.max(ParticipantRow.number)).where(ParticipantRow.collective_id == work.collective_id)
    highest = work.session.exec(last).one()
    return 0 if highest is None else highest + 1


def _participant(row: ParticipantRow) -> Participant:
    assert row.id is not None
    return Participant(row.id, row.collective_id, row.number, row.college_id)


def hash_of_token(token: str) -> str:
    """Return what is stored of a phone's token (SHA-256, hexadecimal)."""
    return hashlib.sha256(token.encode()).hexdigest()

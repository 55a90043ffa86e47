"""Create a collective, read it, open and renew the code of its room."""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import update
from sqlmodel import Session, col, select

from qic_core.collective.rules import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Collective,
    College,
    check_colleges,
    check_name,
    check_note,
    check_timezone,
    free_slug,
    is_code,
    normal_code,
    slug_of,
)
from qic_core.collective.tables import CollectiveRow, CollegeRow, RoomCodeRow
from qic_core.db.engine import Work
from qic_core.db.tables import RevisionRow
from qic_core.errors import DomainError


def create_collective(
    work: Work,
    *,
    name: str,
    place: str,
    colleges: Sequence[str],
    timezone: str,
    note: str = "",
    code: str | None = None,
    slug: str | None = None,
) -> int:
    """Create a collective with its collèges and the code of its room; code and slug are made unless given."""
    row = CollectiveRow(
        slug=free_slug(slug_of(slug or name), work.session.exec(select(CollectiveRow.slug)).all()),
        name=check_name(name),
        place=check_name(place),
        timezone=check_timezone(timezone),
        note=check_note(note),
        created_at=work.now,
    )
    names = check_colleges(colleges)
    work.session.add(row)
    work.session.flush()
    collective_id = _id(row.id)
    work.session.add(RevisionRow(collective_id=collective_id, number=1))
    for position, college in enumerate(names):
        row_of = CollegeRow(collective_id=collective_id, position=position, name=college, of_residents=position == 0)
        work.session.add(row_of)
    renew_code(work, collective_id=collective_id, code=code)
    return collective_id


def describe_collective(work: Work, *, name: str, place: str, note: str) -> None:
    """Change how the collective at work is called, where it is and what it says of itself."""
    row = work.session.get(CollectiveRow, work.collective_id)
    if row is None:
        raise DomainError("collective_unknown")
    row.name, row.place, row.note = check_name(name), check_name(place), check_note(note)


def rename_colleges(work: Work, *, names: Mapping[int, str], added: str = "") -> None:
    """Give collèges (id → name) other names, and add one; none is ever removed: voices belong to them."""
    rows = list(work.session.exec(select(CollegeRow).where(CollegeRow.collective_id == work.collective_id)))
    wished = [names.get(_id(row.id), row.name) for row in rows]
    if not all(name.strip() for name in wished):
        raise DomainError("name_missing")
    clean = check_colleges([*wished, *([added] if added.strip() else [])])
    for row in rows:  # two collèges may trade their names
        row.name = f"\N{ZERO WIDTH SPACE}{row.id}"
    work.session.flush()
    for row, name in zip(rows, clean, strict=False):
        row.name = name
    for name in clean[len(rows) :]:
        work.session.add(CollegeRow(collective_id=work.collective_id or 0, position=len(rows), name=name))
    work.session.flush()


def name_residents(work: Work, *, college_id: int) -> None:
    """Say which collège is that of the residents: their share is shown beside each decision (A1-07)."""
    rows = list(work.session.exec(select(CollegeRow).where(CollegeRow.collective_id == work.collective_id)))
    if college_id not in {row.id for row in rows}:
        raise DomainError("college_missing")
    for row in rows:
        row.of_residents = row.id == college_id


def list_collectives(session: Session) -> list[Collective]:
    """Return every collective, the oldest first."""
    return [_collective(row) for row in session.exec(select(CollectiveRow).order_by(col(CollectiveRow.id)))]


def get_collective(session: Session, collective_id: int) -> Collective:
    """Return one collective; refuses an id that nobody has."""
    row = session.get(CollectiveRow, collective_id)
    if row is None:
        raise DomainError("collective_unknown")
    return _collective(row)


def list_colleges(session: Session, collective_id: int) -> list[College]:
    """Return the collective's collèges in their order."""
    rows = select(CollegeRow).where(CollegeRow.collective_id == collective_id).order_by(col(CollegeRow.position))
    return [College(_id(row.id), row.name, row.of_residents) for row in session.exec(rows)]


def current_code(session: Session, collective_id: int) -> str:
    """Return the code that opens the collective's room today."""
    open_codes = select(RoomCodeRow.code).where(
        RoomCodeRow.collective_id == collective_id, col(RoomCodeRow.expired_at).is_(None)
    )
    return session.exec(open_codes).one()


def collective_of_code(session: Session, typed: str) -> int:
    """Return whose room a code opens; refuses an unknown or expired code."""
    code = normal_code(typed)
    row = session.get(RoomCodeRow, code) if is_code(code) else None
    if row is None:
        raise DomainError("code_unknown")
    if row.expired_at is not None:
        raise DomainError("code_expired")
    return row.collective_id


def renew_code(work: Work, *, collective_id: int, code: str | None = None) -> str:
    """Expire the room's code and open a new one; `code` is drawn unless a free one is given."""
    work.session.execute(
        update(RoomCodeRow)
        .where(col(RoomCodeRow.collective_id) == collective_id, col(RoomCodeRow.expired_at).is_(None))
        .values(expired_at=work.now)
    )
    fresh = code or _draw_code(work.session)
    if not is_code(fresh) or work.session.get(RoomCodeRow, fresh) is not None:
        raise DomainError("code_taken", code=fresh)
    work.session.add(RoomCodeRow(code=fresh, collective_id=collective_id, created_at=work.now))
    work.session.flush()
    return fresh


def _draw_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if session.get(RoomCodeRow, code) is None:
            return code


def _collective(row: CollectiveRow) -> Collective:
    return Collective(_id(row.id), row.slug, row.name, row.place, row.timezone, row.note)


def _id(key: int | None) -> int:
    assert key is not None, "a flushed row has an id"
    return key

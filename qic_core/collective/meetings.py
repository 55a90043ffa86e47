"""The core group's meetings and who was there."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, select

from qic_core.collective.rules import Meeting, Member, check_name, check_note
from qic_core.collective.tables import AttendanceRow, MeetingRow, MemberRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError


def add_meeting(
    work: Work, *, collective_id: int, held_on: date, title: str, note: str = "", present: Collection[int] = ()
) -> int:
    """Note a meeting of the core group and who was there (ids of members); return its id."""
    row = MeetingRow(collective_id=collective_id, held_on=held_on, title=check_name(title), note=check_note(note))
    known = set(work.session.exec(select(MemberRow.id).where(MemberRow.collective_id == collective_id)))
    if not set(present) <= known:
        raise DomainError("member_unknown")
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    work.session.add_all(AttendanceRow(meeting_id=row.id, member_id=member_id) for member_id in sorted(set(present)))
    work.session.flush()
    return row.id


def list_meetings(session: Session, collective_id: int) -> list[Meeting]:
    """Return the meetings, the latest first."""
    rows = select(MeetingRow).where(MeetingRow.collective_id == collective_id)
    meetings = list(session.exec(rows.order_by(col(MeetingRow.held_on).desc(), col(MeetingRow.id).desc())))
    there: dict[int, set[int]] = defaultdict(set)
    seated = select(AttendanceRow).where(col(AttendanceRow.meeting_id).in_([row.id for row in meetings]))
    for attendance in session.exec(seated):
        there[attendance.meeting_id].add(attendance.member_id)
    return [Meeting(row.id or 0, row.held_on, row.title, row.note, frozenset(there[row.id or 0])) for row in meetings]


def attendance_of(meetings: Sequence[Meeting], members: Sequence[Member]) -> list[tuple[Member, int]]:
    """Return, for each member of the core group, at how many of the meetings they were."""
    return [(member, sum(member.id in meeting.present for meeting in meetings)) for member in members if member.core]

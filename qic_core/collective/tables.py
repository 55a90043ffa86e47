"""Rows of the collective."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field, SQLModel, UniqueConstraint

from qic_core.db.tables import UtcDateTime


class CollectiveRow(SQLModel, table=True):
    __tablename__ = "collective"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    place: str = Field(max_length=120)
    timezone: str = Field(max_length=60)
    note: str = Field(default="", max_length=1000)
    created_at: datetime = Field(sa_type=UtcDateTime)


class CollegeRow(SQLModel, table=True):
    __tablename__ = "college"
    __table_args__ = (UniqueConstraint("collective_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    position: int
    name: str = Field(max_length=60)
    of_residents: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("collective_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    college_id: int = Field(foreign_key="college.id")
    name: str = Field(max_length=120)
    sector: str = Field(default="", max_length=60)
    joined_on: date | None = None
    left_on: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="organisation.id")


class FormerNameRow(SQLModel, table=True):
    """What an organisation was called until a day."""

    __tablename__ = "former_name"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(max_length=120)
    until: date


class SeatRow(SQLModel, table=True):
    """One of the trinôme's three roles, as this collective names it."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("collective_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    position: int
    name: str = Field(max_length=120)


class MemberRow(SQLModel, table=True):
    """A person of the collective, with their role; `core` for the group that meets between séminaires."""

    __tablename__ = "member"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    college_id: int = Field(foreign_key="college.id")
    seat_id: int | None = Field(default=None, foreign_key="seat.id")
    name: str = Field(max_length=120)
    role: str = Field(default="", max_length=120)
    core: bool = False
    joined_on: date | None = None
    left_on: date | None = None


class MeetingRow(SQLModel, table=True):
    """A meeting of the core group."""

    __tablename__ = "meeting"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    held_on: date
    title: str = Field(max_length=120)
    note: str = Field(default="", max_length=1000)


class AttendanceRow(SQLModel, table=True):
    __tablename__ = "attendance"

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id", sa_column_kwargs={"autoincrement": False})
    member_id: int = Field(
        primary_key=True, foreign_key="member.id", index=True, sa_column_kwargs={"autoincrement": False}
    )


class RoomCodeRow(SQLModel, table=True):
    __tablename__ = "room_code"

    code: str = Field(primary_key=True, max_length=6)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

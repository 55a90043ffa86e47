"""Rows of the collective."""

from datetime import datetime

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


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("collective_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    college_id: int = Field(foreign_key="college.id")
    name: str = Field(max_length=120)


class RoomCodeRow(SQLModel, table=True):
    __tablename__ = "room_code"

    code: str = Field(primary_key=True, max_length=6)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

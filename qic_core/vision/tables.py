"""Rows of the vision."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class StatementRow(SQLModel, table=True):
    """A draft of the vision, which amendments change until it is adopted or withdrawn."""

    __tablename__ = "statement"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    text: str = Field(max_length=300)
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AmendmentRow(SQLModel, table=True):
    """Another wording proposed for a statement; accepted, it replaces the text (`before` keeps the old one)."""

    __tablename__ = "amendment"

    id: int | None = Field(default=None, primary_key=True)
    statement_id: int = Field(foreign_key="statement.id", index=True)
    text: str = Field(max_length=300)
    reason: str = Field(default="", max_length=1000)
    before: str = Field(default="", max_length=300)
    state: str = Field(max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class VisionRow(SQLModel, table=True):
    """An adopted vision; the one whose `ended_at` is None stands. `voices`: collège name → voices."""

    __tablename__ = "vision"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    statement_id: int | None = Field(default=None, foreign_key="statement.id")
    text: str = Field(max_length=300)
    year: int
    reasons: str = Field(default="", max_length=2000)
    dissent: str = Field(default="", max_length=2000)
    voices: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    residents: int
    adopted_on: date
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

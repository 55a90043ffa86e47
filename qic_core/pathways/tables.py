"""Rows of the pathways."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class ChangeRow(SQLModel, table=True):
    """A change: for whom, from what state to what state, by when. `version` rises at each edit."""

    __tablename__ = "change"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    title: str = Field(max_length=300)
    horizon: str = Field(max_length=10)
    nature: str = Field(max_length=10)
    for_whom: str = Field(default="", max_length=300)
    from_state: str = Field(default="", max_length=300)
    to_state: str = Field(default="", max_length=300)
    unseen: str = Field(default="", max_length=300)
    due_on: date | None = None
    target: float | None = None
    target_unit: str = Field(default="", max_length=40)
    target_period: str = Field(default="", max_length=40)
    position: int
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LinkRow(SQLModel, table=True):
    """A change leads to another, or (`to_id` None) to the vision; why we think so, and how sure we are (0–100)."""

    __tablename__ = "link"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    from_id: int = Field(foreign_key="change.id", index=True)
    to_id: int | None = Field(default=None, foreign_key="change.id", index=True)
    hypothesis: str = Field(default="", max_length=1000)
    evidence: str = Field(default="", max_length=1000)
    confidence: int | None = None
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SnapshotRow(SQLModel, table=True):
    """The pathways as they stood on a day: `content` is what the archive would hold of them."""

    __tablename__ = "snapshot"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    taken_on: date
    title: str = Field(max_length=120)
    content: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)

"""Rows of the challenge."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class ReadinessRow(SQLModel, table=True):
    """One scoring of one condition, 0–3, with its evidence; `run_id` when the room gave it."""

    __tablename__ = "readiness"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    condition: str = Field(max_length=40)
    score: int
    evidence: str = Field(default="", max_length=1000)
    scored_on: date
    run_id: int | None = Field(default=None, foreign_key="run.id")
    created_at: datetime = Field(sa_type=UtcDateTime)


class EvidenceRow(SQLModel, table=True):
    """A figure with its source, or (`figure` None) something not known yet; `version` rises at each edit."""

    __tablename__ = "evidence"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    statement: str = Field(max_length=300)
    figure: float | None = None
    unit: str = Field(default="", max_length=40)
    year: int | None = None
    perimeter: str = Field(default="", max_length=120)
    source: str = Field(default="", max_length=300)
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class CandidateRow(SQLModel, table=True):
    """A problem that may become the challenge; `version` rises at each edit."""

    __tablename__ = "candidate"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    text: str = Field(max_length=300)
    note: str = Field(default="", max_length=1000)
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class ChallengeRow(SQLModel, table=True):
    """An adopted challenge; the one whose `ended_at` is None stands, the others are its history.

    `voices` (collège name → voices) says who took part in the decision.
    """

    __tablename__ = "challenge"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    candidate_id: int | None = Field(default=None, foreign_key="candidate.id")
    sentence: str = Field(max_length=300)
    reasons: str = Field(default="", max_length=2000)
    dissent: str = Field(default="", max_length=2000)
    voices: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    residents: int
    adopted_on: date
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

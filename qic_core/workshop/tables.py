"""Rows of the room."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class NotebookRow(SQLModel, table=True):
    __tablename__ = "notebook"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    title: str = Field(max_length=120)
    aim: str = Field(default="", max_length=300)
    audience: str = Field(default="", max_length=120)
    held_on: date | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CellRow(SQLModel, table=True):
    __tablename__ = "cell"

    id: int | None = Field(default=None, primary_key=True)
    notebook_id: int = Field(foreign_key="notebook.id", index=True)
    position: int
    kind: str = Field(max_length=40)
    title: str = Field(max_length=120)
    prompt: str = Field(max_length=2000)
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    items: list[str] = Field(default_factory=list, sa_type=JSON)
    items_from_id: int | None = Field(default=None, foreign_key="cell.id")
    about: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": text("''")})
    minutes: int
    notes: str = Field(default="", max_length=4000)
    moderated: bool
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RunRow(SQLModel, table=True):
    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("cell_id", "number"),
        Index("ix_run_collective_id_state", "collective_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id")
    cell_id: int = Field(foreign_key="cell.id")
    number: int
    state: str = Field(max_length=10)
    revealed: bool = False
    moderated: bool
    content: dict[str, Any] = Field(sa_type=JSON)
    output: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ParticipantRow(SQLModel, table=True):
    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("collective_id", "number"), UniqueConstraint("collective_id", "token_hash"))

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id")
    number: int
    token_hash: str = Field(max_length=64)
    college_id: int | None = Field(default=None, foreign_key="college.id")
    joined_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class FirstNameRow(SQLModel, table=True):
    """Names live apart from what people said, and can be erased."""

    __tablename__ = "first_name"

    participant_id: int = Field(
        primary_key=True, foreign_key="participant.id", sa_column_kwargs={"autoincrement": False}
    )
    name: str = Field(max_length=40)


class ContributionRow(SQLModel, table=True):
    """Append-only: a correction supersedes, nothing is overwritten."""

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("run_id", "key"),
        UniqueConstraint("run_id", "number"),
        Index("ix_contribution_participant_id_run_id", "participant_id", "run_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id")
    number: int
    key: str = Field(max_length=120)
    participant_id: int | None = Field(default=None, foreign_key="participant.id")
    college_id: int | None = Field(default=None, foreign_key="college.id")
    source: str = Field(max_length=10)
    voices: int
    answer: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=UtcDateTime)
    superseded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ThemeRow(SQLModel, table=True):
    __tablename__ = "theme"

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    label: str = Field(max_length=80)
    withdrawn: bool = False


class IdeaRow(SQLModel, table=True):
    __tablename__ = "idea"

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    contribution_id: int = Field(foreign_key="contribution.id", index=True)
    text: str = Field(max_length=300)
    visibility: str = Field(max_length=10)
    theme_id: int | None = Field(default=None, foreign_key="theme.id")


class ModerationStepRow(SQLModel, table=True):
    """One gesture of the moderator, with what it changed, so that it can be undone."""

    __tablename__ = "moderation_step"

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    changes: list[dict[str, Any]] = Field(sa_type=JSON)
    undone: bool = False

"""Rows of the thread."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel

from qic_core.db.tables import UtcDateTime


class ThreadRow(SQLModel, table=True):
    """One strand: a thing of the journey (`kind`, `thing_id`) came from this run, and from this idea of it."""

    __tablename__ = "thread"
    __table_args__ = (Index("ix_thread_collective_id_kind_thing_id", "collective_id", "kind", "thing_id"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id")
    kind: str = Field(max_length=40)
    thing_id: int
    said: str = Field(max_length=300)
    run_id: int = Field(foreign_key="run.id", index=True)
    idea_id: int | None = Field(default=None, foreign_key="idea.id", index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)

"""Rows of the roadmap."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class RoadmapRow(SQLModel, table=True):
    """What the roadmap says beside the journey: the first actions (what, who, by when) and the next loop.

    `left_out` holds the ids of changes that it does not tell. `version` rises at each save of its form. The next
    loop's day was last named on `next_loop_named_on`; on a page of before that was kept nobody knows.
    """

    __tablename__ = "roadmap"

    collective_id: int = Field(primary_key=True, foreign_key="collective.id", sa_column_kwargs={"autoincrement": False})
    first_actions: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    next_loop_on: date | None = None
    next_loop_named_on: date | None = None
    next_loop_note: str = Field(default="", max_length=300)
    left_out: list[int] = Field(default_factory=list, sa_type=JSON)
    version: int = 1

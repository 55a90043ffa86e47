"""Rows of cooperation: what the runs do not hold, which are the waves themselves."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from qic_core.db.tables import UtcDateTime


class NamingRow(SQLModel, table=True):
    """The collective agreed (or no longer agrees) that the results of pairs name organisations; only added to."""

    __tablename__ = "cooperation_naming"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    named: bool
    decided_on: date
    note: str = Field(default="", max_length=300)
    made_at: datetime = Field(sa_type=UtcDateTime)


class WantedLevelRow(SQLModel, table=True):
    """The level (1–7) that two organisations aim for, `first_id` < `second_id`; level None takes it back."""

    __tablename__ = "wanted_level"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    first_id: int = Field(foreign_key="organisation.id", index=True)
    second_id: int = Field(foreign_key="organisation.id", index=True)
    level: int | None = None
    why: str = Field(default="", max_length=300)
    set_at: datetime = Field(sa_type=UtcDateTime)


class PlanRow(SQLModel, table=True):
    """A cooperation plan, dated; the one that has not ended stands, and the next wave opens on it."""

    __tablename__ = "cooperation_plan"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    made_on: date
    next_wave_on: date | None = None
    note: str = Field(default="", max_length=300)
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PlanLineRow(SQLModel, table=True):
    """A need, what helps, a side step, or a promise (who does what by when) of a plan; `outcome` once it is known."""

    __tablename__ = "cooperation_plan_line"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="cooperation_plan.id", index=True)
    section: str = Field(max_length=20)
    position: int
    text: str = Field(max_length=300)
    who: str = Field(default="", max_length=120)
    due_on: date | None = None
    outcome: str = Field(default="", max_length=20)
    outcome_note: str = Field(default="", max_length=300)
    version: int = 1
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""Rows of the actions."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class ActionRow(SQLModel, table=True):
    """An action. Money is in whole euros, None where nobody said; `version` rises at each edit."""

    __tablename__ = "action"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    title: str = Field(max_length=160)
    first_step: str = Field(default="", max_length=300)
    for_whom: str = Field(default="", max_length=300)
    lead_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = Field(max_length=20)
    means: str = Field(default="", max_length=20)
    funding: str = Field(default="", max_length=20)
    sought: int | None = None
    found: int | None = None
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ActionChangeRow(SQLModel, table=True):
    """An action serves a change."""

    __tablename__ = "action_change"

    action_id: int = Field(primary_key=True, foreign_key="action.id", sa_column_kwargs={"autoincrement": False})
    change_id: int = Field(
        primary_key=True, foreign_key="change.id", index=True, sa_column_kwargs={"autoincrement": False}
    )


class ActionPartnerRow(SQLModel, table=True):
    """An organisation takes part in an action beside its lead."""

    __tablename__ = "action_partner"

    action_id: int = Field(primary_key=True, foreign_key="action.id", sa_column_kwargs={"autoincrement": False})
    organisation_id: int = Field(
        primary_key=True, foreign_key="organisation.id", index=True, sa_column_kwargs={"autoincrement": False}
    )


class StatusRow(SQLModel, table=True):
    """An action took a status on a day; the log is only added to."""

    __tablename__ = "action_status"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    status: str = Field(max_length=20)
    since: date
    note: str = Field(default="", max_length=300)
    made_at: datetime = Field(sa_type=UtcDateTime)


class ResourceRow(SQLModel, table=True):
    """A room, time, equipment or data that is needed (for an action or not) or offered; a need is met by an offer."""

    __tablename__ = "resource"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    side: str = Field(max_length=10)
    nature: str = Field(max_length=20)
    what: str = Field(max_length=160)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    met_by_id: int | None = Field(default=None, foreign_key="resource.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReinforcementRow(SQLModel, table=True):
    """What an action does to another: −1 hinders, 0 nothing, 1 helps, 2 is indispensable; `source` said so.

    Only added to: the latest of a pair is what holds, the others are its history. Without a value it was taken back.
    """

    __tablename__ = "reinforcement"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    from_id: int = Field(foreign_key="action.id", index=True)
    to_id: int = Field(foreign_key="action.id", index=True)
    value: int | None = None
    source: str = Field(max_length=10)
    said_at: datetime = Field(sa_type=UtcDateTime)

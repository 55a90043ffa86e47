"""Rows of access."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class AccessLinkRow(SQLModel, table=True):
    __tablename__ = "access_link"

    id: int | None = Field(default=None, primary_key=True)
    role: str = Field(max_length=20)
    label: str = Field(max_length=60)
    secret_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

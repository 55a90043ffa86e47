"""The revision counter, and what every table shares: named constraints and UTC times."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator, update
from sqlmodel import Field, Session, SQLModel, col, select

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; stored without zone, the same on both engines, read back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class RevisionRow(SQLModel, table=True):
    __tablename__ = "revision"

    collective_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int = 0


def raise_revision(session: Session, collective_id: int) -> None:
    """Raise the collective's revision; on PostgreSQL this row also queues its writers."""
    session.execute(
        update(RevisionRow).where(col(RevisionRow.collective_id) == collective_id).values(number=RevisionRow.number + 1)
    )


def revision_of(session: Session, collective_id: int) -> int:
    """Return the collective's revision; 0 for an unknown collective."""
    return session.exec(select(RevisionRow.number).where(RevisionRow.collective_id == collective_id)).first() or 0

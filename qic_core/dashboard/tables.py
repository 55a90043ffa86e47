"""Rows of the dashboard and of the public page: what no step of the journey keeps."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from qic_core.db.tables import UtcDateTime


class PublicPageRow(SQLModel, table=True):
    """Whether the collective shows its public page, and what the page says beside the journey."""

    __tablename__ = "public_page"

    collective_id: int = Field(primary_key=True, foreign_key="collective.id", sa_column_kwargs={"autoincrement": False})
    shown: bool = False
    words: str = Field(default="", max_length=600)
    version: int = 1


class SkippedStepRow(SQLModel, table=True):
    """A step of the journey that the collective leaves out, and why; only added to, the latest row of a step holds."""

    __tablename__ = "skipped_step"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    step: str = Field(max_length=20)
    skipped: bool
    reason: str = Field(default="", max_length=300)
    made_at: datetime = Field(sa_type=UtcDateTime)


class FeedbackRow(SQLModel, table=True):
    """What a séminaire owes to those who spoke there: by when they are told what became of it, when and how they were.

    Where a séminaire has no row, the day that `dashboard.feedback` counts by default holds.
    """

    __tablename__ = "feedback"

    notebook_id: int = Field(primary_key=True, foreign_key="notebook.id", sa_column_kwargs={"autoincrement": False})
    due_on: date
    given_on: date | None = None
    how: str = Field(default="", max_length=300)
    version: int = 1


class VisitRow(SQLModel, table=True):
    """When a link was last used here, and when the visit before ended: it stays with the machine."""

    __tablename__ = "visit"

    link_id: int = Field(primary_key=True, foreign_key="access_link.id", sa_column_kwargs={"autoincrement": False})
    collective_id: int = Field(primary_key=True, foreign_key="collective.id", sa_column_kwargs={"autoincrement": False})
    seen_at: datetime = Field(sa_type=UtcDateTime)
    before_at: datetime = Field(sa_type=UtcDateTime)

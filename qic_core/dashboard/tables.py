"""Rows of what the journey shows to everyone."""

from sqlmodel import Field, SQLModel


class PublicPageRow(SQLModel, table=True):
    """Whether the collective shows its public page, and what the page says beside the journey."""

    __tablename__ = "public_page"

    collective_id: int = Field(primary_key=True, foreign_key="collective.id", sa_column_kwargs={"autoincrement": False})
    shown: bool = False
    words: str = Field(default="", max_length=600)
    version: int = 1

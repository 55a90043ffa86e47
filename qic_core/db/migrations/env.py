"""Alembic's entry: runs inside the transaction that its caller opened and handed over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from qic_core.db.tables import UtcDateTime


def plain_type(kind: str, item: Any, autogen: object) -> str | Literal[False]:
    """Write a made migration with SQLAlchemy's own types, so that it never depends on ours."""
    if isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return f"sa.String(length={item.length})" if isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()

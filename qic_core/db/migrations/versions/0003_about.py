"""Cells that ask about things of the journey; the collège of the residents."""

import sqlalchemy as sa
from alembic import op

revision = "0003_about"
down_revision = "0002_journey"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cell") as cell:
        cell.add_column(sa.Column("about", sa.String(length=40), nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("college") as college:
        college.add_column(sa.Column("of_residents", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("roadmap") as roadmap:
        roadmap.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    with op.batch_alter_table("roadmap") as roadmap:  # PostgreSQL cannot compare defaults of this type
        roadmap.alter_column("left_out", server_default=None)
    for name in ("candidate", "evidence"):
        with op.batch_alter_table(name) as edited:
            edited.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    college_table = sa.table("college", sa.column("position", sa.Integer), sa.column("of_residents", sa.Boolean))
    op.execute(sa.update(college_table).where(college_table.c.position == 0).values(of_residents=sa.true()))


def downgrade() -> None:
    for name in ("candidate", "evidence"):
        with op.batch_alter_table(name) as edited:
            edited.drop_column("version")
    with op.batch_alter_table("roadmap") as roadmap:
        roadmap.drop_column("left_out")
    with op.batch_alter_table("college") as college:
        college.drop_column("of_residents")
    with op.batch_alter_table("cell") as cell:
        cell.drop_column("about")

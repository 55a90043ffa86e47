"""Indicators with their measures, loops with their decisions and frozen forecasts; the public page."""

import sqlalchemy as sa
from alembic import op

revision = "0005_evaluation"
down_revision = "0004_cooperation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_page",
        sa.Column("collective_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_public_page_collective_id_collective"),
        sa.PrimaryKeyConstraint("collective_id", name="pk_public_page"),
    )

    op.create_table(
        "loop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("notebook_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_loop_collective_id_collective"),
        sa.ForeignKeyConstraint(["notebook_id"], ["notebook.id"], name="fk_loop_notebook_id_notebook"),
        sa.PrimaryKeyConstraint("id", name="pk_loop"),
    )
    op.create_index("ix_loop_collective_id", "loop", ["collective_id"])
    op.create_index("ix_loop_notebook_id", "loop", ["notebook_id"])

    op.create_table(
        "loop_change",
        sa.Column("loop_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_loop_change_change_id_change"),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name="fk_loop_change_loop_id_loop"),
        sa.PrimaryKeyConstraint("loop_id", "change_id", name="pk_loop_change"),
    )
    op.create_index("ix_loop_change_change_id", "loop_change", ["change_id"])

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_decision_action_id_action"),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name="fk_decision_loop_id_loop"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("loop_id", "action_id", name="uq_decision_loop_id_action_id"),
    )
    op.create_index("ix_decision_action_id", "decision", ["action_id"])
    op.create_index("ix_decision_loop_id", "decision", ["loop_id"])

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("frequency", sa.String(length=20), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_indicator_action_id_action"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_indicator_cell_id_cell"),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_indicator_change_id_change"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_indicator_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
    )
    op.create_index("ix_indicator_action_id", "indicator", ["action_id"])
    op.create_index("ix_indicator_cell_id", "indicator", ["cell_id"])
    op.create_index("ix_indicator_change_id", "indicator", ["change_id"])
    op.create_index("ix_indicator_collective_id", "indicator", ["collective_id"])

    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=160), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_annotation_indicator_id_indicator"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_indicator_id", "annotation", ["indicator_id"])

    op.create_table(
        "forecast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("slope", sa.Float(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_forecast_indicator_id_indicator"),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name="fk_forecast_loop_id_loop"),
        sa.PrimaryKeyConstraint("id", name="pk_forecast"),
        sa.UniqueConstraint("loop_id", "indicator_id", name="uq_forecast_loop_id_indicator_id"),
    )
    op.create_index("ix_forecast_indicator_id", "forecast", ["indicator_id"])
    op.create_index("ix_forecast_loop_id", "forecast", ["loop_id"])

    op.create_table(
        "former_meaning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_former_meaning_indicator_id_indicator"),
        sa.PrimaryKeyConstraint("id", name="pk_former_meaning"),
    )
    op.create_index("ix_former_meaning_indicator_id", "former_meaning", ["indicator_id"])

    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_measure_indicator_id_indicator"),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
    )
    op.create_index("ix_measure_indicator_id", "measure", ["indicator_id"])

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_target_indicator_id_indicator"),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
        sa.UniqueConstraint("indicator_id", "due_on", name="uq_target_indicator_id_due_on"),
    )
    op.create_index("ix_target_indicator_id", "target", ["indicator_id"])


def downgrade() -> None:
    for table in (
        "target",
        "measure",
        "former_meaning",
        "forecast",
        "annotation",
        "indicator",
        "decision",
        "loop_change",
        "loop",
        "public_page",
    ):
        op.drop_table(table)

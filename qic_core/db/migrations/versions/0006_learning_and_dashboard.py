"""What was learnt, what came of it, what was seen; feedback, steps left out, visits."""

import sqlalchemy as sa
from alembic import op

revision = "0006_learning_and_dashboard"
down_revision = "0005_evaluation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_observation_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
    )
    op.create_index("ix_observation_collective_id", "observation", ["collective_id"])

    op.create_table(
        "skipped_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_skipped_step_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_skipped_step"),
    )
    op.create_index("ix_skipped_step_collective_id", "skipped_step", ["collective_id"])

    op.create_table(
        "visit",
        sa.Column("link_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("collective_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("before_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_visit_collective_id_collective"),
        sa.ForeignKeyConstraint(["link_id"], ["access_link.id"], name="fk_visit_link_id_access_link"),
        sa.PrimaryKeyConstraint("link_id", "collective_id", name="pk_visit"),
    )
    op.create_table(
        "feedback",
        sa.Column("notebook_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notebook_id"], ["notebook.id"], name="fk_feedback_notebook_id_notebook"),
        sa.PrimaryKeyConstraint("notebook_id", name="pk_feedback"),
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=160), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("significance", sa.String(length=500), nullable=False),
        sa.Column("contribution", sa.String(length=500), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("verifier", sa.String(length=160), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.Column("spread_to", sa.String(length=160), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_outcome_change_id_change"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_outcome_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
    )
    op.create_index("ix_outcome_change_id", "outcome", ["change_id"])
    op.create_index("ix_outcome_collective_id", "outcome", ["collective_id"])

    op.create_table(
        "learning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("hypothesis_before", sa.String(length=1000), nullable=False),
        sa.Column("hypothesis_after", sa.String(length=1000), nullable=False),
        sa.Column("learnt_on", sa.Date(), nullable=False),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_learning_collective_id_collective"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_learning_link_id_link"),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name="fk_learning_loop_id_loop"),
        sa.PrimaryKeyConstraint("id", name="pk_learning"),
    )
    op.create_index("ix_learning_collective_id", "learning", ["collective_id"])
    op.create_index("ix_learning_link_id", "learning", ["link_id"])
    op.create_index("ix_learning_loop_id", "learning", ["loop_id"])

    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loop_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_story_indicator_id_indicator"),
        sa.ForeignKeyConstraint(["loop_id"], ["loop.id"], name="fk_story_loop_id_loop"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.UniqueConstraint("loop_id", "indicator_id", name="uq_story_loop_id_indicator_id"),
    )
    op.create_index("ix_story_indicator_id", "story", ["indicator_id"])
    op.create_index("ix_story_loop_id", "story", ["loop_id"])

    op.add_column("roadmap", sa.Column("next_loop_named_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("roadmap") as roadmap:
        roadmap.drop_column("next_loop_named_on")
    for table in (
        "story",
        "learning",
        "outcome",
        "feedback",
        "visit",
        "skipped_step",
        "observation",
    ):
        op.drop_table(table)

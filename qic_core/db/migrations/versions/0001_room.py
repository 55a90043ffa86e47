"""The room: collective, access, notebooks, runs, contributions"""

import sqlalchemy as sa
from alembic import op

revision = "0001_room"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_access_link_secret_hash")),
    )
    op.create_table(
        "collective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collective")),
        sa.UniqueConstraint("slug", name=op.f("uq_collective_slug")),
    )
    op.create_table(
        "revision",
        sa.Column("collective_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("collective_id", name=op.f("pk_revision")),
    )
    op.create_table(
        "college",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name=op.f("fk_college_collective_id_collective")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_college")),
        sa.UniqueConstraint("collective_id", "name", name=op.f("uq_college_collective_id_name")),
    )
    with op.batch_alter_table("college", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_college_collective_id"), ["collective_id"], unique=False)

    op.create_table(
        "notebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("aim", sa.String(length=300), nullable=False),
        sa.Column("audience", sa.String(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name=op.f("fk_notebook_collective_id_collective")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notebook")),
    )
    with op.batch_alter_table("notebook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notebook_collective_id"), ["collective_id"], unique=False)

    op.create_table(
        "room_code",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name=op.f("fk_room_code_collective_id_collective")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_room_code")),
    )
    with op.batch_alter_table("room_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_code_collective_id"), ["collective_id"], unique=False)

    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notebook_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("prompt", sa.String(length=2000), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("items_from_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(length=4000), nullable=False),
        sa.Column("moderated", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["items_from_id"], ["cell.id"], name=op.f("fk_cell_items_from_id_cell")),
        sa.ForeignKeyConstraint(["notebook_id"], ["notebook.id"], name=op.f("fk_cell_notebook_id_notebook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell")),
    )
    with op.batch_alter_table("cell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cell_notebook_id"), ["notebook_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("college_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name=op.f("fk_organisation_collective_id_collective")
        ),
        sa.ForeignKeyConstraint(["college_id"], ["college.id"], name=op.f("fk_organisation_college_id_college")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("collective_id", "name", name=op.f("uq_organisation_collective_id_name")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_collective_id"), ["collective_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("college_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name=op.f("fk_participant_collective_id_collective")
        ),
        sa.ForeignKeyConstraint(["college_id"], ["college.id"], name=op.f("fk_participant_college_id_college")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("collective_id", "number", name=op.f("uq_participant_collective_id_number")),
        sa.UniqueConstraint("collective_id", "token_hash", name=op.f("uq_participant_collective_id_token_hash")),
    )
    op.create_table(
        "first_name",
        sa.Column("participant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_first_name_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_first_name")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("moderated", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("output", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name=op.f("fk_run_cell_id_cell")),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name=op.f("fk_run_collective_id_collective")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("cell_id", "number", name=op.f("uq_run_cell_id_number")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index("ix_run_collective_id_state", ["collective_id", "state"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("college_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["college_id"], ["college.id"], name=op.f("fk_contribution_college_id_college")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_contribution_participant_id_participant")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_contribution_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("run_id", "key", name=op.f("uq_contribution_run_id_key")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_contribution_run_id_number")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_participant_id_run_id", ["participant_id", "run_id"], unique=False)

    op.create_table(
        "moderation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_moderation_step_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_step")),
    )
    with op.batch_alter_table("moderation_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_step_run_id"), ["run_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_theme_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_run_id"), ["run_id"], unique=False)

    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_idea_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_idea_run_id_run")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_idea_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_contribution_id"), ["contribution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_run_id"), ["run_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_run_id"))
        batch_op.drop_index(batch_op.f("ix_idea_contribution_id"))

    op.drop_table("idea")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_run_id"))

    op.drop_table("theme")
    with op.batch_alter_table("moderation_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_step_run_id"))

    op.drop_table("moderation_step")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_participant_id_run_id")

    op.drop_table("contribution")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_index("ix_run_collective_id_state")

    op.drop_table("run")
    op.drop_table("first_name")
    op.drop_table("participant")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_collective_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cell_notebook_id"))

    op.drop_table("cell")
    with op.batch_alter_table("room_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_code_collective_id"))

    op.drop_table("room_code")
    with op.batch_alter_table("notebook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notebook_collective_id"))

    op.drop_table("notebook")
    with op.batch_alter_table("college", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_college_collective_id"))

    op.drop_table("college")
    op.drop_table("revision")
    op.drop_table("collective")
    op.drop_table("access_link")

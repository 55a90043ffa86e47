"""Actions, what they need, what they do to one another; what cooperation keeps; organisations renamed and merged."""

import sqlalchemy as sa
from alembic import op

revision = "0004_cooperation"
down_revision = "0003_about"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cooperation_naming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name="fk_cooperation_naming_collective_id_collective"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cooperation_naming"),
    )
    op.create_index("ix_cooperation_naming_collective_id", "cooperation_naming", ["collective_id"])

    op.create_table(
        "cooperation_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("next_wave_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["collective.id"], name="fk_cooperation_plan_collective_id_collective"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cooperation_plan"),
    )
    op.create_index("ix_cooperation_plan_collective_id", "cooperation_plan", ["collective_id"])

    op.create_table(
        "cooperation_plan_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["cooperation_plan.id"], name="fk_cooperation_plan_line_plan_id_cooperation_plan"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cooperation_plan_line"),
    )
    op.create_index("ix_cooperation_plan_line_plan_id", "cooperation_plan_line", ["plan_id"])

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("first_step", sa.String(length=300), nullable=False),
        sa.Column("for_whom", sa.String(length=300), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("funding", sa.String(length=20), nullable=False),
        sa.Column("sought", sa.Integer(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_action_collective_id_collective"),
        sa.ForeignKeyConstraint(["lead_id"], ["organisation.id"], name="fk_action_lead_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
    )
    op.create_index("ix_action_collective_id", "action", ["collective_id"])
    op.create_index("ix_action_lead_id", "action", ["lead_id"])

    op.create_table(
        "former_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_former_name_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_former_name"),
    )
    op.create_index("ix_former_name_organisation_id", "former_name", ["organisation_id"])

    op.create_table(
        "wanted_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_wanted_level_collective_id_collective"),
        sa.ForeignKeyConstraint(["first_id"], ["organisation.id"], name="fk_wanted_level_first_id_organisation"),
        sa.ForeignKeyConstraint(["second_id"], ["organisation.id"], name="fk_wanted_level_second_id_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_wanted_level"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_wanted_level_first_id_second_id"),
    )
    op.create_index("ix_wanted_level_collective_id", "wanted_level", ["collective_id"])
    op.create_index("ix_wanted_level_first_id", "wanted_level", ["first_id"])
    op.create_index("ix_wanted_level_second_id", "wanted_level", ["second_id"])

    op.create_table(
        "action_change",
        sa.Column("action_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_action_change_action_id_action"),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_action_change_change_id_change"),
        sa.PrimaryKeyConstraint("action_id", "change_id", name="pk_action_change"),
    )
    op.create_index("ix_action_change_change_id", "action_change", ["change_id"])

    op.create_table(
        "action_partner",
        sa.Column("action_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_action_partner_action_id_action"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_action_partner_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("action_id", "organisation_id", name="pk_action_partner"),
    )
    op.create_index("ix_action_partner_organisation_id", "action_partner", ["organisation_id"])

    op.create_table(
        "action_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_action_status_action_id_action"),
        sa.PrimaryKeyConstraint("id", name="pk_action_status"),
    )
    op.create_index("ix_action_status_action_id", "action_status", ["action_id"])

    op.create_table(
        "reinforcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_reinforcement_collective_id_collective"),
        sa.ForeignKeyConstraint(["from_id"], ["action.id"], name="fk_reinforcement_from_id_action"),
        sa.ForeignKeyConstraint(["to_id"], ["action.id"], name="fk_reinforcement_to_id_action"),
        sa.PrimaryKeyConstraint("id", name="pk_reinforcement"),
    )
    op.create_index("ix_reinforcement_collective_id", "reinforcement", ["collective_id"])
    op.create_index("ix_reinforcement_from_id", "reinforcement", ["from_id"])
    op.create_index("ix_reinforcement_to_id", "reinforcement", ["to_id"])

    op.create_table(
        "resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=160), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_resource_action_id_action"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_resource_collective_id_collective"),
        sa.ForeignKeyConstraint(["met_by_id"], ["resource.id"], name="fk_resource_met_by_id_resource"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_resource_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_resource"),
    )
    op.create_index("ix_resource_action_id", "resource", ["action_id"])
    op.create_index("ix_resource_collective_id", "resource", ["collective_id"])
    op.create_index("ix_resource_met_by_id", "resource", ["met_by_id"])
    op.create_index("ix_resource_organisation_id", "resource", ["organisation_id"])

    with op.batch_alter_table("organisation") as organisation:
        organisation.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        organisation.create_foreign_key(
            "fk_organisation_merged_into_id_organisation", "organisation", ["merged_into_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("organisation") as organisation:
        organisation.drop_constraint("fk_organisation_merged_into_id_organisation", type_="foreignkey")
        organisation.drop_column("merged_into_id")
    for table in (
        "resource",
        "reinforcement",
        "action_status",
        "action_partner",
        "action_change",
        "wanted_level",
        "former_name",
        "action",
        "cooperation_plan_line",
        "cooperation_plan",
        "cooperation_naming",
    ):
        op.drop_table(table)

"""The first half of the journey: members, thread, challenge, vision, pathways, roadmap."""

import sqlalchemy as sa
from alembic import op

revision = "0002_journey"
down_revision = "0001_room"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_candidate_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
    )
    op.create_index("ix_candidate_collective_id", "candidate", ["collective_id"])

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("horizon", sa.String(length=10), nullable=False),
        sa.Column("nature", sa.String(length=10), nullable=False),
        sa.Column("for_whom", sa.String(length=300), nullable=False),
        sa.Column("from_state", sa.String(length=300), nullable=False),
        sa.Column("to_state", sa.String(length=300), nullable=False),
        sa.Column("unseen", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_unit", sa.String(length=40), nullable=False),
        sa.Column("target_period", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_change_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_collective_id", "change", ["collective_id"])

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=300), nullable=False),
        sa.Column("figure", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("perimeter", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_evidence_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_collective_id", "evidence", ["collective_id"])

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_meeting_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_collective_id", "meeting", ["collective_id"])

    op.create_table(
        "roadmap",
        sa.Column("collective_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_actions", sa.JSON(), nullable=False),
        sa.Column("next_loop_on", sa.Date(), nullable=True),
        sa.Column("next_loop_note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_roadmap_collective_id_collective"),
        sa.PrimaryKeyConstraint("collective_id", name="pk_roadmap"),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_seat_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("collective_id", "position", name="uq_seat_collective_id_position"),
    )
    op.create_index("ix_seat_collective_id", "seat", ["collective_id"])

    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_snapshot_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
    )
    op.create_index("ix_snapshot_collective_id", "snapshot", ["collective_id"])

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_statement_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
    )
    op.create_index("ix_statement_collective_id", "statement", ["collective_id"])

    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("before", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_amendment_statement_id_statement"),
        sa.PrimaryKeyConstraint("id", name="pk_amendment"),
    )
    op.create_index("ix_amendment_statement_id", "amendment", ["statement_id"])

    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.Column("reasons", sa.String(length=2000), nullable=False),
        sa.Column("dissent", sa.String(length=2000), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name="fk_challenge_candidate_id_candidate"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_challenge_collective_id_collective"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_index("ix_challenge_collective_id", "challenge", ["collective_id"])

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("hypothesis", sa.String(length=1000), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_link_collective_id_collective"),
        sa.ForeignKeyConstraint(["from_id"], ["change.id"], name="fk_link_from_id_change"),
        sa.ForeignKeyConstraint(["to_id"], ["change.id"], name="fk_link_to_id_change"),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
    )
    op.create_index("ix_link_collective_id", "link", ["collective_id"])
    op.create_index("ix_link_from_id", "link", ["from_id"])
    op.create_index("ix_link_to_id", "link", ["to_id"])

    op.create_table(
        "vision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=2000), nullable=False),
        sa.Column("dissent", sa.String(length=2000), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_vision_collective_id_collective"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_vision_statement_id_statement"),
        sa.PrimaryKeyConstraint("id", name="pk_vision"),
    )
    op.create_index("ix_vision_collective_id", "vision", ["collective_id"])

    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("college_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("core", sa.Boolean(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_member_collective_id_collective"),
        sa.ForeignKeyConstraint(["college_id"], ["college.id"], name="fk_member_college_id_college"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_member_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_member_seat_id_seat"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_collective_id", "member", ["collective_id"])
    op.create_index("ix_member_organisation_id", "member", ["organisation_id"])

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_attendance_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attendance_member_id_member"),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name="pk_attendance"),
    )
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"])

    op.create_table(
        "readiness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_readiness_collective_id_collective"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_readiness_run_id_run"),
        sa.PrimaryKeyConstraint("id", name="pk_readiness"),
    )
    op.create_index("ix_readiness_collective_id", "readiness", ["collective_id"])

    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"], name="fk_thread_collective_id_collective"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="fk_thread_idea_id_idea"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_thread_run_id_run"),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index(
            "ix_thread_collective_id_kind_thing_id", ["collective_id", "kind", "thing_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_thread_idea_id"), ["idea_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_run_id"), ["run_id"], unique=False)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sector", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("joined_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column("sector", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("left_on")
        batch_op.drop_column("joined_on")
        batch_op.drop_column("sector")

    op.drop_table("thread")
    op.drop_table("readiness")
    op.drop_table("attendance")
    op.drop_table("member")
    op.drop_table("vision")
    op.drop_table("link")
    op.drop_table("challenge")
    op.drop_table("amendment")
    op.drop_table("statement")
    op.drop_table("snapshot")
    op.drop_table("seat")
    op.drop_table("roadmap")
    op.drop_table("meeting")
    op.drop_table("evidence")
    op.drop_table("change")
    op.drop_table("candidate")

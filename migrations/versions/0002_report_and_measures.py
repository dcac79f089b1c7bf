"""Measures and their progress, the report's texts, and what is published."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("follow_up", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "follow_up IN ('quarterly', 'yearly')", name=op.f("ck_measure_follow_up")
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'started', 'done', 'dropped')", name=op.f("ck_measure_status")
        ),
        sa.ForeignKeyConstraint(["agency"], ["agency.id"], name=op.f("fk_measure_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index("ix_measure_agency_plan_year", "measure", ["agency", "plan_year"], unique=False)
    op.create_table(
        "measure_progress",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure"], ["measure.id"], name=op.f("fk_measure_progress_measure_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_progress")),
    )
    op.create_index(
        op.f("ix_measure_progress_measure"), "measure_progress", ["measure"], unique=False
    )
    op.create_table(
        "report",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("digits", sa.String(length=32), nullable=False),
        sa.CheckConstraint("digits IN ('arabic', 'thai')", name=op.f("ck_report_digits")),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_report_round_round")),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_report")),
    )
    op.create_table(
        "report_paragraph",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["round.id"], name=op.f("fk_report_paragraph_round_round")
        ),
        sa.PrimaryKeyConstraint("round", "key", name=op.f("pk_report_paragraph")),
    )
    op.create_table(
        "report_suggestion",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("suggestion", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["round.id"], name=op.f("fk_report_suggestion_round_round")
        ),
        sa.PrimaryKeyConstraint("round", "suggestion", name=op.f("pk_report_suggestion")),
    )
    op.create_table(
        "publication",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_publication_round_round")),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_publication")),
    )
    op.create_table(
        "published_file",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"], ["publication.round"], name=op.f("fk_published_file_round_publication")
        ),
        sa.PrimaryKeyConstraint("round", "name", name=op.f("pk_published_file")),
    )


def downgrade() -> None:
    op.drop_table("published_file")
    op.drop_table("publication")
    op.drop_table("report_suggestion")
    op.drop_table("report_paragraph")
    op.drop_table("report")
    op.drop_index(op.f("ix_measure_progress_measure"), table_name="measure_progress")
    op.drop_table("measure_progress")
    op.drop_index("ix_measure_agency_plan_year", table_name="measure")
    op.drop_table("measure")

"""A place's daily ceiling, and what checking the addresses of OIT found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: Alembic would add the CHECK by rebuilding the table, which others refer to.
    op.execute(
        "ALTER TABLE place ADD COLUMN daily_ceiling INTEGER CONSTRAINT ck_place_daily_ceiling"
        " CHECK (daily_ceiling >= 20 AND daily_ceiling / 5 * 5 = daily_ceiling)"
    )
    op.create_table(
        "link_check",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('opens', 'missing', 'barred', 'broken', 'unknown_host', 'unreachable',"
            " 'slow', 'certificate', 'endless', 'refused')",
            name=op.f("ck_link_check_outcome"),
        ),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name=op.f("fk_link_check_round_round")),
        sa.PrimaryKeyConstraint("round", "url", name=op.f("pk_link_check")),
    )


def downgrade() -> None:
    op.drop_table("link_check")
    op.execute("ALTER TABLE place DROP COLUMN daily_ceiling")

"""Places of paper forms: at most one a survey."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: Alembic would add the CHECK by rebuilding the table, which others refer to.
    op.execute(
        "ALTER TABLE place ADD COLUMN kind VARCHAR(5) DEFAULT 'link' NOT NULL"
        " CONSTRAINT ck_place_kind CHECK (kind IN ('link', 'paper'))"
    )
    op.create_index(
        "uq_place_paper",
        "place",
        ["survey"],
        unique=True,
        sqlite_where=sa.text("kind = 'paper'"),
        postgresql_where=sa.text("kind = 'paper'"),
    )


def downgrade() -> None:
    # The link of a place of paper was never shown; stopped, it leads nowhere in the older program
    # either. Its counts stay, under its name.
    op.execute(
        "UPDATE place SET stopped_on = CURRENT_DATE, stop_reason = 'แบบกระดาษ'"
        " WHERE kind = 'paper' AND stopped_on IS NULL"
    )
    op.drop_index("uq_place_paper", table_name="place")
    op.execute("ALTER TABLE place DROP COLUMN kind")

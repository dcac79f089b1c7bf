"""The languages an officer opened for a survey, beyond Thai and English."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "survey", sa.Column("languages", sa.String(length=100), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.execute("ALTER TABLE survey DROP COLUMN languages")

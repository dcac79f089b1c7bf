"""An index of spent tickets by survey: each is written again among its neighbours."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_ticket_survey_mac", "ticket", ["survey", "mac"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_ticket_survey_mac", table_name="ticket")

"""What officers did, in chains that show any later change."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment, Name


class AuditRow(Base, table=True):
    """One act. `chain` is an agency's id, or `system`; each hash covers the one before."""

    __tablename__ = "audit"

    chain: str = Field(primary_key=True, sa_type=Id)
    seq: int = Field(
        primary_key=True, sa_type=sa.Integer, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=Moment)
    officer: str = Field(sa_type=Name)
    act: str = Field(sa_type=Id)
    subject: str = Field(sa_type=Name)
    facts: str = Field(sa_type=sa.Text)
    previous: str = Field(sa_type=sa.String(64))
    hash: str = Field(sa_type=sa.String(64))

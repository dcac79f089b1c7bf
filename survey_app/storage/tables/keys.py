"""What the database remembers of its key."""

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base


class KeyCheckRow(Base, table=True):
    """One row: a value only the right key gives, so that a wrong key is known at the start."""

    __tablename__ = "key_check"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_type=sa.Integer)
    value: str = Field(sa_type=sa.String(64))

"""OIT: what officers entered for each item, every change of it, and whether its addresses open."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment, Name, one_of


class DisclosureItemRow(Base, table=True):
    """The answer to one item as it stands; `urls` is a JSON list."""

    __tablename__ = "disclosure_item"
    __table_args__ = (sa.CheckConstraint("score BETWEEN 0 AND 100", name="score"),)

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    code: str = Field(primary_key=True, sa_type=sa.String(20))
    present: bool | None = Field(default=None, sa_type=sa.Boolean)
    urls: str = Field(default="[]", sa_type=sa.Text)
    note: str = Field(default="", sa_type=sa.Text)
    owner: str = Field(default="", sa_type=Name)
    due_on: date | None = Field(default=None, sa_type=sa.Date)
    score: int | None = Field(default=None, sa_type=sa.Integer)
    comment: str = Field(default="", sa_type=sa.Text)
    version: int = Field(default=1, sa_type=sa.Integer)


class DisclosureChangeRow(Base, table=True):
    """One change of an item: who, when, and the item afterwards as JSON."""

    __tablename__ = "disclosure_change"

    id: int | None = Field(default=None, primary_key=True, sa_type=sa.Integer)
    round: str = Field(foreign_key="round.id", index=True, sa_type=Id)
    code: str = Field(sa_type=sa.String(20))
    at: datetime = Field(sa_type=Moment)
    officer: str = Field(sa_type=Name)
    item: str = Field(sa_type=sa.Text)


class LinkCheckRow(Base, table=True):
    """What was found at one web address when it was last checked; it says nothing of any answer."""

    __tablename__ = "link_check"
    __table_args__ = (
        one_of(
            "outcome", "opens", "missing", "barred", "broken", "unknown_host", "unreachable",
            "slow", "certificate", "endless", "refused",
        ),
    )  # fmt: skip

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    url: str = Field(primary_key=True, sa_type=sa.String(500))
    checked_on: date = Field(sa_type=sa.Date)
    outcome: str = Field(sa_type=Id)
    status: int | None = Field(default=None, sa_type=sa.Integer)

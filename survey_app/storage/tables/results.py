"""Frozen results, and past years imported as they were announced."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment


class ResultRow(Base, table=True):
    """The outcome of a closed round; a trigger refuses any change."""

    __tablename__ = "result"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    text: str = Field(sa_type=sa.Text)
    fingerprint: str = Field(sa_type=sa.String(80))
    frozen_at: datetime = Field(sa_type=Moment)
    audit_chain: str = Field(sa_type=Id)
    audit_seq: int = Field(sa_type=sa.Integer)
    audit_hash: str = Field(sa_type=sa.String(64))


class HistoryYearRow(Base, table=True):
    """A past year of an agency: the announced total and the scheme its indicators belong to."""

    __tablename__ = "history_year"

    agency: str = Field(primary_key=True, foreign_key="agency.id", sa_type=Id)
    fiscal_year: int = Field(
        primary_key=True, sa_type=sa.Integer, sa_column_kwargs={"autoincrement": False}
    )
    scheme: int = Field(sa_type=sa.Integer)
    announced_total: str | None = Field(default=None, sa_type=sa.String(6))


class HistoryScoreRow(Base, table=True):
    """An indicator score of a past year, two decimals as printed."""

    __tablename__ = "history_score"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["agency", "fiscal_year"], ["history_year.agency", "history_year.fiscal_year"]
        ),
    )

    agency: str = Field(primary_key=True, sa_type=Id)
    fiscal_year: int = Field(
        primary_key=True, sa_type=sa.Integer, sa_column_kwargs={"autoincrement": False}
    )
    indicator: int = Field(
        primary_key=True, sa_type=sa.Integer, sa_column_kwargs={"autoincrement": False}
    )
    score: str = Field(sa_type=sa.String(6))

"""Measures of an agency's yearly plan, and the progress officers report of them."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Name, one_of


class MeasureRow(Base, table=True):
    """A measure; `steps` is a JSON list, `position` its place in the year's plan."""

    __tablename__ = "measure"
    __table_args__ = (
        one_of("follow_up", "quarterly", "yearly"),
        one_of("status", "planned", "started", "done", "dropped"),
        sa.Index("ix_measure_agency_plan_year", "agency", "plan_year"),
    )

    id: str = Field(primary_key=True, sa_type=Id)
    agency: str = Field(foreign_key="agency.id", sa_type=Id)
    plan_year: int = Field(sa_type=sa.Integer)
    position: int = Field(sa_type=sa.Integer)
    indicator: int = Field(sa_type=sa.Integer)
    title: str = Field(sa_type=sa.String(500))
    steps: str = Field(default="[]", sa_type=sa.Text)
    owner: str = Field(sa_type=Name)
    period: str = Field(sa_type=Name)
    follow_up: str = Field(sa_type=Id)
    status: str = Field(default="planned", sa_type=Id)


class MeasureProgressRow(Base, table=True):
    """An entry of progress; `links` is a JSON list of web addresses."""

    __tablename__ = "measure_progress"

    id: str = Field(primary_key=True, sa_type=Id)
    measure: str = Field(foreign_key="measure.id", index=True, sa_type=Id)
    day: date = Field(sa_type=sa.Date)
    text: str = Field(sa_type=sa.Text)
    links: str = Field(default="[]", sa_type=sa.Text)
    officer: str = Field(sa_type=Name)

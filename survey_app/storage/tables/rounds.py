"""Rounds, their surveys, places, frozen questionnaires, wording of drafts, and remarks."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment, Name, one_of


class RoundRow(Base, table=True):
    """One agency's assessment of one fiscal year (พ.ศ.)."""

    __tablename__ = "round"
    __table_args__ = (
        one_of("state", "draft", "open", "closed", "cancelled"),
        one_of("staff_access", "codes", "link"),
        sa.CheckConstraint("staff >= 0 AND public >= 0 AND spares >= 0", name="numbers"),
        sa.Index(
            "uq_round_agency_fiscal_year",
            "agency",
            "fiscal_year",
            unique=True,
            sqlite_where=sa.text("state <> 'cancelled'"),
            postgresql_where=sa.text("state <> 'cancelled'"),
        ),
    )

    id: str = Field(primary_key=True, sa_type=Id)
    agency: str = Field(foreign_key="agency.id", sa_type=Id)
    fiscal_year: int = Field(sa_type=sa.Integer)
    edition: int = Field(sa_type=sa.Integer)
    state: str = Field(sa_type=Id)
    staff: int = Field(sa_type=sa.Integer)
    public: int = Field(sa_type=sa.Integer)
    staff_access: str = Field(sa_type=Id)
    spares: int = Field(default=0, sa_type=sa.Integer)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    vacuumed: bool = Field(default=False, sa_type=sa.Boolean)


class SurveyRow(Base, table=True):
    """A round's IIT or EIT; ending is irrevocable."""

    __tablename__ = "survey"
    __table_args__ = (
        one_of("instrument", "IIT", "EIT"),
        sa.UniqueConstraint("round", "instrument"),
        sa.CheckConstraint("closes_on >= opens_on", name="days"),
    )

    id: str = Field(primary_key=True, sa_type=Id)
    round: str = Field(foreign_key="round.id", sa_type=Id)
    instrument: str = Field(sa_type=sa.String(3))
    opens_on: date | None = Field(default=None, sa_type=sa.Date)
    closes_on: date | None = Field(default=None, sa_type=sa.Date)
    ended_on: date | None = Field(default=None, sa_type=sa.Date)
    languages: str = Field(
        default="", sa_type=sa.String(100), sa_column_kwargs={"server_default": ""}
    )


class PlaceRow(Base, table=True):
    """Where a QR hangs, whose link can be stopped at once; or a survey's paper forms."""

    __tablename__ = "place"
    __table_args__ = (
        sa.UniqueConstraint("survey", "name"),
        sa.CheckConstraint(
            "daily_ceiling >= 20 AND daily_ceiling / 5 * 5 = daily_ceiling", name="daily_ceiling"
        ),
        one_of("kind", "link", "paper"),
        sa.Index(
            "uq_place_paper",
            "survey",
            unique=True,
            sqlite_where=sa.text("kind = 'paper'"),
            postgresql_where=sa.text("kind = 'paper'"),
        ),
    )

    id: str = Field(primary_key=True, sa_type=Id)
    survey: str = Field(foreign_key="survey.id", index=True, sa_type=Id)
    name: str = Field(sa_type=Name)
    link_code: str = Field(unique=True, sa_type=sa.String(8))
    stopped_on: date | None = Field(default=None, sa_type=sa.Date)
    stop_reason: str = Field(default="", sa_type=sa.String(1000))
    daily_ceiling: int | None = Field(default=None, sa_type=sa.Integer)
    kind: str = Field(
        default="link", sa_type=sa.String(5), sa_column_kwargs={"server_default": "link"}
    )


class DefinitionRow(Base, table=True):
    """The edition a round was opened with, as canonical JSON; never changed."""

    __tablename__ = "definition"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    text: str = Field(sa_type=sa.Text)
    sha256: str = Field(sa_type=sa.String(64))


class WordingRow(Base, table=True):
    """A text an officer replaced while the round was a draft."""

    __tablename__ = "wording"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    key: str = Field(primary_key=True, sa_type=sa.String(100))
    language: str = Field(primary_key=True, sa_type=sa.String(8))
    text: str = Field(sa_type=sa.Text)


class RemarkRow(Base, table=True):
    """What the reader of the result must know: a corrected number, a moved day, a stopped link."""

    __tablename__ = "remark"

    id: int | None = Field(default=None, primary_key=True, sa_type=sa.Integer)
    round: str = Field(foreign_key="round.id", index=True, sa_type=Id)
    kind: str = Field(sa_type=Id)
    reason: str = Field(sa_type=sa.String(1000))
    facts: str = Field(sa_type=sa.Text)

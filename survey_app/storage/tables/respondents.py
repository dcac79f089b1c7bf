"""All that is stored about respondents. No table holds one person's sheet, and none a time.

Keys are random or counts' own coordinates, and on SQLite the tables have no rowid, so that no
order of arrival is kept.
"""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, one_of

WITHOUT_ROWID = {"sqlite_with_rowid": False}


class TallyRow(Base, table=True):
    """Folded counts; all rows exist at 0 from opening."""

    __tablename__ = "tally"
    __table_args__ = (sa.CheckConstraint("n >= 0", name="n"), WITHOUT_ROWID)

    survey: str = Field(primary_key=True, foreign_key="survey.id", sa_type=Id)
    row: str = Field(primary_key=True, sa_type=sa.String(20))
    option: int = Field(
        primary_key=True, sa_type=sa.Integer, sa_column_kwargs={"autoincrement": False}
    )
    n: int = Field(sa_type=sa.Integer)


class PoolRow(Base, table=True):
    """The few sheets that wait, sealed; always the same size."""

    __tablename__ = "pool"
    __table_args__ = (WITHOUT_ROWID,)

    survey: str = Field(primary_key=True, foreign_key="survey.id", sa_type=Id)
    sealed: bytes = Field(sa_type=sa.LargeBinary)


class ReleasedRow(Base, table=True):
    """How many sheets were folded into the tally."""

    __tablename__ = "released"
    __table_args__ = (sa.CheckConstraint("n >= 0", name="n"), WITHOUT_ROWID)

    survey: str = Field(primary_key=True, foreign_key="survey.id", sa_type=Id)
    n: int = Field(sa_type=sa.Integer)


class SuggestionRow(Base, table=True):
    """A text of a folded lot: sealed until its round closes, then plain."""

    __tablename__ = "suggestion"
    __table_args__ = (
        sa.CheckConstraint("(sealed IS NULL) <> (text IS NULL)", name="sealed_or_text"),
        WITHOUT_ROWID,
    )

    key: bytes = Field(primary_key=True, sa_type=sa.LargeBinary(16))
    survey: str = Field(foreign_key="survey.id", index=True, sa_type=Id)
    sealed: bytes | None = Field(default=None, sa_type=sa.LargeBinary)
    text: str | None = Field(default=None, sa_type=sa.Text)
    redacted: bool = Field(default=False, sa_type=sa.Boolean)


class TicketRow(Base, table=True):
    """A spent ticket, kept until it expires."""

    __tablename__ = "ticket"
    __table_args__ = (sa.Index("ix_ticket_survey_mac", "survey", "mac"), WITHOUT_ROWID)

    mac: bytes = Field(primary_key=True, sa_type=sa.LargeBinary(32))
    survey: str = Field(foreign_key="survey.id", sa_type=Id)
    expires_on: date = Field(index=True, sa_type=sa.Date)


class AdmissionCodeRow(Base, table=True):
    """A one-time code on a paper slip: no time, holder or serial."""

    __tablename__ = "admission_code"
    __table_args__ = (one_of("state", "unused", "used", "void"), WITHOUT_ROWID)

    mac: bytes = Field(primary_key=True, sa_type=sa.LargeBinary(32))
    survey: str = Field(foreign_key="survey.id", index=True, sa_type=Id)
    state: str = Field(sa_type=sa.String(6))


class ParticipationRow(Base, table=True):
    """Sheets sent by place and day; no sheet carries its place."""

    __tablename__ = "participation"
    __table_args__ = (sa.CheckConstraint("n >= 0", name="n"), WITHOUT_ROWID)

    survey: str = Field(primary_key=True, foreign_key="survey.id", sa_type=Id)
    place: str = Field(primary_key=True, foreign_key="place.id", sa_type=Id)
    day: date = Field(primary_key=True, sa_type=sa.Date)
    n: int = Field(sa_type=sa.Integer)


class RespondentErrorRow(Base, table=True):
    """All that a respondent's error leaves behind."""

    __tablename__ = "respondent_error"
    __table_args__ = (WITHOUT_ROWID,)

    day: date = Field(primary_key=True, sa_type=sa.Date)
    kind: str = Field(primary_key=True, sa_type=Id)
    n: int = Field(sa_type=sa.Integer)

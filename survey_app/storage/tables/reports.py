"""What officers add to the yearly report of a closed round, and what is published of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment, Name, one_of


class ReportRow(Base, table=True):
    """How a round's report is set: the day on its cover and the digits of its numbers."""

    __tablename__ = "report"
    __table_args__ = (one_of("digits", "arabic", "thai"),)

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    issued_on: date = Field(sa_type=sa.Date)
    digits: str = Field(default="arabic", sa_type=Id)


class ReportParagraphRow(Base, table=True):
    """A paragraph that an officer wrote in place of ours."""

    __tablename__ = "report_paragraph"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    key: str = Field(primary_key=True, sa_type=sa.String(100))
    text: str = Field(sa_type=sa.Text)


class ReportSuggestionRow(Base, table=True):
    """A suggestion that an officer chose for the report, by its random key."""

    __tablename__ = "report_suggestion"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    suggestion: str = Field(primary_key=True, sa_type=Id)


class PublicationRow(Base, table=True):
    """A closed round whose result stands on its public page."""

    __tablename__ = "publication"

    round: str = Field(primary_key=True, foreign_key="round.id", sa_type=Id)
    published_at: datetime = Field(sa_type=Moment)
    officer: str = Field(sa_type=Name)


class PublishedFileRow(Base, table=True):
    """A file of a publication as it was made when it was published."""

    __tablename__ = "published_file"

    round: str = Field(primary_key=True, foreign_key="publication.round", sa_type=Id)
    name: str = Field(primary_key=True, sa_type=sa.String(100))
    media_type: str = Field(sa_type=sa.String(100))
    content: bytes = Field(sa_type=sa.LargeBinary)

"""What is published of closed rounds: the mark that it is, and the files as they were then."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from survey_app.core.errors import NotFound
from survey_app.core.rounds import RoundState
from survey_app.storage.tables import PublicationRow, PublishedFileRow, RoundRow


@dataclass(frozen=True, slots=True)
class PublicationMark:
    """That a round is published: since when, and by which officer."""

    published_at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publication with its content."""

    name: str
    media_type: str
    content: bytes


def write_publication(
    session: Session, round_id: str, mark: PublicationMark, files: tuple[PublishedFile, ...]
) -> None:
    """Publish a round with these files, in place of whatever was published of it."""
    remove_publication(session, round_id)
    session.add(
        PublicationRow(round=round_id, published_at=mark.published_at, officer=mark.officer)
    )
    session.flush()
    session.add_all(
        PublishedFileRow(
            round=round_id, name=file.name, media_type=file.media_type, content=file.content
        )
        for file in files
    )
    session.flush()


def remove_publication(session: Session, round_id: str) -> None:
    """Take a round's publication and its files away; nothing happens where there is none."""
    session.execute(sa.delete(PublishedFileRow).where(col(PublishedFileRow.round) == round_id))
    session.execute(sa.delete(PublicationRow).where(col(PublicationRow.round) == round_id))


def find_publication(session: Session, round_id: str) -> PublicationMark | None:
    """Since when a round is published and by whom, or None."""
    row = session.get(PublicationRow, round_id)
    return None if row is None else PublicationMark(row.published_at, row.officer)


def list_published(session: Session, agency: str) -> dict[int, str]:
    """The published rounds of an agency by fiscal year, the newest first."""
    query = (
        select(RoundRow.fiscal_year, RoundRow.id)
        .join(PublicationRow, col(PublicationRow.round) == RoundRow.id)
        .where(RoundRow.agency == agency, RoundRow.state == RoundState.CLOSED)
        .order_by(col(RoundRow.fiscal_year).desc(), col(RoundRow.id))
    )
    return {year: round_id for year, round_id in session.exec(query)}  # noqa: C416  # rows are no pairs


def list_files(session: Session, round_id: str) -> dict[str, int]:
    """The files of a publication by name, with their size in bytes."""
    query = (
        select(PublishedFileRow.name, sa.func.length(PublishedFileRow.content))
        .where(PublishedFileRow.round == round_id)
        .order_by(PublishedFileRow.name)
    )
    return {name: size for name, size in session.exec(query)}  # noqa: C416  # rows are no pairs


def read_file(session: Session, round_id: str, name: str) -> PublishedFile:
    """A file of a publication; raises NotFound."""
    row = session.get(PublishedFileRow, (round_id, name))
    if row is None:
        raise NotFound("publication", name)
    return PublishedFile(row.name, row.media_type, row.content)

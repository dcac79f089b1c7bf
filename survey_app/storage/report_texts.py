"""What officers add to a report: its month and digits, paragraphs of their own, chosen suggestions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey_app.core.thai import Digits
from survey_app.storage.tables import ReportParagraphRow, ReportRow, ReportSuggestionRow


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """All of it for one round; `issued_on` is None where nobody has set it."""

    issued_on: date | None = None
    digits: Digits = Digits.ARABIC
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    suggestions: frozenset[str] = frozenset()


def read_texts(session: Session, round_id: str) -> ReportTexts:
    """What stands for a round's report."""
    row = session.get(ReportRow, round_id)
    paragraphs = session.exec(
        select(ReportParagraphRow).where(ReportParagraphRow.round == round_id)
    )
    chosen = session.exec(
        select(ReportSuggestionRow.suggestion).where(ReportSuggestionRow.round == round_id)
    )
    return ReportTexts(
        issued_on=row.issued_on if row else None,
        digits=Digits(row.digits) if row else Digits.ARABIC,
        paragraphs={paragraph.key: paragraph.text for paragraph in paragraphs},
        suggestions=frozenset(chosen),
    )


def set_cover(session: Session, round_id: str, issued_on: date, digits: Digits) -> None:
    """Set the day whose month stands on the cover, and how numbers are written."""
    session.merge(ReportRow(round=round_id, issued_on=issued_on, digits=digits))
    session.flush()


def write_paragraph(session: Session, round_id: str, key: str, text: str | None) -> None:
    """Keep an officer's text in place of ours; None gives ours back."""
    row = session.get(ReportParagraphRow, (round_id, key))
    if text is not None:
        session.merge(ReportParagraphRow(round=round_id, key=key, text=text))
    elif row is not None:
        session.delete(row)
    session.flush()


def choose_suggestions(session: Session, round_id: str, keys: Collection[str]) -> None:
    """Let exactly these suggestions stand in the report."""
    session.execute(delete(ReportSuggestionRow).where(col(ReportSuggestionRow.round) == round_id))
    session.add_all(ReportSuggestionRow(round=round_id, suggestion=key) for key in sorted(keys))
    session.flush()

"""What checking the addresses of OIT found, with the day; nothing here changes an answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey_app.core.links import Finding, Outcome
from survey_app.storage.tables import LinkCheckRow


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What was found at an address, and on which day."""

    checked_on: date
    finding: Finding


def read_checks(session: Session, round_id: str) -> dict[str, LinkCheck]:
    """The latest check of each address of a round, by address."""
    query = select(LinkCheckRow).where(LinkCheckRow.round == round_id)
    return {
        row.url: LinkCheck(row.checked_on, Finding(Outcome(row.outcome), row.status))
        for row in session.exec(query.order_by(col(LinkCheckRow.url)))
    }


def write_checks(
    session: Session, round_id: str, day: date, findings: Mapping[str, Finding]
) -> None:
    """Keep what was found on a day in place of what was found before."""
    for url, found in findings.items():
        session.merge(
            LinkCheckRow(
                round=round_id,
                url=url,
                checked_on=day,
                outcome=found.outcome,
                status=found.status,
            )
        )
    session.flush()


def forget_others(session: Session, round_id: str, urls: Collection[str]) -> None:
    """Forget addresses that no item has any more."""
    for url in set(read_checks(session, round_id)) - set(urls):
        gone = delete(LinkCheckRow).where(col(LinkCheckRow.url) == url)
        session.execute(gone.where(col(LinkCheckRow.round) == round_id))

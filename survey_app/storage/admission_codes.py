"""One-time admission codes: only their HMAC and whether they are unused, used or void."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from survey_app.core.errors import CodeRefused
from survey_app.storage.arrival import forget_arrival
from survey_app.storage.keys import Keys
from survey_app.storage.tables import AdmissionCodeRow, metadata


@dataclass(frozen=True, slots=True)
class CodeCounts:
    """How many codes of a survey are in each state; together they are those printed."""

    unused: int
    used: int
    void: int

    @property
    def printed(self) -> int:
        """All codes ever printed."""
        return self.unused + self.used + self.void


def add_codes(session: Session, keys: Keys, survey: str, codes: Iterable[str]) -> None:
    """Keep the hashes of freshly printed codes, in an order that is not that of the slips."""
    macs = sorted(_mac(keys, survey, code) for code in codes)
    session.add_all(AdmissionCodeRow(mac=mac, survey=survey, state="unused") for mac in macs)
    session.flush()


def require_unused(session: Session, keys: Keys, survey: str, code: str) -> None:
    """Raise CodeRefused unless the code admits one more sheet."""
    _unused(session, keys, survey, code)


def spend_code(session: Session, keys: Keys, survey: str, code: str) -> None:
    """Mark a code used, but not when; the survey's pool is locked. Raises CodeRefused."""
    row = _unused(session, keys, survey, code)
    row.state = "used"
    session.add(row)
    session.flush()
    forget_arrival(session, metadata.tables["admission_code"], survey, row.mac)


def void_unused(session: Session, survey: str) -> int:
    """Void every unused code; returns how many."""
    query = select(AdmissionCodeRow).where(
        AdmissionCodeRow.survey == survey, AdmissionCodeRow.state == "unused"
    )
    rows = list(session.exec(query))
    for row in rows:
        row.state = "void"
        session.add(row)
    return len(rows)


def count_codes(session: Session, survey: str) -> CodeCounts:
    """The codes of a survey by state."""
    query = (
        select(AdmissionCodeRow.state, func.count())
        .where(AdmissionCodeRow.survey == survey)
        .group_by(col(AdmissionCodeRow.state))
    )
    counts: dict[str, int] = dict(session.exec(query).all())
    return CodeCounts(counts.get("unused", 0), counts.get("used", 0), counts.get("void", 0))


def remove_codes(session: Session, survey: str) -> None:
    """Forget all codes of a survey long ended."""
    session.execute(delete(AdmissionCodeRow).where(col(AdmissionCodeRow.survey) == survey))


def _unused(session: Session, keys: Keys, survey: str, code: str) -> AdmissionCodeRow:
    row = session.get(AdmissionCodeRow, _mac(keys, survey, code), populate_existing=True)
    if row is None or row.survey != survey:
        raise CodeRefused("unknown")
    if row.state != "unused":
        raise CodeRefused(row.state)
    return row


def _mac(keys: Keys, survey: str, code: str) -> bytes:
    return keys.mac("admission code", survey.encode(), code.encode())

"""Frozen results."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey_app.core.errors import NotFound
from survey_app.storage.audit import ChainEnd
from survey_app.storage.tables import ResultRow


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """A result's canonical text, its fingerprint, and where the audit stood when it was frozen."""

    text: str
    fingerprint: str
    frozen_at: datetime
    audit: ChainEnd


def freeze_result(session: Session, round_id: str, result: FrozenResult) -> None:
    """Keep a result; the database refuses any later change."""
    session.add(
        ResultRow(
            round=round_id,
            text=result.text,
            fingerprint=result.fingerprint,
            frozen_at=result.frozen_at,
            audit_chain=result.audit.chain,
            audit_seq=result.audit.seq,
            audit_hash=result.audit.hash,
        )
    )
    session.flush()


def read_frozen(session: Session, round_id: str) -> FrozenResult:
    """The frozen result of a round; raises NotFound before it is closed."""
    row = session.get(ResultRow, round_id)
    if row is None:
        raise NotFound("result", round_id)
    end = ChainEnd(row.audit_chain, row.audit_seq, row.audit_hash)
    return FrozenResult(row.text, row.fingerprint, row.frozen_at, end)

"""The hash-chained record of what officers did."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from survey_app.storage.tables import AuditRow

SYSTEM = "system"
"""The chain of acts that belong to no agency."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act as read back."""

    seq: int
    at: datetime
    officer: str
    act: str
    subject: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The newest link of a chain, which a result keeps so that a cut-off end is noticed."""

    chain: str
    seq: int
    hash: str


def record(
    session: Session,
    chain: str | None,
    at: datetime,
    officer: str,
    act: str,
    subject: str,
    facts: Mapping[str, object] | None = None,
) -> ChainEnd:
    """Add an act to the chain of an agency (None: the system's); acts of one chain take turns."""
    if session.get_bind().dialect.name == "postgresql":
        turn = text("SELECT pg_advisory_xact_lock(hashtext(:chain))")
        session.execute(turn, {"chain": f"audit {chain or SYSTEM}"})
    end = chain_end(session, chain)
    row = AuditRow(
        chain=end.chain,
        seq=end.seq + 1,
        at=at,
        officer=officer,
        act=act,
        subject=subject,
        facts=json.dumps(facts or {}, ensure_ascii=False, sort_keys=True, default=str),
        previous=end.hash,
        hash="",
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()
    return ChainEnd(row.chain, row.seq, row.hash)


def chain_end(session: Session, chain: str | None) -> ChainEnd:
    """The newest link of a chain; before the first act its hash is empty."""
    name = chain or SYSTEM
    query = select(AuditRow).where(AuditRow.chain == name).order_by(col(AuditRow.seq).desc())
    last = session.exec(query.limit(1)).first()
    return ChainEnd(name, last.seq, last.hash) if last else ChainEnd(name, 0, "")


def read_chain(
    session: Session, chain: str | None, *, subject: str | None = None
) -> list[AuditEntry]:
    """The acts of a chain, newest first."""
    query = select(AuditRow).where(AuditRow.chain == (chain or SYSTEM))
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    rows = session.exec(query.order_by(col(AuditRow.seq).desc()))
    return [
        AuditEntry(row.seq, row.at, row.officer, row.act, row.subject, json.loads(row.facts))
        for row in rows
    ]


def newest(session: Session) -> datetime | None:
    """The moment of the latest act of all chains; None before the first."""
    query = select(AuditRow.at).order_by(col(AuditRow.at).desc())
    return session.exec(query.limit(1)).first()


def broken_links(session: Session, chain: str | None) -> list[int]:
    """Numbers of the acts that do not follow from the one before or were changed."""
    rows = session.exec(
        select(AuditRow).where(AuditRow.chain == (chain or SYSTEM)).order_by(col(AuditRow.seq))
    )
    broken, previous = [], ""
    for place, row in enumerate(rows, start=1):
        if row.seq != place or row.previous != previous or row.hash != _hash(row):
            broken.append(row.seq)
        previous = row.hash
    return broken


def holds(session: Session, end: ChainEnd) -> bool:
    """Whether a chain still has the link it once ended with."""
    row = session.get(AuditRow, (end.chain, end.seq))
    return row is not None and row.hash == end.hash


def _hash(row: AuditRow) -> str:
    parts = [row.chain, row.seq, row.at.isoformat(), row.officer, row.act, row.subject, row.facts]
    return hashlib.sha256(
        json.dumps([*parts, row.previous], ensure_ascii=False).encode()
    ).hexdigest()

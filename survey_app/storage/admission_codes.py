"""One-time admission codes: only their HMAC and whether they are unused, used or void."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from survey_app.core.errors import CodeRefused
from survey_app.storage.arrival import write_among_neighbours
from survey_app.storage.keys import Keys
from survey_app.storage.tables import AdmissionCodeRow, metadata

_TABLE = metadata.tables["admission_code"]
_STATES = sa.select(_TABLE.c.mac, _TABLE.c.state).where(
    _TABLE.c.survey == sa.bindparam("survey"),
    _TABLE.c.mac.in_(sa.bindparam("macs", expanding=True)),
)


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
    state = read_states(session, keys, survey, [code]).get(code, "unknown")
    if state != "unused":
        raise CodeRefused(state)


def read_states(session: Session, keys: Keys, survey: str, codes: Iterable[str]) -> dict[str, str]:
    """The state of each of these codes that was printed for the survey."""
    macs = {_mac(keys, survey, code): code for code in codes}
    found = session.connection().execute(_STATES, {"survey": survey, "macs": list(macs)})
    return {macs[mac]: state for mac, state in found}


def spend_codes(session: Session, keys: Keys, survey: str, codes: Iterable[str]) -> None:
    """Mark unused codes used, but not when; the survey's pool is locked."""
    rows = [{"mac": _mac(keys, survey, code), "survey": survey, "state": "used"} for code in codes]
    write_among_neighbours(session, _TABLE, survey, rows)


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


def _mac(keys: Keys, survey: str, code: str) -> bytes:
    return keys.mac("admission code", survey.encode(), code.encode())

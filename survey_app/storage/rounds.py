"""The repository of rounds. Every read names the agency it is for, or None for all."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from survey_app.core.errors import NotFound, RoundExists
from survey_app.core.result import Remark
from survey_app.core.rounds import Round, RoundState, StaffAccess
from survey_app.storage.tables import RemarkRow, RoundRow


def add_round(session: Session, new: Round) -> None:
    """Add a draft; raises RoundExists if the agency already has that fiscal year."""
    taken = select(RoundRow.id).where(
        RoundRow.agency == new.agency,
        RoundRow.fiscal_year == new.fiscal_year,
        RoundRow.state != RoundState.CANCELLED,
    )
    if session.exec(taken).first():
        raise RoundExists(new.agency, new.fiscal_year)
    session.add(
        RoundRow(
            id=new.id,
            agency=new.agency,
            fiscal_year=new.fiscal_year,
            edition=new.edition,
            state=new.state,
            staff=new.staff,
            public=new.public,
            staff_access=new.staff_access,
            spares=new.spares,
        )
    )
    session.flush()


def get_round(session: Session, agency: str | None, round_id: str, *, lock: bool = False) -> Round:
    """A round of `agency` (None: any); raises NotFound alike for none and for another's."""
    return _round(_row(session, agency, round_id, lock=lock))


def list_rounds(session: Session, agency: str | None) -> list[Round]:
    """The rounds of `agency` (None: all), newest fiscal year first."""
    query = select(RoundRow).order_by(col(RoundRow.fiscal_year).desc(), col(RoundRow.id))
    if agency is not None:
        query = query.where(RoundRow.agency == agency)
    return [_round(row) for row in session.exec(query)]


def change_round(session: Session, changed: Round) -> None:
    """Write the numbers, edition and access of a round."""
    row = _row(session, changed.agency, changed.id)
    row.staff, row.public = changed.staff, changed.public
    row.edition, row.staff_access = changed.edition, changed.staff_access
    session.add(row)


def change_spares(session: Session, round_id: str, spares: int) -> None:
    """Write the declared number of spare slips."""
    row = _row(session, None, round_id)
    row.spares = spares
    session.add(row)


def set_state(session: Session, round_id: str, state: RoundState, at: datetime) -> None:
    """Move a round to another state, with the moment of opening or closing."""
    row = _row(session, None, round_id)
    row.state = state
    if state is RoundState.OPEN:
        row.opened_at = at
    if state is RoundState.CLOSED:
        row.closed_at = at
    session.add(row)
    session.flush()


def closed_at(session: Session, round_id: str) -> datetime | None:
    """When a round was closed."""
    return _row(session, None, round_id).closed_at


def add_remark(
    session: Session, round_id: str, kind: str, reason: str, facts: Mapping[str, str | int]
) -> None:
    """Add what the reader of the result must know."""
    text = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
    session.add(RemarkRow(round=round_id, kind=kind, reason=reason, facts=text))


def list_remarks(session: Session, round_id: str) -> tuple[Remark, ...]:
    """The remarks of a round in the order they were made."""
    query = select(RemarkRow).where(RemarkRow.round == round_id).order_by(col(RemarkRow.id))
    return tuple(
        Remark(kind=row.kind, reason=row.reason, facts=json.loads(row.facts))
        for row in session.exec(query)
    )


def unvacuumed(session: Session) -> list[str]:
    """Closed rounds after which the file was not yet rewritten."""
    query = select(RoundRow.id).where(
        RoundRow.state == RoundState.CLOSED, col(RoundRow.vacuumed).is_(False)
    )
    return list(session.exec(query.order_by(col(RoundRow.id))))


def mark_vacuumed(session: Session, round_ids: list[str]) -> None:
    """Note that the file was rewritten after these rounds closed."""
    for round_id in round_ids:
        row = _row(session, None, round_id)
        row.vacuumed = True
        session.add(row)


def _row(session: Session, agency: str | None, round_id: str, *, lock: bool = False) -> RoundRow:
    query = select(RoundRow).where(RoundRow.id == round_id)
    if agency is not None:
        query = query.where(RoundRow.agency == agency)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("round", round_id)
    return row


def _round(row: RoundRow) -> Round:
    return Round(
        id=row.id,
        agency=row.agency,
        fiscal_year=row.fiscal_year,
        edition=row.edition,
        state=RoundState(row.state),
        staff=row.staff,
        public=row.public,
        staff_access=StaffAccess(row.staff_access),
        spares=row.spares,
    )

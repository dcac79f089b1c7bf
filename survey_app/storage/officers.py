"""The repository of officers: who they are, and what they sign in with."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from survey_app.core.errors import NameTaken, NotFound
from survey_app.core.officers import Role
from survey_app.storage.tables import OfficerRow


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who signs in; `agency` None is a system administrator."""

    name: str
    role: Role
    agency: str | None
    one_time_password: bool = False
    totp_required: bool = True
    totp_enrolled: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class TotpSecret:
    """A sealed secret of the second factor, and the last time step whose code was used."""

    sealed: bytes = field(repr=False)
    last_step: int


def add_officer(session: Session, officer: Officer, password_hash: str) -> None:
    """Add an officer; raises NameTaken."""
    if session.get(OfficerRow, officer.name) is not None:
        raise NameTaken(officer.name)
    row = OfficerRow(
        name=officer.name,
        agency=officer.agency,
        role=officer.role.value,
        password_hash=password_hash,
        one_time_password=officer.one_time_password,
        totp_required=officer.totp_required,
    )
    session.add(row)
    session.flush()


def get_officer(session: Session, name: str) -> Officer:
    """An officer by exact name; raises NotFound."""
    return _officer(_row(session, name))


def find_officer(session: Session, name: str) -> Officer | None:
    """An officer by exact name, if there is one."""
    row = session.get(OfficerRow, name)
    return _officer(row) if row else None


def list_officers(session: Session, agency: str | None) -> list[Officer]:
    """The officers of an agency (None: all), by name."""
    query = select(OfficerRow).order_by(col(OfficerRow.name))
    if agency is not None:
        query = query.where(OfficerRow.agency == agency)
    return [_officer(row) for row in session.exec(query)]


def read_password_hash(session: Session, name: str) -> str | None:
    """The hash of an officer's password; None for a name that nobody has or that is disabled."""
    row = session.get(OfficerRow, name)
    return row.password_hash if row and not row.disabled else None


def set_password(session: Session, name: str, password_hash: str, *, one_time: bool) -> None:
    """Replace an officer's password; one for one time must be changed at the next sign-in."""
    row = _row(session, name)
    row.password_hash, row.one_time_password = password_hash, one_time
    session.add(row)


def read_totp(session: Session, name: str) -> TotpSecret | None:
    """What an officer's second factor is checked against, locked so that no code counts twice."""
    query = select(OfficerRow).where(OfficerRow.name == name).with_for_update()
    row = session.exec(query).one()
    return TotpSecret(row.totp_sealed, row.totp_last_step) if row.totp_sealed else None


def set_totp(session: Session, name: str, secret: TotpSecret | None) -> None:
    """Enrol, advance or remove (None) an officer's second factor."""
    row = _row(session, name)
    row.totp_sealed = secret.sealed if secret else None
    row.totp_last_step = secret.last_step if secret else 0
    session.add(row)


def set_disabled(session: Session, name: str, *, disabled: bool) -> None:
    """Shut an officer out, or let them in again."""
    row = _row(session, name)
    row.disabled = disabled
    session.add(row)


def _row(session: Session, name: str) -> OfficerRow:
    row = session.get(OfficerRow, name)
    if row is None:
        raise NotFound("officer", name)
    return row


def _officer(row: OfficerRow) -> Officer:
    return Officer(
        name=row.name,
        role=Role(row.role),
        agency=row.agency,
        one_time_password=row.one_time_password,
        totp_required=row.totp_required,
        totp_enrolled=row.totp_sealed is not None,
        disabled=row.disabled,
    )

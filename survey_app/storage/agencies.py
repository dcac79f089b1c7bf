"""The repository of agencies."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_app.core.errors import NameTaken, NotFound
from survey_app.storage.tables import AgencyRow


@dataclass(frozen=True, slots=True)
class Agency:
    """A municipality as pages and posters name it; the emblem is read apart."""

    id: str
    name: str
    district: str
    province: str
    phone: str
    has_emblem: bool


def add_agency(session: Session, agency: Agency, emblem: bytes | None) -> None:
    """Add an agency; raises NameTaken."""
    if session.exec(select(AgencyRow.id).where(AgencyRow.name == agency.name)).first():
        raise NameTaken(agency.name)
    session.add(
        AgencyRow(
            id=agency.id,
            name=agency.name,
            district=agency.district,
            province=agency.province,
            phone=agency.phone,
            emblem=emblem,
        )
    )
    session.flush()


def change_agency(session: Session, agency: Agency, emblem: bytes | None) -> None:
    """Change how an agency is named and reached; an emblem of None keeps the old one."""
    row = _row(session, agency.id)
    taken = select(AgencyRow.id).where(AgencyRow.name == agency.name, AgencyRow.id != agency.id)
    if session.exec(taken).first():
        raise NameTaken(agency.name)
    row.name, row.district = agency.name, agency.district
    row.province, row.phone = agency.province, agency.phone
    row.emblem = emblem or row.emblem
    session.add(row)


def get_agency(session: Session, agency_id: str) -> Agency:
    """An agency by id; raises NotFound."""
    return _agency(_row(session, agency_id))


def find_agency(session: Session, wanted: str) -> Agency:
    """An agency by id, else by exact name; raises NotFound."""
    named = select(AgencyRow).where(AgencyRow.name == wanted)  # no name hides another agency's id
    row = session.get(AgencyRow, wanted) or session.exec(named).first()
    if row is None:
        raise NotFound("agency", wanted)
    return _agency(row)


def list_agencies(session: Session, agency_id: str | None) -> list[Agency]:
    """The agencies an actor bound to `agency_id` sees (None: all), by name."""
    query = select(AgencyRow).order_by(col(AgencyRow.name))
    if agency_id is not None:
        query = query.where(AgencyRow.id == agency_id)
    return [_agency(row) for row in session.exec(query)]


def read_emblem(session: Session, agency_id: str) -> bytes | None:
    """The emblem as PNG, if the agency has one."""
    return _row(session, agency_id).emblem


def _row(session: Session, agency_id: str) -> AgencyRow:
    row = session.get(AgencyRow, agency_id)
    if row is None:
        raise NotFound("agency", agency_id)
    return row


def _agency(row: AgencyRow) -> Agency:
    has_emblem = row.emblem is not None
    return Agency(row.id, row.name, row.district, row.province, row.phone, has_emblem)

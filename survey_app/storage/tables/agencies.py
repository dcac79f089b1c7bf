"""Agencies: the municipalities that share a database."""

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Name


class AgencyRow(Base, table=True):
    """A municipality; the emblem is a PNG."""

    __tablename__ = "agency"

    id: str = Field(primary_key=True, sa_type=Id)
    name: str = Field(unique=True, sa_type=Name)
    district: str = Field(sa_type=Name)
    province: str = Field(sa_type=Name)
    phone: str = Field(sa_type=Name)
    emblem: bytes | None = Field(default=None, sa_type=sa.LargeBinary)

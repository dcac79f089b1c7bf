"""Officers, their sessions, and the throttle of signing in."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from survey_app.storage.tables.base import Base, Id, Moment, Name, one_of


class OfficerRow(Base, table=True):
    """A person who signs in; bound to one agency, or to none as system administrator."""

    __tablename__ = "officer"
    __table_args__ = (
        one_of("role", "admin", "officer", "auditor", "executive"),
        sa.CheckConstraint("agency IS NOT NULL OR role = 'admin'", name="bound"),
    )

    name: str = Field(primary_key=True, sa_type=Name)
    agency: str | None = Field(default=None, foreign_key="agency.id", sa_type=Id)
    role: str = Field(sa_type=Id)
    password_hash: str = Field(sa_type=sa.String(200))
    one_time_password: bool = Field(sa_type=sa.Boolean)
    totp_sealed: bytes | None = Field(default=None, sa_type=sa.LargeBinary)
    totp_last_step: int = Field(default=0, sa_type=sa.BigInteger)
    totp_required: bool = Field(default=True, sa_type=sa.Boolean)
    disabled: bool = Field(default=False, sa_type=sa.Boolean)


class SessionRow(Base, table=True):
    """A signed-in browser, known by the HMAC of its token."""

    __tablename__ = "session"

    token_mac: bytes = Field(primary_key=True, sa_type=sa.LargeBinary(32))
    officer: str = Field(foreign_key="officer.name", index=True, sa_type=Name)
    seen_at: datetime = Field(sa_type=Moment)
    second_factor: bool = Field(sa_type=sa.Boolean)


class SignInRow(Base, table=True):
    """Failed sign-ins of one name, known or not; `window_from` is when the last one was counted."""

    __tablename__ = "sign_in"

    name_mac: bytes = Field(primary_key=True, sa_type=sa.LargeBinary(32))
    window_from: datetime = Field(sa_type=Moment)
    failures: int = Field(sa_type=sa.Integer)

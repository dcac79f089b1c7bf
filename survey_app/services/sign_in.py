"""Signing in and out, and the session between: password, then whatever step is still open.

A session is good once the second factor was given (where one is required) and a password for one
time was changed; it ends after 30 idle minutes, and after 12 hours however busy it was. The
database knows only the HMAC of its token.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from survey_app.core.errors import SamePassword, SignedOut, SignInRefused
from survey_app.core.officers import Actor
from survey_app.services.attempts import return_attempt, spend_attempt
from survey_app.services.instance import Instance
from survey_app.services.passwords import hash_password, matches
from survey_app.storage import audit, officer_sessions, officers
from survey_app.storage.officer_sessions import SignedInBrowser
from survey_app.storage.officers import Officer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""A working day: who sits longer signs in again, so a stolen cookie is not good for ever."""
_SEEN_AGAIN = timedelta(minutes=1)
"""A session is written at most once a minute, so that reading pages does not queue for the lock."""

TotpStep = Literal["verify", "enrol"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A right password: the token for the browser to keep, and the steps still open."""

    token: str = field(repr=False)
    needs_totp: TotpStep | None
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; before `complete` it may do nothing but finish signing in."""

    token: str = field(repr=False)
    actor: Actor
    needs_totp: TotpStep | None
    must_change_password: bool

    @property
    def second_factor(self) -> bool:
        """Whether the second factor was given, or none is required."""
        return self.needs_totp is None

    @property
    def complete(self) -> bool:
        """Whether every step of signing in is done."""
        return self.second_factor and not self.must_change_password


def sign_in(instance: Instance, name: str, password: str) -> SignedIn:
    """A new session for a right password; raises SignInRefused or TooManyAttempts."""
    known = unicodedata.normalize("NFC", name).strip()
    _evaluate(instance, known, password)
    token = _new_token(instance.now)
    with instance.database.transaction() as session:
        officer = officers.find_officer(session, known)
        if officer is None or officer.disabled:
            raise SignInRefused
        return_attempt(instance, session, known)
        needs = _totp_step(officer, given=False)
        browser = SignedInBrowser(officer.name, instance.now, needs is None)
        officer_sessions.end_idle_sessions(session, instance.now - IDLE)
        officer_sessions.add_session(session, token_mac(instance, token), browser)
        actor = Actor(officer.name, officer.role, officer.agency)
        audit.record(session, *_by(instance, actor, "officer.sign_in"))
    return SignedIn(token, needs, officer.one_time_password)


def find_session(instance: Instance, token: str, *, used: bool = True) -> Session | None:
    """The session that a browser's token stands for, or None once it ended or idled.

    A page that refreshes by itself passes `used=False`, so that an empty chair still signs out.
    """
    mac = token_mac(instance, token)
    with instance.database.snapshot() as session:
        browser = officer_sessions.find_session(session, mac)
        officer = officers.find_officer(session, browser.officer) if browser else None
    if browser is None or officer is None or officer.disabled:
        return None
    idle = instance.now - browser.seen_at
    if idle > IDLE or instance.now - _issued_at(token) > LONGEST:
        return None
    if used and idle >= _SEEN_AGAIN:
        with instance.database.transaction() as session:
            officer_sessions.see_session(session, mac, instance.now)
    return _session(token, officer, browser)


def change_password(instance: Instance, token: str, new: str, old: str = "") -> None:
    """Replace the password and end the officer's other sessions; a one-time one is not asked again.

    Raises SignedOut, SignInRefused (wrong old password), TooManyAttempts, TooWeakPassword or
    SamePassword.
    """
    found = find_session(instance, token)
    if found is None or found.needs_totp == "verify":
        raise SignedOut
    if not found.must_change_password:
        check_password(instance, found.actor, old)
    _require_other_password(instance, found.actor.name, new)
    hashed = hash_password(new)
    with instance.database.transaction() as session:
        officers.set_password(session, found.actor.name, hashed, one_time=False)
        officer_sessions.end_sessions(session, found.actor.name, but=token_mac(instance, token))
        audit.record(session, *_by(instance, found.actor, "officer.password"))


def check_password(instance: Instance, actor: Actor, password: str) -> None:
    """Make sure the actor still knows the password; raises SignInRefused or TooManyAttempts."""
    _evaluate(instance, actor.name, password)
    with instance.database.transaction() as session:
        return_attempt(instance, session, actor.name)


def sign_out(instance: Instance, token: str) -> None:
    """End one session; one that has ended already stays so."""
    with instance.database.transaction() as session:
        officer_sessions.end_session(session, token_mac(instance, token))


def sign_out_everywhere(instance: Instance, actor: Actor) -> None:
    """End every session of the actor, this one too."""
    with instance.database.transaction() as session:
        officer_sessions.end_sessions(session, actor.name)
        audit.record(session, *_by(instance, actor, "officer.sign_out_everywhere"))


def token_mac(instance: Instance, token: str) -> bytes:
    """What the database keeps of a token."""
    return instance.keys.mac("officer session", token.encode())


def renewed_token(token: str) -> str:
    """Another token for the session that `token` stands for, which grows no younger by it."""
    return _new_token(_issued_at(token))


def _new_token(issued_at: datetime) -> str:
    """256 random bits and the second they were issued, which the HMAC keeps as it is."""
    return f"{secrets.token_urlsafe(32)}.{int(issued_at.timestamp())}"


def _issued_at(token: str) -> datetime:
    """When the session of a token was begun; long ago where an older version issued it."""
    stamp = token.rpartition(".")[2]
    return datetime.fromtimestamp(int(stamp) if stamp.isdecimal() else 0, UTC)


def _by(instance: Instance, actor: Actor, act: str) -> tuple[str | None, datetime, str, str, str]:
    """What the audit is told of an act on one's own account."""
    return actor.agency, instance.now, actor.name, act, actor.name


def _evaluate(instance: Instance, name: str, password: str) -> None:
    """Compare a password outside any transaction: hashing is slow, and others wait for the lock.

    A right one leaves its attempt counted, for the caller to give back with what it brings about.
    """
    spend_attempt(instance, name)
    with instance.database.snapshot() as session:
        password_hash = officers.read_password_hash(session, name)
    if not matches(password_hash, password):
        raise SignInRefused


def _require_other_password(instance: Instance, name: str, new: str) -> None:
    with instance.database.snapshot() as session:
        password_hash = officers.read_password_hash(session, name)
    if matches(password_hash, new):
        raise SamePassword


def _session(token: str, officer: Officer, browser: SignedInBrowser) -> Session:
    actor = Actor(officer.name, officer.role, officer.agency)
    step = _totp_step(officer, given=browser.second_factor)
    return Session(token, actor, step, officer.one_time_password)


def _totp_step(officer: Officer, *, given: bool) -> TotpStep | None:
    if given or not officer.totp_required:
        return None
    return "verify" if officer.totp_enrolled else "enrol"

"""The second factor: six digits from a phone (TOTP, RFC 6238: SHA-1, 30 seconds).

Until it is confirmed an enrolment is stored nowhere: its secret follows from the session's token
and the key, so an enrolment that is broken off leaves nothing behind.
"""

import base64
import hmac
from dataclasses import dataclass, field

import pyotp
from sqlmodel import Session as DatabaseSession

from survey_app.core.errors import SecondFactorRefused, SignedOut
from survey_app.core.thai import arabic_digits
from survey_app.services.attempts import return_attempt, spend_attempt
from survey_app.services.instance import Instance
from survey_app.services.sign_in import (
    Session,
    TotpStep,
    find_session,
    renewed_token,
    token_mac,
)
from survey_app.storage import audit, officer_sessions, officers
from survey_app.storage.officers import TotpSecret
from survey_app.storage.sealing import seal, unseal

STEP_SECONDS = 30
_PURPOSE = "totp"
_ISSUER = "ITA"
_SECRET_BYTES = 20  # RFC 4226 §4 recommends 160 bits


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a phone is told once: the secret in letters, and the address a QR code carries."""

    secret: str = field(repr=False)
    address: str = field(repr=False)

    @property
    def groups(self) -> str:
        """The secret in groups of four, to type by hand."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


def begin_totp(instance: Instance, token: str) -> Enrolment:
    """The enrolment of this session, the same until it is confirmed; raises SignedOut."""
    found = _require_step(instance, token, "enrol")
    secret = _new_secret(instance, token)
    address = pyotp.TOTP(secret).provisioning_uri(name=found.actor.name, issuer_name=_ISSUER)
    return Enrolment(secret, address)


def enrol_totp(instance: Instance, token: str, code: str) -> str:
    """Confirm the enrolment with a code; returns the session's new token.

    Raises SecondFactorRefused, TooManyAttempts or SignedOut.
    """
    found = _require_step(instance, token, "enrol")
    secret, name = _new_secret(instance, token), found.actor.name
    spend_attempt(instance, name)
    step = _matching_step(instance, secret, code, after=0)
    if step is None:
        raise SecondFactorRefused
    sealed = seal(instance.keys, _PURPOSE, name, secret.encode())
    with instance.database.transaction() as session:
        if officers.read_totp(session, name) is not None:
            raise SignedOut
        officers.set_totp(session, name, TotpSecret(sealed, step))
        audit.record(session, found.actor.agency, instance.now, name, "officer.totp", name)
        return_attempt(instance, session, name)
        return _pass(instance, session, token)


def verify_totp(instance: Instance, token: str, code: str) -> str:
    """Give the second factor; one step early or late counts, no code counts twice.

    Returns the session's new token. Raises SecondFactorRefused, TooManyAttempts or SignedOut.
    """
    found = _require_step(instance, token, "verify")
    name = found.actor.name
    spend_attempt(instance, name)
    with instance.database.transaction() as session:
        kept = officers.read_totp(session, name)
        if kept is None:
            raise SignedOut
        secret = unseal(instance.keys, _PURPOSE, name, kept.sealed).decode()
        step = _matching_step(instance, secret, code, after=kept.last_step)
        if step is None:
            raise SecondFactorRefused
        officers.set_totp(session, name, TotpSecret(kept.sealed, step))
        return_attempt(instance, session, name)
        return _pass(instance, session, token)


def _pass(instance: Instance, session: DatabaseSession, token: str) -> str:
    """Let the browser in under a new token: whoever knew the one before knows nothing now."""
    renewed = renewed_token(token)
    macs = token_mac(instance, token), token_mac(instance, renewed)
    officer_sessions.pass_second_factor(session, *macs)
    return renewed


def _require_step(instance: Instance, token: str, step: TotpStep) -> Session:
    found = find_session(instance, token)
    if found is None or found.needs_totp != step:
        raise SignedOut
    return found


def _new_secret(instance: Instance, token: str) -> str:
    secret = instance.keys.mac("totp enrolment", token.encode())[:_SECRET_BYTES]
    return base64.b32encode(secret).decode()


def _matching_step(instance: Instance, secret: str, code: str, *, after: int) -> int | None:
    """The time step, later than `after`, whose code this is."""
    now = int(instance.now.timestamp()) // STEP_SECONDS
    totp, digits = pyotp.TOTP(secret), arabic_digits("".join(code.split()))
    for step in (now - 1, now, now + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None

"""The throttle of guessing: so many evaluated attempts an hour for each name, known or not.

An attempt is counted before it is evaluated and given back when it succeeds, so that attempts
sent at the same moment cannot slip past the limit together. No network address is looked at.
"""

from sqlmodel import Session

from survey_app.core.errors import TooManyAttempts
from survey_app.services.instance import Instance
from survey_app.storage import attempts


def spend_attempt(instance: Instance, name: str) -> None:
    """Count an attempt of `name`; raises TooManyAttempts, which says when to come back."""
    with instance.database.transaction() as session:
        attempts.forget_attempts(session, instance.now)
        retry_at = attempts.spend_attempt(session, _mac(instance, name), instance.now)
    if retry_at is not None:
        raise TooManyAttempts(retry_at)


def return_attempt(instance: Instance, session: Session, name: str) -> None:
    """Give back an attempt that succeeded, together with what it brought about."""
    attempts.return_attempt(session, _mac(instance, name))


def _mac(instance: Instance, name: str) -> bytes:
    return instance.keys.mac("sign-in attempts", name.encode())

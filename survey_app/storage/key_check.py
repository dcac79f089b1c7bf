"""Whether the key beside the database is the one it was made with."""

import hmac

from sqlmodel import Session

from survey_app.core.errors import KeyWrong
from survey_app.storage.keys import KEY_FILE, Keys
from survey_app.storage.tables import KeyCheckRow


def remember_key(session: Session, keys: Keys) -> None:
    """Bind the database to `keys`; only an unbound database, or a deliberate replacement."""
    session.merge(KeyCheckRow(id=1, value=keys.check))


def is_bound(session: Session) -> bool:
    """Whether the database was ever bound to a key."""
    return session.get(KeyCheckRow, 1) is not None


def require_key(session: Session, keys: Keys) -> None:
    """Raise KeyWrong unless the database was bound to `keys`."""
    row = session.get(KeyCheckRow, 1)
    if row is None or not hmac.compare_digest(row.value, keys.check):
        raise KeyWrong(KEY_FILE)

"""The repository of signed-in browsers, each known by the HMAC of a token that only it holds."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from survey_app.storage.tables import SessionRow


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """Whose browser it is, when it was last seen, and whether the second factor was given."""

    officer: str
    seen_at: datetime
    second_factor: bool


def add_session(session: Session, token_mac: bytes, browser: SignedInBrowser) -> None:
    """Remember a browser that has just signed in."""
    row = SessionRow(
        token_mac=token_mac,
        officer=browser.officer,
        seen_at=browser.seen_at,
        second_factor=browser.second_factor,
    )
    session.add(row)


def find_session(session: Session, token_mac: bytes) -> SignedInBrowser | None:
    """The browser that holds the token, if it is still signed in."""
    row = session.get(SessionRow, token_mac)
    return SignedInBrowser(row.officer, row.seen_at, row.second_factor) if row else None


def see_session(session: Session, token_mac: bytes, at: datetime) -> None:
    """Note that the browser was used; one that was signed out meanwhile stays signed out."""
    row = session.get(SessionRow, token_mac)
    if row is not None:
        row.seen_at = at
        session.add(row)


def pass_second_factor(session: Session, token_mac: bytes, renewed_mac: bytes) -> None:
    """Note that the browser gave the second factor; from now on another token stands for it."""
    row = session.get(SessionRow, token_mac)
    if row is not None:
        browser = SignedInBrowser(row.officer, row.seen_at, second_factor=True)
        session.delete(row)
        add_session(session, renewed_mac, browser)


def end_session(session: Session, token_mac: bytes) -> None:
    """Sign one browser out; one that is not signed in stays so."""
    session.execute(delete(SessionRow).where(col(SessionRow.token_mac) == token_mac))


def end_sessions(session: Session, officer: str, *, but: bytes = b"") -> None:
    """Sign an officer out of every browser, except the one whose token has the HMAC `but`."""
    session.execute(
        delete(SessionRow).where(
            col(SessionRow.officer) == officer, col(SessionRow.token_mac) != but
        )
    )


def end_idle_sessions(session: Session, before: datetime) -> None:
    """Forget the browsers last seen before a moment."""
    session.execute(delete(SessionRow).where(col(SessionRow.seen_at) < before))

"""Who sits at the browser: Flask-Login over the sessions in the database.

The signed cookie carries the session's token and nothing about the officer; the database knows
only the token's HMAC, so neither a stolen database nor a kept cookie signs anybody in.
"""

from dataclasses import dataclass

from flask import Flask, abort, request
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user

from survey_app.core.officers import Actor
from survey_app.services.sign_in import Session, find_session
from survey_app.web.instance import instance

REFRESH = "X-Refresh"
"""The header by which a page that refreshes by itself says that nobody touched it."""


@dataclass(frozen=True, slots=True)
class _Browser:
    """A session in the shape Flask-Login asks for."""

    session: Session
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The token: what the cookie keeps."""
        return self.session.token


def register(app: Flask) -> None:
    """Let Flask-Login find sessions.

    Not by its `init_app`: that adds hooks which read the cookie on respondents' pages too.
    """
    manager = LoginManager()
    manager.session_protection = None  # phones change their address; the session is the database's
    manager.user_loader(_load)
    app.__dict__["login_manager"] = manager


def keep_session(token: str) -> Session:
    """Put a new session into a cookie emptied first: nothing planted before signing in survives."""
    kept = {name: cookie[name] for name in ("language", "next") if name in cookie}
    cookie.clear()
    cookie.update(kept)
    browser = _load(token)
    if browser is None:
        abort(401)
    login_user(browser)
    return browser.session


def forget_session() -> None:
    """Empty the cookie but for the language."""
    language = cookie.get("language")
    cookie.clear()
    if language:
        cookie["language"] = language


def current_session() -> Session | None:
    """The session of this request, complete or not."""
    return getattr(current_user, "session", None)


def current_actor() -> Actor:
    """Who acts in this request; only for views that the guard lets signed-in officers reach."""
    found = current_session()
    if found is None or not found.complete:
        abort(401)
    return found.actor


def _load(token: str) -> _Browser | None:
    found = find_session(instance(), token, used=REFRESH not in request.headers)
    return _Browser(found) if found else None

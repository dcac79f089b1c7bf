"""The program as a web application: `create_app` and what all audiences' pages share.

`respondent`, `officer` and `public` never import each other; a view reads the request, calls one service and
renders one page object, and says who may see it, or the application refuses to start.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_babel import Babel

from survey_app.services.instance import Instance, open_instance
from survey_app.settings import Settings
from survey_app.web import addresses, assets, failures, language, replies, writing
from survey_app.web.access import require_declared_access
from survey_app.web.instance import EXTENSION
from survey_app.web.language import choose_language
from survey_app.web.officer import register_officer_pages
from survey_app.web.public import public
from survey_app.web.respondent import respondent
from survey_app.web.respondent.doorstep import Doorstep
from survey_app.web.silence import SilentFlask

MOST_BYTES = 256 * 1024
"""The largest request body; only officers' uploads may ask for more. A full sheet with the longest
suggestion in Thai is under a tenth of this."""


def create_app(settings: Settings, clock: Callable[[], datetime] | None = None) -> Flask:
    """The application over the database that `settings` name; raises what `open_instance` raises."""
    opened = open_instance(settings, clock) if clock else open_instance(settings)
    return build_app(opened)


def build_app(opened: Instance) -> Flask:
    """The application over an instance that is already open."""
    app = SilentFlask(__name__)
    app.config.update(_config(opened))
    app.extensions[EXTENSION] = opened
    Babel(app, default_locale="th", locale_selector=choose_language)
    addresses.register(app)
    replies.register(app)
    assets.register(app)
    language.register(app)
    writing.register(app)
    failures.register(app)
    app.register_blueprint(respondent)
    app.register_blueprint(public)
    register_officer_pages(app)
    require_declared_access(app)
    app.wsgi_app = Doorstep(app.wsgi_app, opened)  # type: ignore[method-assign]  # as Flask advises
    return app


def _config(opened: Instance) -> dict[str, object]:
    public = opened.settings.public_url or ""
    secure = public.startswith("https:")
    return {
        "SECRET_KEY": opened.keys.derive("session"),
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "TRUSTED_HOSTS": trusted_hosts(public),
        # Under this name browsers take the cookie from an encrypted page alone, and from no other.
        "SESSION_COOKIE_NAME": "__Secure-officer" if secure else "officer",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "BABEL_TRANSLATION_DIRECTORIES": "../translations",
        "WTF_CSRF_TIME_LIMIT": None,  # a form left open over lunch still sends; the session decides
    }


def trusted_hosts(public_url: str) -> list[str]:
    """Hosts that requests may name: the public one, and always the loopback ones."""
    loopback = ["127.0.0.1", "localhost", "[::1]"]
    host = public_url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    name = host if host.endswith("]") else host.partition(":")[0] if host.count(":") <= 1 else host
    return [*loopback, name] if name else loopback

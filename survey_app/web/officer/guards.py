"""What every officer request must pass and every officer reply must carry; refusing is the default."""

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask import session as cookie
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from survey_app.web.access import ANYONE, PUBLIC, RESPONDENTS, Access, access_of
from survey_app.web.officer.frame import prepare_frame
from survey_app.web.officer.identity import REFRESH, current_session
from survey_app.web.officer.steps import step_address
from survey_app.web.officer.uploads import upload_limit

_CSRF = CSRFProtect()
_FILES = frozenset({"static", "bootstrap.static"})
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def register(app: Flask) -> None:
    """Put the guard before every view of the officers' part, and harden its every reply."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard below asks, and only of officers
    _CSRF.init_app(app)
    app.before_request(_admit)
    app.after_request(_harden_officer_reply)


def harden(response: Response) -> Response:
    """The reply, kept out of caches and frames, with nothing running but our own files."""
    response.headers.update(_HEADERS)
    return response


def safe_address(wanted: str) -> str | None:
    """An address to go on to, if it is a page of the officers' part and of nobody else's site."""
    local = wanted.startswith(f"{request.script_root}/officer/")
    local = local and not set(wanted) & set("\\\r\n\t")
    return wanted if local else None


def _admit() -> AnyResponse | None:
    """Let a request through to its view, or answer in its place."""
    access = access_of(current_app, request.endpoint)
    if request.endpoint in _FILES or access in (RESPONDENTS, PUBLIC):
        return None
    if request.endpoint is None:
        _frame_unknown()
        return None
    limit = upload_limit(current_app, request.endpoint)
    if limit is not None:
        request.max_content_length = limit
    refusal = None if access == ANYONE else _refuse(access)
    if refusal is None:
        _refuse_nul()
        prepare_frame()
        _CSRF.protect()
    return refusal


def _frame_unknown() -> None:
    """An address of the officers' part that leads nowhere still shows the menu to who signed in."""
    ours = isinstance(request.routing_exception, NotFound | MethodNotAllowed)
    if ours and request.path.startswith("/officer/"):
        prepare_frame()


def _refuse_nul() -> None:
    """No keyboard sends NUL, and PostgreSQL cannot keep it."""
    fields = (request.form, request.args) if request.method == "POST" else (request.args,)
    if any("\0" in value for source in fields for value in source.values()):
        abort(400)


def _refuse(access: Access) -> AnyResponse | None:
    """Where to go instead; None for an officer who may see the page, and 403 for another's page."""
    found = current_session()
    if found is None:
        if request.method == "GET" and REFRESH not in request.headers:
            cookie["next"] = request.script_root + request.full_path.rstrip("?")
        return redirect(url_for("officer_sign_in.ask"))
    step = step_address(found)
    if step is not None:
        return redirect(step)
    if found.actor.role not in access:
        prepare_frame()
        abort(403)
    return None


def _harden_officer_reply(response: Response) -> Response:
    officers = (request.blueprint or "").startswith("officer")
    return harden(response) if officers else response

"""What every respondent request must pass and every respondent reply must carry."""

from flask import Response, request

from survey_app.web.respondent import respondent

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class SentFromElsewhere(Exception):
    """Another site made this browser send the form; older phones do not say, and are believed."""


@respondent.before_request
def refuse_foreign_forms() -> None:
    """Raise SentFromElsewhere for a form that another site sent."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise SentFromElsewhere


@respondent.after_request
def harden(response: Response) -> Response:
    """The reply, kept out of caches and frames, with nothing running but our own files."""
    response.headers.update(_HEADERS)
    return response

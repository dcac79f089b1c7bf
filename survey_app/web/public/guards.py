"""What every reply of the published pages carries, and how long others may keep it."""

from flask import Response, request

from survey_app.web.public import public

KEPT_SECONDS = 300
"""How long browsers and caches may keep a page: so long may a withdrawn one still be seen."""

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@public.after_request
def harden(response: Response) -> Response:
    """The reply with nothing running in it; a page found may be kept, a refusal never."""
    response.headers.update(_HEADERS)
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.add_etag()
    response.make_conditional(request)
    return response

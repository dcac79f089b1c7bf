"""What every reply carries, whoever it is for: files, redirects and refusals too."""

from flask import Flask, Response

_LEAST = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The strictest of each; the guard of each audience has set its own before."""


def register(app: Flask) -> None:
    """Fill in what no guard has set; to be called first, since Flask asks the last one first."""
    app.after_request(_complete)


def _complete(response: Response) -> Response:
    for name, value in _LEAST.items():
        response.headers.setdefault(name, value)
    return response

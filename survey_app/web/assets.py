"""Static files with their content's mark in the address, so that browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from survey_app.web.minified import minify

_STATIC = Path(__file__).parent / "static"
_YEAR = 31_536_000


def register(app: Flask) -> None:
    """Give templates `asset(name)` and marked files a year in the browser's cache."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep_marked)


def asset(name: str) -> str:
    """The address of a static file, changing with its content."""
    return url_for("static", filename=name, v=_mark(name))


@cache
def _mark(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def _keep_marked(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        marked = "v" in request.args
        keep = f"public, max-age={_YEAR}, immutable" if marked else "no-cache"
        response.headers["Cache-Control"] = keep
        if request.path.endswith(".js"):
            response.direct_passthrough = False
            response.set_data(minify(response.get_data(as_text=True)))
    return response

"""Static files with their content's mark in the address, so that browsers may keep them for good.

Texts are compressed once, at their first use, and each way of writing them has an ETag of its own.
Nothing secret is in them, so their lengths tell nothing.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

from survey_app.web.access import open_to_anyone
from survey_app.web.encodings import Encoding, choose_encoding, compress
from survey_app.web.minified import minify

_STATIC = Path(__file__).parent / "static"
_YEAR = 31_536_000
_TEXTS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}
"""The media types of what is worth compressing: fonts and pictures are already."""


def register(app: Flask) -> None:
    """Give templates `asset(name)`, and marked files a year in the browser's cache."""
    app.jinja_env.globals["asset"] = asset
    app.view_functions["static"] = open_to_anyone(send_static)
    app.after_request(_keep_marked)


def asset(name: str) -> str:
    """The address of a static file, changing with its content."""
    return url_for("static", filename=name, v=_mark(name))


def send_static(filename: str) -> Response:
    """A static file; a text as the browser reads it best."""
    if filename not in _texts():
        return current_app.send_static_file(filename)
    encoding = choose_encoding(request.headers.get("Accept-Encoding", ""))
    media_type = _TEXTS[Path(filename).suffix]
    response = Response(_written(filename, encoding), content_type=media_type)
    response.set_etag(f"{_mark(filename)}-{encoding}")
    response.headers["Vary"] = "Accept-Encoding"
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.make_conditional(request)
    return response


@cache
def _names() -> frozenset[str]:
    """All files, by the one name under which each is known."""
    files = (one for one in _STATIC.rglob("*") if one.is_file())
    return frozenset(one.relative_to(_STATIC).as_posix() for one in files)


@cache
def _texts() -> frozenset[str]:
    """The names of what is compressed."""
    return frozenset(one for one in _names() if Path(one).suffix in _TEXTS)


def _is_marked(name: str, mark: str | None) -> bool:
    """Whether an address carries the mark of the file as it is now, and of no other version.

    Another version's page may ask for this one; kept for a year it would pass for the other.
    """
    return mark is not None and name in _names() and mark == _mark(name)


@cache
def _content(name: str) -> bytes:
    """A static file as it is sent."""
    content = (_STATIC / name).read_bytes()
    return minify(content.decode()).encode() if name.endswith(".js") else content


@cache
def _written(name: str, encoding: Encoding) -> bytes:
    return compress(_content(name), encoding)


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:12]


def _keep_marked(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        marked = _is_marked((request.view_args or {})["filename"], request.args.get("v"))
        keep = f"public, max-age={_YEAR}, immutable" if marked else "no-cache"
        response.headers["Cache-Control"] = keep
    return response

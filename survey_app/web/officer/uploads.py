"""Views that take files say how large: the guard lifts the general limit before the form is read."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask

P = ParamSpec("P")
R = TypeVar("R")

MEGABYTE = 1024 * 1024
_MARK = "most_bytes"


def takes_upload(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view whose request body may have `most` bytes."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _MARK, most)
        return view

    return mark


def upload_limit(app: Flask, endpoint: str | None) -> int | None:
    """How many bytes a request to the endpoint may have; None: the general limit."""
    return getattr(app.view_functions.get(endpoint or ""), _MARK, None)

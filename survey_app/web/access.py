"""Who may see a page: every view says so, or the application refuses to start."""

from collections.abc import Callable
from functools import partial
from inspect import ismethod
from typing import ParamSpec, TypeVar

from flask import Flask

from survey_app.core.officers import Role

P = ParamSpec("P")
R = TypeVar("R")

_MARK = "access"
RESPONDENTS = frozenset({"respondents"})
PUBLIC = frozenset({"public"})
ANYONE = frozenset({"anyone"})

Access = frozenset[str]


class UndeclaredAccess(Exception):
    """A view does not say who may see it: a defect that stops the start."""


def open_to_respondents(view: Callable[P, R]) -> Callable[P, R]:
    """A page for respondents: no cookie, no sign-in."""
    return _mark(view, RESPONDENTS)


def open_to_public(view: Callable[P, R]) -> Callable[P, R]:
    """A published page, for everybody: no cookie, no sign-in, nothing to send."""
    return _mark(view, PUBLIC)


def open_to_anyone(view: Callable[P, R]) -> Callable[P, R]:
    """A page of the officers' part that needs no sign-in, such as the sign-in page itself."""
    return _mark(view, ANYONE)


def open_to(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page for signed-in officers of these roles; the officers' part enforces it before the view."""
    return lambda view: _mark(view, frozenset(map(str, roles)))


def access_of(app: Flask, endpoint: str | None) -> Access:
    """Who may see an endpoint; nobody where it is unknown."""
    return getattr(app.view_functions.get(endpoint or ""), _MARK, frozenset())


def require_declared_access(app: Flask) -> None:
    """Raise UndeclaredAccess naming every view without a declaration."""
    silent = [name for name in app.view_functions if not access_of(app, name)]
    if silent:
        raise UndeclaredAccess(", ".join(sorted(silent)))


def _mark(view: Callable[P, R], access: Access) -> Callable[P, R]:
    markable = partial(view) if ismethod(view) else view
    setattr(markable, _MARK, access)
    return markable

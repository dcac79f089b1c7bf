"""Failures outside a view's own words: each audience gets its own page.

Nothing is kept of a respondent's failure but the day and the kind; of a published page's, the defect
without the request.
"""

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from survey_app.core.errors import Busy, NoRoom, NotFound, Refused
from survey_app.web.officer.failures import officer_failure, officer_refusal
from survey_app.web.public.failures import public_failure
from survey_app.web.respondent.failures import respondent_failure
from survey_app.web.silence import is_public_path, is_respondent_path


def register(app: Flask) -> None:
    """Route every failure to the page of its audience."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refused, _refuse)
    app.register_error_handler(Exception, _crash)


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code)


def _refuse(error: Refused) -> Response:
    """A refusal that no view met: officers read its words, respondents that nothing was recorded."""
    officers = not (is_respondent_path(request.path) or is_public_path(request.path))
    if isinstance(error, Busy):
        return _page(507 if officers and isinstance(error, NoRoom) else 503)
    if isinstance(error, NotFound):
        return _page(404)
    return officer_refusal(error) if officers else _page(500)


def _crash(error: Exception) -> Response:
    """A defect is logged without the request; on respondents' pages it is only counted."""
    if not is_respondent_path(request.path):
        part = "public" if is_public_path(request.path) else "officer"
        logging.getLogger("survey_app").error("%s page failed", part, exc_info=error)
    return _page(500)


def _page(status: int) -> Response:
    if is_respondent_path(request.path):
        return respondent_failure(status)
    if is_public_path(request.path):
        return public_failure(status)
    return officer_failure(status)

"""The page for what failed outside the views under `/s/`; it asks the database for nothing."""

from flask import Response, request
from werkzeug.exceptions import SecurityError

from survey_app.web.respondent.guards import harden
from survey_app.web.respondent.notices import (
    Notice,
    busy_notice,
    failure_notice,
    large_notice,
    tampered_notice,
    unknown_link_notice,
)
from survey_app.web.respondent.refusals import note
from survey_app.web.respondent.rendering import show_notice
from survey_app.web.respondent.visiting import sheet_was_sent


def respondent_failure(status: int) -> Response:
    """A plain page for an HTTP status of 400 or more; a defect leaves its kind and day, no more."""
    if status >= 500 and status != 503:
        note("failure")
    if isinstance(request.routing_exception, SecurityError):
        # A host that is not ours has no addresses to link to.
        return harden(Response("Bad Request\n", status, mimetype="text/plain"))
    return harden(show_notice(_notice(status)))


def _notice(status: int) -> Notice:
    if status in (404, 405):
        return unknown_link_notice()
    if status == 413:
        return large_notice()
    if status == 503:
        return busy_notice(sent=False)
    return tampered_notice() if status < 500 else failure_notice(sent=sheet_was_sent())

"""The page for what failed outside the views under `/s/`; it asks the database for nothing."""

from dataclasses import replace

from flask import Response, g, render_template, request
from werkzeug.exceptions import SecurityError

from survey_app.core.errors import Unreachable
from survey_app.web.respondent import respondent
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
from survey_app.web.respondent.visiting import language, sheet_was_sent


def respondent_failure(status: int) -> Response:
    """A plain page for an HTTP status of 400 or more; a defect leaves its kind and day, no more."""
    if status >= 500 and status != 503:
        note("failure")
    if isinstance(request.routing_exception, SecurityError):
        # A host that is not ours has no addresses to link to.
        return harden(Response("Bad Request\n", status, mimetype="text/plain"))
    return harden(show_notice(_notice(status)))


@respondent.errorhandler(Unreachable)
def report_unreachable(_error: Unreachable) -> Response:
    """The database went away, and with it perhaps the answer to a commit: nobody says "not recorded".

    The same sheet may be sent again, since its ticket counts once.
    """
    kept = g.get("respondent_sheet")
    failed = failure_notice(sent=sheet_was_sent())
    onward = "resend" if kept else failed.onward
    return show_notice(replace(failed, status=503, onward=onward, retry_after=_SOON), kept)


def give_back_unread() -> Response:
    """Before the form was even looked up the database was locked or gone: its fields come back as sent.

    Without the form they cannot be judged; whoever presses the button sends the very same request.
    It does not say "not recorded": this may be the retry of a sheet that was counted.
    """
    notice = busy_notice(sent=True)
    page = render_template(
        "respondent/unread.html",
        visit=None,
        language=language(),
        notice=notice,
        again=request.full_path.rstrip("?"),
        fields=list(request.form.items(multi=True)),
    )
    response = Response(page, notice.status)
    response.headers["Retry-After"] = str(notice.retry_after)
    return response


_SOON = 5
"""Seconds after which a database that went away may be back."""


def _notice(status: int) -> Notice:
    if status in (404, 405):
        return unknown_link_notice()
    if status == 413:
        return large_notice()
    if status == 503:
        return busy_notice(sent=False)
    return tampered_notice() if status < 500 else failure_notice(sent=sheet_was_sent())

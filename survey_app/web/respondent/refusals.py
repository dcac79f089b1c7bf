"""Each refusal becomes its own page and one anonymous count of its kind."""

from flask import Response, g, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from survey_app.core.errors import (
    Busy,
    CodeRefused,
    Flooded,
    LinkStopped,
    NotAccepting,
    NotFound,
    PlaceFull,
)
from survey_app.core.rounds import RoundState, SurveyState
from survey_app.services.respond import note_error
from survey_app.web.instance import instance
from survey_app.web.respondent import respondent
from survey_app.web.respondent.fields import FieldsRefused
from survey_app.web.respondent.guards import SentFromElsewhere
from survey_app.web.respondent.notices import (
    busy_notice,
    cancelled_notice,
    code_notice,
    ended_notice,
    flooded_notice,
    foreign_notice,
    full_notice,
    large_notice,
    stopped_notice,
    tampered_notice,
    unknown_link_notice,
    waiting_notice,
)
from survey_app.web.respondent.rendering import show_notice
from survey_app.web.respondent.visiting import language, sheet_was_sent


def note(kind: str) -> None:
    """Count an error of a sent form; a GET changes nothing, so it leaves no trace at all."""
    if request.method == "POST":
        note_error(instance(), kind)


@respondent.errorhandler(NotFound)
def refuse_unknown_link(_error: NotFound) -> Response:
    """No survey has this link."""
    note("unknown_link")
    return show_notice(unknown_link_notice())


@respondent.errorhandler(NotAccepting)
def refuse_untimely(error: NotAccepting) -> Response:
    """The survey is waiting or has ended, or its round was cancelled."""
    note("not_accepting")
    visit, sent = g.respondent_visit, sheet_was_sent()
    if visit.round_state is RoundState.CANCELLED:
        return show_notice(cancelled_notice(sent=sent))
    compose = waiting_notice if error.state == SurveyState.WAITING else ended_notice
    return show_notice(compose(visit, language(), sent=sent))


@respondent.errorhandler(LinkStopped)
def refuse_stopped(_error: LinkStopped) -> Response:
    """An officer stopped this link."""
    note("link_stopped")
    return show_notice(stopped_notice(sent=sheet_was_sent()))


@respondent.errorhandler(PlaceFull)
def refuse_full(_error: PlaceFull) -> Response:
    """The place took its sheets for today."""
    note("place_full")
    last_day = g.respondent_visit.days.closes_on == instance().today
    notice = full_notice(last_day=last_day, sent=sheet_was_sent())
    return show_notice(notice, g.get("respondent_sheet"))


@respondent.errorhandler(Flooded)
def report_flood(error: Flooded) -> Response:
    """Too many sheets for the whole service; to count them all would be what the flood wants."""
    return show_notice(flooded_notice(error.seconds), g.get("respondent_sheet"))


@respondent.errorhandler(CodeRefused)
def refuse_code(error: CodeRefused) -> Response:
    """The admission code admits nobody."""
    note(f"code_{error.kind}")
    return show_notice(code_notice(error.kind, sent=sheet_was_sent()))


@respondent.errorhandler(FieldsRefused)
@respondent.errorhandler(BadRequest)
def refuse_fields(_error: Exception) -> Response:
    """The request is not one that a form of ours sends."""
    note("tampered")
    return show_notice(tampered_notice())


@respondent.errorhandler(SentFromElsewhere)
def refuse_foreign(_error: SentFromElsewhere) -> Response:
    """Another site sent the form."""
    note("cross_site")
    return show_notice(foreign_notice())


@respondent.errorhandler(RequestEntityTooLarge)
def refuse_large(_error: RequestEntityTooLarge) -> Response:
    """The body is over the limit."""
    note("too_large")
    return show_notice(large_notice())


@respondent.errorhandler(Busy)
def report_busy(_error: Busy) -> Response:
    """The database is locked; counting this error would have to wait for it too."""
    return show_notice(busy_notice(sent=sheet_was_sent()), g.get("respondent_sheet"))

"""Page objects become replies: one function a kind of page, the same frame around each."""

from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request

from survey_app.core.questionnaire.form import Message
from survey_app.services.respond import Visit
from survey_app.web.instance import instance
from survey_app.web.respondent.fields import SentSheet
from survey_app.web.respondent.form_page import FormPage
from survey_app.web.respondent.notices import Notice
from survey_app.web.respondent.start_page import compose_start, read_text
from survey_app.web.respondent.visiting import (
    address,
    addresses,
    addresses_beside,
    beside,
    current_visit,
    language,
    notice_addresses,
    sheet_was_sent,
)


def show_start(visit: Visit, *, typed_code: str = "", code_error: str = "") -> Response:
    """The start page; with an error where a typed code cannot be one."""
    host = urlsplit(instance().settings.public_url or request.host_url).netloc
    page = compose_start(visit, language(), host, typed_code=typed_code, code_error=code_error)
    return _reply("start", 422 if code_error else 200, visit, page=page)


def show_form(visit: Visit, page: FormPage) -> Response:
    """The form, empty or sent back with what to mend."""
    heading = read_text(visit.form.start.heading, visit, language())
    asked = visit.form.suggestion
    return _reply(
        "form",
        422 if page.returned else 200,
        visit,
        page=page,
        heading=heading,
        suggestion_text=read_text(asked.text, visit, language()),
        suggestion_hint=read_text(asked.hint, visit, language()),
    )


def show_message(template: str, visit: Visit, message: Message) -> Response:
    """A heading and a text of the questionnaire, the same bytes for everyone."""
    heading = read_text(message.heading, visit, language())
    text = read_text(message.text, visit, language())
    return _reply(template, 200, visit, heading=heading, text=text)


def show_notice(notice: Notice, sent: SentSheet | None = None) -> Response:
    """A notice; a sheet that may be sent again goes with it."""
    # Someone whose sheet may still be sent again would lose it on the way to another page.
    may_leave = notice.wipes_draft or not sheet_was_sent()
    languages = notice_addresses() if may_leave else {}
    response = _reply(
        "notice", notice.status, current_visit(), notice=notice, sent=sent, languages=languages
    )
    if notice.retry_after is not None:
        response.headers["Retry-After"] = str(notice.retry_after)
    return response


def _reply(template: str, status: int, visit: Visit | None, **page: object) -> Response:
    body = render_template(
        f"respondent/{template}.html",
        visit=visit,
        language=language(),
        address=address,
        addresses=addresses,
        beside=beside,
        addresses_beside=addresses_beside,
        **page,
    )
    return make_response(body, status)

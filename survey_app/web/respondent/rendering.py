"""Page objects become replies: one function a kind of page, the same frame around each."""

from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request

from survey_app.core.questionnaire.form import Message
from survey_app.services.respond import Visit
from survey_app.web.instance import instance
from survey_app.web.respondent.fields import SentSheet
from survey_app.web.respondent.form_page import FormPage, compose_form
from survey_app.web.respondent.notices import Notice
from survey_app.web.respondent.ready_pages import CODE, Words, show_ready
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


def show_start(visit: Visit) -> Response:
    """The start page."""
    host = urlsplit(instance().settings.public_url or request.host_url).netloc
    return show_ready("start", visit, {"host": host}, _draw_start)


def _draw_start(visit: Visit, words: Words) -> str:
    return _draw("start", visit, page=compose_start(visit, language(), words["host"]))


def show_start_again(visit: Visit, typed_code: str, code_error: str) -> Response:
    """The start page with an error, where a typed code cannot be one."""
    host = urlsplit(instance().settings.public_url or request.host_url).netloc
    page = compose_start(visit, language(), host, typed_code=typed_code, code_error=code_error)
    return _reply("start", 422, visit, page=page)


def show_form(visit: Visit, ticket: str, code: str = "") -> Response:
    """The empty form, with an admission code that is good."""
    words = {"ticket": ticket, **({CODE: code} if code else {})}
    return show_ready("form with code" if code else "form", visit, words, _draw_empty_form)


def _draw_empty_form(visit: Visit, words: Words) -> str:
    sent = SentSheet(admission=words.get(CODE, ""))
    return _draw_form(visit, compose_form(visit, language(), words["ticket"], sent))


def show_form_again(visit: Visit, page: FormPage) -> Response:
    """The form with the answers it came with, and what to mend if anything.

    Never compressed, since its length would tell answers.
    """
    return make_response(_draw_form(visit, page), 422 if page.returned else 200)


def _draw_form(visit: Visit, page: FormPage) -> str:
    asked = visit.form.suggestion
    return _draw(
        "form",
        visit,
        page=page,
        heading=read_text(visit.form.start.heading, visit, language()),
        suggestion_text=read_text(asked.text, visit, language()),
        suggestion_hint=read_text(asked.hint, visit, language()),
    )


def show_message(template: str, visit: Visit, message: Message) -> Response:
    """A heading and a text of the questionnaire, the same bytes for everyone."""

    def draw(visit: Visit, _words: Words) -> str:
        heading = read_text(message.heading, visit, language())
        return _draw(
            template, visit, heading=heading, text=read_text(message.text, visit, language())
        )

    return show_ready(template, visit, {}, draw)


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
    return make_response(_draw(template, visit, **page), status)


def _draw(template: str, visit: Visit | None, **page: object) -> str:
    return render_template(
        f"respondent/{template}.html",
        visit=visit,
        language=language(),
        address=address,
        addresses=addresses,
        beside=beside,
        addresses_beside=addresses_beside,
        **page,
    )

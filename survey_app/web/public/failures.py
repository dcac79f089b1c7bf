"""The page for what failed under `/r/`; it asks the database for nothing."""

from flask import Response, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import SecurityError

from survey_app.core.errors import NotFound
from survey_app.web.language import choose_language
from survey_app.web.public import public
from survey_app.web.public.guards import harden

_RETRY_SECONDS = 5


def public_failure(status: int) -> Response:
    """A plain page for an HTTP status of 400 or more."""
    if isinstance(request.routing_exception, SecurityError):
        # A host that is not ours has no addresses to link to.
        return harden(Response("Bad Request\n", status, mimetype="text/plain"))
    return harden(_page(404 if status == 405 else status))


@public.errorhandler(NotFound)
def refuse_unknown(_error: NotFound) -> Response:
    """Unknown, not published and withdrawn are never told apart."""
    return _page(404)


def _page(status: int) -> Response:
    heading, text = _words(status)
    page = render_template(
        "public/failure.html", language=choose_language(), heading=heading, text=text
    )
    response = make_response(page, status)
    if status == 503:
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return (
            _("ไม่พบผลการประเมินที่เผยแพร่"),
            _("หน่วยงานอาจยังไม่ได้เผยแพร่ หรือถอนออกแล้ว หรือที่อยู่เว็บไซต์พิมพ์ไม่ครบ โปรดสอบถามหน่วยงานเจ้าของผล"),
        )
    if status == 503:
        return _("ระบบไม่ว่าง"), _("ขณะนี้มีผู้ใช้จำนวนมาก โปรดรอสักครู่แล้วลองใหม่อีกครั้ง")
    if status >= 500:
        return _("ระบบขัดข้อง"), _("โปรดรอสักครู่แล้วลองใหม่อีกครั้ง หากยังไม่ได้ โปรดแจ้งหน่วยงานเจ้าของผล")
    return _("เปิดหน้านี้ไม่ได้"), _("โปรดตรวจที่อยู่เว็บไซต์อีกครั้ง")

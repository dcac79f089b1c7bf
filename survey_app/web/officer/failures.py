"""The officers' failure page: what happened and what to do next, in Thai or English.

It looks nothing up, so that it can also report the database's failing; what the guard prepared of the
frame before, it shows.
"""

from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import SecurityError

from survey_app.core.errors import NotFound, Refused, RoleRefused, SignedOut
from survey_app.web.language import choose_language
from survey_app.web.officer.guards import harden, safe_address
from survey_app.wording import say

_RETRY_SECONDS = 5


def officer_failure(status: int) -> Response:
    """The page for a failure with this HTTP status.

    A request for a host that is not ours gets a line of plain text: it has no addresses to link to.
    """
    title, advice = _words(status)
    if isinstance(request.routing_exception, SecurityError):
        return harden(Response(f"{title}\n", status, mimetype="text/plain"))
    response = _page(status, title, advice)
    if status in (429, 503):
        response.headers["Retry-After"] = str(_RETRY_SECONDS if status == 503 else 3600)
    return response


def officer_refusal(error: Refused) -> Response:
    """The page for a refusal that no view put into words."""
    if isinstance(error, NotFound | RoleRefused | SignedOut):
        return officer_failure(404 if isinstance(error, NotFound) else 403)
    return _page(409, _("ทำรายการนี้ไม่ได้"), say(error, choose_language()))


def _page(status: int, title: str, advice: str) -> Response:
    page = render_template(
        "officer/failure.html", title=title, advice=advice, status=status, back=_came_from()
    )
    return harden(make_response(page, status))


def _came_from() -> str | None:
    """The officers' page that led here; None where it is unknown, or this very address."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:
        return None
    known = came.netloc == request.host and came.path != request.script_root + request.path
    return (
        safe_address(came._replace(scheme="", netloc="", fragment="").geturl()) if known else None
    )


def _words(status: int) -> tuple[str, str]:
    """What happened, and what the officer can do."""
    known = {
        400: (
            _("ระบบอ่านคำขอนี้ไม่ได้"),
            _("หน้านี้อาจเปิดค้างไว้นานเกินไป โปรดกลับไปหน้าเดิม โหลดหน้าใหม่ แล้วส่งอีกครั้ง"),
        ),
        403: (
            _("ท่านไม่มีสิทธิ์ใช้หน้านี้"),
            _("หากจำเป็นต้องใช้ โปรดติดต่อผู้ดูแลระบบของหน่วยงาน"),
        ),
        404: (
            _("ไม่พบหน้าที่ต้องการ"),
            _("ที่อยู่อาจพิมพ์ผิด หรือรายการนี้ไม่มีอยู่แล้ว โปรดเริ่มใหม่จากหน้าแรก"),
        ),
        413: (
            _("ไฟล์ใหญ่เกินไป"),
            _("ระบบยังไม่ได้รับไฟล์นี้ โปรดย่อไฟล์ให้เล็กลง แล้วส่งใหม่"),
        ),
        429: (
            _("ลองบ่อยเกินไป"),
            _("เพื่อความปลอดภัย ระบบหยุดรับชั่วคราว โปรดรอสักครู่แล้วลองใหม่"),
        ),
        503: (
            _("ระบบกำลังทำงานหนัก"),
            _("รายการของท่านยังไม่ถูกบันทึก โปรดรอสักครู่แล้วส่งอีกครั้ง"),
        ),
        507: (
            _("ดิสก์ของเครื่องแม่ข่ายเต็ม"),
            _("รายการของท่านยังไม่ถูกบันทึก โปรดแจ้งผู้ดูแลระบบให้เพิ่มพื้นที่ดิสก์ แล้วส่งอีกครั้ง"),
        ),
    }
    failed = (
        _("ระบบขัดข้อง"),
        _("รายการล่าสุดอาจยังไม่ถูกบันทึก โปรดตรวจสอบแล้วลองอีกครั้ง หากยังไม่ได้ โปรดแจ้งผู้ดูแลระบบ"),
    )
    return known.get(status, failed if status >= 500 else known[400])

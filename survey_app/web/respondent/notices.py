"""The pages a person gets instead of what they came for: each plain, each saying whom to ask.

A notice says whether a sheet was recorded only where that is certain.
"""

from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext as _

from survey_app.services.respond import Visit
from survey_app.web.respondent.dates import write_day

_SOON = 5
"""Seconds after which it is worth trying again."""

Onward = Literal["", "start", "form", "resend"]
"""Where a notice lets the person go on: the start page, the form, or the same sheet once more."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One such page. `unrecorded` is the sentence that says a sheet was not counted, or may not be."""

    status: int
    heading: str
    text: tuple[str, ...]
    unrecorded: str = ""
    onward: Onward = ""
    retry_after: int | None = None
    wipes_draft: bool = False


def not_known() -> str:
    """The sentence for a sheet of which nobody knows: this may be the retry of one that counted."""
    return str(_("ยังไม่ทราบว่าระบบได้รับคำตอบชุดนี้แล้วหรือไม่"))


def not_recorded() -> str:
    """The sentence for a sheet that did not count."""
    return str(_("คำตอบชุดนี้ไม่ได้รับการบันทึก"))


def waiting_notice(visit: Visit, language: str, *, sent: bool) -> Notice:
    """The survey's first day has not come, or its round is not open yet."""
    opens_on = visit.days.opens_on
    text = (
        _("แบบสอบถามนี้เปิดให้ตอบตั้งแต่วันที่ %(day)s", day=write_day(opens_on, language))
        if opens_on
        else _("หน่วยงานยังไม่ได้เปิดให้ตอบแบบสอบถามนี้ โปรดกลับมาใหม่ภายหลัง")
    )
    return Notice(403, _("ยังไม่เปิดรับคำตอบ"), (text,), not_recorded() if sent else "")


def ended_notice(visit: Visit, language: str, *, sent: bool) -> Notice:
    """The survey has ended; nothing ended is ever reopened."""
    last = visit.days.closes_on
    text = (
        _("แบบสอบถามนี้เปิดให้ตอบถึงวันที่ %(day)s และปิดรับคำตอบแล้ว", day=write_day(last, language))
        if last and visit.ran_its_days
        else _("แบบสอบถามนี้ปิดรับคำตอบแล้ว")
    )
    thanks = _("ขอบคุณที่ตั้งใจตอบ")
    heading = _("ปิดรับคำตอบแล้ว")
    return Notice(410, heading, (text, thanks), not_recorded() if sent else "", wipes_draft=True)


def cancelled_notice(*, sent: bool) -> Notice:
    """The round was cancelled before anyone had answered."""
    text = _(
        "หน่วยงานยกเลิกการสอบถามครั้งนี้แล้ว หากท่านได้รับเชิญให้ตอบ โปรดสอบถามหน่วยงานว่ามีแบบสอบถามใหม่หรือไม่"
    )
    heading = _("แบบสอบถามนี้ยกเลิกแล้ว")
    return Notice(410, heading, (text,), not_recorded() if sent else "", wipes_draft=True)


def stopped_notice(*, sent: bool) -> Notice:
    """An officer stopped this place's link."""
    text = _("เจ้าหน้าที่หยุดใช้ลิงก์หรือคิวอาร์โค้ดนี้แล้ว ท่านอาจยังตอบได้ด้วยคิวอาร์โค้ดที่จุดอื่น โปรดสอบถามเจ้าหน้าที่")
    return Notice(410, _("ลิงก์นี้หยุดใช้แล้ว"), (text,), not_recorded() if sent else "")


def full_notice(*, last_day: bool, sent: bool) -> Notice:
    """The place took as many sheets as an officer lets it take in a day."""
    why = _("หน่วยงานกำหนดไว้ว่าลิงก์หรือคิวอาร์โค้ดนี้รับคำตอบได้วันละเท่าใด และวันนี้ครบจำนวนแล้ว")
    onwards = (
        _("วันนี้เป็นวันสุดท้ายที่รับคำตอบ โปรดสแกนคิวอาร์โค้ดที่จุดอื่น หรือแจ้งเจ้าหน้าที่ของหน่วยงาน")
        if last_day
        else _("โปรดกลับมาตอบตั้งแต่วันพรุ่งนี้ หรือสแกนคิวอาร์โค้ดที่จุดอื่น หรือแจ้งเจ้าหน้าที่ของหน่วยงาน")
    )
    heading = _("วันนี้ลิงก์นี้รับคำตอบครบแล้ว")
    if not sent:
        return Notice(429, heading, (why, onwards))
    kept = _(
        "คำตอบของท่านยังอยู่ในหน้านี้ เมื่อลิงก์นี้รับคำตอบอีก ให้กด “ส่งอีกครั้ง” หากใช้เครื่องร่วมกับผู้อื่น "
        "โปรดปิดหน้านี้ก่อนคืนเครื่อง"
    )
    unrecorded = _("คำตอบชุดนี้ยังไม่ได้รับการบันทึก")
    return Notice(429, heading, (why, onwards, kept), unrecorded, "resend")


def flooded_notice(seconds: int) -> Notice:
    """More sheets come than the whole service takes; nobody's are lost, and all may be sent again."""
    text = _(
        "มีคำตอบส่งเข้ามามากผิดปกติ ระบบจึงพักรับชั่วครู่ คำตอบของท่านยังอยู่ในหน้านี้ โปรดรอสักครู่แล้วกด “ส่งอีกครั้ง” "
        "แม้ส่งซ้ำ ระบบก็นับเพียงครั้งเดียว"
    )
    wait = max(seconds, _SOON)
    return Notice(503, _("ระบบพักรับคำตอบชั่วครู่"), (text,), not_known(), "resend", wait)


def unknown_link_notice() -> Notice:
    """No survey has this link."""
    text = _(
        "ที่อยู่ของหน้านี้อาจพิมพ์ไม่ครบหรือพิมพ์ผิด โปรดเทียบกับที่อยู่บนป้ายหรือในข้อความที่ท่านได้รับ หรือสแกนคิวอาร์โค้ดใหม่อีกครั้ง"
    )
    return Notice(404, _("ไม่พบแบบสอบถามนี้"), (text,))


def code_notice(kind: str, *, sent: bool) -> Notice:
    """An admission code that admits nobody: used, unknown or void."""
    heading, text = {
        "used": (
            _("รหัสนี้ใช้ไปแล้ว"),
            _(
                "รหัสหนึ่งใช้ได้ครั้งเดียว หากท่านเป็นผู้ส่งคำตอบด้วยรหัสนี้เอง คำตอบครั้งนั้นนับแล้ว ไม่ต้องทำอะไรอีก "
                "หากท่านยังไม่เคยส่ง โปรดขอใบรหัสใบใหม่"
            ),
        ),
        "void": (
            _("รหัสนี้ถูกยกเลิกแล้ว"),
            _("หน่วยงานยกเลิกใบรหัสใบนี้ โปรดขอใบรหัสใบใหม่"),
        ),
    }.get(
        kind,
        (
            _("ไม่พบรหัสนี้"),
            _("รหัสนี้ไม่ใช่รหัสของแบบสอบถามนี้ โปรดเทียบกับใบรหัสทีละตัวแล้วพิมพ์ใหม่ หากยังไม่ได้ โปรดขอใบรหัสใบใหม่"),
        ),
    )
    onward: Onward = "form" if sent else "start"
    return Notice(403, heading, (text,), not_recorded() if sent else "", onward)


def tampered_notice() -> Notice:
    """Fields that no form of ours sends; the person cannot mend them."""
    text = _("ข้อมูลที่ส่งมาไม่ตรงกับแบบสอบถาม โปรดเปิดแบบสอบถามใหม่แล้วตอบอีกครั้ง")
    return Notice(400, _("รับคำตอบไม่ได้"), (text,), not_recorded(), "start")


def foreign_notice() -> Notice:
    """A form that another site sent."""
    text = _("ระบบรับเฉพาะคำตอบที่ส่งจากหน้าแบบสอบถามนี้ โปรดเปิดแบบสอบถามจากคิวอาร์โค้ดหรือลิงก์ของหน่วยงาน")
    return Notice(403, _("ไม่รับคำตอบที่ส่งจากเว็บไซต์อื่น"), (text,), not_recorded(), "start")


def large_notice() -> Notice:
    """A body over the limit."""
    text = _("ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป โปรดย้อนกลับไปตัดข้อเสนอแนะให้สั้นลงแล้วส่งอีกครั้ง")
    return Notice(413, _("ข้อมูลมีขนาดใหญ่เกินไป"), (text,), not_recorded(), "start")


def busy_notice(*, sent: bool) -> Notice:
    """Too many people at once; the same request may be sent again."""
    if not sent:
        text = _("ขณะนี้มีผู้ใช้จำนวนมาก โปรดรอสักครู่แล้วลองใหม่อีกครั้ง")
        return Notice(503, _("ระบบไม่ว่าง"), (text,), onward="start", retry_after=_SOON)
    text = _(
        "ขณะนี้มีผู้ใช้จำนวนมาก คำตอบของท่านยังอยู่ในหน้านี้ โปรดรอสักครู่แล้วกด “ส่งอีกครั้ง” แม้ส่งซ้ำ ระบบก็นับเพียงครั้งเดียว"
    )
    return Notice(503, _("ระบบไม่ว่าง"), (text,), not_known(), "resend", retry_after=_SOON)


def failure_notice(*, sent: bool) -> Notice:
    """A defect of ours; whether a sheet was counted is not known, but sending again is safe."""
    text = (
        _(
            "ระบบขัดข้องระหว่างรับคำตอบ โปรดย้อนกลับไปยังแบบสอบถามแล้วส่งอีกครั้ง หากส่งซ้ำจากหน้าเดิม ระบบจะนับเพียงครั้งเดียว"
        )
        if sent
        else _("โปรดรอสักครู่แล้วลองใหม่อีกครั้ง หากยังไม่ได้ โปรดแจ้งหน่วยงาน")
    )
    return Notice(500, _("ระบบขัดข้อง"), (text,), onward="start")

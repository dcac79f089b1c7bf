"""What was found at an address, in words: a state in short, and what an officer does about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from survey_app.core.links import Outcome
from survey_app.storage.link_checks import LinkCheck

_WORDS = {
    Outcome.OPENS: _("เปิดได้"),
    Outcome.MISSING: _("ไม่พบหน้านี้"),
    Outcome.BARRED: _("เว็บไซต์ไม่ให้ระบบเปิด"),
    Outcome.BROKEN: _("เว็บไซต์ขัดข้อง"),
    Outcome.UNKNOWN_HOST: _("ไม่พบเว็บไซต์นี้"),
    Outcome.UNREACHABLE: _("ติดต่อเว็บไซต์ไม่ได้"),
    Outcome.SLOW: _("เว็บไซต์ตอบช้าเกินไป"),
    Outcome.CERTIFICATE: _("ใบรับรองความปลอดภัยใช้ไม่ได้"),
    Outcome.ENDLESS: _("ส่งต่อไม่สิ้นสุด"),
    Outcome.REFUSED: _("ระบบไม่ตรวจที่อยู่นี้"),
}
_ADVICE = {
    Outcome.OPENS: "",
    Outcome.MISSING: _("หน้านี้อาจย้ายหรือถูกลบ โปรดหาที่อยู่ใหม่แล้วแก้ในข้อนี้"),
    Outcome.BARRED: _("คนทั่วไปอาจเปิดได้ตามปกติ โปรดเปิดดูด้วยตนเองโดยไม่ลงชื่อเข้าใช้"),
    Outcome.BROKEN: _("โปรดเปิดดูด้วยตนเอง หากเปิดไม่ได้ โปรดแจ้งผู้ดูแลเว็บไซต์"),
    Outcome.UNKNOWN_HOST: _("ชื่อเว็บไซต์อาจพิมพ์ผิดหรือหมดอายุ"),
    Outcome.UNREACHABLE: _("เว็บไซต์อาจปิดอยู่ชั่วคราว โปรดตรวจใหม่ภายหลัง"),
    Outcome.SLOW: _("โปรดตรวจใหม่ภายหลัง หรือเปิดดูด้วยตนเอง"),
    Outcome.CERTIFICATE: _("ผู้เปิดจะพบคำเตือนว่าเว็บไซต์ไม่ปลอดภัย โปรดแจ้งผู้ดูแลเว็บไซต์"),
    Outcome.ENDLESS: _("เว็บไซต์ส่งต่อไปมาเกิน 5 ครั้ง โปรดเปิดดูด้วยตนเอง"),
    Outcome.REFUSED: _(
        "ระบบตรวจเฉพาะเว็บไซต์สาธารณะ โปรดดูว่าที่อยู่นี้ หรือหน้าที่ส่งต่อไป คนทั่วไปเปิดได้จากอินเทอร์เน็ต"
    ),
}
_UNSURE = frozenset({Outcome.BARRED, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class LinkState:
    """A state in words with its tone; `day` is that of the check, `advice` what to do about it."""

    words: str
    tone: str
    day: date | None = None
    advice: str = ""


def tell_link(check: LinkCheck | None) -> LinkState:
    """What was found at one address."""
    if check is None:
        return LinkState(str(gettext("ยังไม่เคยตรวจ")), "neutral")
    found = check.finding
    words = str(_WORDS[found.outcome])
    if found.status and found.outcome is not Outcome.OPENS:
        words = f"{words} ({found.status})"
    return LinkState(words, tone_of(found.outcome), check.checked_on, str(_ADVICE[found.outcome]))


def sum_up(checks: Sequence[LinkCheck]) -> LinkState | None:
    """What was found at all addresses of an item, the worst first; None where none was checked."""
    if not checks:
        return None
    tones = [tone_of(check.finding.outcome) for check in checks]
    bad, unsure = tones.count("bad"), tones.count("warn")
    if bad:
        return LinkState(str(gettext("ลิงก์เปิดไม่ได้ %(n)s แห่ง", n=bad)), "bad")
    if unsure:
        return LinkState(str(gettext("ลิงก์ต้องเปิดดูเอง")), "warn")
    return LinkState(str(gettext("ลิงก์เปิดได้")), "good")


def tone_of(outcome: Outcome) -> str:
    """Good where it opens, bad where it does not, warn where only a person can tell."""
    if outcome is Outcome.OPENS:
        return "good"
    return "warn" if outcome in _UNSURE else "bad"

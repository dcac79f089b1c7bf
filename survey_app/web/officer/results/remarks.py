"""What the reader of a result must know, in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from survey_app.core.disclosure import ShownResult, ShownSurvey
from survey_app.core.result import Remark
from survey_app.web.officer.frame import write_day

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A sentence and, where one was written, the officer's reason."""

    sentence: str
    reason: str


def word_remarks(shown: ShownResult) -> tuple[RemarkLine, ...]:
    """The remarks of a result in words; one of an unknown kind still shows its reason."""
    return tuple(RemarkLine(_sentence(remark, shown), remark.reason) for remark in shown.remarks)


def _sentence(remark: Remark, shown: ShownResult) -> str:
    if remark.kind == "under_minimum_IIT":
        return _under_minimum(shown.iit)
    if remark.kind == "under_minimum_EIT":
        return _under_minimum(shown.eit)
    if remark.kind == "last_day_moved":
        return _last_day_moved(remark.facts)
    word = _WORDS.get(remark.kind)
    return word(remark.facts) if word else _("หมายเหตุ")


def _under_minimum(survey: ShownSurvey) -> str:
    return str(
        _(
            "ผู้ตอบแบบ %(instrument)s มี %(respondents)s คน น้อยกว่าจำนวนขั้นต่ำซึ่งกำหนดไว้ %(minimum)s คน",
            instrument=survey.instrument,
            respondents=f"{survey.respondents:,}",
            minimum=f"{survey.minimum:,}",
        )
    )


def _last_day_moved(facts: Facts) -> str:
    day = date.fromisoformat(str(facts["to"]))
    return str(
        _(
            "เลื่อนวันสุดท้ายของการตอบแบบ %(instrument)s เป็นวันที่ %(day)s",
            instrument=facts["instrument"],
            day=write_day(day),
        )
    )


def _unscored(facts: Facts) -> str:
    return str(_("รายการ OIT %(items)s รายการยังไม่ได้ให้คะแนน จึงคิดเป็น 0 คะแนน", items=facts["items"]))


def _codes(facts: Facts) -> str:
    return str(
        _(
            "พิมพ์ใบรหัสสำหรับแบบ IIT %(printed)s ใบ ใช้ตอบแล้ว %(used)s ใบ ยกเลิก %(void)s ใบ"
            " ไม่ได้ใช้ %(unused)s ใบ (บุคลากร %(staff)s คน ใบสำรองที่แจ้งไว้ %(spares)s ใบ)",
            **facts,
        )
    )


def _numbers_corrected(facts: Facts) -> str:
    return str(
        _("แก้ไขจำนวนผู้มีสิทธิตอบระหว่างรอบ เดิมบุคลากร %(staff)s คน ผู้มาติดต่อ %(public)s คน", **facts)
    )


def _place_stopped(facts: Facts) -> str:
    return str(
        _("ระงับลิงก์ของจุด “%(place)s” (แบบ %(instrument)s) คำตอบที่ส่งมาก่อนระงับนับรวมอยู่ในผลนี้", **facts)
    )


def _key_replaced(facts: Facts) -> str:
    lost = str(
        _(
            "เปลี่ยนกุญแจลับของระบบ คำตอบที่ยังรอรวมจึงสูญไป แบบ IIT %(iit)s ฉบับ แบบ EIT %(eit)s ฉบับ",
            iit=facts.get("IIT_sheets", 0),
            eit=facts.get("EIT_sheets", 0),
        )
    )
    ended = [name for name in ("IIT", "EIT") if facts.get(f"{name}_ended")]
    if not ended:
        return lost
    return f"{lost} {_('และหยุดรับคำตอบแบบ %(surveys)s ตั้งแต่วันนั้น', surveys=', '.join(ended))}"


def _closing(_facts: Facts) -> str:
    return str(_("หมายเหตุของผู้ปิดรอบ"))


_WORDS: dict[str, Callable[[Facts], str]] = {
    "unscored": _unscored,
    "codes": _codes,
    "numbers_corrected": _numbers_corrected,
    "place_stopped": _place_stopped,
    "key_replaced": _key_replaced,
    "closing": _closing,
}

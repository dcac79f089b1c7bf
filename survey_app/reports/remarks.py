"""What the reader of a result must know, in sentences: the same on pages and in reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from survey_app.core.disclosure import ShownResult, ShownSurvey
from survey_app.core.result import Remark
from survey_app.core.thai import thai_date

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Language:
    """How sentences are said: `gettext` turns a Thai sentence with its facts into words."""

    gettext: Callable[..., str]
    write_day: Callable[[date], str]


def _fill(words: str, **facts: object) -> str:
    return words % facts


THAI = Language(_fill, thai_date)
"""Thai, as every report is written."""


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A sentence and, where one was written, the officer's reason."""

    sentence: str
    reason: str


def word_remarks(shown: ShownResult, language: Language) -> tuple[RemarkLine, ...]:
    """The remarks of a result in words; one of an unknown kind still shows its reason."""
    return tuple(
        RemarkLine(str(_sentence(remark, shown, language)), remark.reason)
        for remark in shown.remarks
    )


def _sentence(remark: Remark, shown: ShownResult, language: Language) -> str:
    if remark.kind == "under_minimum_IIT":
        return _under_minimum(shown.iit, language)
    if remark.kind == "under_minimum_EIT":
        return _under_minimum(shown.eit, language)
    word = _WORDS.get(remark.kind, _unknown)
    return word(remark.facts, language)


def _under_minimum(survey: ShownSurvey, language: Language) -> str:
    return language.gettext(
        "ผู้ตอบแบบ %(instrument)s มี %(respondents)s คน น้อยกว่าจำนวนขั้นต่ำซึ่งกำหนดไว้ %(minimum)s คน",
        instrument=survey.instrument,
        respondents=f"{survey.respondents:,}",
        minimum=f"{survey.minimum:,}",
    )


def _last_day_moved(facts: Facts, language: Language) -> str:
    return language.gettext(
        "เลื่อนวันสุดท้ายของการตอบแบบ %(instrument)s เป็นวันที่ %(day)s",
        instrument=facts["instrument"],
        day=language.write_day(date.fromisoformat(str(facts["to"]))),
    )


def _unscored(facts: Facts, language: Language) -> str:
    return language.gettext(
        "รายการ OIT %(items)s รายการยังไม่ได้ให้คะแนน จึงคิดเป็น 0 คะแนน", items=facts["items"]
    )


def _codes(facts: Facts, language: Language) -> str:
    return language.gettext(
        "พิมพ์ใบรหัสสำหรับแบบ IIT %(printed)s ใบ ใช้ตอบแล้ว %(used)s ใบ ยกเลิก %(void)s ใบ"
        " ไม่ได้ใช้ %(unused)s ใบ (บุคลากร %(staff)s คน ใบสำรองที่แจ้งไว้ %(spares)s ใบ)",
        **facts,
    )


def _numbers_corrected(facts: Facts, language: Language) -> str:
    return language.gettext(
        "แก้ไขจำนวนผู้มีสิทธิตอบระหว่างรอบ เดิมบุคลากร %(staff)s คน ผู้มาติดต่อ %(public)s คน", **facts
    )


def _place_stopped(facts: Facts, language: Language) -> str:
    return language.gettext(
        "ระงับลิงก์ของจุด “%(place)s” (แบบ %(instrument)s) คำตอบที่ส่งมาก่อนระงับนับรวมอยู่ในผลนี้", **facts
    )


def _key_replaced(facts: Facts, language: Language) -> str:
    lost = language.gettext(
        "เปลี่ยนกุญแจลับของระบบ คำตอบที่ยังรอรวมจึงสูญไป แบบ IIT %(iit)s ฉบับ แบบ EIT %(eit)s ฉบับ",
        iit=facts.get("IIT_sheets", 0),
        eit=facts.get("EIT_sheets", 0),
    )
    ended = ", ".join(name for name in ("IIT", "EIT") if facts.get(f"{name}_ended"))
    if not ended:
        return lost
    stopped = language.gettext("และหยุดรับคำตอบแบบ %(surveys)s ตั้งแต่วันนั้น", surveys=ended)
    return f"{lost} {stopped}"


def _closing(_facts: Facts, language: Language) -> str:
    return language.gettext("หมายเหตุของผู้ปิดรอบ")


def _unknown(_facts: Facts, language: Language) -> str:
    return language.gettext("หมายเหตุ")


_WORDS: dict[str, Callable[[Facts, Language], str]] = {
    "last_day_moved": _last_day_moved,
    "unscored": _unscored,
    "codes": _codes,
    "numbers_corrected": _numbers_corrected,
    "place_stopped": _place_stopped,
    "key_replaced": _key_replaced,
    "closing": _closing,
}

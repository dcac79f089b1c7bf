"""What officers did to a round, a sentence for each act of the audit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from survey_app.services.languages import name_in
from survey_app.services.round_history import RoundAct
from survey_app.web.language import choose_language
from survey_app.web.writing import write_day

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act in words; `reason` is what the officer wrote, where they had to."""

    at: datetime
    officer: str
    sentence: str
    reason: str


def word_act(act: RoundAct) -> ActLine:
    """The act as a line of the history; one the page does not know still shows its name."""
    word = _WORDS.get(act.act)
    sentence = word(act.facts) if word else _("รายการอื่น (%(act)s)", act=act.act)
    officer = _("คำสั่งบนเครื่องแม่ข่าย") if act.officer == "command line" else act.officer
    return ActLine(act.at, officer, str(sentence), str(act.facts.get("reason") or ""))


def _created(facts: Facts) -> str:
    return str(
        _(
            "สร้างรอบของปีงบประมาณ %(year)s บุคลากร %(staff)s คน ประชาชน %(public)s คน",
            year=facts["fiscal_year"],
            staff=_count(facts, "staff"),
            public=_count(facts, "public"),
        )
    )


def _numbers(facts: Facts) -> str:
    return str(
        _(
            "แก้จำนวนคนเป็นบุคลากร %(staff)s คน ประชาชน %(public)s คน",
            staff=_count(facts, "staff"),
            public=_count(facts, "public"),
        )
    )


def _days(facts: Facts) -> str:
    """A draft's days name both ends, an open round's the new last day."""
    if "to" in facts:
        words = _("เลื่อนวันสุดท้ายของ %(instrument)s เป็นวันที่ %(day)s")
        return str(words % {"instrument": facts["instrument"], "day": _day(facts["to"])})
    words = _("กำหนดวันของ %(instrument)s วันแรก %(first)s วันสุดท้าย %(last)s")
    first, last = _day(facts.get("opens_on")), _day(facts.get("closes_on"))
    return str(words % {"instrument": facts["instrument"], "first": first, "last": last})


def _opened(_facts: Facts) -> str:
    return str(_("เปิดรอบ และตรึงแบบสอบถามไว้ตามถ้อยคำในวันนั้น"))


def _cancelled(_facts: Facts) -> str:
    return str(_("ยกเลิกรอบ"))


def _closed(_facts: Facts) -> str:
    """Without total and level: what may be told of a result is for its own page to decide."""
    return str(_("ปิดรอบและตรึงผลการประเมิน"))


def _place_added(facts: Facts) -> str:
    return str(_("เพิ่มจุดติดตั้ง “%(place)s” ของ %(instrument)s", **_two(facts)))


def _paper_allowed(facts: Facts) -> str:
    return str(_("เปิดใช้แบบกระดาษของ %(instrument)s", instrument=facts["instrument"]))


def _place_stopped(facts: Facts) -> str:
    return str(_("ระงับลิงก์ของจุดติดตั้ง “%(place)s” ของ %(instrument)s", **_two(facts)))


def _place_limited(facts: Facts) -> str:
    if facts.get("ceiling") is None:
        words = _("ยกเลิกเพดานต่อวันของจุดติดตั้ง “%(place)s” ของ %(instrument)s", **_two(facts))
        return str(words)
    count = _count(facts, "ceiling")
    words = _(
        "กำหนดเพดานของจุดติดตั้ง “%(place)s” ของ %(instrument)s วันละ %(count)s ฉบับ",
        **_two(facts),
        count=count,
    )
    return str(words)


def _languages_opened(facts: Facts) -> str:
    named = [name_in(code, choose_language()) for code in str(facts.get("languages", "")).split()]
    if not named:
        words = _("ให้ตอบ %(instrument)s เป็นภาษาไทยและอังกฤษเท่านั้น", instrument=facts["instrument"])
        return str(words)
    words = _(
        "เปิดให้ตอบ %(instrument)s เป็นภาษาอื่นด้วย: %(languages)s",
        instrument=facts["instrument"],
        languages=", ".join(named),
    )
    return str(words)


def _links_checked(facts: Facts) -> str:
    return str(_("ตรวจลิงก์ของ OIT %(count)s แห่ง", count=_count(facts, "addresses")))


def _printed(facts: Facts) -> str:
    return str(_("พิมพ์ใบรหัส %(count)s ใบ", count=_count(facts, "count")))


def _spares(facts: Facts) -> str:
    return str(_("แจ้งใบสำรอง %(count)s ใบ", count=_count(facts, "spares")))


def _voided(_facts: Facts) -> str:
    """Without the number: printed less void is how many have answered."""
    return str(_("ยกเลิกใบรหัสที่ยังไม่ได้ใช้ทั้งหมด"))


def _worded(facts: Facts) -> str:
    return str(_("แก้ถ้อยคำของแบบสอบถาม %(count)s แห่ง", count=_count(facts, "changed")))


def _imported(facts: Facts) -> str:
    return str(
        _(
            "นำเข้ารายการ OIT %(count)s ข้อ จากไฟล์ %(file)s",
            count=_count(facts, "items"),
            file=facts.get("file", ""),
        )
    )


def _key_replaced(_facts: Facts) -> str:
    return str(_("เปลี่ยนกุญแจลับของระบบ คำตอบที่ยังไม่ได้รวมยอดสูญไป"))


def _published(_facts: Facts) -> str:
    return str(_("เผยแพร่ผลบนหน้าสาธารณะ"))


def _withdrawn(_facts: Facts) -> str:
    return str(_("ถอนผลออกจากหน้าสาธารณะ"))


def _two(facts: Facts) -> dict[str, object]:
    return {"place": facts["place"], "instrument": facts["instrument"]}


def _count(facts: Facts, name: str) -> str:
    return f"{int(str(facts.get(name, 0))):,}"


def _day(written: object) -> str:
    """A day as the audit holds it; `None` was written as such, or as the text "None"."""
    if written in (None, "", "None"):
        return str(_("ไม่กำหนด"))
    return write_day(date.fromisoformat(str(written)))


_WORDS: dict[str, Callable[[Facts], str]] = {
    "round.create": _created,
    "round.numbers": _numbers,
    "round.days": _days,
    "round.open": _opened,
    "round.cancel": _cancelled,
    "round.close": _closed,
    "place.add": _place_added,
    "place.paper": _paper_allowed,
    "place.stop": _place_stopped,
    "place.limit": _place_limited,
    "survey.languages": _languages_opened,
    "codes.print": _printed,
    "codes.spares": _spares,
    "codes.void": _voided,
    "wording.change": _worded,
    "disclosure.import": _imported,
    "links.check": _links_checked,
    "key.replace": _key_replaced,
    "result.publish": _published,
    "result.withdraw": _withdrawn,
}

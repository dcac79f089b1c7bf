"""How states, rules, terms and acts of measures are called on pages."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from survey_app.core.analysis import Movement
from survey_app.core.item_entry import ItemFault
from survey_app.core.measures import FollowUp, MeasureStatus, Term
from survey_app.services.measures.acts import MeasureAct
from survey_app.services.measures.suggestions import Need
from survey_app.web.writing import NO_BREAK, write_day

STATUS_WORDS = {
    MeasureStatus.PLANNED: _("ยังไม่เริ่ม"),
    MeasureStatus.STARTED: _("กำลังดำเนินการ"),
    MeasureStatus.DONE: _("แล้วเสร็จ"),
    MeasureStatus.DROPPED: _("ยกเลิกแล้ว"),
}
STATUS_TONES = {
    MeasureStatus.PLANNED: "neutral",
    MeasureStatus.STARTED: "going",
    MeasureStatus.DONE: "good",
    MeasureStatus.DROPPED: "neutral",
}
FOLLOW_UP_WORDS = {
    FollowUp.QUARTERLY: _("ทุก 3 เดือน"),
    FollowUp.YEARLY: _("เมื่อสิ้นปีงบประมาณ"),
}
FOLLOW_UP_DAYS = {
    FollowUp.QUARTERLY: _("ครบกำหนดรายงาน 31 ธันวาคม 31 มีนาคม 30 มิถุนายน และ 30 กันยายน"),
    FollowUp.YEARLY: _("ครบกำหนดรายงาน 30 กันยายน ครั้งเดียว"),
}
NEED_WORDS = {
    Need.MEND: _("ควรปรับปรุงแก้ไข: คะแนนลดลง"),
    Need.DEVELOP: _("ควรพัฒนา: คะแนนเพิ่มขึ้นแต่ยังต่ำกว่าเกณฑ์"),
    Need.WEAK: _("คะแนนต่ำกว่าเกณฑ์"),
}
_ACTS = {
    "measure.add": _("เพิ่มมาตรการ"),
    "measure.change": _("แก้มาตรการ"),
    "measure.status": _("เปลี่ยนสถานะ"),
    "progress.add": _("รายงานความก้าวหน้า"),
    "progress.change": _("แก้รายงานความก้าวหน้า"),
    "progress.remove": _("ลบรายงานความก้าวหน้า"),
}


def name_term(term: Term) -> str:
    """ไตรมาสที่ 1, or ทั้งปี."""
    if term.quarter is None:
        return str(gettext("ทั้งปี"))
    return str(gettext("ไตรมาสที่ %(no)s", no=term.quarter))


def say_due(term: Term) -> str:
    """A term with the day its report is due."""
    if term.quarter is None:
        return str(gettext("ครบกำหนด %(day)s", day=write_day(term.last)))
    return str(
        gettext("ไตรมาสที่ %(no)s ครบกำหนด %(day)s", no=term.quarter, day=write_day(term.last))
    )


def say_movement(movement: Movement) -> str:
    """How an indicator moved, in words beside the figure."""
    change = movement.change
    if change is None:
        return ""
    if change == 0:
        return str(gettext("คงที่"))
    points = f"{abs(change)}"
    rose, fell = (
        gettext("เพิ่มขึ้น %(points)s", points=points),
        gettext("ลดลง %(points)s", points=points),
    )
    return str(rose if change > 0 else fell).replace(" ", NO_BREAK)


def say_act(act: MeasureAct) -> str:
    """What was done; the new status where that is what was done."""
    words = str(_ACTS.get(act.act, act.act))
    facts: Mapping[str, object] = act.facts
    if act.act == "measure.status":
        return f"{words}: {STATUS_WORDS[MeasureStatus(str(facts['after']))]}"
    if act.act == "measure.add" and facts.get("suggested"):
        return str(gettext("เพิ่มจากมาตรการที่แนะนำ"))
    return words


def say_officer(name: str) -> str:
    """Who did it; whoever commands the machine has no name."""
    return str(gettext("คำสั่งบนเครื่องแม่ข่าย")) if name == "command line" else name


def say_fault(fault: ItemFault) -> str:
    """What keeps a field from being kept, and what to write instead."""
    parts = {"found": fault.found, "limit": fault.limit}
    missing = {
        "title": gettext("พิมพ์ชื่อมาตรการ"),
        "steps": gettext("พิมพ์อย่างน้อย 1 ขั้นตอน"),
        "owner": gettext("พิมพ์ชื่อส่วนงานที่รับผิดชอบ"),
        "period": gettext("พิมพ์ระยะเวลาดำเนินการ"),
        "text": gettext("พิมพ์ว่าทำอะไรไปแล้ว ได้ผลอย่างไร"),
    }
    sentences = {
        "empty": missing.get(fault.field, ""),
        "long_text": gettext("ยาว %(found)s ตัวอักษร ใส่ได้ไม่เกิน %(limit)s ตัวอักษร", **parts),
        "many_steps": gettext("มี %(found)s ขั้นตอน ใส่ได้ไม่เกิน %(limit)s ขั้นตอน", **parts),
        "long_step": gettext("ขั้นตอน “%(found)s” ยาวเกิน %(limit)s ตัวอักษร", **parts),
        "no_indicator": gettext("เลือกตัวชี้วัด"),
        "day_to_come": gettext("วันนี้ยังมาไม่ถึง ใส่วันที่ทำไปแล้ว"),
        "day_outside": gettext("วันที่ต้องอยู่ในปีงบประมาณ %(limit)s หรือไม่เกิน 1 ปีหลังจากนั้น", **parts),
        "many_addresses": gettext("มี %(found)s ลิงก์ ใส่ได้ไม่เกิน %(limit)s ลิงก์", **parts),
        "long_address": gettext("ลิงก์ “%(found)s” ยาวเกิน %(limit)s ตัวอักษร", **parts),
        "bad_address": gettext(
            "“%(found)s” ไม่ใช่ที่อยู่เว็บไซต์ ต้องขึ้นต้นด้วย http:// หรือ https://", **parts
        ),
    }
    return str(sentences[fault.kind])

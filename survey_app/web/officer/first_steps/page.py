"""The first steps as a page shows them: in groups, each with its words and the way to do it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from survey_app.core.officers import Actor
from survey_app.core.rounds import RoundState
from survey_app.services.first_steps import OPTIONAL, FirstSteps, Step, StepState
from survey_app.services.health import LATEST_BACKUP
from survey_app.web.access import access_of
from survey_app.web.officer.handbook.table import address_of

Way = tuple[str, dict[str, Any]]
"""An endpoint and what it is called with."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words; `state` is done, next, later or optional; no address where there is no way yet."""

    label: str
    words: str
    state: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that belong together."""

    title: str
    lead: str
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class FirstStepsPage:
    """All groups, and how many of the needed steps are done."""

    first: FirstSteps
    groups: tuple[StepGroup, ...]
    done: int
    needed: int

    @property
    def is_open(self) -> bool:
        """Whether nothing is left: the round is or was open."""
        return self.first.round is not None and self.first.round.state is not RoundState.DRAFT


def compose_first_steps(actor: Actor, first: FirstSteps) -> FirstStepsPage:
    """The page for an officer, whose role decides which ways are open."""
    needed = first.needed
    return FirstStepsPage(
        first,
        tuple(_groups(actor, first)),
        sum(one.done for one in needed),
        len(needed),
    )


def _groups(actor: Actor, first: FirstSteps) -> Iterator[StepGroup]:
    own = (Step.AGENCY, Step.PHONE, Step.EMBLEM, Step.OFFICERS)
    machine = (Step.ADDRESS, Step.KEY, Step.BACKUP)
    lines = {one.step: _line(actor, first, one) for one in first.steps}
    rest = tuple(line for step, line in lines.items() if step not in (*own, *machine))
    yield StepGroup(_("หน่วยงานและผู้ใช้งาน"), "", tuple(lines[step] for step in own))
    lead = _("งานของช่างผู้ดูแลเครื่อง ทำครั้งเดียวก่อนเปิดรอบแรก กดที่ชื่อข้อเพื่อดูว่าต้องบอกช่างว่าอะไร")
    yield StepGroup(_("เครื่องแม่ข่าย"), lead, tuple(lines[step] for step in machine))
    yield StepGroup(_("รอบแรก"), "", rest)


def _line(actor: Actor, first: FirstSteps, one: StepState) -> StepLine:
    label, done, missing = _words(first, one)
    address = _address(actor, first, one)
    words = done if one.done else missing
    if not (address or one.done) and one.step in _ADMINISTRATORS:
        words = f"{words} {_('โปรดแจ้งผู้ดูแลระบบของหน่วยงาน')}"
    return StepLine(label, words, _state(first, one), address)


def _state(first: FirstSteps, one: StepState) -> str:
    if one.done:
        return "done"
    if one.step in OPTIONAL:
        return "optional"
    return "next" if one.step is first.next else "later"


_ADMINISTRATORS = frozenset({Step.AGENCY, Step.PHONE, Step.EMBLEM, Step.OFFICERS})
"""What an officer asks an administrator to do."""


def _words(first: FirstSteps, one: StepState) -> tuple[str, str, str]:
    """The step's name, and what is said of it once done and before."""
    agency, found = first.agency, first.round
    count = f"{one.count:,}"
    year = str(found.fiscal_year) if found else ""
    texts: dict[Step, tuple[str, str, str]] = {
        Step.AGENCY: (_("เพิ่มหน่วยงาน"), agency.name if agency else "", _("เริ่มจากชื่อเต็มของหน่วยงาน")),
        Step.PHONE: (
            _("ใส่หมายเลขโทรศัพท์ของหน่วยงาน"),
            agency.phone if agency else "",
            _("ผู้ตอบจะโทรหมายเลขนี้เมื่อสงสัย หมายเลขนี้อยู่บนโปสเตอร์และแบบสอบถาม"),
        ),
        Step.EMBLEM: (
            _("ใส่ตราสัญลักษณ์"),
            _("ใส่แล้ว อยู่บนโปสเตอร์ แบบสอบถาม และรายงาน"),
            _("ถ้ามีตรา ผู้ตอบจะมั่นใจว่าเป็นแบบสอบถามของหน่วยงานจริง"),
        ),
        Step.OFFICERS: (
            _("มีผู้ใช้งานอย่างน้อยสองคน"),
            _("มี %(count)s คนที่แก้ไขข้อมูลได้", count=count),
            _("เผื่อคนหนึ่งลา ย้าย หรือทำโทรศัพท์หาย"),
        ),
        Step.ADDRESS: (
            _("ตั้งที่อยู่สาธารณะของระบบ"),
            _("ตั้งแล้ว โทรศัพท์ของผู้ตอบเปิดลิงก์ได้"),
            _("ต้องตั้งก่อนพิมพ์คิวอาร์โค้ด มิฉะนั้นโทรศัพท์จะสแกนไม่ติด"),
        ),
        Step.KEY: (
            _("พิมพ์กุญแจใส่ซองปิดผนึก"),
            _("พิมพ์แล้ว"),
            _("ถ้าเครื่องเสียและไม่มีกุญแจ คำตอบที่รอรวมจะหาย"),
        ),
        Step.BACKUP: (
            _("สำรองข้อมูล"),
            _("สำรองแล้วภายใน %(days)s วันที่ผ่านมา", days=LATEST_BACKUP.days),
            _("ยังไม่มีสำเนาภายใน %(days)s วันที่ผ่านมา", days=LATEST_BACKUP.days),
        ),
        Step.ROUND: (
            _("สร้างรอบ"),
            _("รอบปีงบประมาณ %(year)s", year=year),
            _("ปีงบประมาณ จำนวนคน และวิธีเข้าตอบ แก้ไขได้จนกว่าจะเปิดรอบ"),
        ),
        Step.DAYS: (
            _("กำหนดวันสุดท้าย"),
            _("กำหนดวันของทั้งสองแบบแล้ว"),
            _("วันสุดท้ายอยู่บนโปสเตอร์ ใบรหัส และข้อความเชิญ"),
        ),
        Step.WORDING: (
            _("อ่านและแก้ถ้อยคำ"),
            _("แก้แล้ว %(count)s ข้อความ", count=count) if one.count else _("ใช้ถ้อยคำที่มากับระบบ"),
            _("ใช้ถ้อยคำที่มากับระบบก็ได้ โปรดอ่านตัวอย่างทั้งสองแบบก่อนเปิดรอบ"),
        ),
        Step.PLACES: (
            _("ตั้งชื่อจุดติดตั้งและพิมพ์ป้าย"),
            _("มี %(count)s จุด พิมพ์โปสเตอร์หรือคัดลอกข้อความเชิญได้", count=count),
            _("เช่น เคาน์เตอร์บริการ หรือกลุ่มไลน์ชุมชน แต่ละจุดมีคิวอาร์โค้ดของตัวเอง"),
        ),
        Step.SLIPS: (
            _("พิมพ์ใบรหัสของบุคลากร"),
            _("พิมพ์แล้ว %(count)s ใบ", count=count) if one.count else _("พิมพ์แล้ว"),
            _("บุคลากรต้องมีใบรหัสจึงจะตอบ IIT ได้"),
        ),
        Step.OPENED: (
            _("เปิดรอบ"),
            _("เปิดแล้ว เริ่มรับคำตอบตามวันที่กำหนด"),
            _("เมื่อทุกข้อพร้อม เปิดรอบเพื่อเริ่มรับคำตอบ หลังจากนั้นแก้ถ้อยคำไม่ได้"),
        ),
    }  # fmt: skip
    return texts[one.step]


def _address(actor: Actor, first: FirstSteps, one: StepState) -> str:
    """The page where the step is done, if it is there yet and the officer may see it."""
    place = _HANDBOOK.get(one.step)
    if place:
        return address_of(place)
    way = _WAYS[one.step](first)
    if way is None or actor.role not in access_of(current_app, way[0]):
        return ""
    endpoint, values = way
    return url_for(endpoint, **values)


_HANDBOOK = {
    Step.ADDRESS: "trouble#technician",
    Step.KEY: "trouble#key",
    Step.BACKUP: "trouble#backup",
}
"""What is not done on a page: where the handbook says how."""


def _of_agency(endpoint: str) -> Callable[[FirstSteps], Way | None]:
    return lambda first: (endpoint, {"agency_id": first.agency.id}) if first.agency else None


def _of_round(endpoint: str, *, drafted: bool = False) -> Callable[[FirstSteps], Way | None]:
    """A page of the round; one that only a draft has leads to the round's own page later."""

    def way(first: FirstSteps) -> Way | None:
        if first.round is None:
            return None
        waits = first.round.state is RoundState.DRAFT
        return endpoint if waits or not drafted else _ROUND, {"round_id": first.round.id}

    return way


_ROUND = "officer_rounds.show"
_WAYS: dict[Step, Callable[[FirstSteps], Way | None]] = {
    Step.AGENCY: lambda first: (
        _of_agency("officer_agencies.show")(first) or ("officer_agencies.new", {})
    ),
    Step.PHONE: _of_agency("officer_agencies.show"),
    Step.EMBLEM: _of_agency("officer_agencies.show"),
    Step.OFFICERS: lambda first: ("officer_officers.index", {}) if first.agency else None,
    Step.ROUND: lambda first: (
        _of_round(_ROUND)(first) or (("officer_rounds.new", {}) if first.agency else None)
    ),
    Step.DAYS: _of_round("officer_corrections.days", drafted=True),
    Step.WORDING: _of_round("officer_wording.index", drafted=True),
    Step.PLACES: _of_round("officer_places.index"),
    Step.SLIPS: _of_round("officer_slips.index"),
    Step.OPENED: _of_round("officer_rounds.confirm_open", drafted=True),
}

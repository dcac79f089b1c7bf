"""Messages in Thai that an officer pastes into LINE: an invitation and a reminder, with the link."""

from dataclasses import dataclass

from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Round, StaffAccess
from survey_app.core.thai import fiscal_year_days, thai_date
from survey_app.services.agencies import find_agency
from survey_app.services.instance import Instance
from survey_app.services.places import find_link_place, link_of
from survey_app.services.rounds import edition_of, find_round, list_surveys

_FORMS: dict[SurveyInstrument, str] = {
    "IIT": "แบบวัดการรับรู้ของบุคลากร (IIT)",
    "EIT": "แบบวัดการรับรู้ของประชาชนผู้มาติดต่อ (EIT)",
}
_PRIVACY = "แบบสอบถามไม่ถามชื่อ และไม่มีใครทราบได้ว่าใครตอบอย่างไร"


@dataclass(frozen=True, slots=True)
class Invitation:
    """The two messages of a place, ready to be sent."""

    message: str
    reminder: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What both messages say, in words; an empty text is left out."""

    agency: str
    form: str
    who: str
    link: str
    minutes: int
    closing: str
    code: str
    contact: str


def write_invitation(
    instance: Instance, actor: Actor, round_id: str, place_id: str, public_url: str
) -> Invitation:
    """The messages for a place of a round the actor may see; raises NotFound."""
    facts = _gather(instance, actor, round_id, place_id, public_url)
    return Invitation(_message(facts), _reminder(facts))


def _gather(
    instance: Instance, actor: Actor, round_id: str, place_id: str, public_url: str
) -> _Facts:
    view = find_link_place(instance, actor, round_id, place_id)
    found = find_round(instance, actor, round_id)
    survey = next(
        s for s in list_surveys(instance, actor, round_id) if s.instrument == view.instrument
    )
    agency = find_agency(instance, actor, found.agency)
    closes_on = survey.days.closes_on
    needs_code = found.access(view.instrument) is StaffAccess.CODES
    return _Facts(
        agency=agency.name,
        form=f"{_FORMS[view.instrument]} ปีงบประมาณ พ.ศ. {found.fiscal_year}",
        who=_name_readers(view.instrument, agency.name, found),
        link=link_of(view.place, public_url),
        minutes=edition_of(instance, actor, round_id).questionnaire(view.instrument).minutes,
        closing=f"วันที่ {thai_date(closes_on)}" if closes_on else "",
        code="เปิดลิงก์แล้วกรอกรหัสจากใบรหัสที่ท่านได้รับ รหัสไม่ผูกกับชื่อของท่าน" if needs_code else "",
        contact=f"สอบถาม โทร. {agency.phone}" if agency.phone else "",
    )


def _name_readers(instrument: SurveyInstrument, agency: str, found: Round) -> str:
    if instrument == "IIT":
        return f"ผู้ที่ปฏิบัติงานใน{agency}มาแล้วตั้งแต่ 1 ปีขึ้นไป"
    first_day, _ = fiscal_year_days(found.fiscal_year)
    return f"ผู้ที่มาติดต่อหรือรับบริการจาก{agency}ตั้งแต่วันที่ {thai_date(first_day)}"


def _message(facts: _Facts) -> str:
    return _lines(
        f"ขอเชิญ{facts.who} ร่วมตอบ{facts.form}",
        f"ใช้เวลาประมาณ {facts.minutes} นาที {_PRIVACY}",
        facts.code,
        f"ตอบได้ที่ {facts.link}",
        f"ตอบได้ถึง{facts.closing}" if facts.closing else "",
        facts.contact,
        f"ขอขอบคุณทุกคำตอบ\n{facts.agency}",
    )


def _reminder(facts: _Facts) -> str:
    until = f"ยังเปิดรับคำตอบถึง{facts.closing}" if facts.closing else "ยังเปิดรับคำตอบอยู่"
    return _lines(
        f"{facts.form} ของ{facts.agency} {until}",
        "ท่านที่ตอบแล้ว ขอขอบคุณ และไม่ต้องตอบซ้ำ",
        f"ท่านที่ยังไม่ได้ตอบ โปรดสละเวลาประมาณ {facts.minutes} นาที ตอบได้ที่ {facts.link}",
        facts.code,
        _PRIVACY,
        facts.contact,
    )


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)

"""The page of a round: where it stands, what is next, and the way to each of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from survey_app.core.officers import WRITERS, Actor
from survey_app.core.rounds import Round, RoundState, StaffAccess, Survey, SurveyState
from survey_app.core.sampling import minimum_respondents
from survey_app.services.agencies import find_agency
from survey_app.services.instance import Instance
from survey_app.services.places import PlaceView, list_link_places
from survey_app.services.rounds import edition_of, find_round, list_surveys
from survey_app.services.slip_counts import count_slips
from survey_app.storage.agencies import Agency
from survey_app.web.access import access_of

DRAFT, OPEN, CLOSED = RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED
STATE_TONES = {"draft": "neutral", "open": "good", "closed": "neutral", "cancelled": "bad"}
STATE_WORDS = {
    "draft": _("ฉบับร่าง"),
    "open": _("เปิดอยู่"),
    "closed": _("ปิดแล้ว"),
    "cancelled": _("ยกเลิกแล้ว"),
}
SURVEY_WORDS = {
    "waiting": _("ยังไม่ถึงวันเปิด"),
    "accepting": _("กำลังรับคำตอบ"),
    "ended": _("สิ้นสุดแล้ว"),
}
SURVEY_NAMES = {
    "IIT": _("IIT แบบของบุคลากร"),
    "EIT": _("EIT แบบของประชาชน"),
}

PARTS = (
    ("officer_dashboard.watch", _("ติดตามการตอบ"), {OPEN}),
    ("officer_disclosure_items.board", _("กรอกรายการ OIT"), {DRAFT, OPEN}),
    ("officer_results.show", _("ผลการประเมิน"), {CLOSED}),
    ("officer_disclosure_items.board", _("ดูรายการ OIT"), {CLOSED}),
    ("officer_places.index", _("จุดติดตั้งและ QR"), {DRAFT, OPEN, CLOSED}),
    ("officer_slips.index", _("ใบรหัส"), {DRAFT, OPEN, CLOSED}),
    ("officer_wording.index", _("ถ้อยคำของแบบสอบถาม"), {DRAFT}),
    ("officer_languages.show", _("ภาษาของผู้ตอบ"), {DRAFT, OPEN}),
    ("officer_corrections.numbers", _("แก้จำนวนคน"), {DRAFT, OPEN}),
    ("officer_corrections.days", _("กำหนดวัน"), {DRAFT}),
    ("officer_corrections.days", _("เลื่อนวันสุดท้าย"), {OPEN}),
    ("officer_rounds.history", _("ประวัติของรอบ"), set(RoundState)),
    ("officer_closing.confirm", _("ปิดรอบ"), {OPEN}),
)
"""The parts of a round and the states in which each is of use; a part that is not built is left out."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of a round that the officer may see."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of what is next; `state` is done, next, later or optional."""

    label: str
    words: str
    state: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """IIT or EIT of the round as the page shows it."""

    survey: Survey
    state: SurveyState
    population: int
    minimum: int


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything the page of a round shows."""

    round: Round
    agency: Agency
    surveys: tuple[SurveyCard, ...]
    steps: tuple[Step, ...]
    parts: tuple[PartLink, ...]
    main: PartLink | None
    may_write: bool


def compose_round(instance: Instance, actor: Actor, round_id: str) -> RoundPage:
    """The page of a round the actor may see; raises NotFound."""
    found = find_round(instance, actor, round_id)
    surveys = compose_surveys(instance, actor, found)
    may_write = actor.role in WRITERS
    drafted = may_write and found.state is DRAFT
    steps = tuple(_steps(instance, actor, found, surveys)) if drafted else ()
    return RoundPage(
        found,
        find_agency(instance, actor, found.agency),
        surveys,
        steps,
        tuple(list_parts(actor, found)),
        _main_part(found, steps),
        may_write,
    )


def compose_surveys(instance: Instance, actor: Actor, found: Round) -> tuple[SurveyCard, ...]:
    """Both surveys with their minimum by the round's edition."""
    sample = edition_of(instance, actor, found.id).scheme.sample
    return tuple(
        SurveyCard(
            survey,
            survey.state(found.state, instance.today),
            found.population[survey.instrument],
            minimum_respondents(
                getattr(sample, survey.instrument), found.population[survey.instrument]
            ),
        )
        for survey in list_surveys(instance, actor, found.id)
    )


def list_parts(actor: Actor, found: Round) -> Iterator[PartLink]:
    """The parts that are built, of use in this state, and open to the officer's role."""
    for endpoint, label, states in PARTS:
        of_use = found.state in states and actor.role in access_of(current_app, endpoint)
        if endpoint == "officer_slips.index":
            of_use = of_use and found.staff_access is StaffAccess.CODES
        if of_use:
            yield PartLink(str(label), url_for(endpoint, round_id=found.id))


def _main_part(found: Round, steps: tuple[Step, ...]) -> PartLink | None:
    """What an officer most likely came for; a draft is opened once nothing else is next."""
    match found.state:
        case RoundState.OPEN:
            address = url_for("officer_dashboard.watch", round_id=found.id)
            return PartLink(gettext("ติดตามการตอบ"), address)
        case RoundState.CLOSED:
            return PartLink(
                gettext("ผลการประเมิน"), url_for("officer_results.show", round_id=found.id)
            )
    ready = steps and all(step.state != "next" for step in steps[:-1])
    return PartLink(steps[-1].label, steps[-1].address) if ready else None


def passed_days(surveys: tuple[SurveyCard, ...], instance: Instance) -> tuple[Survey, ...]:
    """The surveys whose last day has passed, so that nobody could answer them."""
    today = instance.today
    return tuple(
        card.survey
        for card in surveys
        if card.survey.days.closes_on and card.survey.days.closes_on < today
    )


def _steps(
    instance: Instance, actor: Actor, found: Round, surveys: tuple[SurveyCard, ...]
) -> Iterator[Step]:
    """What a draft still needs, in the order in which an officer would do it."""
    yield _numbers_step(found)
    yield _days_step(found, surveys)
    yield _link_step(found, "officer_wording.index", gettext("อ่านและแก้ถ้อยคำ"), _wording_words())
    yield _places_step(found, list_link_places(instance, actor, found.id))
    if found.staff_access is StaffAccess.CODES:
        yield _slips_step(found, count_slips(instance, actor, found.id).printed)
    words = gettext("เมื่อพร้อมแล้ว เปิดรอบเพื่อเริ่มรับคำตอบ หลังจากนั้นแก้ถ้อยคำไม่ได้")
    yield Step(
        gettext("เปิดรอบ"), words, "next", url_for("officer_rounds.confirm_open", round_id=found.id)
    )


def _numbers_step(found: Round) -> Step:
    words = gettext(
        "บุคลากร %(staff)s คน ประชาชน %(public)s คน",
        staff=f"{found.staff:,}",
        public=f"{found.public:,}",
    )
    return Step(
        gettext("จำนวนคน"), words, "done", url_for("officer_corrections.numbers", round_id=found.id)
    )


def _days_step(found: Round, surveys: tuple[SurveyCard, ...]) -> Step:
    missing = [card.survey.instrument for card in surveys if card.survey.days.closes_on is None]
    words = (
        gettext(
            "ยังไม่กำหนดวันสุดท้ายของ %(forms)s ป้ายและใบรหัสจะไม่บอกว่าตอบได้ถึงเมื่อใด",
            forms=", ".join(missing),
        )
        if missing
        else gettext("กำหนดวันของทั้งสองแบบแล้ว")
    )
    address = url_for("officer_corrections.days", round_id=found.id)
    return Step(gettext("วันแรกและวันสุดท้าย"), words, "next" if missing else "done", address)


def _wording_words() -> str:
    return str(gettext("ดูตัวอย่างทั้งสองแบบตามที่ผู้ตอบจะเห็น และแก้ข้อความได้ถ้าต้องการ"))


def _places_step(found: Round, places: list[PlaceView]) -> Step:
    words = gettext("มี %(count)s จุด พิมพ์โปสเตอร์หรือคัดลอกข้อความเชิญได้", count=len(places))
    return _link_step(found, "officer_places.index", gettext("จุดติดตั้งและ QR"), words)


def _slips_step(found: Round, printed: int) -> Step:
    words = (
        gettext("พิมพ์แล้ว %(count)s ใบ", count=f"{printed:,}")
        if printed
        else gettext("ยังไม่ได้พิมพ์ บุคลากรต้องมีใบรหัสจึงจะตอบ IIT ได้")
    )
    address = url_for("officer_slips.index", round_id=found.id)
    return Step(gettext("ใบรหัสของบุคลากร"), words, "done" if printed else "next", address)


def _link_step(found: Round, endpoint: str, label: str, words: str) -> Step:
    return Step(label, words, "optional", url_for(endpoint, round_id=found.id))

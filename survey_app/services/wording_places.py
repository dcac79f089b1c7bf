"""Where on a form a text stands, read from its key, and what that place is called in Thai."""

from dataclasses import dataclass
from typing import Literal

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.services.catalogue import N_

PlaceKind = Literal[
    "start.heading",
    "start.why",
    "start.who",
    "start.eligible",
    "start.not_eligible",
    "not_eligible.heading",
    "not_eligible.text",
    "thanks.heading",
    "thanks.text",
    "indicator",
    "question",
    "remark",
    "row",
    "option",
    "profile",
    "profile.option",
    "suggestion.text",
    "suggestion.hint",
]
"""What a text is on its form."""

PAGES, PROFILE = "pages", "profile"
"""The groups of texts beside the indicators, which are named by their number."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: `option` counts from 1; what does not apply is empty."""

    instrument: SurveyInstrument
    kind: PlaceKind
    group: str
    question: str = ""
    row: str = ""
    option: int | None = None


def place_of(  # noqa: PLR0911  # one return for each shape of a key
    instrument: SurveyInstrument, key: str
) -> TextPlace:
    """The place of the text with that key, such as `IIT/indicators/1/questions/i1/text`."""
    match key.split("/")[1:]:
        case ["indicators", no, "name"]:
            return TextPlace(instrument, "indicator", no)
        case ["indicators", no, "questions", code, "text"]:
            return TextPlace(instrument, "question", no, code)
        case ["indicators", no, "questions", code, "remark"]:
            return TextPlace(instrument, "remark", no, code)
        case ["indicators", no, "questions", code, "rows", row, "text"]:
            return TextPlace(instrument, "row", no, code, row)
        case ["indicators", no, "questions", code, "rows", row, "options", option, "label"]:
            return TextPlace(instrument, "option", no, code, row, int(option))
        case ["profile", code, "text"]:
            return TextPlace(instrument, "profile", PROFILE, code)
        case ["profile", code, "options", option, "label"]:
            return TextPlace(instrument, "profile.option", PROFILE, code, option=int(option))
        case ["suggestion", "text" | "hint" as part]:
            return TextPlace(instrument, _SUGGESTION[part], PROFILE)
        case [page, part] if (page, part) in _PAGES:
            return TextPlace(instrument, _PAGES[page, part], PAGES)
    raise ValueError(f"no text of a form has the key {key}")


_SUGGESTION: dict[str, PlaceKind] = {"text": "suggestion.text", "hint": "suggestion.hint"}
_PAGES: dict[tuple[str, str], PlaceKind] = {
    ("start", "heading"): "start.heading",
    ("start", "why"): "start.why",
    ("start", "who"): "start.who",
    ("start", "eligible"): "start.eligible",
    ("start", "not_eligible"): "start.not_eligible",
    ("not_eligible", "heading"): "not_eligible.heading",
    ("not_eligible", "text"): "not_eligible.text",
    ("thanks", "heading"): "thanks.heading",
    ("thanks", "text"): "thanks.text",
}

PLACE_WORDS: dict[PlaceKind, str] = {
    "start.heading": N_("หน้าเริ่มต้น: หัวเรื่อง"),
    "start.why": N_("หน้าเริ่มต้น: เหตุผลที่ขอให้ตอบ"),
    "start.who": N_("หน้าเริ่มต้น: ใครตอบได้"),
    "start.eligible": N_("หน้าเริ่มต้น: ปุ่มของผู้ที่ตอบได้"),
    "start.not_eligible": N_("หน้าเริ่มต้น: ปุ่มของผู้ที่ไม่ต้องตอบ"),
    "not_eligible.heading": N_("หน้าสำหรับผู้ที่ไม่ต้องตอบ: หัวเรื่อง"),
    "not_eligible.text": N_("หน้าสำหรับผู้ที่ไม่ต้องตอบ: ข้อความ"),
    "thanks.heading": N_("หน้าขอบคุณ: หัวเรื่อง"),
    "thanks.text": N_("หน้าขอบคุณ: ข้อความ"),
    "indicator": N_("ชื่อตัวชี้วัด"),
    "question": N_("คำถาม"),
    "remark": N_("คำอธิบายใต้คำถาม"),
    "row": N_("ข้อย่อย"),
    "option": N_("ตัวเลือกที่ %(option)s"),
    "profile": N_("คำถาม"),
    "profile.option": N_("ตัวเลือกที่ %(option)s"),
    "suggestion.text": N_("ข้อเสนอแนะ: คำถาม"),
    "suggestion.hint": N_("ข้อเสนอแนะ: คำแนะนำ"),
}
"""What a text is called beside its field; pages translate the same words."""


def name_place(place: TextPlace) -> str:
    """The whole place in Thai, such as `IIT ตัวชี้วัดที่ 1 ข้อ i1 ข้อย่อย i1.1 ตัวเลือกที่ 2`."""
    words = [] if place.kind == "row" else [PLACE_WORDS[place.kind] % {"option": place.option}]
    return " ".join([place.instrument, *_around(place), *words])


def _around(place: TextPlace) -> list[str]:
    if place.group == PAGES or place.kind.startswith("suggestion"):
        return []
    if place.group == PROFILE:
        return [f"ข้อมูลทั่วไป ({place.question})"]
    question = [f"ข้อ {place.question}"] if place.question else []
    row = [f"ข้อย่อย {place.row}"] if place.row and place.row != place.question else []
    return [f"ตัวชี้วัดที่ {place.group}", *question, *row]

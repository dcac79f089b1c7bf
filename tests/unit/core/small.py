"""Small editions, forms and sheets, each the smallest that shows one thing.

An indicator is written as question → rows → scores of the options, such as
`{1: {"i1": [[0, 33, 67, 100]], "i2": [[100, 0], [0, 100]]}}`.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from survey_app.core.questionnaire import (
    DisclosureList,
    Edition,
    Questionnaire,
    Scheme,
    SurveyInstrument,
    load_edition,
)
from survey_app.core.sheet import Sheet
from survey_app.core.tally import Tally, add_sheets, empty_tally

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data"
SHIPPED = ROOT / "questionnaires"

FormPlan = Mapping[int, Mapping[str, Sequence[Sequence[int]]]]
DisclosurePlan = Mapping[int, Mapping[str, Sequence[str]]]

DEGREE = (0, 33, 67, 100)
REVERSED = (100, 67, 33, 0)
PRESENT = (100, 0)
ABSENT = (0, 100)

LETTERS = (
    ("AA", "95.00", "100.00"),
    ("A", "85.00", "94.99"),
    ("B", "75.00", "84.99"),
    ("C", "65.00", "74.99"),
    ("D", "55.00", "64.99"),
    ("E", "50.00", "54.99"),
    ("F", "0.00", "49.99"),
)


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of an edition's files by name."""
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}


def smallest_texts() -> dict[str, str]:
    """The five files of the smallest edition."""
    return read_texts(DATA / "editions" / "smallest")


def shipped_edition(year: int = 2564) -> Edition:
    """The edition that the program ships."""
    return load_edition(read_texts(SHIPPED / str(year)))


def words(text: str) -> dict[str, str]:
    return {"th": text, "en": text}


def build_scheme(
    weights: Mapping[str, int] | None = None,
    levels: Iterable[Sequence[str]] = LETTERS,
    **other: Any,
) -> Scheme:
    """A scheme with these weights and levels, (name, from, to, each_from)."""
    rule = {"at_least": 30, "percent": 10, "at_most": 400}
    names = ("name", "from", "to", "each_from")
    bands = [
        dict(zip(names, (name, *map(Decimal, marks)), strict=False)) for name, *marks in levels
    ]
    return Scheme.model_validate(
        {
            "edition": 2564,
            "title": words("การประเมิน"),
            "continues": (),
            "weights": dict(weights or {"IIT": 30, "EIT": 30, "OIT": 40}),
            "instruments": {name: words(name) for name in ("IIT", "EIT", "OIT")},
            "levels": tuple(bands),
            "marks": {"pass": 85, "strength": 80, "goal_share": 80},
            "sample": {"IIT": rule, "EIT": rule},
            **other,
        }
    )


def build_form(
    plan: FormPlan, profile: Mapping[str, int] | None = None, instrument: SurveyInstrument = "IIT"
) -> Questionnaire:
    """A form of these indicators; the last option of a profile question declines."""
    note = {"heading": words("หัวเรื่อง"), "text": words("ข้อความ")}
    parts = ("heading", "why", "who", "eligible", "not_eligible")
    return Questionnaire.model_validate(
        {
            "instrument": instrument,
            "wording": "project",
            "minutes": 5,
            "start": {part: words(part) for part in parts},
            "not_eligible": note,
            "thanks": note,
            "indicators": tuple(_indicator(no, questions) for no, questions in plan.items()),
            "profile": tuple(_profile(code, size) for code, size in (profile or {}).items()),
            "suggestion": {"text": words("ข้อเสนอแนะ"), "hint": words("ไม่ตอบก็ได้")},
        }
    )


def _indicator(no: int, questions: Mapping[str, Sequence[Sequence[int]]]) -> dict[str, Any]:
    return {
        "no": no,
        "name": words(f"ตัวชี้วัด {no}"),
        "questions": tuple(
            {
                "code": code,
                "text": words(code),
                "rows": tuple(
                    {
                        "code": code if len(rows) == 1 else f"{code}.{number}",
                        "options": tuple(
                            {"label": words(f"ตัวเลือก {place}"), "score": score}
                            for place, score in enumerate(scores, start=1)
                        ),
                    }
                    for number, scores in enumerate(rows, start=1)
                ),
            }
            for code, rows in questions.items()
        ),
    }


def _profile(code: str, size: int) -> dict[str, Any]:
    options = [{"label": words(f"กลุ่ม {place}")} for place in range(1, size)]
    declined = {"label": words("ไม่ประสงค์ตอบ"), "decline": True}
    return {"code": code, "text": words(code), "options": (*options, declined)}


def build_disclosure(plan: DisclosurePlan) -> DisclosureList:
    """A list of these indicators: sub-indicator → codes of its items."""
    return DisclosureList.model_validate(
        {
            "instrument": "OIT",
            "wording": "project",
            "item_scores": (0, 100),
            "indicators": tuple(
                {
                    "no": no,
                    "name": words(f"ตัวชี้วัด {no}"),
                    "sub_indicators": tuple(
                        {
                            "code": code,
                            "name": words(code),
                            "items": tuple(
                                {
                                    "code": item,
                                    "group": words(code),
                                    "title": words(item),
                                    "shows": words(item),
                                }
                                for item in items
                            ),
                        }
                        for code, items in subs.items()
                    ),
                }
                for no, subs in plan.items()
            ),
        }
    )


def build_edition(
    iit: FormPlan,
    eit: FormPlan,
    oit: DisclosurePlan,
    profile: Mapping[str, int] | None = None,
    scheme: Scheme | None = None,
) -> Edition:
    """An edition of these parts; both forms ask the same profile questions."""
    return Edition(
        scheme=scheme or build_scheme(),
        iit=build_form(iit, profile, "IIT"),
        eit=build_form(eit, profile, "EIT"),
        oit=build_disclosure(oit),
        advice=(),
    )


def count_sheets(form: Questionnaire, sheets: Iterable[Sheet]) -> Tally:
    """The tally of these sheets alone."""
    return add_sheets(empty_tally(form), sheets)


def sheet_of(*numbers: int) -> Sheet:
    """A sheet whose options are counted from 1, as a person would."""
    return Sheet(tuple(number - 1 for number in numbers))

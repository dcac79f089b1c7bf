"""Where on a form a text stands, read from its key."""

from dataclasses import dataclass
from typing import Literal

from survey_app.core.questionnaire import SurveyInstrument

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


def place_of(instrument: SurveyInstrument, key: str) -> TextPlace:
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

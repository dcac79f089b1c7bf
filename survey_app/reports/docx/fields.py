"""Fields, which Word computes, with what they show until it does; and bookmarks they point at."""

from survey_app.core.thai import Digits
from survey_app.reports.docx.elements import Element, element, text_element
from survey_app.reports.docx.fonts import Look, run_properties
from survey_app.reports.docx.paragraphs import write_run

_SWITCHES = {Digits.ARABIC: "ARABIC", Digits.THAI: "THAIARABIC"}
"""As the standard writes them; LibreOffice takes `ThaiArabic` for letters and shows ก for 1."""


def write_field(look: Look, instruction: str, shown: str) -> tuple[Element, ...]:
    """The runs of a field that shows `shown` for now; an empty one shows nothing."""
    result = [write_run(look, shown)] if shown else []
    return (*open_field(look, instruction), *result, close_field(look))


def open_field(look: Look, instruction: str) -> tuple[Element, ...]:
    """The runs before what a field shows, which may span paragraphs."""
    code = element("w:r", run_properties(look), text_element("w:instrText", f" {instruction} "))
    return _write_mark(look, "begin"), code, _write_mark(look, "separate")


def close_field(look: Look) -> Element:
    """The run after what a field shows."""
    return _write_mark(look, "end")


def number_switch(digits: Digits) -> str:
    """How a field is told to write its number."""
    return rf"\* {_SWITCHES[digits]}"


def write_bookmark(number: int, name: str, *content: Element) -> tuple[Element, ...]:
    """`content` between the marks of a bookmark; `number` and `name` are unique in the file."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return start, *content, element("w:bookmarkEnd", id=str(number))


def _write_mark(look: Look, kind: str) -> Element:
    return element("w:r", run_properties(look), element("w:fldChar", fldCharType=kind))

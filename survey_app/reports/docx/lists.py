"""Lists numbered by Word itself, so that an officer who adds an item need not renumber the others."""

from survey_app.core.thai import Digits
from survey_app.reports.document import Bullets
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, element
from survey_app.reports.docx.fonts import Look, run_properties
from survey_app.reports.docx.paragraphs import write_paragraph, write_text

_BULLETS, _NUMBERS = 0, 1
_SPACE_BELOW = 140
_FORMATS = {Digits.ARABIC: "decimal", Digits.THAI: "thaiNumbers"}


def write_list(draft: Draft, bullets: Bullets) -> list[Element]:
    """One paragraph an item; every numbered list starts from 1."""
    style = "ListNumber" if bullets.numbered else "ListBullet"
    number = _add_list(draft, _NUMBERS if bullets.numbered else _BULLETS)
    last = len(bullets.items) - 1
    return [
        write_paragraph(
            style,
            write_text(style, item),
            numbering=number,
            after=_SPACE_BELOW if place == last else None,
        )
        for place, item in enumerate(bullets.items)
    ]


def define_lists(draft: Draft) -> None:
    """Say how bullets and numbers look; the numbers are in the digits of the document."""
    numbering = draft.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    numbering.append(_define(_BULLETS, "bullet", "•"))
    numbering.append(_define(_NUMBERS, _FORMATS[draft.digits], "%1."))


def _add_list(draft: Draft, kind: int) -> int:
    """The number of a new list of that kind, which counts from 1 again."""
    number = next(draft.lists)
    restart = element("w:lvlOverride", element("w:startOverride", val="1"), ilvl="0")
    new = element("w:num", element("w:abstractNumId", val=str(kind)), restart, numId=str(number))
    draft.part.numbering_part.element.append(new)
    return number


def _define(kind: int, number_format: str, text: str) -> Element:
    level = element(
        "w:lvl",
        element("w:start", val="1"),
        element("w:numFmt", val=number_format),
        element("w:lvlText", val=text),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left="851", hanging="426")),
        run_properties(Look()),
        ilvl="0",
    )
    single = element("w:multiLevelType", val="singleLevel")
    return element("w:abstractNum", single, level, abstractNumId=str(kind))

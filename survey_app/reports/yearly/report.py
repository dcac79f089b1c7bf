"""The whole report: its parts in order, their numbers, and an officer's words in place of ours."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from survey_app.core.thai import hold_numbers
from survey_app.reports.document import Block, Bullets, Document, Heading, Notice, Paragraph
from survey_app.reports.yearly.appendix import compose_items, compose_questions, compose_remarks
from survey_app.reports.yearly.closing import compose_closing
from survey_app.reports.yearly.cover import compose_cover
from survey_app.reports.yearly.development import compose_development
from survey_app.reports.yearly.findings import Findings, find
from survey_app.reports.yearly.goal import compose_goal
from survey_app.reports.yearly.indicators import compose_indicators
from survey_app.reports.yearly.instruments import compose_instruments
from survey_app.reports.yearly.levels import compose_levels
from survey_app.reports.yearly.matter import YearlyMatter
from survey_app.reports.yearly.movement import compose_analysis
from survey_app.reports.yearly.plan import compose_last_plan, compose_plan
from survey_app.reports.yearly.principle import compose_principle
from survey_app.reports.yearly.respondents import compose_respondents
from survey_app.reports.yearly.result import comment_result, compose_result
from survey_app.reports.yearly.scoring import compose_scoring
from survey_app.reports.yearly.suggestions import compose_suggestions
from survey_app.reports.yearly.summary import compose_summary

Compose = Callable[[Findings], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose that an officer may replace: the heading it stands under, our text, what stands now."""

    key: str
    heading: str
    ours: str
    now: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report under a heading of its own."""

    key: str
    title: str
    sections: tuple[Compose, ...]


_PARTS = (
    Part(
        "method",
        "หลักการและวิธีการประเมิน",
        (compose_principle, compose_instruments, compose_scoring, compose_levels, compose_goal),
    ),
    Part("result", "ผลการประเมิน", (compose_result, compose_indicators, comment_result)),
    Part("analysis", "การวิเคราะห์ผลการประเมิน", (compose_analysis,)),
    Part("development", "ประเด็นที่ควรพัฒนาและประเด็นที่ควรปรับปรุงแก้ไข", (compose_development,)),
    Part("measures", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส", (compose_plan, compose_last_plan)),
    Part("respondents", "ข้อมูลทั่วไปของผู้ตอบ", (compose_respondents,)),
    Part("suggestions", "ข้อเสนอแนะของผู้ตอบ", (compose_suggestions,)),
)
_APPENDICES = (
    Part("questions", "คะแนนรายข้อ", (compose_questions,)),
    Part("items", "รายการข้อมูลที่เปิดเผย", (compose_items,)),
    Part("remarks", "หมายเหตุและการตรวจสอบผล", (compose_remarks,)),
)
_APPENDIX_LETTERS = "กขคงจ"


def compose_report(matter: YearlyMatter) -> Document:
    """The yearly report of a closed round, with an officer's prose in place of ours where there is any."""
    findings = find(matter)
    blocks = _put_in_place(_compose_blocks(findings), matter.paragraphs)
    cover = compose_cover(findings)
    cover = replace(cover, year=hold_numbers(cover.year))
    return Document(cover, tuple(map(_hold, blocks)), matter.digits)


def list_prose(matter: YearlyMatter) -> tuple[Prose, ...]:
    """All prose that may be replaced, in the order of the report."""
    return tuple(_list_prose(_compose_blocks(find(matter)), matter.paragraphs))


def _list_prose(blocks: Iterable[Block], paragraphs: Mapping[str, str]) -> Iterator[Prose]:
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph) and block.key is not None:
            yield Prose(block.key, heading, block.text, paragraphs.get(block.key, block.text))


def _compose_blocks(findings: Findings) -> Iterator[Block]:
    """All blocks with our own prose."""
    yield from compose_summary(findings)
    for number, part in enumerate(_PARTS, start=1):
        yield Heading(1, f"ส่วนที่ {number} {part.title}", f"part-{part.key}")
        yield from _number_sections(_compose_sections(findings, part), number)
    yield from compose_closing(findings)
    for letter, part in zip(_APPENDIX_LETTERS, _APPENDICES, strict=False):
        yield Heading(1, f"ภาคผนวก {letter} {part.title}", f"appendix-{part.key}")
        yield from _compose_sections(findings, part)


def _compose_sections(findings: Findings, part: Part) -> Iterator[Block]:
    for compose in part.sections:
        yield from compose(findings)


def _number_sections(blocks: Iterable[Block], part: int) -> Iterator[Block]:
    section = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section += 1
            yield replace(block, text=f"{part}.{section} {block.text}")
        else:
            yield block


def _put_in_place(blocks: Iterable[Block], paragraphs: Mapping[str, str]) -> Iterator[Block]:
    """Prose as it now stands, each of its paragraphs (parted by blank lines) a block of its own."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.key is not None:
            text = paragraphs.get(block.key, block.text)
            yield from (Paragraph(part, block.key) for part in split_paragraphs(text))
        else:
            yield block


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, parted by blank lines; a single line break is only a space."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    joined = "\n".join(lines).split("\n\n")
    return tuple(part.strip().replace("\n", " ") for part in joined if part.strip())


def _hold(block: Block) -> Block:
    """`block` with each number on the line of its unit, but in tables: their columns are narrow."""
    match block:
        case Heading() | Paragraph() | Notice():
            return replace(block, text=hold_numbers(block.text))
        case Bullets():
            return replace(block, items=tuple(map(hold_numbers, block.items)))
        case _:
            return block

"""The very questions and items that pulled an indicator down, with their scores."""

from collections.abc import Iterator

from survey_app.core.disclosure import ShownIndicator, ShownQuestion
from survey_app.core.questionnaire import Question
from survey_app.core.result import DisclosureIndicatorResult, ItemResult, SubIndicatorResult
from survey_app.reports.document import Align, Cell, Column, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_score

FULL = 100
"""The score of an item that shows all it must; every scheme's items reach it."""


def tabulate_causes(findings: Findings, no: int) -> tuple[Table | Paragraph, ...]:
    """The questions or items behind an indicator's score, the lowest first."""
    for survey in findings.surveys:
        for part in survey.indicators:
            if part.no == no:
                return _tabulate_questions(findings, part)
    disclosed = next(part for part in findings.shown.oit.indicators if part.no == no)
    return _tabulate_items(findings, disclosed)


def choose_questions(part: ShownIndicator) -> tuple[ShownQuestion, ...]:
    """The questions below their indicator's score, lowest first; all where none is."""
    known = [(q.score, q) for q in part.questions if q.score is not None]
    low = [pair for pair in known if part.score is not None and pair[0] < part.score]
    return tuple(question for _, question in sorted(low or known, key=lambda pair: pair[0]))


def _tabulate_questions(findings: Findings, part: ShownIndicator) -> tuple[Table | Paragraph, ...]:
    chosen = choose_questions(part)
    rows = tuple(
        (q.code, write_question(findings, q.code), write_score(q.score))
        for q in chosen
        if q.score is not None
    )
    columns = (Column("รหัส", 2), Column("ข้อคำถาม", 16), Column("คะแนน", 3, Align.RIGHT))
    equal = len(chosen) == len(part.questions)
    what = "ข้อคำถามทุกข้อ ซึ่งได้คะแนนเท่ากัน ของ" if equal else "ข้อคำถามที่ได้คะแนนต่ำกว่าคะแนนของ"
    return (Table(f"{what}{findings.title(part.no)}", columns, rows),)


def write_question(findings: Findings, code: str) -> Cell:
    """A question as it was asked, its rows below it."""
    asked = (*findings.edition.iit.questions, *findings.edition.eit.questions)
    question = next(question for question in asked if question.code == code)
    return _with_rows(findings, question)


def _with_rows(findings: Findings, question: Question) -> Cell:
    rows = tuple(f"– {findings.read(row.text)}" for row in question.rows if row.text)
    text = findings.read(question.text)
    return (text, *rows) if rows else text


def _tabulate_items(
    findings: Findings, part: DisclosureIndicatorResult
) -> tuple[Table | Paragraph, ...]:
    subs = sorted(part.sub_indicators, key=lambda sub: sub.score)
    rows = tuple(row for sub in subs for row in _rows_of(findings, sub))
    if not rows:
        return (Paragraph("ทุกรายการได้คะแนนเต็ม"),)
    columns = (
        Column("รหัส", 2),
        Column("ตัวชี้วัดย่อยและรายการ", 9),
        Column("คะแนน", 3, Align.RIGHT),
        Column("เหตุที่ยังไม่ได้คะแนนเต็ม", 11),
    )
    return (Table(f"รายการที่ยังไม่ได้คะแนนเต็มของ{findings.title(part.no)}", columns, rows),)


def _rows_of(findings: Findings, sub: SubIndicatorResult) -> Iterator[tuple[Cell, ...]]:
    missing = [item for item in sub.items if item.counted < FULL]
    if not missing:
        return
    full, many = write_count(len(sub.items) - len(missing)), write_count(len(sub.items))
    name = f"ตัวชี้วัดย่อย {name_sub_indicator(findings, sub.code)}"
    yield sub.code, name, write_score(sub.score), f"ได้คะแนนเต็ม {full} จาก {many} รายการ"
    for item in missing:
        yield item.code, title_item(findings, item.code), str(item.counted), _say_why(item)


def name_sub_indicator(findings: Findings, code: str) -> str:
    """The name of a sub-indicator."""
    subs = (sub for part in findings.edition.oit.indicators for sub in part.sub_indicators)
    return next(findings.read(sub.name) for sub in subs if sub.code == code)


def title_item(findings: Findings, code: str) -> str:
    """The title of a disclosure item."""
    return next(
        findings.read(item.title) for item in findings.edition.oit.items if item.code == code
    )


def write_answer(item: ItemResult) -> str:
    """What officers answered for an item."""
    if item.present is None:
        return "ไม่ได้ตอบ"
    return "มี" if item.present else "ไม่มี"


def _say_why(item: ItemResult) -> str:
    if item.present is None:
        return "ไม่ได้ตอบ"
    if not item.present:
        return f"ตอบว่าไม่มี{_comment(item)}"
    if item.score is None:
        return "ตอบว่ามี แต่ยังไม่ได้ให้คะแนน"
    return f"ตอบว่ามี แต่ได้ {item.score} คะแนน{_comment(item)}"


def _comment(item: ItemResult) -> str:
    return f" ความเห็นของผู้ให้คะแนน: {item.comment}" if item.comment else ""

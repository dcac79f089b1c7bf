"""The analysis: each indicator against the year before, its level and direction side by side."""

from collections.abc import Mapping
from decimal import Decimal

from survey_app.core.analysis import Movement
from survey_app.reports.charts import Bar, ChangeBars
from survey_app.reports.document import (
    Align,
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.groups import Group, group_indicators
from survey_app.reports.yearly.indicators import count_moves
from survey_app.reports.yearly.numbers import MINUS, write_change, write_count, write_score
from survey_app.reports.yearly.standing import (
    write_brief_position,
    write_fiscal_year,
    write_standing,
    write_strength_mark,
)
from survey_app.reports.yearly.total_change import compose_total_change
from survey_app.reports.yearly.withheld import HIDDEN, say_empty, withhold_ranking, withhold_scores

_ANALYSIS = (
    "การวิเคราะห์พิจารณาสองเรื่องคู่กันเสมอ คือ ระดับ ซึ่งบอกว่าคะแนนถึงเกณฑ์หรือไม่ และทิศทาง ซึ่งบอกว่าคะแนนเพิ่มขึ้น ลดลง หรือคงที่"
    "เมื่อเทียบกับปีก่อน เพราะตัวชี้วัดที่คะแนนสูงแต่ลดลงกับตัวชี้วัดที่คะแนนต่ำต้องการการดูแลต่างกัน"
)


def compose_analysis(findings: Findings) -> tuple[Block, ...]:
    """Total, indicators, the strongest, and the groups by level and direction."""
    return (
        Paragraph(_ANALYSIS, "analysis"),
        Paragraph(_say_rule(findings)),
        Heading(2, "การเปลี่ยนแปลงของคะแนนรวม", "total-change"),
        *compose_total_change(findings),
        Heading(2, "ระดับและทิศทางรายตัวชี้วัด", "movements"),
        *withhold_scores(*findings.surveys),
        *_say_counts(findings),
        _tabulate_movements(findings),
        *_draw_changes(findings),
        Heading(2, "ตัวชี้วัดที่ได้คะแนนสูงสุด", "strongest"),
        *_say_strongest(findings),
        *(
            block
            for group in group_indicators(findings)
            for block in _compose_group(findings, group)
        ),
    )


def _say_rule(findings: Findings) -> str:
    mark = write_strength_mark(findings)
    if findings.before is None:
        return (
            "เนื่องจากไม่มีผลปีก่อนที่นำมาเปรียบเทียบได้ ปีนี้จึงพิจารณาเฉพาะระดับ"
            f" ตัวชี้วัดที่ถึง{mark} เป็นจุดแข็ง ตัวชี้วัดที่ต่ำกว่าเกณฑ์เป็นจุดอ่อน"
        )
    return (
        f"จุดแข็ง คือ ตัวชี้วัดที่คะแนนเพิ่มขึ้นและถึง{mark} จุดอ่อน คือ ตัวชี้วัดที่คะแนนเพิ่มขึ้นแต่ต่ำกว่าเกณฑ์"
        " และตัวชี้วัดที่คะแนนลดลง ส่วนตัวชี้วัดที่คะแนนเท่ากับปีก่อนเป็นกลุ่มคงที่"
    )


def _say_counts(findings: Findings) -> tuple[Paragraph, ...]:
    """How many rose and fell; nothing where no indicator can be compared."""
    moves = count_moves(findings)
    if not moves:
        return ()
    many = write_count(len(findings.analysis.movements))
    of = f"{many} ตัวชี้วัดที่แสดงคะแนน" if findings.withheld else f"ทั้งหมด {many} ตัวชี้วัด"
    return (Paragraph(f"เมื่อเทียบกับปีก่อน คะแนน{moves} จาก{of}"),)


def _tabulate_movements(findings: Findings) -> Table:
    year, before = findings.shown.fiscal_year, findings.before
    rows = tuple(_row(findings, no) for no in findings.shown.indicator_scores)
    name, this = Column("ตัวชี้วัด", 9), Column(f"ปี {year}", 3, Align.RIGHT)
    standing = Column("ระดับและทิศทาง", 8)
    if before is None:
        levels = tuple((row[0], row[2], row[4]) for row in rows)
        return Table("ระดับรายตัวชี้วัด", (name, this, Column("ระดับ", 4)), levels)
    last = Column(f"ปี {before.fiscal_year}", 3, Align.RIGHT)
    columns = (name, last, this, Column("ผลต่าง", 3, Align.RIGHT), standing)
    caption = f"คะแนนรายตัวชี้วัดเทียบกับปีก่อน (+ คือเพิ่มขึ้น {MINUS} คือลดลง)"
    return Table(caption, columns, rows)


def _row(findings: Findings, no: int) -> tuple[str, str, str, str, str]:
    movement = findings.movements.get(no)
    if movement is None:
        return findings.label(no), _earlier(findings, no), HIDDEN, HIDDEN, HIDDEN
    change = "ไม่มี" if movement.change is None else write_change(movement.change)
    position = write_brief_position(findings, movement)
    return (
        findings.label(no),
        _earlier(findings, no),
        write_score(movement.score),
        change,
        position,
    )


def _earlier(findings: Findings, no: int) -> str:
    score = findings.before.scores.get(no) if findings.before else None
    return "ไม่มี" if score is None else write_score(score)


def _draw_changes(findings: Findings) -> tuple[Figure, ...]:
    """The changes as bars; only where every score is shown, as all charts are."""
    moved = [m for m in findings.analysis.movements if m.change is not None]
    if findings.shown.statistics is None or findings.before is None or not moved:
        return ()
    bars = tuple(_bar(findings, movement) for movement in moved)
    year = write_fiscal_year(findings.shown.fiscal_year)
    last = write_fiscal_year(findings.before.fiscal_year)
    caption = f"ผลต่างของคะแนนรายตัวชี้วัด {year} เทียบกับ{last}"
    alt = f"แผนภูมิแท่งแสดง{caption} {count_moves(findings)}{_say_most(findings, moved)}"
    return (Figure("changes", caption, alt, ChangeBars(bars)),)


def _bar(findings: Findings, movement: Movement) -> Bar:
    change = movement.score - (movement.before or movement.score)
    label, instrument = findings.label(movement.no), findings.instruments[movement.no]
    return Bar(label, change, write_change(change), instrument)


def _say_most(findings: Findings, moved: list[Movement]) -> str:
    """Which rose and which fell most."""
    changes = {m.no: m.change for m in moved if m.change is not None}
    rose = {no: change for no, change in changes.items() if change > 0}
    fell = {no: change for no, change in changes.items() if change < 0}
    return _name_most(findings, "เพิ่มขึ้น", rose) + _name_most(findings, "ลดลง", fell)


def _name_most(findings: Findings, moved: str, changes: Mapping[int, Decimal]) -> str:
    if not changes:
        return ""
    most = max(changes.values(), key=abs)
    names = " ".join(findings.title(no) for no, change in changes.items() if change == most)
    return f" {moved}มากที่สุดคือ{names} {write_change(most)} คะแนน"


def _say_strongest(findings: Findings) -> tuple[Block, ...]:
    if findings.shown.statistics is None:
        return withhold_ranking(findings)
    return (Bullets(tuple(_say_member(findings, no) for no in findings.analysis.strongest)),)


def _compose_group(findings: Findings, group: Group) -> tuple[Block, ...]:
    heading = Heading(2, group.title, f"group-{group.key}")
    if not group.numbers:
        return (heading, Paragraph(say_empty(findings)))
    members = Bullets(tuple(_say_member(findings, no) for no in group.numbers))
    return (heading, members, Paragraph(group.comment, f"group.{group.key}"))


def _say_member(findings: Findings, no: int) -> str:
    return f"{findings.title(no)} ({findings.instruments[no]}) {write_standing(findings, no)}"

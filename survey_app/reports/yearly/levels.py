"""The levels that a total falls into."""

from survey_app.core.questionnaire import Level
from survey_app.reports.document import Align, Block, Column, Heading, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_score

_FROM_HIGHEST = "เมื่อคะแนนเข้าเกณฑ์ได้หลายระดับ ให้ใช้ระดับที่มีเงื่อนไขเพิ่มเติมสูงที่สุดซึ่งหน่วยงานทำได้ครบ"


def compose_levels(findings: Findings) -> tuple[Block, ...]:
    """The table of levels; conditions on each instrument only where the scheme has any."""
    levels = findings.edition.scheme.levels
    harder = any(level.each_from is not None for level in levels)
    return (
        Heading(2, "ระดับผลการประเมิน", "levels"),
        Paragraph("คะแนนรวมที่ปัดเศษแล้วจัดเป็นระดับตามช่วงคะแนนในตาราง"),
        _tabulate_levels(levels, harder=harder),
        *((Paragraph(_FROM_HIGHEST),) if harder else ()),
    )


def _tabulate_levels(levels: tuple[Level, ...], *, harder: bool) -> Table:
    columns = (Column("ระดับ", 2), Column("ช่วงคะแนนรวม", 3, Align.CENTRE))
    rows = tuple(
        (level.name, f"{write_score(level.from_)} – {write_score(level.to)}") for level in levels
    )
    if not harder:
        return Table("ระดับผลการประเมิน", columns, rows)
    conditions = tuple(_condition(level) for level in levels)
    return Table(
        "ระดับผลการประเมิน",
        (*columns, Column("เงื่อนไขเพิ่มเติม", 4)),
        tuple((*row, condition) for row, condition in zip(rows, conditions, strict=True)),
    )


def _condition(level: Level) -> str:
    if level.each_from is None:
        return "ไม่มี"
    return f"ทุกแบบได้ตั้งแต่ {write_score(level.each_from)} คะแนนขึ้นไป"

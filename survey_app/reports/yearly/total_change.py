"""The total against last year's, in points and in percent of last year's total."""

from decimal import Decimal

from survey_app.core.analysis import TotalChange
from survey_app.core.years import YearFigures
from survey_app.reports.document import Align, Block, Column, Notice, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_change, write_score
from survey_app.reports.yearly.standing import write_fiscal_year, write_points_moved
from survey_app.reports.yearly.withheld import HIDDEN

_UNKNOWN = "ไม่มีข้อมูล"


def say_change(findings: Findings) -> str:
    """How the total moved, or why that cannot be said."""
    before = findings.before
    if before is None:
        earlier = write_fiscal_year(findings.shown.fiscal_year - 1)
        return f"ไม่มีผลการประเมินของ{earlier} ที่นำมาเปรียบเทียบได้ จึงพิจารณาเฉพาะระดับของคะแนน"
    year = write_fiscal_year(before.fiscal_year)
    if findings.shown.total is None:
        return f"ไม่แสดงคะแนนรวมของปีนี้ จึงเปรียบเทียบคะแนนรวมกับ{year} ไม่ได้"
    if before.total is None or findings.analysis.total is None:
        return f"ไม่มีคะแนนรวมของ{year} ที่แสดงได้ จึงเปรียบเทียบคะแนนรวมไม่ได้"
    return _say_moved(findings.analysis.total, year, before.total)


def _say_moved(change: TotalChange, year: str, earlier: Decimal) -> str:
    if change.points == 0:
        return f"คะแนนรวมเท่ากับ{year} คือ {write_score(earlier)} คะแนน"
    moved = write_points_moved(change.points)
    said = f"คะแนนรวม{moved} จาก {write_score(earlier)} คะแนนใน{year}"
    if not earlier:
        return f"{said} คิดเป็นร้อยละไม่ได้เพราะปีก่อนได้ 0 คะแนน"
    return f"{said} คิดเป็นร้อยละ {write_score(abs(change.percent))} ของคะแนนรวมปีก่อน"


def compose_total_change(findings: Findings) -> tuple[Block, ...]:
    """The change in words and in a table, and where last year's figures come from."""
    before = findings.before
    if before is None:
        return (Paragraph(say_change(findings)),)
    table = _tabulate(findings, before, findings.analysis.total)
    return (Paragraph(say_change(findings)), table, *_say_source(before))


def _tabulate(findings: Findings, before: YearFigures, change: TotalChange | None) -> Table:
    shown, nothing = findings.shown, HIDDEN if findings.shown.total is None else _UNKNOWN
    percent = change is not None and bool(before.total)
    total = (
        "คะแนนรวม",
        _UNKNOWN if before.total is None else write_score(before.total),
        HIDDEN if shown.total is None else write_score(shown.total),
        write_change(change.points) if change else nothing,
        write_change(change.percent) if change and percent else nothing,
    )
    level = ("ระดับ", before.level or _UNKNOWN, shown.level or HIDDEN, "–", "–")
    years = (f"ปี {before.fiscal_year}", f"ปี {shown.fiscal_year}")
    names = (*years, "ผลต่าง (คะแนน)", "ผลต่าง (ร้อยละ)")
    widths = (3, 3, 5, 5)
    figures = (Column(name, width, Align.RIGHT) for name, width in zip(names, widths, strict=True))
    return Table("คะแนนรวมและระดับเทียบกับปีก่อน", (Column("รายการ", 3), *figures), (total, level))


def _say_source(before: YearFigures) -> tuple[Block, ...]:
    """Whether last year's figures were imported, and whether they agree with each other."""
    if not before.imported:
        return ()
    year = write_fiscal_year(before.fiscal_year)
    source = Paragraph(f"คะแนนของ{year} เป็นคะแนนตามที่ประกาศ ซึ่งหน่วยงานนำเข้าสู่ระบบ")
    if before.agrees or before.total is None or before.recomputed is None:
        return (source,)
    total, again = write_score(before.total), write_score(before.recomputed)
    doubt = (
        f"คะแนนรวมที่ประกาศของ{year} คือ {total} คะแนน ไม่ตรงกับ {again} คะแนน ซึ่งคำนวณซ้ำจากคะแนนรายตัวชี้วัด"
        "ที่ประกาศ รายงานนี้เปรียบเทียบกับคะแนนที่ประกาศ"
    )
    return (source, Notice(doubt))

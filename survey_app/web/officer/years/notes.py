"""What a reader must know before comparing years: differing totals, gaps, shortfalls."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.years import YearFigures
from survey_app.web.results.arithmetic import write_score


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A sentence about one year."""

    year: int
    sentence: str


def list_notes(
    years: Iterable[YearFigures], groups: tuple[tuple[YearFigures, ...], ...]
) -> tuple[NoteLine, ...]:
    """All notes of the chosen years, in the order of the years."""
    return tuple(
        NoteLine(year.fiscal_year, str(sentence))
        for year in years
        for sentence in _notes(year, groups)
    )


def say_difference(year: YearFigures) -> str | None:
    """That the announced total does not follow from the indicators; None where it does."""
    if year.agrees or year.total is None or year.recomputed is None:
        return None
    return str(
        _(
            "คะแนนรวมที่ประกาศ %(announced)s ไม่ตรงกับที่คำนวณจากคะแนนตัวชี้วัดที่ประกาศ ซึ่งได้ %(recomputed)s"
            " (ต่างกัน %(points)s คะแนน)",
            announced=write_score(year.total),
            recomputed=write_score(year.recomputed),
            points=write_score(abs(year.total - year.recomputed)),
        )
    )


def _notes(year: YearFigures, groups: tuple[tuple[YearFigures, ...], ...]) -> Iterator[str]:
    difference = say_difference(year)
    if difference:
        yield difference
    if year.imported:
        yield from _notes_of_imported(year)
    else:
        yield from _notes_of_round(year)
    newest = groups[0][-1]
    if year not in groups[0]:
        yield _(
            "ใช้ตัวชี้วัดของแบบสอบถามฉบับปี %(this)s ซึ่งไม่ได้ระบุว่ามีความหมายเดียวกับฉบับปี %(other)s"
            " จึงเปรียบเทียบไม่ได้",
            this=year.edition,
            other=newest.edition,
        )


def _notes_of_imported(year: YearFigures) -> Iterator[str]:
    if year.total is None and year.recomputed is not None:
        yield _("ไม่มีคะแนนรวมที่ประกาศ ระดับที่แสดงเป็นของคะแนนรวมที่คำนวณจากตัวชี้วัด")
    if year.incomplete:
        yield _("มีคะแนนไม่ครบทุกตัวชี้วัด จึงไม่คำนวณคะแนนรวม ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐาน ตัวชี้วัดสูงสุดและต่ำสุด")
    elif year.recomputed is None:
        yield _(
            "ไม่มีแบบสอบถามฉบับปี %(edition)s ในระบบ จึงไม่มีระดับและคะแนนรวมที่คำนวณ", edition=year.edition
        )


def _notes_of_round(year: YearFigures) -> Iterator[str]:
    if year.announced_beside is not None:
        yield _(
            "ปีนี้มีทั้งผลของรอบในระบบนี้และคะแนนที่นำเข้า หน้านี้แสดงผลของรอบ คะแนนรวมที่ประกาศซึ่งนำเข้าไว้คือ"
            " %(announced)s",
            announced=write_score(year.announced_beside),
        )
    for short in year.shortfalls:
        yield _(
            "ผู้ตอบแบบ %(instrument)s ต่ำกว่าจำนวนขั้นต่ำ (%(respondents)s จาก %(minimum)s คน)",
            instrument=short.instrument,
            respondents=f"{short.respondents:,}",
            minimum=f"{short.minimum:,}",
        )
    if year.unscored:
        yield _("OIT มี %(n)s รายการที่ยังไม่ได้ให้คะแนน จึงคิดเป็น 0", n=year.unscored)
    if year.total is None:
        yield _(
            "ไม่แสดงคะแนนรวมและระดับ เพราะมีแบบที่ผู้ตอบน้อยกว่า %(least)s คน",
            least=thresholds.FOR_SCORE,
        )
    if year.incomplete:
        yield _(
            "ไม่แสดงคะแนนรายตัวชี้วัดของแบบที่ผู้ตอบน้อยกว่า %(least)s คน ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐาน"
            " ตัวชี้วัดสูงสุดและต่ำสุดจึงไม่มีด้วย",
            least=thresholds.FOR_INDICATORS,
        )

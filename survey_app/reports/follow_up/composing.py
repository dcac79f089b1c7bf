"""Composing the follow-up report: what was planned, what was done, what is missing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from survey_app.core.measures import Measure, MeasureStatus
from survey_app.core.thai import thai_date, thai_month
from survey_app.reports.document import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
)
from survey_app.reports.follow_up.matter import AskedItem, FollowUpMatter
from survey_app.reports.follow_up.words import (
    FOLLOW_UP_WORDS,
    STATUS_WORDS,
    join_clauses,
    name_days,
    name_term,
    name_year,
    say_missed,
    say_reported,
)

TITLE = "รายงานติดตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_ASKED_FOR = {
    "plan": "มาตรการที่กำหนดขึ้นจากผลการประเมินของปีงบประมาณก่อนหน้า พร้อมขั้นตอน ผู้รับผิดชอบ และวิธีติดตามผล",
    "follow_up": "ผลการดำเนินการตามมาตรการ พร้อมวันที่และหลักฐาน",
}
_SUMMARY_COLUMNS = (
    Column("ที่", 1, Align.CENTRE),
    Column("มาตรการ", 8),
    Column("ผู้รับผิดชอบ", 5),
    Column("สถานะ", 4),
    Column("การรายงาน", 4),
)
_ENTRY_COLUMNS = (Column("วันที่", 4), Column("ผลการดำเนินการ", 7), Column("หลักฐาน", 6))
_MOVEMENT_COLUMNS = (
    Column("ที่", 1, Align.CENTRE),
    Column("ตัวชี้วัด", 6),
    Column("มาตรการที่", 3, Align.CENTRE),
    Column("ปีก่อน", 2, Align.RIGHT),
    Column("ปีนี้", 2, Align.RIGHT),
    Column("เปลี่ยนแปลง", 3, Align.RIGHT),
)


def compose_follow_up(matter: FollowUpMatter) -> Document:
    """The report as a document; renderers draw it."""
    blocks = (
        *_about(matter),
        *_summary(matter),
        *_details(matter),
        *_missing(matter),
        *(_outcome(matter) if matter.term.quarter is None else ()),
    )
    return Document(_cover(matter), blocks, matter.digits)


def _cover(matter: FollowUpMatter) -> Cover:
    places = (("อำเภอ", matter.district), ("จังหวัด", matter.province))
    return Cover(
        title=TITLE,
        agency=matter.agency,
        place=" ".join(f"{kind}{name}" for kind, name in places if name),
        year=name_year(matter),
        month=thai_month(matter.as_of),
        note=f"ข้อมูลตามที่หน่วยงานบันทึกไว้ ณ วันที่ {thai_date(matter.as_of)}",
        emblem=matter.emblem,
    )


def _about(matter: FollowUpMatter) -> Iterator[Block]:
    yield Heading(1, "ความเป็นมา", "about")
    year = matter.plan_year
    source = (
        f" ซึ่งกำหนดขึ้นจากผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {year - 1}"
        if matter.follows
        else ""
    )
    yield Paragraph(
        f"รายงานฉบับนี้แสดงความก้าวหน้าของมาตรการส่งเสริมคุณธรรมและความโปร่งใสของ{matter.agency} "
        f"ประจำปีงบประมาณ พ.ศ. {year}{source} "
        f"โดยรายงานผลของ{name_term(matter.term)} ระหว่างวันที่ {name_days(matter.term)}"
    )
    if matter.asked:
        yield Paragraph(
            f"รายงานนี้จัดทำขึ้นเพื่อเปิดเผยต่อสาธารณะ และใช้เป็นหลักฐานตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) "
            f"ปีงบประมาณ พ.ศ. {year} ดังนี้"
        )
        yield Bullets(tuple(map(_ask, matter.asked)))


def _ask(item: AskedItem) -> str:
    return f"ข้อ {item.code} {item.title}: {_ASKED_FOR[item.evidence]}"


def _summary(matter: FollowUpMatter) -> Iterator[Block]:
    yield Heading(1, "สรุปความก้าวหน้า", "summary")
    if not matter.plan:
        yield Notice(f"ยังไม่มีมาตรการในแผนปีงบประมาณ พ.ศ. {matter.plan_year}")
        return
    yield Paragraph(_count(matter))
    if not matter.ended:
        yield Notice(
            f"ช่วงเวลาของรายงานนี้ ({name_term(matter.term)}) ยังไม่สิ้นสุด "
            f"จึงแสดงข้อมูลถึงวันที่ {thai_date(matter.as_of)}"
        )
    rows = tuple(_summary_row(matter, no, one) for no, one in enumerate(matter.plan, start=1))
    yield Table(f"มาตรการทั้งหมดและสถานะ {name_term(matter.term)}", _SUMMARY_COLUMNS, rows)


def _count(matter: FollowUpMatter) -> str:
    states = Counter(one.status for one in matter.plan)
    parts = [f"{STATUS_WORDS[s]} {states[s]} มาตรการ" for s in MeasureStatus if states[s]]
    told = sum(bool(matter.entries(one)) for one in matter.plan)
    return (
        f"แผนปีงบประมาณ พ.ศ. {matter.plan_year} มี {len(matter.plan)} มาตรการ "
        f"สถานะ ณ วันที่จัดทำรายงาน ได้แก่ {join_clauses(parts)} "
        f"ในช่วงเวลาของรายงานนี้มีการรายงานความก้าวหน้า {told} มาตรการ"
    )


def _summary_row(matter: FollowUpMatter, no: int, measure: Measure) -> tuple[Cell, ...]:
    return (
        f"{no}",
        (measure.title, f"(ตัวชี้วัดที่ {measure.indicator})"),
        measure.owner,
        STATUS_WORDS[measure.status],
        say_reported(matter, measure),
    )


def _details(matter: FollowUpMatter) -> Iterator[Block]:
    if matter.plan:
        yield Heading(1, "รายละเอียดรายมาตรการ", "details")
    for no, measure in enumerate(matter.plan, start=1):
        yield from _detail(matter, no, measure)


def _detail(matter: FollowUpMatter, no: int, measure: Measure) -> Iterator[Block]:
    yield Heading(2, f"มาตรการที่ {no} {measure.title}", f"measure-{no}")
    yield Bullets(
        (
            f"ตัวชี้วัดที่ {measure.indicator}: {matter.indicators.get(measure.indicator, '–')}",
            f"ผู้รับผิดชอบ: {measure.owner}",
            f"ระยะเวลาดำเนินการ: {measure.period}",
            f"การติดตามผล: {FOLLOW_UP_WORDS[measure.follow_up]}",
            f"สถานะ: {STATUS_WORDS[measure.status]}",
        )
    )
    yield Paragraph("ขั้นตอนการดำเนินการมีดังนี้")
    yield Bullets(measure.steps, numbered=True)
    entries = matter.entries(measure)
    if not entries:
        yield Paragraph(f"ผลการดำเนินการ: {say_reported(matter, measure)}")
        return
    rows = tuple(
        (_write_day(one.day), tuple(one.text.splitlines()), tuple(map(Link, one.links)) or "–")
        for one in entries
    )
    yield Table(f"ผลการดำเนินการของมาตรการที่ {no}", _ENTRY_COLUMNS, rows)


def _write_day(day: date) -> str:
    """A day that may take two lines: a narrow column would otherwise break it inside a number."""
    return thai_date(day).replace("\u00a0", " ")


def _missing(matter: FollowUpMatter) -> Iterator[Block]:
    if not matter.plan:
        return
    yield Heading(1, "มาตรการที่ยังไม่ได้รายงานตามกำหนด", "missing")
    lines = tuple(
        f"มาตรการที่ {no} {one.title} (ผู้รับผิดชอบ: {one.owner}) ยังไม่มี{say_missed(missed)}"
        for no, one in enumerate(matter.plan, start=1)
        if (missed := matter.missed(one))
    )
    yield Bullets(lines) if lines else Paragraph("ไม่มี ทุกมาตรการรายงานครบตามกำหนดแล้ว")


def _outcome(matter: FollowUpMatter) -> Iterator[Block]:
    """How the indicators moved that measures were meant for; what is withheld is said to be."""
    if not matter.plan:
        return
    year = matter.plan_year
    yield Heading(1, "คะแนนของตัวชี้วัดที่มาตรการมุ่งแก้ไข", "outcome")
    if not matter.has_result:
        yield Paragraph(f"ยังไม่มีผลการประเมินของปีงบประมาณ พ.ศ. {year} จึงยังเปรียบเทียบคะแนนกับปีก่อนไม่ได้")
        return
    yield Paragraph(
        f"ตารางนี้เทียบคะแนนปีงบประมาณ พ.ศ. {year - 1} (ปีก่อน) กับ พ.ศ. {year} (ปีนี้) "
        "ของตัวชี้วัดที่มีมาตรการ คะแนนที่เปลี่ยนไปอาจเกิดจากหลายสาเหตุ มิได้เกิดจากมาตรการเพียงอย่างเดียว"
    )
    numbers = sorted({one.indicator for one in matter.plan})
    rows = tuple(_movement_row(matter, no) for no in numbers)
    yield Table("คะแนนก่อนและหลังดำเนินมาตรการ", _MOVEMENT_COLUMNS, rows)
    if any(no not in matter.movements for no in numbers):
        yield Notice(
            "“ไม่แสดง” หมายถึงไม่มีคะแนนของปีใดปีหนึ่ง เปรียบเทียบกันไม่ได้ "
            "หรือมีผู้ตอบน้อยเกินกว่าจะแสดงคะแนนโดยไม่เปิดเผยผู้ตอบ"
        )


def _movement_row(matter: FollowUpMatter, no: int) -> tuple[Cell, ...]:
    meant = (f"{place}" for place, one in enumerate(matter.plan, start=1) if one.indicator == no)
    name, measures = matter.indicators.get(no, ""), ", ".join(meant)
    movement = matter.movements.get(no)
    if movement is None or movement.change is None:
        return (f"{no}", name, measures, "ไม่แสดง", "ไม่แสดง", "ไม่แสดง")
    change = f"{movement.change:+.2f}".replace("-", "−")
    return (f"{no}", name, measures, f"{movement.before}", f"{movement.score}", change)

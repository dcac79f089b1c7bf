"""The words of a follow-up report: terms, states and rules as a formal Thai text says them."""

from collections.abc import Iterable

from survey_app.core.measures import (
    FINISHED,
    FollowUp,
    Measure,
    MeasureStatus,
    Term,
    entries_in,
    terms_of,
)
from survey_app.core.thai import thai_date
from survey_app.reports.follow_up.matter import FollowUpMatter

STATUS_WORDS = {
    MeasureStatus.PLANNED: "ยังไม่เริ่ม",
    MeasureStatus.STARTED: "กำลังดำเนินการ",
    MeasureStatus.DONE: "แล้วเสร็จ",
    MeasureStatus.DROPPED: "ยกเลิก",
}
FOLLOW_UP_WORDS = {
    FollowUp.QUARTERLY: "ทุก 3 เดือน (ทุกไตรมาส)",
    FollowUp.YEARLY: "เมื่อสิ้นปีงบประมาณ",
}


def name_term(term: Term) -> str:
    """ไตรมาสที่ 1, or ทั้งปีงบประมาณ."""
    return "ทั้งปีงบประมาณ" if term.quarter is None else f"ไตรมาสที่ {term.quarter}"


def name_year(matter: FollowUpMatter) -> str:
    """The term and its fiscal year, as the cover names them."""
    year = f"ปีงบประมาณ พ.ศ. {matter.plan_year}"
    return f"{year} (ทั้งปี)" if matter.term.quarter is None else f"{name_term(matter.term)} {year}"


def name_days(term: Term) -> str:
    """From its first day to its last."""
    return f"{thai_date(term.first)} ถึง {thai_date(term.last)}"


def say_missed(terms: Iterable[Term]) -> str:
    """The reports that are missing, each with the day it was due."""
    return join_clauses(f"{_name_report(term)} (ครบกำหนด {thai_date(term.last)})" for term in terms)


def join_clauses(clauses: Iterable[str]) -> str:
    """Clauses of one sentence: parted by spaces, with และ before the last of several."""
    *others, last = clauses
    return f"{' '.join(others)} และ{last}" if others else last


def _name_report(term: Term) -> str:
    return "รายงานสิ้นปีงบประมาณ" if term.quarter is None else f"รายงานไตรมาสที่ {term.quarter}"


def say_reported(matter: FollowUpMatter, measure: Measure) -> str:
    """Whether progress was reported for the report's term, as far as it was due."""
    if matter.term.quarter is None:
        return _say_year(matter, measure)
    count = len(matter.entries(measure))
    if count:
        return f"รายงานแล้ว {count} ครั้ง"
    if measure.follow_up is FollowUp.YEARLY and matter.term.last < terms_of(measure)[-1].last:
        return "ติดตามเมื่อสิ้นปีงบประมาณ"
    return _say_none(matter, measure)


def _say_year(matter: FollowUpMatter, measure: Measure) -> str:
    terms = terms_of(measure)
    told = sum(bool(entries_in(measure, term)) for term in terms)
    if not told:
        return _say_none(matter, measure)
    if len(terms) > 1:
        return f"รายงานแล้ว {told} จาก {len(terms)} ไตรมาส"
    return f"รายงานแล้ว {len(measure.progress)} ครั้ง"


def _say_none(matter: FollowUpMatter, measure: Measure) -> str:
    if measure.status in FINISHED:
        return "ไม่มีรายงานในช่วงนี้"
    return "ยังไม่รายงาน" if matter.ended else "ยังไม่ถึงกำหนดรายงาน"

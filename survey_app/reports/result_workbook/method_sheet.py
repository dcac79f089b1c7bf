"""The sheet วิธีคิด: how every figure comes about, in words."""

from survey_app.core import thresholds
from survey_app.core.questionnaire import Edition
from survey_app.reports.result_workbook.cells import WITHHELD
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.style import Kind

METHOD_COLUMNS = (Column("ขั้นที่", 9, Kind.CENTRE), Column("วิธีคิด", 130))


def write_method(page: Page, edition: Edition) -> None:
    """The steps from an answer to the level, then what is withheld and why."""
    page.papers = 1
    page.write_header()
    for number, sentence in enumerate(list_steps(edition), start=1):
        page.write_row((str(number), sentence))
    page.skip()
    page.write_header((None, "ตัวเลขที่ไม่แสดง"))
    for sentence in list_limits():
        page.write_row((None, sentence))


def list_steps(edition: Edition) -> tuple[str, ...]:
    """The steps of the reckoning, with the numbers of this edition."""
    weights, marks = edition.scheme.weights, edition.scheme.marks
    return (
        "ตัวเลือกทุกตัวมีคะแนนของตนเองตั้งแต่ 0 ถึง 100 คะแนน ข้อที่ถามเรื่องไม่ดี ยิ่งมีน้อยยิ่งได้คะแนนมาก",
        "คะแนนของผู้ตอบหนึ่งคนในหนึ่งข้อ คือค่าเฉลี่ยของข้อย่อยทั้งหมดในข้อนั้น",
        _POINTS,
        "คะแนนข้อ = คะแนนรวมของผู้ตอบ ÷ จำนวนผู้ตอบ",
        "คะแนนตัวชี้วัดของ IIT และ EIT = ค่าเฉลี่ยของคะแนนข้อก่อนปัดเศษ ทุกข้อมีน้ำหนักเท่ากัน",
        "รายการ OIT ที่ตอบว่าไม่มี ยังไม่ตอบ หรือยังไม่ได้ให้คะแนน คิดเป็น 0 คะแนน",
        _SUB_INDICATORS,
        "คะแนนของแต่ละแบบ = ค่าเฉลี่ยของตัวชี้วัดในแบบนั้นก่อนปัดเศษ",
        _TOTAL.format(**weights.model_dump()),
        _ROUNDING,
        f"ระดับดูจากคะแนนรวมที่ปัดเศษแล้ว เทียบกับตารางระดับ เกณฑ์ผ่านคือ {marks.pass_:.2f} คะแนน",
        _STATISTICS,
    )


_POINTS = (
    "คะแนนรวมของผู้ตอบในหนึ่งข้อ คือผลรวมคะแนนของผู้ตอบทุกคน หาได้จากผลรวมของ “คะแนน × ผู้เลือก”"
    " ในแผ่นงาน “จำนวนคำตอบ” หารด้วยจำนวนข้อย่อย"
)
_SUB_INDICATORS = (
    "คะแนนตัวชี้วัดย่อยของ OIT = ค่าเฉลี่ยของรายการในตัวชี้วัดย่อยนั้น"
    " และคะแนนตัวชี้วัด = ค่าเฉลี่ยของตัวชี้วัดย่อย ไม่ใช่ค่าเฉลี่ยของรายการ"
)
_TOTAL = "คะแนนรวม = (IIT × {IIT} + EIT × {EIT} + OIT × {OIT}) ÷ 100 โดยใช้คะแนนก่อนปัดเศษ"
_ROUNDING = (
    "ปัดเศษครั้งเดียวตอนท้ายเป็นทศนิยมสองตำแหน่ง ตั้งแต่ครึ่งขึ้นไปปัดขึ้น สูตรในไฟล์เขียนว่า"
    " ROUND(ROUND(ช่อง,10),2) การปัดที่สิบตำแหน่งก่อนช่วยลบเศษเล็กมากที่โปรแกรมตารางคำนวณทิ้งไว้"
)
_STATISTICS = (
    "อันดับ ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง (หารด้วย n−1) ผลต่าง และร้อยละที่เปลี่ยน"
    " คิดจากคะแนนสองตำแหน่งที่แสดง"
)


def list_limits() -> tuple[str, ...]:
    """What is withheld, from how few people on."""
    few, coarse = thresholds.FOR_SCORE, thresholds.FOR_INDICATORS
    return (
        f"ช่องที่เขียนว่า “{WITHHELD}” มีไว้ปกป้องผู้ตอบ ไม่ใช่ 0 คะแนน และสูตรที่ต้องใช้ช่องนั้นก็ไม่เขียนไว้",
        f"แบบที่มีผู้ตอบน้อยกว่า {few} คน ไม่แสดงคะแนน และไม่มีคะแนนรวม ระดับ และผลเทียบเกณฑ์",
        f"แบบที่มีผู้ตอบตั้งแต่ {few} ถึง {coarse - 1} คน แสดงเฉพาะคะแนนของแบบ เป็นค่าทางการ ไม่มีสูตร",
        f"เมื่อแบบใดมีผู้ตอบน้อยกว่า {coarse} คน จะไม่จัดอันดับตัวชี้วัดและไม่คิดค่าสถิติ",
        f"แบบที่มีผู้ตอบน้อยกว่า {thresholds.FOR_COUNTS} คน ไม่แสดงจำนวนผู้เลือกและข้อมูลผู้ตอบ",
        f"ข้อย่อยที่มีตัวเลือกใดมีผู้เลือก 1 ถึง {thresholds.PER_OPTION - 1} คน ไม่แสดงจำนวนผู้เลือกทั้งข้อย่อย",
        f"ข้อมูลผู้ตอบนับทีละคำถาม กลุ่มที่มีน้อยกว่า {thresholds.PER_CATEGORY} คนรวมกับกลุ่มข้างเคียง",
    )

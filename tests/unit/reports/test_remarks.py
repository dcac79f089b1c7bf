"""The remarks of a result in words, the same for pages and reports."""

from dataclasses import replace

import pytest

from survey_app.core.result import Remark
from survey_app.reports.remarks import THAI, Language, word_remarks
from tests.golden_reports import sized_matter

SHOWN = sized_matter(12).shown
REMARKS = [
    (Remark(kind="under_minimum_EIT"), "ผู้ตอบแบบ EIT มี 12 คน น้อยกว่าจำนวนขั้นต่ำซึ่งกำหนดไว้ 30 คน"),
    (
        Remark(kind="last_day_moved", facts={"instrument": "IIT", "to": "2021-05-31"}),
        "เลื่อนวันสุดท้ายของการตอบแบบ IIT เป็นวันที่ 31\u00a0พฤษภาคม\u00a02564",
    ),
    (
        Remark(kind="unscored", facts={"items": 3}),
        "รายการ OIT 3 รายการยังไม่ได้ให้คะแนน จึงคิดเป็น 0 คะแนน",
    ),
    (
        Remark(kind="place_stopped", facts={"place": "ตลาด 100%", "instrument": "EIT"}),
        "ระงับลิงก์ของจุด “ตลาด 100%” (แบบ EIT) คำตอบที่ส่งมาก่อนระงับนับรวมอยู่ในผลนี้",
    ),
    (
        Remark(kind="key_replaced", facts={"IIT_sheets": 2, "EIT_sheets": 0, "IIT_ended": 1}),
        "เปลี่ยนกุญแจลับของระบบ คำตอบที่ยังรอรวมจึงสูญไป แบบ IIT 2 ฉบับ แบบ EIT 0 ฉบับ และหยุดรับคำตอบแบบ IIT ตั้งแต่วันนั้น",
    ),
    (Remark(kind="closing"), "หมายเหตุของผู้ปิดรอบ"),
    (Remark(kind="of a later version", reason="เหตุ"), "หมายเหตุ"),
]


@pytest.mark.parametrize(("remark", "sentence"), REMARKS, ids=[r.kind for r, _ in REMARKS])
def test_a_remark_is_said_in_thai(remark: Remark, sentence: str):
    (line,) = word_remarks(replace(SHOWN, remarks=(remark,)), THAI)
    assert (line.sentence, line.reason) == (sentence, remark.reason)


def test_a_page_may_say_it_in_another_language():
    other = Language(lambda words, **facts: f"{len(words)} {sorted(facts)}", str)
    (first, *_) = word_remarks(SHOWN, other)
    assert first.sentence.endswith(" ['instrument', 'minimum', 'respondents']")

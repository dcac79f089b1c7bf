"""Whole reports against the golden documents; `python -m tests.golden_reports --write` renews them."""

import pytest

from survey_app.core.thai import Digits
from survey_app.reports.document import Document, Heading
from survey_app.reports.yearly import compose_report
from tests.golden_reports import FOLDER, demo_matter, golden_documents, write_document

DOCUMENTS = golden_documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_report_is_the_golden_document(name: str):
    golden = (FOLDER / f"{name}.json").read_text("utf-8")
    assert write_document(DOCUMENTS[name]).splitlines() == golden.splitlines()


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_headings_have_keys_of_their_own_and_skip_no_level(document: Document):
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    keys = [heading.key for heading in headings]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)
    depth = 0
    for heading in headings:
        assert heading.level <= depth + 1
        depth = heading.level


def test_sections_stand_in_the_order_of_a_report():
    titles = [
        b.text for b in DOCUMENTS["report-2564"].blocks if isinstance(b, Heading) and b.level == 1
    ]
    assert [title.replace("\u00a0", " ") for title in titles] == [
        "บทสรุปผู้บริหาร",
        "ส่วนที่ 1 หลักการและวิธีการประเมิน",
        "ส่วนที่ 2 ผลการประเมิน",
        "ส่วนที่ 3 การวิเคราะห์ผลการประเมิน",
        "ส่วนที่ 4 ประเด็นที่ควรพัฒนาและประเด็นที่ควรปรับปรุงแก้ไข",
        "ส่วนที่ 5 มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "ส่วนที่ 6 ข้อมูลทั่วไปของผู้ตอบ",
        "ส่วนที่ 7 ข้อเสนอแนะของผู้ตอบ",
        "บทส่งท้าย",
        "ภาคผนวก ก คะแนนรายข้อ",
        "ภาคผนวก ข รายการข้อมูลที่เปิดเผย",
        "ภาคผนวก ค หมายเหตุและการตรวจสอบผล",
    ]


def test_digits_and_emblem_are_handed_on():
    document = compose_report(demo_matter(digits=Digits.THAI, emblem=b"png"))
    assert (document.digits, document.cover.emblem) == (Digits.THAI, b"png")

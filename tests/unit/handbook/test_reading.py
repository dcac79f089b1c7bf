"""A chapter's text becomes blocks, and whatever is not understood is refused by its line."""

import pytest

from survey_app.handbook.reading import (
    BadChapter,
    list_labels,
    outline_chapter,
    read_blocks,
)
from survey_app.reports.document import (
    Bullets,
    Column,
    Heading,
    Notice,
    Paragraph,
    Screenshot,
    Table,
)

CHAPTER = """# เปิดรอบ

บทนี้พาเปิดรอบ

## ตรวจก่อน {#check}

อ่านหน้า 「เปิดรอบ」
ให้ครบ

1. กด 「เปิดรอบ」
2. รอ
  สักครู่

- ข้อหนึ่ง

### ถ้าผิด {#wrong}

> ยกเลิก
> ได้

![หน้าเปิดรอบ](open) หน้า 「เปิดรอบ」

ตาราง: ใครทำ
| ใคร | อะไร {3} |
| เจ้าหน้าที่ | กด 「เปิดรอบ」 |
| | |
"""


def picture(name: str) -> bytes:
    return f"PNG of {name}".encode()


def test_every_mark_becomes_its_block():
    assert read_blocks(CHAPTER, picture) == (
        Heading(1, "ตรวจก่อน", "check"),
        Paragraph("อ่านหน้า “เปิดรอบ” ให้ครบ"),
        Bullets(("กด “เปิดรอบ”", "รอ สักครู่"), numbered=True),
        Bullets(("ข้อหนึ่ง",)),
        Heading(2, "ถ้าผิด", "wrong"),
        Notice("ยกเลิก ได้"),
        Screenshot("open", "หน้า “เปิดรอบ”", "หน้าเปิดรอบ", b"PNG of open"),
        Table(
            "ใครทำ",
            (Column("ใคร"), Column("อะไร", 3)),
            (("เจ้าหน้าที่", "กด “เปิดรอบ”"), ("", "")),
        ),
    )


def test_the_contents_need_no_picture():
    known = outline_chapter(CHAPTER)
    assert (known.title, known.lead) == ("เปิดรอบ", "บทนี้พาเปิดรอบ")
    assert [section.key for section in known.sections] == ["check", "wrong"]


def test_what_is_quoted_of_pages_is_listed():
    assert list_labels(CHAPTER) == ("เปิดรอบ",) * 4


@pytest.mark.parametrize(
    "part",
    [
        "## ไม่มีชื่อสำหรับลิงก์",
        "#### ลึกเกินไป {#deep}",
        "- ข้อหนึ่ง\nไม่ย่อหน้า",
        "![ไม่มีคำบรรยาย](open)",
        "ตาราง: แถวไม่ครบ\n| ก | ข |\n| ค |",
        "| ตารางไม่มีชื่อ |",
        "*ตัวเอน*",
    ],
)
def test_a_mark_that_is_not_understood_is_refused(part: str):
    with pytest.raises(BadChapter):
        read_blocks(f"# ชื่อ\n\nคำนำ\n\n{part}", picture)


@pytest.mark.parametrize(
    "text",
    [
        "ไม่มีหัวเรื่อง\n\nคำนำ",
        "# ไม่มีคำนำ",
        "# คำนำเป็นรายการ\n\n- ข้อหนึ่ง",
        "# ชื่อ\n\nคำนำ\n\n## หนึ่ง {#one}\n\n## สอง {#one}",
    ],
)
def test_a_chapter_has_a_title_a_lead_and_sections_of_different_names(text: str):
    with pytest.raises(BadChapter):
        outline_chapter(text)

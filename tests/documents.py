"""A long document in Thai with a block of every kind, as a yearly report holds them."""

from decimal import Decimal

from survey_app.core.thai import Digits
from survey_app.reports.charts import Bar, Radar, RankedBars, Series
from survey_app.reports.document import (
    Align,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
)

SCORES = (
    ("การปฏิบัติหน้าที่", "IIT", "86.02", "82.10"),
    ("การใช้งบประมาณ", "IIT", "67.18", "70.31"),
    ("การใช้อำนาจ", "IIT", "76.01", "76.01"),
    ("การใช้ทรัพย์สินของราชการ", "IIT", "70.55", "68.22"),
    ("การแก้ไขปัญหาการทุจริต", "IIT", "70.04", "66.90"),
    ("คุณภาพการดำเนินงาน", "EIT", "84.49", "80.15"),
    ("ประสิทธิภาพการสื่อสาร", "EIT", "85.18", "87.09"),
    ("การปรับปรุงระบบการทำงาน", "EIT", "79.98", "75.12"),
    ("การเปิดเผยข้อมูล", "OIT", "36.54", "41.00"),
    ("การป้องกันการทุจริต", "OIT", "25.00", "12.50"),
)
LONG_ADDRESS = (
    "https://www.bankhong.go.th/public/list/data/index/menu/1142/"
    "report_of_procurement-2564?category=annual&document=summary_of_procurement_by_month.pdf"
)
_ITEMS = (
    "โครงสร้างหน่วยงาน", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "ข้อมูลการติดต่อ", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์", "Q&A", "Social Network",
    "แผนดำเนินงานประจำปี", "รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน",
)  # fmt: skip
_PROSE = (
    "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐเป็นเครื่องมือที่ช่วยให้เทศบาลเห็นว่า"
    "ผู้ปฏิบัติงานและประชาชนรับรู้การทำงานของเทศบาลอย่างไร และเปิดเผยข้อมูลสำคัญครบถ้วนเพียงใด "
    "ผลการประเมินในปีงบประมาณ พ.ศ. 2564 ได้ 59.46 คะแนน อยู่ในระดับ D เพิ่มขึ้นจากปีก่อน 1.41 คะแนน "
    "หรือร้อยละ 2.43 ทั้งนี้ คะแนนยังต่ำกว่าเกณฑ์ผ่าน 85 คะแนน จึงต้องเร่งปรับปรุงในประเด็นที่คะแนนต่ำก่อน"
)


def long_document(digits: Digits = Digits.ARABIC, emblem: bytes | None = None) -> Document:
    """Some ten pages: prose, lists, notices, charts, and tables longer than a page."""
    cover = Cover(
        title="รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
        agency="เทศบาลตำบลบ้านฆ้อง",
        place="อำเภอโพธาราม จังหวัดราชบุรี",
        year="ประจำปีงบประมาณ พ.ศ. 2564",
        month="มกราคม 2565",
        note="ผลการประเมินตนเองของเทศบาล มิใช่ผลที่สำนักงาน ป.ป.ช. ประกาศ",
        emblem=emblem,
    )
    blocks = (
        Heading(1, "1. หลักการของการประเมิน", "principle"),
        Paragraph(_PROSE, "principle"),
        Paragraph(_PROSE),
        Heading(2, "1.1 เครื่องมือที่ใช้ประเมิน", "instruments"),
        Bullets(
            (
                "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) สำหรับบุคลากรที่ปฏิบัติงานมาแล้ว 1 ปีขึ้นไป",
                "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT) สำหรับประชาชนผู้มาติดต่อหรือรับบริการ",
                "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) จำนวน 43 ข้อ",
            ),
            numbered=True,
        ),
        Heading(3, "ระดับผลการประเมิน", "levels"),
        Bullets(("AA 95.00–100 คะแนน", "A 85.00–94.99 คะแนน", "B 75.00–84.99 คะแนน")),
        Heading(1, "2. ผลการประเมิน", "result"),
        Notice(
            "ผู้ตอบแบบ IIT มี 24 คน น้อยกว่าจำนวนขั้นต่ำ 30 คน คะแนนรายข้อจึงไม่แสดง "
            "เพื่อไม่ให้ทราบได้ว่าผู้ใดตอบอย่างไร"
        ),
        Paragraph(_PROSE),
        _scores_table(),
        _radar(),
        _ranking(),
        Heading(1, "3. มาตรการในปีงบประมาณ พ.ศ. 2565", "measures"),
        Paragraph(_PROSE),
        _measures_table(),
        Heading(1, "ภาคผนวก รายการเปิดเผยข้อมูล", "appendix"),
        _items_table(),
    )
    return Document(cover, blocks, digits)


def _scores_table() -> Table:
    rows = tuple(
        (str(number), name, before, now, f"{Decimal(now) - Decimal(before):+}".replace("-", "−"))
        for number, (name, _, now, before) in enumerate(SCORES, start=1)
    )
    return Table(
        "คะแนนรายตัวชี้วัดเทียบกับปีก่อน",
        (
            Column("ที่", 1, Align.CENTRE),
            Column("ตัวชี้วัด", 6),
            Column("พ.ศ. 2563", 2, Align.RIGHT),
            Column("พ.ศ. 2564", 2, Align.RIGHT),
            Column("เปลี่ยนแปลง", 2, Align.RIGHT),
        ),
        (*rows, ("", "คะแนนรวม", "58.05", "59.46", "+1.41")),
        totals=1,
    )


def _radar() -> Figure:
    now = tuple(score for _, _, score, _ in SCORES)
    before = tuple(score for _, _, _, score in SCORES)
    series = (
        Series("พ.ศ. 2564", tuple(map(Decimal, now)), now),
        Series("พ.ศ. 2563", tuple(map(Decimal, before)), before),
    )
    chart = Radar(tuple(name for name, *_ in SCORES), series)
    caption = "คะแนนสิบตัวชี้วัด พ.ศ. 2564 เทียบกับ พ.ศ. 2563"
    return Figure("radar", caption, "สูงสุดคือการปฏิบัติหน้าที่ 86.02 คะแนน", chart)


def _ranking() -> Figure:
    ranked = sorted(SCORES, key=lambda row: Decimal(row[2]), reverse=True)
    bars = tuple(Bar(name, Decimal(now), now, instrument) for name, instrument, now, _ in ranked)
    chart = RankedBars(bars, Decimal(85), "เกณฑ์ผ่าน 85 คะแนน")
    return Figure("ranking", "ตัวชี้วัดเรียงตามคะแนน", "ต่ำสุดคือการป้องกันการทุจริต 25.00 คะแนน", chart)


def _measures_table() -> Table:
    rows = tuple(
        (
            name,
            (
                "จัดทำรายการบริการ พร้อมขั้นตอน ระยะเวลา และค่าธรรมเนียมของแต่ละบริการ",
                "ติดประกาศรายการนี้ที่จุดบริการและเผยแพร่บนเว็บไซต์",
                "สุ่มตรวจเวลาให้บริการจริงทุกเดือน แล้วแก้ไขขั้นตอนที่ล่าช้า",
            ),
            "สำนักปลัดเทศบาลและทุกกอง",
            "ไตรมาสที่ 1",
            "รายงานผลต่อปลัดเทศบาลทุก 3 เดือน",
        )
        for name, *_ in SCORES
    )
    columns = (
        Column("มาตรการ", 3),
        Column("วิธีดำเนินการ", 5),
        Column("ผู้รับผิดชอบ", 3),
        Column("ระยะเวลา", 2),
        Column("การติดตาม", 3),
    )
    return Table("มาตรการส่งเสริมคุณธรรมและความโปร่งใส", columns, rows)


def _items_table() -> Table:
    rows = tuple(_item_row(number) for number in range(1, 44))
    columns = (
        Column("ข้อ", 1, Align.CENTRE),
        Column("รายการ", 3),
        Column("ที่อยู่เว็บไซต์", 5),
        Column("คะแนน", 1, Align.RIGHT),
    )
    return Table("รายการเปิดเผยข้อมูลและที่อยู่ที่เผยแพร่", columns, rows)


def _item_row(number: int) -> tuple[Cell, ...]:
    short = Link(f"https://www.bankhong.go.th/o{number}")
    addresses: Cell = (short, Link(LONG_ADDRESS)) if number % 4 == 0 else short
    passed = number % 3 > 0
    return (
        f"o{number}",
        _ITEMS[number % len(_ITEMS)],
        addresses if passed else "ไม่มีข้อมูลเผยแพร่",
        "100" if passed else "0",
    )

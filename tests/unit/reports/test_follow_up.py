"""The follow-up report: every measure with what was reported, what is missing, and no name of anyone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from survey_app.core.analysis import Movement
from survey_app.core.measures import (
    FollowUp,
    Measure,
    MeasureStatus,
    Progress,
    quarters,
    whole_year,
)
from survey_app.core.thai import Digits
from survey_app.reports.document import (
    Bullets,
    Document,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
    as_printed,
)
from survey_app.reports.docx import write_docx
from survey_app.reports.follow_up import AskedItem, FollowUpMatter, compose_follow_up
from survey_app.reports.pdf import write_pdf

WRITER = "somchai.j"


def entry(day: date, text: str, *links: str) -> Progress:
    return Progress(f"p-{day}", day, text, links, WRITER)


def measure(title: str, indicator: int, *entries: Progress, **other) -> Measure:
    known = {
        "id": title,
        "plan_year": 2565,
        "steps": ("ขั้นแรก", "ขั้นที่สอง"),
        "owner": "กองคลัง",
        "period": "ตลอดปีงบประมาณ",
        "follow_up": FollowUp.QUARTERLY,
        "status": MeasureStatus.STARTED,
    }
    return Measure(title=title, indicator=indicator, progress=entries, **(known | other))


PLAN = (
    measure(
        "เปิดเผยแผน",
        2,
        entry(date(2021, 11, 15), "ชี้แจงแล้ว\nติดประกาศ 3 แห่ง", "https://town.example/a"),
        entry(date(2022, 2, 10), "รายงานไตรมาส 2"),
    ),
    measure("ประเมินอย่างเป็นธรรม", 3, status=MeasureStatus.DROPPED),
    measure("จัดหน้าเว็บไซต์", 9, follow_up=FollowUp.YEARLY, status=MeasureStatus.PLANNED),
    measure("ติดตามมาตรการ", 10),
)
MOVED = {2: Movement(2, Decimal("70.00"), Decimal("67.18"), reaches_mark=False)}
MATTER = FollowUpMatter(
    agency="เทศบาลตำบลทดสอบ",
    district="เมือง",
    province="ขอนแก่น",
    plan_year=2565,
    term=quarters(2565)[0],
    as_of=date(2022, 1, 15),
    plan=PLAN,
    indicators={2: "การใช้งบประมาณ", 3: "การใช้อำนาจ", 9: "การเปิดเผยข้อมูล", 10: "การป้องกันการทุจริต"},
    movements={},
    follows=True,
    has_result=False,
    asked=(
        AskedItem("o42", "มาตรการส่งเสริมคุณธรรม", "plan"),
        AskedItem("o43", "การดำเนินการตามมาตรการ", "follow_up"),
    ),
)
YEAR = replace(MATTER, term=whole_year(2565), as_of=date(2022, 10, 20))


def words(document: Document) -> str:
    """Everything the document says, in order."""
    said = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Notice():
                said.append(block.text)
            case Bullets():
                said += block.items
            case Table():
                said += [block.caption, *(column.name for column in block.columns)]
                for row in block.rows:
                    for cell in row:
                        parts = cell if isinstance(cell, tuple) else (cell,)
                        said += [one.url if isinstance(one, Link) else one for one in parts]
    return "\n".join(said).replace("\xa0", " ")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def section(document: Document, key: str) -> str:
    """What stands under a heading of level 1."""
    blocks = list(document.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.key == key)
    rest = blocks[start + 1 :]
    end = next(
        (n for n, b in enumerate(rest) if isinstance(b, Heading) and b.level == 1), len(rest)
    )
    return words(replace(document, blocks=tuple(rest[:end])))


class TestQuarter:
    def test_the_cover_names_agency_quarter_and_month(self):
        cover = compose_follow_up(MATTER).cover
        assert (cover.agency, cover.place) == ("เทศบาลตำบลทดสอบ", "อำเภอเมือง จังหวัดขอนแก่น")
        assert cover.year == "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2565"
        assert cover.month == "มกราคม 2565"
        assert "15 มกราคม 2565" in cover.note.replace("\xa0", " ")

    def test_the_summary_lists_every_measure_with_its_state(self):
        table = tables(compose_follow_up(MATTER))[0]
        assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
        assert [row[1] for row in table.rows] == [
            (one.title, f"(ตัวชี้วัดที่ {one.indicator})") for one in PLAN
        ]
        assert [row[3] for row in table.rows] == [
            "กำลังดำเนินการ", "ยกเลิก", "ยังไม่เริ่ม", "กำลังดำเนินการ",
        ]  # fmt: skip
        assert [row[4] for row in table.rows] == [
            "รายงานแล้ว 1 ครั้ง", "ไม่มีรายงานในช่วงนี้", "ติดตามเมื่อสิ้นปีงบประมาณ", "ยังไม่รายงาน",
        ]  # fmt: skip

    def test_it_tells_the_entries_of_its_own_quarter_with_their_links(self):
        table = tables(compose_follow_up(MATTER))[1]
        (row,) = table.rows
        assert row[0].replace("\xa0", " ") == "15 พฤศจิกายน 2564"
        assert row[1] == ("ชี้แจงแล้ว", "ติดประกาศ 3 แห่ง")
        assert row[2] == (Link("https://town.example/a"),)
        assert "รายงานไตรมาส 2" not in words(compose_follow_up(MATTER))

    def test_it_names_what_is_overdue_and_only_that(self):
        missing = section(compose_follow_up(MATTER), "missing")
        assert "มาตรการที่ 4 ติดตามมาตรการ" in missing
        assert missing.endswith("ยังไม่มีรายงานไตรมาสที่ 1 (ครบกำหนด 31 ธันวาคม 2564)")
        assert "มาตรการที่ 1" not in missing
        assert "ประเมินอย่างเป็นธรรม" not in missing

    def test_later_terms_are_not_missed_in_it(self):
        late = replace(MATTER, as_of=date(2022, 10, 20))
        assert "ไตรมาสที่ 2" not in section(compose_follow_up(late), "missing")

    def test_where_nothing_is_missing_it_says_so(self):
        complete = replace(MATTER, plan=PLAN[:3])
        assert "ไม่มี ทุกมาตรการรายงานครบตามกำหนดแล้ว" in section(
            compose_follow_up(complete), "missing"
        )

    def test_a_quarter_that_still_runs_is_said_to(self):
        running = replace(MATTER, as_of=date(2021, 12, 31))
        said = words(compose_follow_up(running))
        assert "(ไตรมาสที่ 1) ยังไม่สิ้นสุด" in said
        assert "ยังไม่ถึงกำหนดรายงาน" in said
        assert "ยังไม่สิ้นสุด" not in words(compose_follow_up(MATTER))

    def test_it_says_which_items_it_is_evidence_of(self):
        about = section(compose_follow_up(MATTER), "about")
        assert "ข้อ o42 มาตรการส่งเสริมคุณธรรม" in about
        assert "ข้อ o43 การดำเนินการตามมาตรการ" in about
        assert "OIT" not in section(compose_follow_up(replace(MATTER, asked=())), "about")

    def test_it_claims_to_follow_a_result_only_where_there_is_one(self):
        assert "ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2564" in words(
            compose_follow_up(MATTER)
        )
        assert (
            "2564 "
            not in section(
                compose_follow_up(replace(MATTER, follows=False, asked=())), "about"
            ).split("ระหว่างวันที่", maxsplit=1)[0]
        )

    def test_it_says_nothing_of_scores(self):
        keys = [b.key for b in compose_follow_up(MATTER).blocks if isinstance(b, Heading)]
        assert "outcome" not in keys


class TestYear:
    def test_it_counts_the_quarters_reported(self):
        table = tables(compose_follow_up(YEAR))[0]
        assert [row[4] for row in table.rows] == [
            "รายงานแล้ว 2 จาก 4 ไตรมาส", "ไม่มีรายงานในช่วงนี้", "ยังไม่รายงาน", "ยังไม่รายงาน",
        ]  # fmt: skip

    def test_it_names_every_report_that_is_missing(self):
        missing = section(compose_follow_up(YEAR), "missing")
        assert "มาตรการที่ 1 เปิดเผยแผน (ผู้รับผิดชอบ: กองคลัง) ยังไม่มี" in missing
        assert "รายงานไตรมาสที่ 3 (ครบกำหนด 30 มิถุนายน 2565) และรายงานไตรมาสที่ 4" in missing
        assert "ยังไม่มีรายงานสิ้นปีงบประมาณ (ครบกำหนด 30 กันยายน 2565)" in missing

    def test_it_tells_every_entry_and_what_came_after_the_year(self):
        late = replace(PLAN[2], progress=(entry(date(2022, 10, 10), "จัดหน้าใหม่แล้ว"),))
        found = words(compose_follow_up(replace(YEAR, plan=(PLAN[0], late))))
        for text in ("ชี้แจงแล้ว", "รายงานไตรมาส 2", "จัดหน้าใหม่แล้ว", "รายงานแล้ว 1 ครั้ง"):
            assert text in found

    def test_without_the_years_result_it_says_that_there_is_none(self):
        outcome = section(compose_follow_up(YEAR), "outcome")
        assert "ยังไม่มีผลการประเมินของปีงบประมาณ พ.ศ. 2565" in outcome
        assert "0.00" not in outcome

    def test_it_shows_how_an_indicator_moved_and_says_what_is_not_shown(self):
        known = replace(YEAR, has_result=True, movements=MOVED)
        table = tables(compose_follow_up(known))[-1]
        assert table.rows[0] == ("2", "การใช้งบประมาณ", "1", "67.18", "70.00", "+2.82")
        assert table.rows[1][3:] == ("ไม่แสดง", "ไม่แสดง", "ไม่แสดง")
        assert "“ไม่แสดง” หมายถึง" in section(compose_follow_up(known), "outcome")

    def test_a_fall_has_a_minus_and_no_change_a_zero(self):
        fell = Movement(2, Decimal("60.00"), Decimal("67.18"), reaches_mark=False)
        known = replace(YEAR, has_result=True, movements={2: fell})
        assert tables(compose_follow_up(known))[-1].rows[0][5] == "−7.18"


@pytest.mark.parametrize("matter", [MATTER, YEAR], ids=["quarter", "year"])
class TestAny:
    def test_no_officer_is_named(self, matter):
        assert WRITER not in repr(compose_follow_up(matter))

    def test_headings_have_keys_of_their_own(self, matter):
        keys = [b.key for b in compose_follow_up(matter).blocks if isinstance(b, Heading)]
        assert len(keys) == len(set(keys))

    def test_an_empty_plan_is_said_to_be_empty(self, matter):
        document = compose_follow_up(replace(matter, plan=()))
        assert "ยังไม่มีมาตรการในแผน" in words(document)
        assert not tables(document)

    def test_codes_and_addresses_stay_under_thai_digits(self, matter):
        found = words(as_printed(compose_follow_up(replace(matter, digits=Digits.THAI))))
        assert "o42" in found
        assert "https://town.example/a" in found
        assert "๒๕๖๕" in found

    @pytest.mark.parametrize("digits", list(Digits))
    def test_it_can_be_written(self, matter, digits):
        document = compose_follow_up(replace(matter, digits=digits))
        assert write_docx(document).startswith(b"PK")
        assert write_pdf(document).startswith(b"%PDF")

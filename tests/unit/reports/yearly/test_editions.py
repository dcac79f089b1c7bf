"""Editions of another shape: words for levels, other marks and weights, few indicators, other items."""

from dataclasses import replace
from decimal import Decimal

import pytest

from survey_app.core.questionnaire import Edition
from survey_app.core.result import ItemAnswer, Result, RoundFacts, reckon
from survey_app.core.years import YearFigures
from survey_app.reports.charts import Radar
from survey_app.reports.document import Document
from survey_app.reports.yearly import YearlyMatter, compose_report
from tests.golden_reports import announced, pretend_matter, sized_matter
from tests.unit.core.small import (
    DEGREE,
    PRESENT,
    build_edition,
    build_scheme,
    count_sheets,
    sheet_of,
)
from tests.unit.reports.yearly.reading import bullets, section, tables, texts_of, words

WORDS = (
    ("ผ่านดี", "70.00", "100.00", "70.00"),
    ("ผ่าน", "70.00", "100.00"),
    ("ต้องปรับปรุง", "0.00", "69.99"),
)
MARKS = {"pass": 70, "strength": Decimal("62.5"), "goal_share": 60}


def other_edition() -> Edition:
    scheme = build_scheme({"IIT": 20, "EIT": 20, "OIT": 60}, WORDS, marks=MARKS)
    return build_edition(
        iit={1: {"i1": [DEGREE], "i2": [DEGREE]}, 2: {"i3": [PRESENT]}},
        eit={3: {"e1": [DEGREE, DEGREE]}},
        oit={4: {"4.1": ["o1", "o2"]}},
        scheme=scheme,
    )


EDITION = other_edition()


def result_of(score: int = 100) -> Result:
    answers = {code: ItemAnswer(present=True, score=score) for code in ("o1", "o2")}
    facts = RoundFacts("เทศบาล", 2567, {"IIT": 40, "EIT": 40})
    iit = count_sheets(EDITION.iit, [sheet_of(3, 3, 1)] * 12)
    eit = count_sheets(EDITION.eit, [sheet_of(2, 3)] * 12)
    return reckon(EDITION, "0" * 64, facts, {"IIT": iit, "EIT": eit}, answers)


def years(scores: dict[int, str | None], total: str | None) -> YearFigures:
    return YearFigures(
        fiscal_year=2566,
        edition=2564,
        imported=False,
        scores={no: None if score is None else Decimal(score) for no, score in scores.items()},
        total=None if total is None else Decimal(total),
        recomputed=None,
        level=None,
        statistics=None,
    )


def report(before: YearFigures | None = None, score: int = 100) -> Document:
    return compose_report(pretend_matter(result_of(score), EDITION, before))


def test_marks_weights_and_levels_are_those_of_the_scheme():
    document = report()
    said = words(*section(document, "goal"))
    assert "ไม่น้อยกว่าร้อยละ 60 มีคะแนนรวมตั้งแต่ 70 คะแนนขึ้นไป" in said
    assert "62.50 คะแนนเป็นเกณฑ์ตัวชี้วัด" in said
    assert [row[1] for row in tables(*section(document, "scoring"))[1].rows] == [
        "20",
        "20",
        "60",
        "100",
    ]
    (levels,) = tables(*section(document, "levels"))
    assert [row[2] for row in levels.rows] == ["ทุกแบบได้ตั้งแต่ 70.00 คะแนนขึ้นไป", "ไม่มี", "ไม่มี"]
    assert "อยู่ในระดับ ผ่าน ถึงเกณฑ์เป้าหมาย 70 คะแนน โดยสูงกว่าเกณฑ์ 16.70 คะแนน" in words(
        *section(document, "total")
    )


def test_nothing_of_2564_is_written_into_the_report():
    said = "\n".join(texts_of(report()))
    for foreign in ("85", "2564", "43 รายการ", "10 ตัวชี้วัด", "ระดับ D"):
        assert foreign not in said


def test_without_advice_nothing_is_suggested():
    assert "มาตรการที่เสนอแนะ" not in words(*section(report(), "develop"))
    assert "ไม่มีมาตรการที่เสนอแนะ" in words(*section(report(), "plan"))


def test_questions_of_equal_score_are_all_shown():
    (table,) = tables(*section(report(years({1: "99.00"}, None)), "develop-3"))
    assert table.caption == "ข้อคำถามทุกข้อ ซึ่งได้คะแนนเท่ากัน ของตัวชี้วัดที่ 3 ตัวชี้วัด 3"
    assert [row[0] for row in table.rows] == ["e1"]


def test_an_item_without_full_score_is_named_with_the_score_it_has():
    (table,) = tables(*section(report(years({4: "60.00"}, None), score=50), "mend-4"))
    assert [row[2] for row in table.rows] == ["50.00", "50", "50"]
    assert table.rows[1][3] == "ตอบว่ามี แต่ได้ 50 คะแนน"


def test_an_unchanged_indicator_is_steady_and_neither_strength_nor_weakness():
    before = years({1: None, 4: "100.00"}, "70.00")
    document = report(before)
    assert bullets(*section(document, "group-steady")) == [
        "ตัวชี้วัดที่ 4 ตัวชี้วัด 4 (OIT) 100.00 คะแนน ถึงเกณฑ์ และคงที่"
    ]


def test_an_indicator_without_an_earlier_score_is_a_group_of_its_own_and_judged_by_level():
    before = years({1: None, 2: "90.00", 4: "90.00"}, "70.00")
    document = report(before)
    said = bullets(*section(document, "group-new"))
    assert said[0].endswith("(IIT) 67.00 คะแนน ถึงเกณฑ์ ไม่มีคะแนนปีก่อนให้เปรียบเทียบ")
    assert said[1].endswith("(EIT) 50.00 คะแนน ต่ำกว่าเกณฑ์ ไม่มีคะแนนปีก่อนให้เปรียบเทียบ")
    assert "ต่ำกว่าเกณฑ์ตัวชี้วัด 62.50 คะแนน ไม่มีคะแนนปีก่อนให้เปรียบเทียบ" in words(
        *section(document, "develop-3")
    )
    (wheel,) = (f.chart for f in document.figures if isinstance(f.chart, Radar))
    assert len(wheel.series) == 1
    assert all(value is not None for value in wheel.series[0].values)


def test_without_a_year_before_only_level_is_judged():
    document = report()
    assert bullets(*section(document, "group-weak")) == [
        "ตัวชี้วัดที่ 3 ตัวชี้วัด 3 (EIT) 50.00 คะแนน ต่ำกว่าเกณฑ์"
    ]
    assert "ไม่มีผลการประเมินของปีงบประมาณ พ.ศ. 2566 ที่นำมาเปรียบเทียบได้" in words(
        *section(document, "total-change")
    )
    assert "เพิ่มขึ้น" not in words(*section(document, "movements"))
    assert [figure.name for figure in document.figures] == ["ranking", "radar"]


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (None, "ไม่มีคะแนนรวมของปีงบประมาณ พ.ศ. 2566 ที่แสดงได้"),
        ("0.00", "จาก 0.00 คะแนนในปีงบประมาณ พ.ศ. 2566 คิดเป็นร้อยละไม่ได้เพราะปีก่อนได้ 0 คะแนน"),
        ("86.70", "คะแนนรวมเท่ากับปีงบประมาณ พ.ศ. 2566 คือ 86.70 คะแนน"),
        ("96.70", "ลดลง 10.00 คะแนน จาก 96.70 คะแนนในปีงบประมาณ พ.ศ. 2566 คิดเป็นร้อยละ 10.34"),
    ],
)
def test_the_change_of_the_total_is_said_as_far_as_it_can_be(total: str | None, said: str):
    assert said in words(*section(report(years({1: "60.00"}, total)), "total-change"))


def test_an_announced_total_that_does_not_follow_from_its_indicators_is_said_to_differ():
    document = compose_report(sized_matter(7))
    said = words(*section(document, "total-change"))
    assert "คือ 64.25 คะแนน ไม่ตรงกับ 63.84 คะแนน" in said


def test_last_years_plan_stands_beside_how_its_indicator_moved():
    (table,) = tables(*section(compose_report(sized_matter(7)), "last-plan"))
    assert table.rows[1][1:] == (
        "ยังไม่เริ่ม",
        "9 การเปิดเผยข้อมูล",
        "28.52",
        "ต่ำกว่าเกณฑ์ และลดลง 42.12 คะแนน",
    )


def test_a_plan_names_measure_steps_owner_period_and_follow_up():
    document = compose_report(sized_matter(12))
    (table,) = tables(*section(document, "plan"))
    assert table.rows[0] == (
        ("ชี้แจงแนวปฏิบัติให้บุคลากรทุกส่วนงาน", "(ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่)"),
        ("1. จัดทำเอกสารสรุปหนึ่งหน้า", "2. ชี้แจงในที่ประชุมประจำเดือน"),
        "สำนักปลัดเทศบาล",
        "ไตรมาสที่ 1",
        "ทุก 3 เดือน (ทุกไตรมาส)",
    )


@pytest.mark.parametrize(
    ("district", "province", "place"),
    [("เมือง", "ขอนแก่น", "อำเภอเมือง จังหวัดขอนแก่น"), ("", "ตาก", "จังหวัดตาก"), ("", "", "")],
)
def test_the_cover_names_only_places_that_are_known(district: str, province: str, place: str):
    matter: YearlyMatter = replace(sized_matter(12), district=district, province=province)
    assert compose_report(matter).cover.place == place


def test_the_year_before_may_be_one_of_our_own():
    before = replace(announced("2563"), imported=False, recomputed=None)
    document = compose_report(replace(sized_matter(40), before=before))
    assert "นำเข้าสู่ระบบ" not in words(*section(document, "total-change"))

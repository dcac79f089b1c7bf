"""The report of 2564 against the published example, figure by figure."""

import re
from decimal import Decimal

import pytest

from survey_app.reports.charts import ChangeBars, Radar, RankedBars
from survey_app.reports.document import Document
from survey_app.reports.yearly import compose_report
from tests.golden_reports import GOLDEN, demo_matter
from tests.unit.reports.yearly.reading import bullets, section, tables, words

THIS, LAST = GOLDEN["years"]["2564"], GOLDEN["years"]["2563"]
ANALYSIS = GOLDEN["analysis_2564_vs_2563"]
NUMBER = re.compile(r"^ตัวชี้วัดที่ (\d+) ")


@pytest.fixture(scope="module")
def report() -> Document:
    return compose_report(demo_matter())


def members(document: Document, key: str) -> list[int]:
    found = map(NUMBER.match, bullets(*section(document, key)))
    return [int(match[1]) for match in found if match]


def chart(document: Document, name: str) -> object:
    return next(figure.chart for figure in document.figures if figure.name == name)


def test_total_and_level_are_as_published(report: Document):
    said = words(*section(report, "total"))
    assert f"ได้คะแนนรวม {THIS['announced_total']} คะแนน" in said
    assert f"อยู่ในระดับ {THIS['announced_level']} " in said
    assert "ยังไม่ถึงเกณฑ์เป้าหมาย 85 คะแนน โดยต่ำกว่าเกณฑ์ 25.54 คะแนน" in said


def test_instruments_are_as_published(report: Document):
    (table,) = tables(*section(report, "instrument-scores"))
    assert [row[1] for row in table.rows] == [
        THIS["computed"][name] for name in ("IIT", "EIT", "OIT")
    ]


def test_change_of_the_total_is_in_points_and_percent_of_last_year(report: Document):
    said = words(*section(report, "total-change"))
    points, percent = ANALYSIS["change_points"], ANALYSIS["change_percent"]
    assert f"คะแนนรวมเพิ่มขึ้น {points} คะแนน จาก {LAST['announced_total']} คะแนน" in said
    assert f"คิดเป็นร้อยละ {percent} ของคะแนนรวมปีก่อน" in said
    (table,) = tables(*section(report, "total-change"))
    assert table.rows[0][3:] == (f"+{points}", f"+{percent}")


def test_every_indicator_stands_beside_last_year_with_its_change(report: Document):
    (table,) = tables(*section(report, "movements"))
    assert [row[1] for row in table.rows] == LAST["indicator_scores"]
    assert [row[2] for row in table.rows] == THIS["indicator_scores"]
    for _, before, now, change, position in table.rows:
        difference = Decimal(str(now)) - Decimal(str(before))
        assert change == f"{'+' if difference > 0 else '−'}{abs(difference)}"
        assert ("ลดลง" in str(position)) is (difference < 0)


def test_mean_deviation_highest_and_lowest_are_those_of_the_example(report: Document):
    table = tables(*section(report, "indicators"))[-1]
    values = {row[0]: row[2] for row in table.rows}
    assert values["ส่วนเบี่ยงเบนมาตรฐาน"] == ANALYSIS["sample_sd_2564"]
    assert (values["ค่าเฉลี่ย"], values["ตัวชี้วัดสูงสุด"]) == ("68.10", "86.02")
    assert values["ตัวชี้วัดต่ำสุด"] == "25.00"


@pytest.mark.parametrize(
    ("key", "group"),
    [
        ("strongest", "strongest"),
        ("group-strong", "up_and_above_80"),
        ("group-rising", "up_but_under_80"),
        ("group-fallen", "down"),
    ],
)
def test_groups_are_those_of_the_example(report: Document, key: str, group: str):
    assert members(report, key) == ANALYSIS[group]


def test_what_to_develop_and_what_to_mend_name_each_indicator_of_their_group(report: Document):
    for key, group in (("develop", "up_but_under_80"), ("mend", "down")):
        keys = [f"{key}-{no}" for no in ANALYSIS[group]]
        blocks = section(report, key)
        assert [getattr(b, "key", "") for b in blocks if getattr(b, "level", 0) == 3] == keys


def test_a_high_score_that_slipped_never_reads_like_a_low_one(report: Document):
    lines = words(*section(report, "part-analysis")).splitlines()
    said = [line for line in lines if line.startswith("ตัวชี้วัดที่ 7 ") and "85.18" in line]
    assert said
    assert all("ถึงเกณฑ์ แต่ลดลง 1.91 คะแนน" in line for line in said)
    (summary,) = (line for line in bullets(*section(report, "summary")) if "85.18" in line)
    assert "คะแนนลดลง แต่ยังถึงเกณฑ์" in summary
    assert "ถึงเกณฑ์ตัวชี้วัด 80 คะแนน แต่ลดลง 1.91 คะแนน" in words(*section(report, "mend-7"))


def test_questions_that_pulled_an_indicator_down_come_lowest_first(report: Document):
    (table,) = tables(*section(report, "mend-2"))
    assert [row[0] for row in table.rows] == ["i7", "i12", "i11"]
    scores = [Decimal(str(row[2])) for row in table.rows]
    assert scores == sorted(scores)
    assert all(score < Decimal("67.18") for score in scores)


def test_items_without_full_score_stand_under_their_sub_indicator(report: Document):
    (table,) = tables(*section(report, "mend-9"))
    subs = {row[0]: row[3] for row in table.rows if str(row[0]).startswith("9.")}
    passed = GOLDEN["oit_2564_items_passed"]
    assert {
        code: f"ได้คะแนนเต็ม {n} จาก {of} รายการ"
        for code, (n, of) in passed.items()
        if code[0] == "9"
    } == subs
    assert len(table.rows) - len(subs) == sum(
        of - n for code, (n, of) in passed.items() if code[0] == "9"
    )


def test_charts_show_this_year_over_last_year(report: Document):
    wheel, ranking = chart(report, "radar"), chart(report, "ranking")
    changes = chart(report, "changes")
    assert isinstance(wheel, Radar)
    assert isinstance(ranking, RankedBars)
    assert isinstance(changes, ChangeBars)
    assert [line.name for line in wheel.series] == ["ปีงบประมาณ พ.ศ. 2564", "ปีงบประมาณ พ.ศ. 2563"]
    assert list(wheel.series[0].printed) == THIS["indicator_scores"]
    assert [bar.printed for bar in ranking.bars] == sorted(THIS["indicator_scores"], reverse=True)
    assert [bar.printed for bar in changes.bars[:2]] == ["+3.63", "−1.99"]


def test_alternative_texts_say_what_the_charts_show(report: Document):
    alts = {figure.name: figure.alt for figure in report.figures}
    assert "จำนวน 3 ตัวชี้วัด ต่ำกว่าเกณฑ์จำนวน 7 ตัวชี้วัด" in alts["ranking"]
    for name in ("radar", "ranking"):
        assert "สูงสุดคือตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (86.02 คะแนน)" in alts[name]
        assert "ต่ำสุดคือตัวชี้วัดที่ 10 การป้องกันการทุจริต (25.00 คะแนน)" in alts[name]
    assert "เพิ่มขึ้น 4 ตัวชี้วัด ลดลง 6 ตัวชี้วัด" in alts["changes"]
    assert "เพิ่มขึ้นมากที่สุดคือตัวชี้วัดที่ 10 การป้องกันการทุจริต +12.50 คะแนน" in alts["changes"]
    assert "ลดลงมากที่สุดคือตัวชี้วัดที่ 9 การเปิดเผยข้อมูล −4.95 คะแนน" in alts["changes"]

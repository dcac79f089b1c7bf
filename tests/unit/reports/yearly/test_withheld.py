"""What few respondents withhold: no figure of it anywhere in a report, and words that say so."""

import pytest

from survey_app.core.decimals import write_points
from survey_app.core.result import Result
from survey_app.reports.document import Document, Figure, Notice
from survey_app.reports.yearly import YearlyMatter, compose_report
from survey_app.storage.editions import read_edition
from tests.golden_reports import announced, planned, pretend_matter, reckon_pretend
from tests.unit.reports.yearly.reading import numbers, section, tables, words

EDITION = read_edition(2564)
SIZES = [
    (0, 0),
    (3, 3),
    (4, 40),
    (40, 4),
    (3, 7),
    (5, 5),
    (7, 7),
    (9, 9),
    (7, 40),
    (40, 7),
    (12, 9),
]


def matter_of(result: Result) -> YearlyMatter:
    plan = tuple(planned(no, 2564) for no in EDITION.indicator_names)
    return pretend_matter(result, EDITION, announced("2563"), last_plan=plan)


def report_of(iit: int, eit: int) -> Document:
    return compose_report(matter_of(reckon_pretend(EDITION, iit, eit)))


def scores_of(result: Result) -> set[str]:
    """Every score and every mean of scores of the whole result, as it would be printed."""
    parts = [*result.iit.indicators, *result.eit.indicators]
    questions = [question for part in parts for question in part.questions]
    scores = [result.iit.score, result.eit.score, result.total]
    scores += [part.score for part in (*parts, *questions)]
    points = {write_points(question.points) for question in questions}
    return {f"{score:.2f}" for score in scores if score is not None} | points


def shown_numbers(matter: YearlyMatter) -> set[str]:
    """What may stand in the report: shown figures, those of the year before, and the scheme's."""
    shown, before = matter.shown, matter.before
    assert before is not None
    scores = [*shown.indicator_scores.values(), shown.iit.score, shown.eit.score, shown.total]
    parts = [*shown.iit.indicators, *shown.eit.indicators]
    questions = [question for part in parts for question in part.questions]
    scores += [question.score for question in questions]
    scores += [*before.scores.values(), before.total, shown.oit.score]
    scores += [sub.score for part in shown.oit.indicators for sub in part.sub_indicators]
    scores += [mark for level in matter.edition.scheme.levels for mark in (level.from_, level.to)]
    points = {write_points(q.points) for q in questions if q.points is not None}
    return {f"{score:.2f}" for score in scores if score is not None} | points


@pytest.mark.parametrize(("iit", "eit"), SIZES)
def test_no_withheld_figure_stands_anywhere(iit: int, eit: int):
    result = reckon_pretend(EDITION, iit, eit)
    matter = matter_of(result)
    withheld = scores_of(result) - shown_numbers(matter)
    assert withheld or not (iit or eit)
    assert numbers(compose_report(matter)) & withheld == set()


@pytest.mark.parametrize(("iit", "eit"), SIZES)
def test_nothing_is_ranked_drawn_or_averaged_while_an_indicator_is_withheld(iit: int, eit: int):
    document = report_of(iit, eit)
    assert not [block for block in document.blocks if isinstance(block, Figure)]
    said = words(*section(document, "indicators"))
    assert "จึงไม่จัดอันดับ" in said
    assert "ไม่แสดงแผนภูมิ" in said
    (table,) = tables(*section(document, "indicators"))
    assert [column.name for column in table.columns] == ["ตัวชี้วัด", "แบบ", "คะแนน", "ระดับ"]
    assert "จึงไม่จัดอันดับ" in words(*section(document, "strongest"))
    assert "สูงสุดคือ" not in words(*document.blocks)


@pytest.mark.parametrize(("iit", "eit"), [(0, 40), (3, 3), (4, 40), (40, 4)])
def test_under_five_there_is_no_total_level_or_pass_and_the_report_says_why(iit: int, eit: int):
    document = report_of(iit, eit)
    (total, _) = tables(*section(document, "total"), *section(document, "instrument-scores"))
    assert [row[1] for row in total.rows] == ["ไม่แสดง"] * 3
    for key in ("summary", "total"):
        assert "มีผู้ตอบน้อยกว่า 5 คน จึงไม่มีคะแนนให้นำมารวม" in words(*section(document, key))
    assert "จึงเปรียบเทียบคะแนนรวมกับปีงบประมาณ พ.ศ. 2563 ไม่ได้" in words(
        *section(document, "total-change")
    )


@pytest.mark.parametrize("n", [5, 9])
def test_under_ten_a_survey_has_its_own_score_only(n: int):
    document = report_of(n, 40)
    (table,) = tables(*section(document, "instrument-scores"))
    assert "ไม่แสดง" not in [row[1] for row in table.rows]
    (movements,) = tables(*section(document, "movements"))
    assert [row[2] == "ไม่แสดง" for row in movements.rows] == [True] * 5 + [False] * 5
    assert not tables(*section(document, "questions-IIT"))
    assert tables(*section(document, "questions-EIT"))
    said = f"แบบ IIT มีผู้ตอบ {n} คน ซึ่งน้อยกว่า 10 คน จึงแสดงเฉพาะคะแนนของแบบดังกล่าว"
    for key in ("instrument-scores", "movements", "part-development", "questions-IIT"):
        notices = [b for b in section(document, key) if isinstance(b, Notice)]
        assert said in words(*notices)


def test_a_group_without_shown_members_is_not_said_to_be_empty():
    document = report_of(3, 3)
    assert "เท่าที่แสดงคะแนนได้" in words(*section(document, "group-strong"))
    assert "เท่าที่แสดงคะแนนได้" in words(*section(document, "develop"))


def test_a_measure_for_a_withheld_indicator_stands_beside_no_score():
    (table,) = tables(*section(report_of(7, 40), "last-plan"))
    assert [row[3:] for row in table.rows[:5]] == [("ไม่แสดง", "ไม่แสดง")] * 5
    assert "ไม่แสดง" not in table.rows[5]


@pytest.mark.parametrize("n", [29, 30])
def test_the_profile_is_shown_from_thirty_respondents(n: int):
    blocks = section(report_of(n, 40), "respondents-IIT")
    assert bool(tables(*blocks)) is (n >= 30)
    assert ("น้อยกว่า 30 คน จึงไม่แสดงข้อมูลทั่วไปของผู้ตอบ" in words(*blocks)) is (n < 30)


def test_too_few_suggestions_are_said_to_be_withheld():
    result = reckon_pretend(EDITION, 40, 40)
    texts = {"IIT": None, "EIT": ("ควรเปิดพักเที่ยง\nทุกวัน",)}
    document = compose_report(pretend_matter(result, EDITION, suggestions=texts))
    assert "มีข้อเสนอแนะน้อยกว่า 5 ข้อ" in words(*section(document, "suggestions-IIT"))
    assert "ควรเปิดพักเที่ยง ทุกวัน" in words(*section(document, "suggestions-EIT"))


def test_a_shortfall_is_said_wherever_the_total_is():
    document = report_of(12, 40)
    for key in ("summary", "total"):
        said = words(*section(document, key))
        assert "แบบ IIT มีผู้ตอบ 12 คน ต่ำกว่าจำนวนขั้นต่ำ 30 คน" in said
        assert "แบบ OIT มีรายการที่ยังไม่ได้ให้คะแนน 6 รายการ จึงคิดเป็น 0 คะแนน" in said
    assert "เหตุผล: เกิดน้ำท่วมในช่วงเก็บข้อมูล" in words(*section(document, "appendix-remarks"))


def test_a_survey_that_nobody_answered_has_no_score():
    said = words(*section(report_of(0, 40), "instrument-scores"))
    assert "แบบ IIT ไม่มีผู้ตอบ จึงไม่มีคะแนนของแบบนี้" in said

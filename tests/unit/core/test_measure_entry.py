"""What officers enter of a measure and its progress: what is tidied, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from survey_app.core.measure_entry import (
    FaultyMeasure,
    MeasureEntry,
    ProgressEntry,
    clean_measure,
    clean_progress,
    follow_up_said,
    read_steps,
)
from survey_app.core.measures import FollowUp
from tests.unit.core.small import shipped_edition

GOOD = MeasureEntry(2, "เปิดเผยแผน", ("ชี้แจง", "ติดประกาศ"), "กองคลัง", "ไตรมาสที่ 1", FollowUp.QUARTERLY)
DONE = ProgressEntry(date(2021, 12, 1), "ติดประกาศแล้ว", ("https://town.example/1",))
TODAY = date(2022, 1, 15)


def faults(call, *given) -> list[tuple[str, str]]:
    with pytest.raises(FaultyMeasure) as refused:
        call(*given)
    return [(fault.field, fault.kind) for fault in refused.value.faults]


def test_a_good_measure_stays_as_it_is():
    assert clean_measure(GOOD, {1, 2}) == GOOD


def test_outer_space_and_line_ends_are_tidied():
    messy = replace(GOOD, title="  เปิดเผย\r\nแผน ", steps=(" ชี้แจง ", "", " ติดประกาศ"))
    clean = clean_measure(messy, {2})
    assert (clean.title, clean.steps) == ("เปิดเผย แผน", ("ชี้แจง", "ติดประกาศ"))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": " "}, ("title", "empty")),
        ({"title": "ก" * 501}, ("title", "long_text")),
        ({"steps": ()}, ("steps", "empty")),
        ({"steps": ("ขั้น",) * 21}, ("steps", "many_steps")),
        ({"steps": ("ก" * 501,)}, ("steps", "long_step")),
        ({"owner": ""}, ("owner", "empty")),
        ({"owner": "ก" * 201}, ("owner", "long_text")),
        ({"period": ""}, ("period", "empty")),
        ({"period": "ก" * 201}, ("period", "long_text")),
        ({"indicator": 3}, ("indicator", "no_indicator")),
    ],
)
def test_each_fault_of_a_measure_is_named(change, fault):
    assert faults(clean_measure, replace(GOOD, **change), {1, 2}) == [fault]


def test_limits_themselves_are_allowed():
    widest = replace(
        GOOD, title="ก" * 500, steps=("ก" * 500,) * 20, owner="ก" * 200, period="ก" * 200
    )
    assert clean_measure(widest, {2}) == widest


def test_all_faults_are_named_at_once():
    bad = replace(GOOD, title="", steps=(), owner="")
    assert len(faults(clean_measure, bad, {2})) == 3


def test_steps_are_lines_without_their_numbers():
    typed = "1. ชี้แจง\r\n๒) ติดประกาศ\n\n- รายงาน\n3.5 ล้านบาท\n10 ครั้ง"
    assert read_steps(typed) == ("ชี้แจง", "ติดประกาศ", "รายงาน", "3.5 ล้านบาท", "10 ครั้ง")


def test_good_progress_stays_as_it_is():
    assert clean_progress(DONE, 2565, TODAY) == DONE


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"day": date(2022, 1, 16)}, ("day", "day_to_come")),
        ({"day": date(2021, 9, 30)}, ("day", "day_outside")),
        ({"text": " \n "}, ("text", "empty")),
        ({"text": "ก" * 2001}, ("text", "long_text")),
        ({"links": ("javascript:alert(1)",)}, ("links", "bad_address")),
        ({"links": ("data:text/html,x",)}, ("links", "bad_address")),
        ({"links": ("ftp://town.example/a",)}, ("links", "bad_address")),
        ({"links": ('https://town.example/"onclick=x',)}, ("links", "bad_address")),
        ({"links": ("https://town.example/" + "a" * 500,)}, ("links", "long_address")),
        (
            {"links": tuple(f"https://town.example/{n}" for n in range(21))},
            ("links", "many_addresses"),
        ),
    ],
)
def test_each_fault_of_progress_is_named(change, fault):
    assert faults(clean_progress, replace(DONE, **change), 2565, TODAY) == [fault]


def test_progress_may_be_reported_a_year_after_the_plan_and_no_longer():
    last = replace(DONE, day=date(2023, 9, 30))
    assert clean_progress(last, 2565, date(2024, 1, 1)) == last
    late = replace(DONE, day=date(2023, 10, 1))
    assert faults(clean_progress, late, 2565, date(2024, 1, 1)) == [("day", "day_outside")]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("รายงานผลทุก 3 เดือน", FollowUp.QUARTERLY),
        ("รายงานความก้าวหน้ารอบ 6 เดือนและ 12 เดือน", FollowUp.QUARTERLY),
        ("สรุปผลหลังการประชุมทุกครั้ง", FollowUp.QUARTERLY),
        ("ตรวจทุกเดือนและสรุปเมื่อสิ้นปี", FollowUp.QUARTERLY),
        ("สรุปผลเมื่อสิ้นปีงบประมาณ", FollowUp.YEARLY),
        ("รายงานผลทุก 12 เดือน", FollowUp.YEARLY),
        ("รายงานปีละ 1 ครั้ง", FollowUp.YEARLY),
        ("รายงานปีละ 2 ครั้ง", FollowUp.QUARTERLY),
    ],
)
def test_the_follow_up_of_a_suggestion_becomes_one_of_our_two_rules(words, rule):
    assert follow_up_said(words) is rule


def test_the_shipped_suggestions_can_be_kept_as_they_are():
    edition = shipped_edition()
    for part in edition.advice:
        for one in part.measures:
            steps = tuple(step.th for step in one.steps)
            rule = follow_up_said(one.follow_up.th)
            entry = MeasureEntry(
                part.indicator, one.title.th, steps, one.owner.th, one.period.th, rule
            )
            assert clean_measure(entry, edition.indicator_names) == entry

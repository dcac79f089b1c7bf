"""The prose of a report: what an officer may replace, and that figures are not among it."""

import re
from dataclasses import replace

import pytest

from survey_app.core.item_entry import tidy_text
from survey_app.reports.document import Paragraph
from survey_app.reports.yearly import YearlyMatter, compose_report, list_prose
from tests.golden_reports import SIZES, demo_matter, sized_matter

MATTERS = {f"n{n}": sized_matter(n) for n in SIZES} | {"2564": demo_matter()}
EVERY = pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS)


@EVERY
def test_keys_are_unique_short_and_fit_an_address(matter: YearlyMatter):
    keys = [prose.key for prose in list_prose(matter)]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z][a-z0-9.-]{0,99}", key) for key in keys)
    assert len(keys) >= 12


def test_the_keys_of_the_example_stay_as_they_are():
    assert [prose.key for prose in list_prose(MATTERS["2564"])] == [
        *("summary", "principle", "aims", "anonymity", "instruments", "method", "goal", "result"),
        *("analysis", "group.strong", "group.rising", "group.fallen"),
        *("develop", "develop.i5", "develop.i10", "mend"),
        *(f"mend.i{no}" for no in (2, 3, 4, 7, 8, 9)),
        *("plan.suggested", "respondents", "suggestions", "closing"),
    ]


@EVERY
def test_our_prose_holds_no_figure_and_survives_being_typed_again(matter: YearlyMatter):
    for prose in list_prose(matter):
        assert not re.search(r"[0-9๐-๙]", prose.ours), prose.key
        assert tidy_text(prose.ours) == prose.ours == prose.now


@EVERY
def test_prose_stands_under_its_heading(matter: YearlyMatter):
    for prose in list_prose(matter):
        assert prose.heading
        if match := re.fullmatch(r"(?:develop|mend)\.i(\d+)", prose.key):
            assert prose.heading.startswith(f"ตัวชี้วัดที่ {match[1]} ")


def test_an_officers_words_stand_in_place_of_ours_and_change_no_figure():
    matter = MATTERS["2564"]
    ours = {prose.key: prose.ours for prose in list_prose(matter)}
    other = replace(matter, paragraphs={key: f"แทน {key}" for key in ours} | {"unknown": "x"})
    assert {prose.key: prose.now for prose in list_prose(other)} == {k: f"แทน {k}" for k in ours}
    assert {prose.key: prose.ours for prose in list_prose(other)} == ours
    before, after = (
        [b for b in compose_report(m).blocks if not (isinstance(b, Paragraph) and b.key)]
        for m in (matter, other)
    )
    assert before == after


def test_blank_lines_part_paragraphs_and_single_breaks_do_not():
    text = "ย่อหน้าแรก\nบรรทัดต่อ\n \n\nย่อหน้าที่ 2 คน"
    document = compose_report(replace(MATTERS["2564"], paragraphs={"goal": text}))
    found = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.key == "goal"]
    assert found == ["ย่อหน้าแรก บรรทัดต่อ", "ย่อหน้าที่\u00a02\u00a0คน"]

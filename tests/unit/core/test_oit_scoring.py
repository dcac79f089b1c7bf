"""OIT: items, sub-indicators, indicators (rules, Score 4 and 5)."""

import pytest

from survey_app.core.scoring import DisclosureAnswer, hundredths, score_disclosure
from tests.unit.core.small import build_disclosure, shipped_edition

SHIPPED = shipped_edition()
PASSED = DisclosureAnswer(present=True, score=100)
FAILED = DisclosureAnswer(present=True, score=0)
ABSENT_ITEM = DisclosureAnswer(present=False)


def test_an_indicator_of_oit_is_the_mean_of_its_sub_indicators_not_of_its_items() -> None:
    oit = build_disclosure({9: {"9.1": ["o1", "o2", "o3"], "9.2": ["o4"]}})
    found = score_disclosure(oit, {"o4": PASSED, "o1": FAILED, "o2": FAILED, "o3": FAILED})
    assert found.score == 50


def test_oit_is_the_mean_of_its_indicators() -> None:
    oit = build_disclosure({9: {"9.1": ["o1"], "9.2": ["o2"]}, 10: {"10.1": ["o3"]}})
    assert score_disclosure(oit, {"o3": PASSED}).score == 50
    assert score_disclosure(oit, {"o1": PASSED}).score == 25


@pytest.mark.parametrize(
    ("answer", "counted", "unscored"),
    [
        (DisclosureAnswer(), 0, True),
        (DisclosureAnswer(present=True), 0, True),
        (PASSED, 100, False),
        (FAILED, 0, False),
        (ABSENT_ITEM, 0, False),
        (DisclosureAnswer(present=False, score=0), 0, False),
        (DisclosureAnswer(present=False, score=100), 0, False),
        (DisclosureAnswer(score=100), 0, False),
    ],
)
def test_only_what_is_there_and_scored_counts(
    answer: DisclosureAnswer, counted: int, *, unscored: bool
) -> None:
    assert (answer.counted, answer.unscored) == (counted, unscored)


def test_items_nobody_scored_are_counted_and_a_missing_item_is_one_of_them() -> None:
    oit = build_disclosure({9: {"9.1": ["o1", "o2", "o3", "o4"]}})
    answers = {"o1": PASSED, "o2": DisclosureAnswer(present=True), "o3": ABSENT_ITEM}
    found = score_disclosure(oit, answers)
    assert found.score == 25
    assert found.unscored == 2


def test_the_oit_of_2564_is_36_54_and_25_00() -> None:
    """Items passed per sub-indicator as in golden.json: 5/9, 2/8, 4/7, 1/4, 1/5; 4/8, 0/2."""
    passed = {"9.1": 5, "9.2": 2, "9.3": 4, "9.4": 1, "9.5": 1, "10.1": 4, "10.2": 0}
    answers = {
        item.code: PASSED if place < passed[sub.code] else ABSENT_ITEM
        for part in SHIPPED.oit.indicators
        for sub in part.sub_indicators
        for place, item in enumerate(sub.items)
    }
    found = score_disclosure(SHIPPED.oit, answers)
    assert [str(hundredths(part.score)) for part in found.indicators] == ["36.54", "25.00"]
    assert str(hundredths(found.score)) == "30.77"


@pytest.mark.parametrize(("answer", "wanted"), [(PASSED, 100), (FAILED, 0), (ABSENT_ITEM, 0)])
def test_all_items_passed_give_100_and_none_0(answer: DisclosureAnswer, wanted: int) -> None:
    found = score_disclosure(SHIPPED.oit, {item.code: answer for item in SHIPPED.oit.items})
    assert [part.score for part in found.indicators] == [wanted, wanted]
    assert found.unscored == 0

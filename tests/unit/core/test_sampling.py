"""The least number of respondents (rules, section Sample)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.questionnaire import SampleRule
from survey_app.core.sampling import minimum_respondents
from tests.unit.core.small import shipped_edition

RULE = shipped_edition().scheme.sample.EIT


@pytest.mark.parametrize(
    ("population", "least"),
    [
        (0, 0),
        (1, 1),
        (29, 29),
        (30, 30),
        (31, 30),
        (299, 30),
        (300, 30),
        (301, 31),
        (310, 31),
        (311, 32),
        (3990, 399),
        (3991, 400),
        (3999, 400),
        (4000, 400),
        (4001, 400),
        (100_000, 400),
    ],
)
def test_all_below_30_then_a_tenth_rounded_up_and_400_at_most(population: int, least: int) -> None:
    assert minimum_respondents(RULE, population) == least


@given(population=st.integers(0, 10**7))
def test_nobody_is_asked_for_more_people_than_there_are(population: int) -> None:
    assert minimum_respondents(RULE, population) <= population


@given(population=st.integers(0, 10**5))
def test_more_people_never_lower_the_minimum(population: int) -> None:
    assert minimum_respondents(RULE, population) <= minimum_respondents(RULE, population + 1)


def test_the_numbers_come_from_the_rule() -> None:
    rule = SampleRule(at_least=10, percent=25, at_most=50)
    found = [minimum_respondents(rule, population) for population in (9, 10, 40, 41, 200, 900)]
    assert found == [9, 10, 10, 11, 50, 50]

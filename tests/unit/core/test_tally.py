"""A tally adds whole sheets, in any order, and balances or raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.errors import Unbalanced
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import Sheet
from survey_app.core.tally import Tally, add_sheets, empty_tally
from tests.unit.core.small import ABSENT, DEGREE, build_form, count_sheets, sheet_of
from tests.unit.core.strategies import SIZES, answered_forms, forms, sheets

FORM = build_form({1: {"i1": [DEGREE, DEGREE], "i2": [ABSENT]}}, {"sex": 3})


def test_all_rows_exist_at_0_before_the_first_sheet() -> None:
    tally = empty_tally(FORM)
    assert tally.counts == ((0, 0, 0, 0), (0, 0, 0, 0), (0, 0), (0, 0, 0))
    assert tally.respondents == 0


def test_sheets_are_counted_by_row_and_option() -> None:
    tally = count_sheets(FORM, [sheet_of(4, 1, 2, 3), sheet_of(4, 2, 2, 1)])
    assert tally.counts == ((0, 0, 0, 2), (1, 1, 0, 0), (0, 2), (1, 0, 1))
    assert tally.respondents == 2


def test_adding_leaves_the_tally_it_was_added_to_alone() -> None:
    before = count_sheets(FORM, [sheet_of(1, 1, 1, 1)])
    counts = before.counts
    add_sheets(before, [sheet_of(2, 2, 2, 2)])
    assert before.counts == counts


def test_a_sheet_of_too_few_or_too_many_rows_is_not_added() -> None:
    for choices in ((0, 0, 0), (0, 0, 0, 0, 0)):
        with pytest.raises(ValueError, match="zip"):
            count_sheets(FORM, [Sheet(choices)])


def test_a_choice_beyond_the_options_is_not_added() -> None:
    with pytest.raises(IndexError):
        count_sheets(FORM, [Sheet((0, 0, 2, 0))])


@pytest.mark.parametrize(
    "counts",
    [((1, 0), (0, 0)), ((2, 1), (1, 1)), ((1, -1), (0, 0)), ((2, -1), (1, 0))],
    ids=["a row short", "a row long", "below zero", "below zero but balanced"],
)
def test_rows_that_do_not_balance_are_refused(counts: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(Unbalanced):
        Tally(counts)


@given(data=st.data(), form=forms(), n=st.sampled_from(SIZES))
@settings(max_examples=25)
def test_every_row_sums_to_the_number_of_sheets(
    data: st.DataObject, form: Questionnaire, n: int
) -> None:
    added = count_sheets(form, data.draw(st.lists(sheets(form), min_size=n, max_size=n)))
    assert {sum(row) for row in added.counts} == {n}
    assert added.respondents == n
    assert tuple(map(len, added.counts)) == form.row_sizes


@settings(max_examples=25)
@given(answered=answered_forms(0), data=st.data())
def test_order_and_lots_do_not_matter(
    answered: tuple[Questionnaire, list[Sheet]], data: st.DataObject
) -> None:
    form, added = answered
    shuffled = data.draw(st.permutations(added))
    cut = data.draw(st.integers(0, len(added)))
    in_lots = add_sheets(count_sheets(form, shuffled[:cut]), shuffled[cut:])
    assert in_lots == count_sheets(form, added)

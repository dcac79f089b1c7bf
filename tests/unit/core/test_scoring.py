"""Scores in exact rationals (rules, section Score), beside a naive computation sheet by sheet."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.questionnaire import Questionnaire, Row
from survey_app.core.scoring import SurveyScore, score_survey
from survey_app.core.sheet import Sheet
from survey_app.core.tally import empty_tally
from tests.unit.core.small import (
    ABSENT,
    DEGREE,
    PRESENT,
    REVERSED,
    build_form,
    count_sheets,
    sheet_of,
    shipped_edition,
)
from tests.unit.core.strategies import SIZES, answered_forms, forms

POLARITIES: dict[str, list[tuple[int, ...]]] = {
    "i1": [DEGREE],
    "i2": [REVERSED],
    "i3": [PRESENT],
    "i4": [ABSENT],
    "i5": [DEGREE, REVERSED],
}
SHIPPED = shipped_edition()


def score(form: Questionnaire, *sheets: Sheet) -> SurveyScore:
    """The scores of these sheets, of which there is at least one."""
    found = score_survey(form, count_sheets(form, sheets))
    assert found
    return found


def sheet_choosing(form: Questionnaire, choose: Callable[[list[int]], int]) -> Sheet:
    """A sheet that takes in every scored row the option `choose` picks from its scores."""

    def place(row: Row) -> int:
        scores = [option.score for option in row.options]
        return scores.index(choose(scores))

    declined = (question.declined for question in form.profile)
    return Sheet((*map(place, form.scored_rows), *declined))


def test_nobody_answered_gives_no_score_and_not_0() -> None:
    form = build_form({1: {"i1": [DEGREE]}})
    assert score_survey(form, empty_tally(form)) is None


def test_a_question_counts_once_in_its_indicator_however_many_rows_it_has() -> None:
    form = build_form({1: {"i1": [DEGREE, DEGREE, DEGREE], "i2": [DEGREE]}})
    assert score(form, sheet_of(4, 4, 4, 1)).score == 50


def test_an_indicator_counts_once_in_its_instrument_however_many_questions_it_has() -> None:
    form = build_form({1: {"i1": [DEGREE], "i2": [DEGREE], "i3": [DEGREE]}, 2: {"i4": [DEGREE]}})
    assert score(form, sheet_of(4, 4, 4, 1)).score == 50


def test_polarity_belongs_to_the_row_as_in_i11() -> None:
    form = build_form({2: {"i11": [DEGREE, REVERSED]}})
    assert score(form, sheet_of(4, 1)).score == 100
    assert score(form, sheet_of(4, 4)).score == 50
    assert score(form, sheet_of(1, 4)).score == 0
    assert score(form, sheet_of(3, 3)).score == Fraction(67 + 33, 2)


def test_the_points_of_a_question_are_exact() -> None:
    form = build_form({1: {"i1": [DEGREE, DEGREE, DEGREE]}})
    (question,) = score(form, sheet_of(2, 1, 1), sheet_of(2, 2, 1)).indicators[0].questions
    assert question.points == Fraction(33 + 66, 3)
    assert question.answers == 2
    assert score(form, sheet_of(2, 1, 1)).score == 11


def test_a_profile_answer_changes_no_score() -> None:
    form = build_form({1: {"i1": [DEGREE]}}, {"sex": 3, "age": 5})
    assert {score(form, sheet_of(3, sex, age)).score for sex in (1, 2, 3) for age in (1, 5)} == {67}


@pytest.mark.parametrize("form", [build_form({1: POLARITIES}), SHIPPED.iit, SHIPPED.eit])
@pytest.mark.parametrize(("choose", "wanted"), [(max, 100), (min, 0)])
@pytest.mark.parametrize("n", [n for n in SIZES if n])
def test_all_best_sheets_give_100_and_all_worst_0_in_every_indicator(
    form: Questionnaire, choose: Callable[[list[int]], int], wanted: int, n: int
) -> None:
    found = score(form, *[sheet_choosing(form, choose)] * n)
    assert [part.score for part in found.indicators] == [wanted] * len(form.indicators)
    assert found.score == wanted
    assert found.respondents == n


def test_always_the_first_option_is_not_the_best_of_2564() -> None:
    """Rows of both polarities stand in the form, so nobody scores by habit."""
    found = score(SHIPPED.iit, Sheet((0,) * len(SHIPPED.iit.row_codes)))
    assert 0 < found.score < 50


@settings(max_examples=25)
@given(form=forms(), choose=st.sampled_from([(max, 100), (min, 0)]), n=st.sampled_from(SIZES[1:]))
def test_best_and_worst_of_any_form(
    form: Questionnaire, choose: tuple[Callable[[list[int]], int], int], n: int
) -> None:
    found = score(form, *[sheet_choosing(form, choose[0])] * n)
    assert {part.score for part in found.indicators} == {choose[1]}


def naive_score(form: Questionnaire, sheets: list[Sheet]) -> list[Fraction]:
    """Indicator scores the way the rules tell them: person by person, question by question."""
    found = []
    for indicator in form.indicators:
        questions = []
        for question in indicator.questions:
            people = []
            for sheet in sheets:
                chosen = dict(zip(form.row_codes, sheet.choices, strict=True))
                rows = [row.options[chosen[row.code]].score for row in question.rows]
                people.append(Fraction(sum(rows), len(rows)))
            questions.append(sum(people, Fraction(0)) / len(people))
        found.append(sum(questions, Fraction(0)) / len(questions))
    return found


@settings(max_examples=25)
@given(answered=answered_forms())
def test_counts_give_what_sheet_by_sheet_gives(
    answered: tuple[Questionnaire, list[Sheet]],
) -> None:
    form, sheets = answered
    wanted = naive_score(form, sheets)
    found = score(form, *sheets)
    assert [part.score for part in found.indicators] == wanted
    assert found.score == sum(wanted) / len(wanted)


@settings(max_examples=25)
@given(answered=answered_forms(), data=st.data())
def test_order_does_not_matter(
    answered: tuple[Questionnaire, list[Sheet]], data: st.DataObject
) -> None:
    form, sheets = answered
    assert score(form, *data.draw(st.permutations(sheets))) == score(form, *sheets)


@settings(max_examples=25)
@given(answered=answered_forms(), times=st.integers(2, 5))
def test_the_same_answers_of_more_people_give_the_same_score(
    answered: tuple[Questionnaire, list[Sheet]], times: int
) -> None:
    form, sheets = answered
    assert score(form, *sheets * times).score == score(form, *sheets).score

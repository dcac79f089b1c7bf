"""What may be shown of a survey's answers, at every number of people where that changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core import thresholds
from survey_app.core.disclosure import (
    ShownResult,
    ShownSurvey,
    disclose_folded,
    disclose_result,
    may_show_texts,
    merge_categories,
    show_participation,
)
from survey_app.core.result import ItemAnswer, Remark, Result, RoundFacts, reckon
from survey_app.core.sheet import Sheet
from tests.unit.core.small import ABSENT, DEGREE, REVERSED, build_edition, count_sheets, sheet_of
from tests.unit.core.strategies import SIZES

EDITION = build_edition(
    iit={1: {"i1": [DEGREE, REVERSED]}, 2: {"i2": [ABSENT]}},
    eit={3: {"e1": [DEGREE]}},
    oit={4: {"4.1": ["o1", "o2"]}},
    profile={"sex": 3},
)
IIT = sheet_of(4, 1, 2, 1)
EIT = sheet_of(3, 1)
LIMITS = (0, 1, 3, 4, 5, 7, 9, 10, 12, 29, 30, 31)


def reckon_round(iit: list[Sheet], eit: list[Sheet]) -> Result:
    return reckon(
        EDITION,
        "0" * 64,
        RoundFacts("เทศบาล", 2564, {"IIT": 40, "EIT": 900}, (Remark(kind="under_minimum"),)),
        {"IIT": count_sheets(EDITION.iit, iit), "EIT": count_sheets(EDITION.eit, eit)},
        {"o1": ItemAnswer(present=True, urls=("https://example.go.th",), score=100)},
    )


def show(iit: list[Sheet], eit: list[Sheet]) -> ShownResult:
    return disclose_result(EDITION, reckon_round(iit, eit), "sha256:0")


def show_numbers(iit: int, eit: int) -> ShownResult:
    return show([IIT] * iit, [EIT] * eit)


def is_empty_of_scores(survey: ShownSurvey) -> bool:
    """No figure below the instrument's score: neither indicators nor questions."""
    questions = [question for part in survey.indicators for question in part.questions]
    return all(part.score is None for part in survey.indicators) and all(
        (question.score, question.points, question.answers) == (None, None, None)
        for question in questions
    )


def test_the_numbers_are_those_of_the_promise() -> None:
    """No setting lowers them, so only a change of this test can."""
    assert (thresholds.FOR_SCORE, thresholds.FOR_INDICATORS, thresholds.FOR_COUNTS) == (5, 10, 30)
    assert (thresholds.PER_OPTION, thresholds.PER_CATEGORY, thresholds.FOR_TEXTS) == (3, 5, 5)
    assert thresholds.PARTICIPATION_STEP == 5


@pytest.mark.parametrize("n", LIMITS)
def test_under_5_sheets_a_survey_shows_no_score(n: int) -> None:
    shown = show_numbers(n, 30).iit
    assert shown.withheld is (n < 5)
    assert shown.score == (None if n < 5 else Decimal("100.00"))


@pytest.mark.parametrize("n", LIMITS)
def test_under_10_only_the_score_of_the_instrument_is_shown(n: int) -> None:
    shown = show_numbers(n, 30).iit
    assert shown.indicators_withheld is (n < 10)
    assert is_empty_of_scores(shown) is (n < 10)


@pytest.mark.parametrize("n", LIMITS)
def test_under_30_no_counts_and_no_profile_are_shown(n: int) -> None:
    shown = show_numbers(n, 30).iit
    assert all((row.counts is None) is (n < 30) for row in shown.rows)


@pytest.mark.parametrize(("sexes", "whole"), [((10, 10, 9), False), ((10, 10, 10), True)])
def test_a_profile_of_large_groups_is_withheld_too_below_30(
    sexes: tuple[int, ...], *, whole: bool
) -> None:
    sheets = [sheet_of(4, 1, 2, sex) for sex, n in enumerate(sexes, start=1) for _ in range(n)]
    (question,) = show(sheets, [EIT] * 30).iit.profile
    assert (question.categories is not None) is whole


@pytest.mark.parametrize("n", LIMITS)
@pytest.mark.parametrize("few", ["IIT", "EIT"])
def test_without_one_score_there_is_neither_total_level_nor_pass_mark(n: int, few: str) -> None:
    shown = show_numbers(n, 30) if few == "IIT" else show_numbers(30, n)
    rated = (shown.total, shown.level, shown.passed)
    assert (rated == (None, None, None)) is (n < 5)
    assert all(part is None for part in rated) or all(part is not None for part in rated)


@pytest.mark.parametrize("n", LIMITS)
@pytest.mark.parametrize("few", ["IIT", "EIT"])
def test_no_ranking_highest_lowest_mean_or_deviation_without_all_indicators(
    n: int, few: str
) -> None:
    shown = show_numbers(n, 30) if few == "IIT" else show_numbers(30, n)
    assert (shown.statistics is None) is (n < 10)


def test_the_total_is_shown_from_5_sheets_though_its_indicators_are_not() -> None:
    """30 of IIT's 100, 30 of EIT's 67 and 40 of OIT's 50: 30 + 20.1 + 20."""
    shown = show_numbers(5, 5)
    assert (str(shown.total), shown.level, shown.passed) == ("70.10", "C", False)
    assert (str(shown.iit.score), str(shown.eit.score)) == ("100.00", "67.00")


@pytest.mark.parametrize("n", LIMITS)
def test_what_is_withheld_keeps_its_place(n: int) -> None:
    shown = show_numbers(n, n)
    assert [part.no for part in shown.iit.indicators] == [1, 2]
    assert [question.code for part in shown.iit.indicators for question in part.questions] == [
        "i1",
        "i2",
    ]
    assert [row.code for row in shown.iit.rows] == ["i1.1", "i1.2", "i2"]
    assert [question.code for question in shown.iit.profile] == ["sex"]
    assert list(shown.indicator_scores) == [1, 2, 3, 4]


@pytest.mark.parametrize("n", LIMITS)
def test_how_many_answered_is_always_shown(n: int) -> None:
    shown = show_numbers(n, 30)
    assert (shown.iit.respondents, shown.iit.minimum, shown.iit.population) == (n, 30, 40)
    assert shown.iit.under_minimum is (n < 30)
    assert shown.eit.minimum == 90


def test_the_result_keeps_everything_even_what_is_not_shown() -> None:
    result = reckon_round([IIT] * 3, [EIT] * 4)
    assert (result.iit.score, result.eit.score) == (Decimal("100.00"), Decimal("67.00"))
    assert result.total is None


@pytest.mark.parametrize(("iit", "eit"), [(30, 4), (4, 30)])
def test_a_total_is_withheld_even_if_one_was_frozen(iit: int, eit: int) -> None:
    """The decision is made where things are shown, whatever a result holds."""
    rated = {"total": Decimal("85.00"), "level": "A", "passed": True}
    frozen = reckon_round([IIT] * iit, [EIT] * eit).model_copy(update=rated)
    shown = disclose_result(EDITION, frozen, "sha256:0")
    assert (shown.total, shown.level, shown.passed) == (None, None, None)


def test_remarks_facts_and_oit_are_shown_whatever_the_numbers() -> None:
    shown = show_numbers(0, 0)
    assert [remark.kind for remark in shown.remarks] == ["under_minimum"]
    assert (shown.agency, shown.fiscal_year, shown.edition) == ("เทศบาล", 2564, 2564)
    assert str(shown.oit.score) == "50.00"
    assert shown.fingerprint == "sha256:0"


# option counts


def counts_of(*first_options: int) -> tuple[int, ...] | None:
    """What is shown of e1 when its options were chosen so often."""
    sheets = [
        sheet_of(place, 1) for place, n in enumerate(first_options, start=1) for _ in range(n)
    ]
    (row,) = show([IIT] * 30, sheets).eit.rows
    return row.counts


@pytest.mark.parametrize(
    "counts",
    [(30, 0, 0, 0), (27, 3, 0, 0), (10, 10, 7, 3), (3, 3, 3, 21), (0, 0, 15, 15)],
)
def test_counts_are_shown_if_every_chosen_option_has_3_or_more(counts: tuple[int, ...]) -> None:
    assert counts_of(*counts) == counts


@pytest.mark.parametrize(
    "counts",
    [(29, 1, 0, 0), (28, 2, 0, 0), (2, 28, 0, 0), (20, 6, 2, 2), (1, 0, 0, 39), (26, 1, 1, 2)],
)
def test_a_row_with_an_option_of_1_or_2_is_withheld_whole(counts: tuple[int, ...]) -> None:
    assert counts_of(*counts) is None


def test_one_withheld_row_does_not_withhold_another() -> None:
    sheets = [*[sheet_of(4, 1, 2, 1)] * 29, sheet_of(4, 2, 2, 1)]
    counts = {row.code: row.counts for row in show(sheets, [EIT] * 30).iit.rows}
    assert counts == {"i1.1": (0, 0, 0, 30), "i1.2": None, "i2": (0, 30)}


@given(counts=st.tuples(*[st.integers(0, 20)] * 4))
def test_no_count_of_1_or_2_is_ever_shown(counts: tuple[int, ...]) -> None:
    shown = counts_of(*counts)
    assert shown is None or (sum(shown) >= 30 and not {1, 2} & set(shown))


# profile


def categories_of(*counts: int) -> list[tuple[tuple[int, ...], int]] | None:
    merged = merge_categories(counts)
    return [(part.options, part.n) for part in merged] if merged else None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((10, 20, 5), [((0,), 10), ((1,), 20), ((2,), 5)]),
        ((10, 20, 4), [((0,), 10), ((1, 2), 24)]),
        ((4, 20, 10), [((0, 1), 24), ((2,), 10)]),
        ((10, 4, 20), [((0, 1), 14), ((2,), 20)]),
        ((20, 4, 10), [((0,), 20), ((1, 2), 14)]),
        ((0, 20, 10, 0), [((0, 1), 20), ((2, 3), 10)]),
        ((1, 1, 1, 1, 1, 25), [((0, 1, 2, 3, 4), 5), ((5,), 25)]),
        ((30, 0, 0), None),
        ((26, 4), None),
        ((4, 0, 0, 0, 0), None),
        ((0, 0, 0), None),
    ],
)
def test_categories_are_merged_with_a_neighbour_until_each_has_5(
    counts: tuple[int, ...], shown: list[tuple[tuple[int, ...], int]] | None
) -> None:
    assert categories_of(*counts) == shown


@given(counts=st.lists(st.integers(0, 40), min_size=2, max_size=9))
def test_merged_categories_cover_all_options_once_in_order_with_5_or_more(
    counts: list[int],
) -> None:
    shown = categories_of(*counts)
    if shown is None:
        return
    assert len(shown) > 1
    assert [place for options, _ in shown for place in options] == list(range(len(counts)))
    for options, n in shown:
        assert n == sum(counts[place] for place in options) >= 5


def test_the_profile_is_shown_from_30_sheets_merged() -> None:
    sheets = [sheet_of(4, 1, 2, sex) for sex in (*[1] * 12, *[2] * 14, *[3] * 4)]
    (question,) = show(sheets, [EIT] * 30).iit.profile
    assert question.categories
    assert [(part.options, part.n) for part in question.categories] == [((0,), 12), ((1, 2), 18)]


# texts, participation, and scores while a survey accepts


@pytest.mark.parametrize(("texts", "shown"), [(0, False), (4, False), (5, True), (12, True)])
def test_texts_are_shown_from_5(texts: int, *, shown: bool) -> None:
    assert may_show_texts(texts) is shown


@pytest.mark.parametrize(
    ("sheets", "shown"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (12, 10), (29, 25)]
)
def test_participation_is_shown_in_steps_of_5_that_never_promise_too_much(
    sheets: int, shown: int
) -> None:
    assert show_participation(sheets) == shown


@pytest.mark.parametrize("n", LIMITS)
def test_guarded_scores_appear_with_10_folded_sheets(n: int) -> None:
    guarded = disclose_folded(EDITION.iit, count_sheets(EDITION.iit, [IIT] * n))
    assert (guarded is None) is (n < 10)


def test_guarded_scores_hold_no_points_and_no_answers() -> None:
    guarded = disclose_folded(EDITION.iit, count_sheets(EDITION.iit, [IIT] * 10))
    assert guarded
    assert (str(guarded.score), guarded.sheets) == ("100.00", 10)
    questions = [question for part in guarded.indicators for question in part.questions]
    assert [(q.code, str(q.score), q.points, q.answers) for q in questions] == [
        ("i1", "100.00", None, None),
        ("i2", "100.00", None, None),
    ]


def test_guarded_scores_of_all_sheets_are_the_scores_of_the_result() -> None:
    """What was watched while the survey accepted agrees with what is frozen when it ends."""
    sheets = [*[IIT] * 9, sheet_of(1, 4, 1, 3), sheet_of(2, 2, 2, 2)]
    guarded = disclose_folded(EDITION.iit, count_sheets(EDITION.iit, sheets))
    shown = show(sheets, [EIT] * 30).iit
    assert guarded
    assert [part.score for part in guarded.indicators] == [part.score for part in shown.indicators]
    assert guarded.score == shown.score


@pytest.mark.parametrize("n", SIZES)
def test_the_same_numbers_show_the_same_whoever_answered_what(n: int) -> None:
    """What is withheld depends on how many answered, not on what: no answer shows through it."""
    best, worst = show([IIT] * n, [EIT] * 30).iit, show([sheet_of(1, 4, 1, 3)] * n, [EIT] * 30).iit
    assert best.withheld == worst.withheld
    assert best.indicators_withheld == worst.indicators_withheld

"""A past year as announced: its scores as typed, and what follows from those that are known."""

from decimal import Decimal

import pytest

from survey_app.core.past_years import (
    PastYear,
    UnreadableScore,
    figure_past_year,
    is_score,
    list_indicators,
    read_score,
)
from tests.unit.core.small import shipped_edition

EDITION = shipped_edition()
ALL = {no: Decimal("80.00") for no in range(1, 11)}


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("82.39", "82.39"),
        (" ๘๒.๓๙ ", "82.39"),
        ("0", "0.00"),
        ("100.000", "100.00"),
        ("7.5", "7.50"),
    ],
)
def test_a_score_is_read_in_either_kind_of_digits(text: str, score: str) -> None:
    assert str(read_score(text)) == score


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "no_number"),
        ("-1", "no_number"),
        ("82,39", "no_number"),
        ("NaN", "no_number"),
        ("1e1", "no_number"),
        ("1_0", "no_number"),
        ("²", "no_number"),
        ("100.01", "out_of_range"),
        ("1000", "no_number"),
        ("58.0506", "many_decimals"),
    ],
)
def test_what_is_no_score_is_refused_by_its_kind(text: str, kind: str) -> None:
    with pytest.raises(UnreadableScore) as refused:
        read_score(text)
    assert refused.value.kind == kind


def test_a_score_has_at_most_two_decimals() -> None:
    assert is_score(Decimal("100.00"))
    assert not any(map(is_score, (Decimal("NaN"), Decimal("-0.01"), Decimal("1.001"))))


def test_a_scheme_says_how_many_indicators_there_are() -> None:
    assert list_indicators(EDITION) == tuple(range(1, 11))
    fewer = EDITION.model_copy(update={"eit": EDITION.eit.model_copy(update={"indicators": ()})})
    assert list_indicators(fewer) == (1, 2, 3, 4, 5, 9, 10)


def test_without_every_indicator_nothing_is_recomputed() -> None:
    some = {no: score for no, score in ALL.items() if no != 4}
    found = figure_past_year(PastYear(2563, 2564, Decimal("80.00"), some), EDITION)
    assert (found.recomputed, found.statistics, found.scores[4]) == (None, None, None)
    assert (found.level, found.agrees, found.incomplete) == ("B", True, True)


def test_without_an_announced_total_the_level_is_that_of_the_recomputed_one() -> None:
    found = figure_past_year(PastYear(2563, 2564, None, ALL), EDITION)
    assert (found.total, found.recomputed, found.level) == (None, Decimal("80.00"), "B")


def test_an_announced_total_of_nought_is_a_total() -> None:
    found = figure_past_year(PastYear(2563, 2564, Decimal("0.00"), ALL), EDITION)
    assert (found.total, found.level, found.agrees) == (Decimal("0.00"), "F", False)


def test_a_year_whose_scheme_there_are_no_files_for_has_neither_level_nor_recomputed_total() -> (
    None
):
    found = figure_past_year(PastYear(2560, 2560, Decimal("80.00"), ALL), None)
    assert (found.level, found.recomputed, found.total) == (None, None, Decimal("80.00"))
    assert found.statistics is not None


def test_a_level_that_asks_of_each_instrument_is_not_given_without_them() -> None:
    first = EDITION.scheme.levels[0].model_copy(update={"each_from": Decimal("95.00")})
    levels = (first, *EDITION.scheme.levels)
    strict = EDITION.model_copy(
        update={"scheme": EDITION.scheme.model_copy(update={"levels": levels})}
    )
    only_total = PastYear(2563, 2564, Decimal("96.00"))
    assert figure_past_year(only_total, strict).level is None
    high = {no: Decimal("96.00") for no in ALL}
    assert figure_past_year(PastYear(2563, 2564, Decimal("96.00"), high), strict).level == "AA"

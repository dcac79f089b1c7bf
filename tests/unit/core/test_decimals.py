"""Exact figures in writing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.decimals import write_exact, write_points


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(2168), "2,168"),
        (Fraction(5941, 2), "2,970.5"),
        (Fraction(1, 1_000_000), "0.000001"),
        (Fraction(11800, 3), "3,933.333333…"),
        (Fraction(2, 3), "0.666666…"),
        (Fraction(1, 10_000_000), "0.000000…"),
    ],
)
def test_an_exact_figure_is_cut_and_never_rounded(value: Fraction, written: str) -> None:
    assert write_exact(value) == written


@pytest.mark.parametrize(
    ("points", "written"),
    [
        ("2168", "2,168"),
        ("5941/2", "2,970.5"),
        ("11800/3", "3,933\u00a01/3"),
        ("2/3", "0\u00a02/3"),
    ],
)
def test_points_are_written_whole(points: str, written: str) -> None:
    assert write_points(points) == written


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=12))
def test_whoever_reads_written_points_has_them_exactly(value: Fraction) -> None:
    read = write_points(str(value)).replace(",", "").split("\u00a0")
    assert sum(map(Fraction, read)) == value

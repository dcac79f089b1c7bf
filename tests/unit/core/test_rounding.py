"""The one place that rounds: half up to two decimals, once (rules, Score 8)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.scoring import hundredths


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0.00"),
        (Fraction(100), "100.00"),
        (Fraction(1, 200), "0.01"),
        (Fraction(3, 200), "0.02"),
        (Fraction(59465, 1000), "59.47"),
        (Fraction(59461, 1000), "59.46"),
        (Fraction(59464999, 10**6), "59.46"),
        (Fraction(84995, 1000), "85.00"),
        (Fraction(84994999, 10**6), "84.99"),
        (Fraction(2, 3), "0.67"),
        (Fraction(249.65) / 3, "83.22"),
    ],
)
def test_a_score_is_rounded_half_up_to_two_decimals(value: Fraction, shown: str) -> None:
    assert str(hundredths(value)) == shown


@given(whole=st.integers(0, 9999))
def test_every_tie_goes_up_whatever_the_digit_before_it(whole: int) -> None:
    tie = Fraction(2 * whole + 1, 200)
    assert hundredths(tie) == Decimal(whole + 1).scaleb(-2)
    assert hundredths(tie - Fraction(1, 10**30)) == Decimal(whole).scaleb(-2)


@given(value=st.fractions(0, 100))
def test_rounding_moves_a_score_by_half_a_hundredth_at_most(value: Fraction) -> None:
    moved = Fraction(hundredths(value)) - value
    assert -Fraction(1, 200) < moved <= Fraction(1, 200)

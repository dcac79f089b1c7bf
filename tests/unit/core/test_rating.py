"""Total, level and pass mark (rules, Score 7 to 10)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.questionnaire import Instrument
from survey_app.core.rating import is_passed, level_of, rate_total
from survey_app.core.scoring import hundredths
from tests.unit.core.small import build_scheme, shipped_edition

SCHEME = shipped_edition().scheme
SCORES = st.fractions(0, 100, max_denominator=1000)


def scores_of(iit: Fraction, eit: Fraction, oit: Fraction) -> dict[Instrument, Fraction | None]:
    return {"IIT": iit, "EIT": eit, "OIT": oit}


def alike(score: str | Fraction) -> dict[Instrument, Fraction | None]:
    """The same score in every instrument: then it is the total too."""
    return scores_of(*[Fraction(score)] * 3)


def test_the_total_is_30_30_40() -> None:
    assert rate_total(SCHEME, scores_of(Fraction(100), Fraction(0), Fraction(0))) == 30
    assert rate_total(SCHEME, scores_of(Fraction(0), Fraction(100), Fraction(0))) == 30
    assert rate_total(SCHEME, scores_of(Fraction(0), Fraction(0), Fraction(100))) == 40


@given(iit=SCORES, eit=SCORES, oit=SCORES)
def test_the_total_is_exact_and_lies_between_the_scores(
    iit: Fraction, eit: Fraction, oit: Fraction
) -> None:
    total = rate_total(SCHEME, scores_of(iit, eit, oit))
    assert total == (30 * iit + 30 * eit + 40 * oit) / 100
    assert min(iit, eit, oit) <= total <= max(iit, eit, oit)


@pytest.mark.parametrize("missing", ["IIT", "EIT", "OIT"])
def test_without_one_score_there_is_no_total_and_never_0(missing: Instrument) -> None:
    assert rate_total(SCHEME, {**alike("80"), missing: None}) is None


@pytest.mark.parametrize(
    ("exact", "shown", "level"),
    [
        ("0", "0.00", "F"),
        ("49.99", "49.99", "F"),
        ("49.994999", "49.99", "F"),
        ("49.995", "50.00", "E"),
        ("50.00", "50.00", "E"),
        ("54.994999", "54.99", "E"),
        ("54.995", "55.00", "D"),
        ("55.00", "55.00", "D"),
        ("64.99", "64.99", "D"),
        ("64.995", "65.00", "C"),
        ("65.00", "65.00", "C"),
        ("74.99", "74.99", "C"),
        ("74.995", "75.00", "B"),
        ("75.00", "75.00", "B"),
        ("84.99", "84.99", "B"),
        ("84.994999", "84.99", "B"),
        ("84.995", "85.00", "A"),
        ("85.00", "85.00", "A"),
        ("94.99", "94.99", "A"),
        ("94.994999", "94.99", "A"),
        ("94.995", "95.00", "AA"),
        ("95.00", "95.00", "AA"),
        ("100", "100.00", "AA"),
    ],
)
def test_the_level_is_that_of_the_rounded_total(exact: str, shown: str, level: str) -> None:
    total = rate_total(SCHEME, alike(exact))
    assert total is not None
    assert str(hundredths(total)) == shown
    assert level_of(SCHEME, hundredths(total), alike(exact)) == level


@given(hundredth=st.integers(0, 10_000))
def test_every_total_has_a_level(hundredth: int) -> None:
    total = Decimal(hundredth).scaleb(-2)
    (band,) = [band for band in SCHEME.levels if band.from_ <= total <= band.to]
    assert level_of(SCHEME, total, alike("50")) == band.name


@pytest.mark.parametrize(
    ("total", "passed"), [("84.99", False), ("85.00", True), ("85.01", True), ("0.00", False)]
)
def test_the_pass_mark_is_reached_at_85(total: str, *, passed: bool) -> None:
    assert is_passed(SCHEME, Decimal(total)) is passed


# Levels in words that also ask something of each instrument, as in later years; on purpose in an
# order in which taking the first that fits would be wrong.
IN_WORDS = build_scheme(
    levels=[
        ("ต้องปรับปรุงโดยด่วน", "0.00", "69.99"),
        ("ต้องปรับปรุง", "70.00", "84.99"),
        ("ผ่าน", "85.00", "100.00"),
        ("ผ่านดี", "85.00", "100.00", "85.00"),
        ("ผ่านดีเยี่ยม", "95.00", "100.00", "95.00"),
    ]
)


@pytest.mark.parametrize(
    ("iit", "eit", "oit", "level"),
    [
        ("95", "95", "95", "ผ่านดีเยี่ยม"),
        ("94.995", "96", "96", "ผ่านดีเยี่ยม"),
        ("94.99", "100", "100", "ผ่านดี"),
        ("85", "85", "85", "ผ่านดี"),
        ("84.99", "100", "100", "ผ่าน"),
        ("84.995", "100", "100", "ผ่านดี"),
        ("50", "100", "100", "ผ่าน"),
        ("84.99", "84.99", "84.99", "ต้องปรับปรุง"),
        ("70", "70", "70", "ต้องปรับปรุง"),
        ("69.99", "69.99", "69.99", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_a_level_may_ask_as_much_of_each_instrument(
    iit: str, eit: str, oit: str, level: str
) -> None:
    scores = scores_of(Fraction(iit), Fraction(eit), Fraction(oit))
    total = rate_total(IN_WORDS, scores)
    assert total is not None
    assert level_of(IN_WORDS, hundredths(total), scores) == level

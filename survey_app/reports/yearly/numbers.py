"""How figures stand in the report: two decimals, a sign before every change, thousands parted."""

from decimal import Decimal
from fractions import Fraction

from survey_app.core.scoring import hundredths

MINUS = "\u2212"
"""The minus of print, as wide as the plus: a hyphen before a figure reads like a dash."""


def write_score(score: Decimal) -> str:
    """A score with its two decimals."""
    return f"{score:.2f}"


def write_mark(mark: Decimal) -> str:
    """A mark of the scheme as officials say it: 85, or 84.50 where it is not whole."""
    return f"{mark:.0f}" if mark == mark.to_integral_value() else f"{mark:.2f}"


def write_count(n: int) -> str:
    """A number of people or things."""
    return f"{n:,}"


def write_change(points: Decimal) -> str:
    """A difference with its sign, such as +1.41 or −1.91; none before 0.00."""
    if points == 0:
        return "0.00"
    return f"{'+' if points > 0 else MINUS}{abs(points):.2f}"


def write_share(part: int, whole: int) -> str:
    """`part` in percent of `whole`, with two decimals."""
    return write_score(hundredths(Fraction(part * 100, whole)))

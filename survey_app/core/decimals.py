"""Exact figures in writing, so that a reader can follow a score by hand."""

from fractions import Fraction

_MOST_DECIMALS = 6
_UNBROKEN = "\u00a0"


def write_exact(value: Fraction) -> str:
    """`value` in decimals with thousands parted by commas; an ellipsis stands for further digits."""
    scaled = value * 10**_MOST_DECIMALS
    whole, digits = divmod(int(scaled), 10**_MOST_DECIMALS)
    if not _ends(value):
        return f"{whole:,}.{digits:0{_MOST_DECIMALS}d}…"
    kept = f"{digits:0{_MOST_DECIMALS}d}".rstrip("0")
    return f"{whole:,}.{kept}" if kept else f"{whole:,}"


def write_points(points: str) -> str:
    """Points exactly: as decimals where they end, else with a fraction, such as 2,233 1/3."""
    value = Fraction(points)
    if _ends(value):
        return write_exact(value)
    rest = value - int(value)
    return f"{int(value):,}{_UNBROKEN}{rest.numerator}/{rest.denominator}"


def _ends(value: Fraction) -> bool:
    """Whether `value` is written in full by the decimals that a reader is shown."""
    scaled: Fraction = value * 10**_MOST_DECIMALS
    return scaled.denominator == 1

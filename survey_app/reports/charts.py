"""What a chart shows, before it is drawn: labels as they are printed, values as exact decimals.

All scores run from 0 to 100. Drawing is in `drawing/`; nothing here knows matplotlib.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, value, the value as printed, and its instrument for the colour."""

    label: str
    value: Decimal
    printed: str
    instrument: str


@dataclass(frozen=True, slots=True)
class RankedBars:
    """Bars of scores, the highest first, with a line at a `mark` and its label."""

    bars: tuple[Bar, ...]
    mark: Decimal
    mark_label: str


@dataclass(frozen=True, slots=True)
class ChangeBars:
    """Bars to the left (fell) and right (rose) of zero, in the order given."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A named line of values along a chart's labels; None leaves a gap."""

    name: str
    values: tuple[Decimal | None, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Scores around a wheel; the first series is this year's and lies on top of the others."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class TrendLines:
    """Scores along years; a gap in a line stands where a year cannot be compared."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class YearBars:
    """One indicator's score a year, as upright bars; None leaves a place empty."""

    labels: tuple[str, ...]
    series: Series
    instrument: str


Chart = RankedBars | ChangeBars | Radar | TrendLines | YearBars


def rewrite_texts(chart: Chart, rewrite: Callable[[str], str]) -> Chart:
    """`chart` with every printed text rewritten, such as into Thai digits."""
    match chart:
        case RankedBars():
            bars = tuple(_rewrite_bar(bar, rewrite) for bar in chart.bars)
            return replace(chart, bars=bars, mark_label=rewrite(chart.mark_label))
        case ChangeBars():
            return replace(chart, bars=tuple(_rewrite_bar(bar, rewrite) for bar in chart.bars))
        case Radar() | TrendLines():
            series = tuple(_rewrite_series(line, rewrite) for line in chart.series)
            return replace(chart, labels=tuple(map(rewrite, chart.labels)), series=series)
        case YearBars():
            series_ = _rewrite_series(chart.series, rewrite)
            return replace(chart, labels=tuple(map(rewrite, chart.labels)), series=series_)


def _rewrite_bar(bar: Bar, rewrite: Callable[[str], str]) -> Bar:
    return replace(bar, label=rewrite(bar.label), printed=rewrite(bar.printed))


def _rewrite_series(series: Series, rewrite: Callable[[str], str]) -> Series:
    return replace(series, name=rewrite(series.name), printed=tuple(map(rewrite, series.printed)))

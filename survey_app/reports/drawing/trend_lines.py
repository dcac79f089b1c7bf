"""Trend lines: scores along years, each line named at its end; a gap where there is no score."""

from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.thai import Digits
from survey_app.reports.charts import Series, TrendLines
from survey_app.reports.drawing import house
from survey_app.reports.drawing.canvas import Canvas, Point
from survey_app.reports.drawing.fonts import Weight, measure
from survey_app.reports.drawing.house import LineLook
from survey_app.reports.drawing.legend import Entry, draw_legend, lay_legend
from survey_app.reports.drawing.scale import SCORES, spread, write_number

_PLOT = 220.0
_LOW_PLOT = 150.0
"""The plot of a narrow chart."""
_TOP = house.TEXT * house.LEADING + house.MARGIN
_LEFT = house.MARGIN + 24
_FOOT = house.TEXT * house.LEADING + 8
_LEADER = 16.0
_LEADING = house.TEXT * house.LEADING
_BESIDE = 0.42
"""Names stand at the lines' ends as long as the widest takes no more of the width than this."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values lie: years from `left` to `right`, scores from `bottom` up to `top`."""

    left: float
    right: float
    top: float
    bottom: float
    years: int

    def across(self, place: int) -> float:
        """Where the year at `place` lies; a single one lies in the middle."""
        if self.years == 1:
            return (self.left + self.right) / 2
        inset = min(26.0, (self.right - self.left) / self.years / 2)
        step = (self.right - self.left - 2 * inset) / (self.years - 1)
        return self.left + inset + step * place

    def point(self, place: int, value: Decimal | None) -> Point | None:
        """Where a year's value lies, if there is one."""
        return None if value is None else (self.across(place), self.down(float(value)))

    def down(self, score: float) -> float:
        """Where a score lies, from the sheet's upper edge."""
        return self.bottom - (self.bottom - self.top) * score / 100


def draw_trend_lines(chart: TrendLines, digits: Digits) -> Canvas:
    """The chart; names stand in a legend below where they are long. Only inside `sole_use`."""
    alone = len(chart.series) == 1
    width = house.NARROW if alone and len(chart.labels) <= house.FEW_YEARS else house.WIDTH
    names = [_name_series(series, alone=alone) for series in chart.series]
    widest = max((measure(name, house.TEXT) for name in names), default=0.0)
    beside = widest <= width * _BESIDE and _have_room(chart.labels, widest, width)
    entries = [Entry(house.line_look(place), name) for place, name in enumerate(names)]
    legend = lay_legend([] if beside else entries, stacked=True)
    plot = _lay_plot(chart, widest if beside else None, width)
    canvas = Canvas(width, plot.bottom + _FOOT + legend.height + house.MARGIN)
    _draw_grid(canvas, plot, digits)
    _write_years(canvas, plot, chart.labels)
    for place, series in reversed(list(enumerate(chart.series))):
        points = [plot.point(year, value) for year, value in enumerate(series.values)]
        canvas.line(points, house.line_look(place), f"line-{place}")
    if len(chart.series) == 1:
        _write_values(canvas, plot, chart.series[0])
    if beside and any(names):
        _write_names(canvas, plot, chart, names)
    draw_legend(canvas, legend, plot.bottom + _FOOT)
    return canvas


def _lay_plot(chart: TrendLines, names: float | None, width: float) -> _Plot:
    """`names` is how wide the names at the right are, None where they stand below."""
    right = width - house.MARGIN - (names + 2 * _LEADER if names else 0.0)
    height = max(_LOW_PLOT if width < house.WIDTH else _PLOT, (len(chart.series) - 1) * _LEADING)
    return _Plot(_LEFT, right, _TOP, _TOP + height, max(1, len(chart.labels)))


def _have_room(labels: tuple[str, ...], names: float, width: float) -> bool:
    """Whether the years stand beside each other in what names at the right leave of the width."""
    widest = max((measure(label, house.TEXT) for label in labels), default=0.0)
    return (widest + 3) * len(labels) <= width - house.MARGIN - _LEFT - names - 2 * _LEADER


def _name_series(series: Series, *, alone: bool) -> str:
    """A series' name and its last year's value as printed, or what is printed in its stead.

    The other values of several lines would hide each other; those of a line `alone` stand above it,
    and its name in the chart's own title.
    """
    hidden = all(value is None for value in series.values)
    if alone and not hidden:
        return ""
    return f"{series.name} {series.printed[-1]}" if series.printed else series.name


def _draw_grid(canvas: Canvas, plot: _Plot, digits: Digits) -> None:
    for score in SCORES:
        y = plot.down(score)
        canvas.rule((plot.left, y), (plot.right, y), house.SOFT if score == 0 else house.GRID)
        at = (plot.left - 5, y + house.SMALL * house.MIDDLE)
        text = write_number(score, digits)
        canvas.write(at, text, size=house.SMALL, colour=house.SOFT, align="right")


def _write_years(canvas: Canvas, plot: _Plot, labels: tuple[str, ...]) -> None:
    """Years below the plot, in smaller type where they stand close."""
    room = (plot.right - plot.left) / plot.years - 3
    widest = max((measure(label, house.TEXT) for label in labels), default=0.0)
    size = house.TEXT if widest <= room else max(7.0, house.TEXT * room / widest)
    for place, label in enumerate(labels):
        at = (plot.across(place), plot.bottom + house.TEXT * 1.3)
        canvas.write(at, label, size=size, align="center", name=f"label-{place}")


def _write_values(canvas: Canvas, plot: _Plot, series: Series) -> None:
    """A line's values above its points; none where years stand too close for them."""
    widest = max((measure(text, house.SMALL) for text in series.printed), default=0.0)
    if widest > (plot.right - plot.left) / plot.years - 3:
        return
    for year, (value, text) in enumerate(zip(series.values, series.printed, strict=True)):
        point = plot.point(year, value)
        if point:
            at = (point[0], point[1] - 7)
            canvas.write(at, text, size=house.SMALL, weight=Weight.SEMIBOLD, align="center")


def _write_names(canvas: Canvas, plot: _Plot, chart: TrendLines, names: list[str]) -> None:
    """Each line's name at its end, kept apart, with its marker and a thin line that leads to it."""
    ends = [_find_end(plot, series) for series in chart.series]
    wanted = [end[1] if end else plot.bottom for end in ends]
    places = spread(wanted, _LEADING, plot.top, plot.bottom)
    for place, (end, y, name) in enumerate(zip(ends, places, names, strict=True)):
        left = plot.right + _LEADER
        if end:
            canvas.rule((end[0] + 6, end[1]), (left, y), house.SOFT, 0.6)
            look = house.line_look(place)
            canvas.line([(left, y)], LineLook(look.colour, look.marker, (), look.hollow))
        at = (left + _LEADER - 5, y + house.TEXT * house.MIDDLE)
        canvas.write(at, name, name=f"name-{place}")


def _find_end(plot: _Plot, series: Series) -> Point | None:
    """The last point of a line, if it has any."""
    points = [plot.point(year, value) for year, value in enumerate(series.values)]
    return next((point for point in reversed(points) if point), None)

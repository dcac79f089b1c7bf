"""Year bars: one indicator's score a year as upright bars; where there is none, why is printed."""

from decimal import Decimal

from survey_app.core.thai import Digits
from survey_app.reports.charts import YearBars
from survey_app.reports.drawing import house
from survey_app.reports.drawing.breaking import break_label
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.fonts import Weight, measure
from survey_app.reports.drawing.legend import draw_legend, lay_legend, list_instruments
from survey_app.reports.drawing.scale import SCORES, write_number

_PLOT = 150.0
_TOP = house.TEXT * house.LEADING + house.MARGIN
_BOTTOM = _TOP + _PLOT
_LEFT = house.MARGIN + 24
_THICKEST = 52.0
_SHARE = 0.6
"""How much of a year's place its bar takes."""


def draw_year_bars(chart: YearBars, digits: Digits) -> Canvas:
    """The chart, its bars from the first year to the last. Only inside `sole_use`."""
    width = house.NARROW if len(chart.labels) <= house.FEW_YEARS else house.WIDTH
    pitch = (width - house.MARGIN - _LEFT) / max(1, len(chart.labels))
    labels = [break_label(label, pitch - 2, _measure) for label in chart.labels]
    foot = max(map(len, labels), default=1) * house.TEXT * house.LEADING + 5
    legend = lay_legend(list_instruments([chart.instrument]))
    canvas = Canvas(width, _BOTTOM + foot + legend.height + house.MARGIN)
    _draw_grid(canvas, digits)
    for place, lines in enumerate(labels):
        middle = _LEFT + pitch * (place + 0.5)
        for number, line in enumerate(lines):
            below = (middle, _BOTTOM + house.TEXT * (1.2 + number * house.LEADING))
            canvas.write(below, line, align="center", name=f"label-{place}-{number}")
        value, printed = chart.series.values[place], chart.series.printed[place]
        if value is None:
            _say_nothing(canvas, printed, middle, pitch, place)
        else:
            _draw_bar(canvas, value, printed, middle, min(_THICKEST, pitch * _SHARE), place, chart)
    draw_legend(canvas, legend, _BOTTOM + foot)
    return canvas


def height_of(score: float) -> float:
    """Where a score lies, from the sheet's upper edge."""
    return _BOTTOM - _PLOT * score / 100


def _draw_grid(canvas: Canvas, digits: Digits) -> None:
    right = canvas.width - house.MARGIN
    for score in SCORES:
        y = height_of(score)
        canvas.rule((_LEFT, y), (right, y), house.SOFT if score == 0 else house.GRID)
        at = (_LEFT - 5, y + house.SMALL * house.MIDDLE)
        text = write_number(score, digits)
        canvas.write(at, text, size=house.SMALL, colour=house.SOFT, align="right")


def _draw_bar(
    canvas: Canvas,
    value: Decimal,
    printed: str,
    middle: float,
    width: float,
    place: int,
    chart: YearBars,
) -> None:
    top = height_of(float(value))
    look = house.bar_look(chart.instrument)
    canvas.rectangle((middle - width / 2, top), width, _BOTTOM - top, look, f"bar-{place}")
    half = measure(printed, house.TEXT, Weight.SEMIBOLD) / 2
    canvas.clear_behind((middle - half, top - 5), printed, house.TEXT, Weight.SEMIBOLD)
    at = (middle, top - 5)
    canvas.write(at, printed, weight=Weight.SEMIBOLD, align="center", name=f"value-{place}")


def _say_nothing(canvas: Canvas, printed: str, middle: float, pitch: float, place: int) -> None:
    """What stands in for a missing value, upright where the year's place is too narrow for it."""
    name = f"value-{place}"
    if measure(printed, house.SMALL) <= pitch - 4:
        at = (middle, _BOTTOM - 6)
        canvas.write(at, printed, size=house.SMALL, colour=house.SOFT, align="center", name=name)
        return
    lines = break_label(printed, _PLOT - 12, _measure)
    first = middle + house.SMALL * (house.MIDDLE - house.LEADING * (len(lines) - 1) / 2)
    for number, line in enumerate(lines):
        at = (first + number * house.SMALL * house.LEADING, _BOTTOM - 6)
        canvas.write(at, line, size=house.SMALL, colour=house.SOFT, turned=True, name=name)


def _measure(text: str) -> float:
    return measure(text, house.TEXT)

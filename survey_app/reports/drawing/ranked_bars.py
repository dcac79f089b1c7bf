"""Ranked bars: lying bars of scores in the order given, and a dashed line at the mark."""

from collections.abc import Callable

from survey_app.core.thai import Digits
from survey_app.reports.charts import Bar, RankedBars
from survey_app.reports.drawing import house
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.fonts import Weight, measure
from survey_app.reports.drawing.legend import draw_legend, lay_legend, list_instruments
from survey_app.reports.drawing.rows import (
    VALUE_GAP,
    Row,
    Rows,
    lay_rows,
    widest_value,
    write_labels,
)
from survey_app.reports.drawing.scale import SCORES, write_number

_HEAD = house.TEXT * house.LEADING + 6
_FOOT = house.SMALL * house.LEADING + 6
_DASHES = (4.0, 2.5)


def draw_ranked_bars(chart: RankedBars, digits: Digits) -> Canvas:
    """The chart on a sheet as high as its rows need. Only inside `sole_use`."""
    rows = lay_rows([bar.label for bar in chart.bars], _HEAD)
    legend = lay_legend(list_instruments([bar.instrument for bar in chart.bars]))
    canvas = Canvas(house.WIDTH, rows.bottom + _FOOT + legend.height + house.MARGIN)
    right = house.WIDTH - house.MARGIN - VALUE_GAP - max(widest_value(chart.bars), 12.0)

    def across(value: float) -> float:
        return rows.left + (right - rows.left) * value / 100

    _draw_grid(canvas, rows, across, digits)
    for place, (bar, row) in enumerate(zip(chart.bars, rows.rows, strict=True)):
        length = across(float(bar.value)) - rows.left
        look = house.bar_look(bar.instrument)
        canvas.rectangle((rows.left, row.bar), length, house.BAR, look, f"bar-{place}")
    _draw_mark(canvas, chart, rows, across(float(chart.mark)))
    write_labels(canvas, rows)
    for place, (bar, row) in enumerate(zip(chart.bars, rows.rows, strict=True)):
        _write_value(canvas, bar, row, across(float(bar.value)), place)
    draw_legend(canvas, legend, rows.bottom + _FOOT)
    return canvas


def _draw_grid(
    canvas: Canvas, rows: Rows, across: Callable[[float], float], digits: Digits
) -> None:
    """A thin line and its number at every fifth of the scale."""
    for score in SCORES:
        x = across(score)
        canvas.rule((x, rows.top), (x, rows.bottom), house.SOFT if score == 0 else house.GRID)
        number = write_number(score, digits)
        below = (x, rows.bottom + house.SMALL * 1.15)
        canvas.write(below, number, size=house.SMALL, colour=house.SOFT, align="center")


def _draw_mark(canvas: Canvas, chart: RankedBars, rows: Rows, x: float) -> None:
    """A dark dashed line over a white one, so that it shows on bars as on paper; its label above."""
    canvas.rule((x, rows.top - 3), (x, rows.bottom), house.PAPER, 3.2)
    canvas.rule((x, rows.top - 3), (x, rows.bottom), house.INK, 1.4, _DASHES, "mark")
    half = measure(chart.mark_label, house.TEXT, Weight.SEMIBOLD) / 2
    middle = min(max(x, house.MARGIN + half), house.WIDTH - house.MARGIN - half)
    at = (middle, rows.top - 8)
    canvas.write(at, chart.mark_label, weight=Weight.SEMIBOLD, align="center", name="mark-label")


def _write_value(canvas: Canvas, bar: Bar, row: Row, end: float, place: int) -> None:
    at = (end + VALUE_GAP, row.middle)
    canvas.clear_behind(at, bar.printed, house.TEXT, Weight.SEMIBOLD)
    canvas.write(at, bar.printed, weight=Weight.SEMIBOLD, name=f"value-{place}")

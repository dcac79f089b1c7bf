"""Change bars: what fell to the left of zero and what rose to the right, in the order given.

The way a bar points is also said by an arrow before its value, and by the sign printed there.
"""

from collections.abc import Callable

from survey_app.core.thai import Digits
from survey_app.reports.charts import Bar, ChangeBars
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
from survey_app.reports.drawing.scale import find_changes, write_number

_FOOT = house.SMALL * house.LEADING + 6
_HEAD = house.TEXT * house.LEADING + 6
_ROSE, _FELL = "▲ ", "▼ "
_ROSE_WORD, _FELL_WORD = "เพิ่มขึ้น", "ลดลง"


def draw_change_bars(chart: ChangeBars, digits: Digits) -> Canvas:
    """The chart on a sheet as high as its rows need. Only inside `sole_use`."""
    rows = lay_rows([bar.label for bar in chart.bars], _HEAD)
    legend = lay_legend(list_instruments([bar.instrument for bar in chart.bars]))
    canvas = Canvas(house.WIDTH, rows.bottom + _FOOT + legend.height + house.MARGIN)
    numbers = find_changes([bar.value for bar in chart.bars])
    across = _find_scale(chart, rows, numbers[-1])
    _draw_grid(canvas, rows, across, numbers, digits)
    _write_directions(canvas, across(0), rows.top - 8)
    write_labels(canvas, rows)
    for place, (bar, row) in enumerate(zip(chart.bars, rows.rows, strict=True)):
        _draw_bar(canvas, bar, row, across, place)
    draw_legend(canvas, legend, rows.bottom + _FOOT)
    return canvas


def _find_scale(chart: ChangeBars, rows: Rows, farthest: int) -> Callable[[float], float]:
    """Where a change lies; room for a value is kept at both ends."""
    room = max(widest_value(chart.bars, _ROSE), 12.0) + VALUE_GAP
    right = house.WIDTH - house.MARGIN - room
    middle = (rows.left + room + right) / 2

    def across(change: float) -> float:
        return middle + (right - middle) * change / farthest

    return across


def _draw_grid(
    canvas: Canvas,
    rows: Rows,
    across: Callable[[float], float],
    numbers: tuple[int, ...],
    digits: Digits,
) -> None:
    for number in numbers:
        x = across(number)
        colour, width = (house.INK, 1.2) if number == 0 else (house.GRID, 0.8)
        canvas.rule((x, rows.top), (x, rows.bottom), colour, width)
        below = (x, rows.bottom + house.SMALL * 1.15)
        text = write_number(number, digits, signed=True)
        canvas.write(below, text, size=house.SMALL, colour=house.SOFT, align="center")


def _write_directions(canvas: Canvas, zero: float, baseline: float) -> None:
    """Above the bars, which side is which."""
    canvas.write((zero - 10, baseline), _FELL + _FELL_WORD, align="right", name="fell")
    canvas.write((zero + 10, baseline), _ROSE + _ROSE_WORD, name="rose")


def _draw_bar(
    canvas: Canvas, bar: Bar, row: Row, across: Callable[[float], float], place: int
) -> None:
    zero, end = across(0), across(float(bar.value))
    look = house.bar_look(bar.instrument)
    at = (min(zero, end), row.bar)
    canvas.rectangle(at, abs(end - zero), house.BAR, look, f"bar-{place}")
    text = _say_change(bar)
    width = measure(text, house.TEXT, Weight.SEMIBOLD)
    left = end - VALUE_GAP - width if bar.value < 0 else end + VALUE_GAP
    canvas.clear_behind((left, row.middle), text, house.TEXT, Weight.SEMIBOLD)
    canvas.write((left, row.middle), text, weight=Weight.SEMIBOLD, name=f"value-{place}")


def _say_change(bar: Bar) -> str:
    """The printed value behind an arrow that points up or down; a change of nothing has none."""
    if bar.value == 0 or bar.printed.startswith((_ROSE.strip(), _FELL.strip())):
        return bar.printed
    return (_ROSE if bar.value > 0 else _FELL) + bar.printed

"""Rows of a chart with lying bars: a label and the place of its bar, one row below another."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.reports.charts import Bar
from survey_app.reports.drawing import house
from survey_app.reports.drawing.breaking import break_label
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.fonts import Weight, measure

_BESIDE = 0.42
"""Labels stand beside their bars as long as the widest takes no more of the width than this."""
_APART = 9.0
VALUE_GAP = 5.0
"""Between the end of a bar and its value."""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of a label with the baseline of the first, and the upper edge of the bar."""

    lines: tuple[str, ...]
    baseline: float
    bar: float

    @property
    def middle(self) -> float:
        """The baseline of a text that stands level with the bar."""
        return self.bar + house.BAR / 2 + house.TEXT * house.MIDDLE


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows: from `top` to `bottom`, with room for bars to the right of `left`."""

    rows: tuple[Row, ...]
    left: float
    top: float
    bottom: float


def lay_rows(labels: Sequence[str], top: float) -> Rows:
    """Rows below `top`: labels beside their bars, or all above them where one is long."""
    widest = max((measure(label, house.TEXT) for label in labels), default=0.0)
    if widest <= house.WIDTH * _BESIDE:
        return _lay_beside(labels, top, widest)
    return _lay_above(labels, top)


def write_labels(canvas: Canvas, rows: Rows) -> None:
    """Every row's label, over the lines of the chart where it stands above its bar."""
    for place, row in enumerate(rows.rows):
        for number, line in enumerate(row.lines):
            at = (house.MARGIN, row.baseline + number * house.TEXT * house.LEADING)
            canvas.clear_behind(at, line, house.TEXT, Weight.REGULAR)
            canvas.write(at, line, name=f"label-{place}-{number}")


def widest_value(bars: Sequence[Bar], before: str = "") -> float:
    """How much room the widest printed value takes; `before` stands in front of each."""
    texts = (f"{before}{bar.printed}" for bar in bars)
    return max((measure(text, house.TEXT, Weight.SEMIBOLD) for text in texts), default=0.0)


def _lay_beside(labels: Sequence[str], top: float, widest: float) -> Rows:
    pitch = house.BAR + house.GAP + 2
    bars = [top + house.GAP / 2 + place * pitch for place in range(len(labels))]
    baseline = house.BAR / 2 + house.TEXT * house.MIDDLE
    rows = tuple(Row((name,), bar + baseline, bar) for name, bar in zip(labels, bars, strict=True))
    return Rows(rows, house.MARGIN + widest + _APART, top, top + len(labels) * pitch)


def _lay_above(labels: Sequence[str], top: float) -> Rows:
    leading = house.TEXT * house.LEADING
    rows: list[Row] = []
    at = top
    for label in labels:
        lines = break_label(label, house.WIDTH - 2 * house.MARGIN, _measure)
        bar = at + len(lines) * leading + house.TEXT * 0.1
        rows.append(Row(lines, at + house.TEXT * 1.1, bar))
        at = bar + house.BAR + house.GAP
    return Rows(tuple(rows), house.MARGIN, top, at)


def _measure(text: str) -> float:
    return measure(text, house.TEXT)

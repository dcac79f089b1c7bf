"""Legends below a chart: which filling is which instrument, which line is which series."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.reports.drawing import house
from survey_app.reports.drawing.breaking import break_label
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.fonts import measure
from survey_app.reports.drawing.house import BarLook, LineLook

_SAMPLE = 28.0
_APART = 20.0
LEADING = house.TEXT * 1.55


@dataclass(frozen=True, slots=True)
class Entry:
    """One sample and its name."""

    look: BarLook | LineLook
    name: str


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries and where each stands, from the legend's upper left corner; how high all are."""

    entries: tuple[tuple[Entry, float, float, tuple[str, ...]], ...]
    height: float


def list_instruments(instruments: Sequence[str]) -> tuple[Entry, ...]:
    """The instruments of a chart's bars, each once: those of the house first, in its order."""
    named = [name for name in house.BAR_LOOKS if name in instruments]
    others = [name for name in dict.fromkeys(instruments) if name and name not in named]
    return tuple(Entry(house.bar_look(name), name) for name in (*named, *others))


def lay_legend(entries: Sequence[Entry], *, stacked: bool = False) -> Legend:
    """Entries side by side as far as they fit, or one below another; long names are broken."""
    laid: list[tuple[Entry, float, float, tuple[str, ...]]] = []
    room = house.WIDTH - 2 * house.MARGIN
    across = down = 0.0
    for entry in entries:
        lines = break_label(entry.name, room - _SAMPLE, _measure)
        width = _SAMPLE + max(map(_measure, lines)) + _APART
        if across and (stacked or len(lines) > 1 or across + width - _APART > room):
            across, down = 0.0, down + LEADING
        laid.append((entry, across, down, lines))
        across += width
        down += (len(lines) - 1) * LEADING
    return Legend(tuple(laid), down + LEADING if entries else 0.0)


def draw_legend(canvas: Canvas, legend: Legend, top: float) -> None:
    """The legend below `top`, from the left margin."""
    for entry, across, down, lines in legend.entries:
        left, middle = house.MARGIN + across, top + down + LEADING / 2
        _draw_sample(canvas, entry.look, left, middle)
        baseline = middle + house.TEXT * house.MIDDLE
        for number, line in enumerate(lines):
            canvas.write((left + _SAMPLE, baseline + number * LEADING), line)


def _draw_sample(canvas: Canvas, look: BarLook | LineLook, left: float, middle: float) -> None:
    match look:
        case BarLook():
            canvas.rectangle((left, middle - 5), _SAMPLE - 7, 10, look)
        case LineLook():
            ends = (left, middle), (left + _SAMPLE - 6, middle)
            canvas.rule(*ends, look.colour, 1.8, look.dashes)
            canvas.line([(left + (_SAMPLE - 6) / 2, middle)], look)


def _measure(text: str) -> float:
    return measure(text, house.TEXT)

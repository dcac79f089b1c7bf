"""The picture that LINE and others show beside a shared link to a published result.

1200 × 630 pixels, as Open Graph asks. LINE shows it as small as a stamp and may cut it to a square,
so all that matters stands in the middle, in large type.
"""

from collections.abc import Callable
from functools import partial

from survey_app.reports.drawing import house
from survey_app.reports.drawing.breaking import break_label, breaks_well
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.engine import sole_use
from survey_app.reports.drawing.fonts import Weight, measure
from survey_app.reports.drawing.saving import save_png

SIZE = (1200, 630)
_DPI = 72
"""A point is a pixel."""
_MIDDLE = SIZE[0] / 2
_ROOM = 600.0
"""What is left of the width where the picture is cut to a square."""
_ACCENT = house.SLATE
_ALERT = "#a02222"
_BAND, _LINE = 16, 6
_NAME_FITS = ((60, 2), (54, 2), (48, 2), (40, 3), (36, 3), (28, 4), (22, 5), (16, 7))
"""Sizes of type for the agency's name, and in how many lines it may stand in each."""
_LEADING = 1.6
_TOTAL, _BADGE_GAP, _BADGE_HEIGHT = 150.0, 36.0, 132.0

_ABOUT = ("ผลการประเมินตนเอง ITA", "ปีงบประมาณ พ.ศ. {year}")
_LEVEL = "ระดับ"
_PASSED, _NOT_PASSED = "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"
_WITHHELD, _REASON = "ไม่แสดงคะแนนรวม", "มีผู้ตอบน้อยเกินไป"


def draw_preview(
    *, agency: str, year: str, total: str | None, level: str | None, passed: bool | None
) -> bytes:
    """A PNG that names the agency, the fiscal year (พ.ศ.) and its total, level and pass as printed.

    Without a total it says that it is withheld, and why; a level is not shown then.
    """
    with sole_use():
        return save_png(lay_out(agency, year, total, level, passed=passed), _DPI)


def lay_out(
    agency: str, year: str, total: str | None, level: str | None, *, passed: bool | None
) -> Canvas:
    """The preview on its sheet. Only inside `sole_use`."""
    canvas = Canvas(*SIZE)
    for edge in (0, SIZE[1] - _BAND):
        canvas.rounded((0, edge), SIZE[0], _BAND, 0, _ACCENT)
    canvas.rounded((0, _BAND), SIZE[0], _LINE, 0, house.GOLD)
    _write_name(canvas, agency)
    for line, baseline in zip(_ABOUT, (266, 318), strict=True):
        _write(canvas, baseline, line.format(year=year), 36, Weight.REGULAR, "about")
    if total is None:
        _write(canvas, 430, _WITHHELD, 68, Weight.BOLD, "withheld")
        _write(canvas, 516, _REASON, 46, Weight.SEMIBOLD, "reason")
        return canvas
    _write_total(canvas, total, level)
    if passed is not None:
        _write_pass(canvas, passed=passed)
    return canvas


def _write(
    canvas: Canvas, baseline: float, text: str, size: float, weight: Weight, name: str
) -> None:
    at = (_MIDDLE, baseline)
    canvas.write(at, text, size=size, weight=weight, align="center", name=name)


def _write_name(canvas: Canvas, agency: str) -> None:
    """The agency's name in the largest type in which it fits, over the rest of the picture."""
    size, lines = _fit_name(agency)
    leading = size * _LEADING
    first = 128 + size * house.MIDDLE - leading * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        _write(canvas, first + number * leading, line, size, Weight.BOLD, "agency")


def _fit_name(agency: str) -> tuple[float, tuple[str, ...]]:
    """The size of type and the lines: the largest in which no syllable is torn, else the least."""
    for size, most in _NAME_FITS:
        if breaks_well(agency, _ROOM, _measure_in(size), most):
            break
    return size, break_label(agency, _ROOM, _measure_in(size))


def _measure_in(size: float) -> Callable[[str], float]:
    return partial(measure, size=size, weight=Weight.BOLD)


def _write_total(canvas: Canvas, total: str, level: str | None) -> None:
    """The total and, at its right, the level as a badge; both together in the middle."""
    badge = _measure_badge(level) + _BADGE_GAP if level else 0.0
    size = _TOTAL * min(1.0, (_ROOM - badge) / measure(total, _TOTAL, Weight.BOLD))
    width = measure(total, size, Weight.BOLD)
    left = _MIDDLE - (width + badge) / 2
    at = (left, 430 + size * 0.37)
    canvas.write(at, total, size=size, weight=Weight.BOLD, colour=_ACCENT, name="total")
    if level:
        _draw_badge(canvas, level, left + width + _BADGE_GAP, badge - _BADGE_GAP)


def _measure_badge(level: str) -> float:
    return max(_BADGE_HEIGHT, measure(level, _level_size(level), Weight.BOLD) + 48)


def _level_size(level: str) -> float:
    """A level of a letter or two is large, one of words smaller."""
    return 84.0 if len(level) <= 2 else 44.0


def _draw_badge(canvas: Canvas, level: str, left: float, width: float) -> None:
    canvas.rounded((left, 364), width, _BADGE_HEIGHT, 22, _ACCENT)
    middle = left + width / 2
    canvas.write((middle, 401), _LEVEL, size=32, colour=house.PAPER, align="center", name="word")
    size = _level_size(level)
    canvas.write(
        (middle, 450 + size * 0.37),
        level,
        size=size,
        weight=Weight.BOLD,
        colour=house.PAPER,
        align="center",
        name="level",
    )


def _write_pass(canvas: Canvas, *, passed: bool) -> None:
    """Whether the mark is reached, in words on a band of its own."""
    text = _PASSED if passed else _NOT_PASSED
    width = measure(text, 46, Weight.BOLD) + 72
    colour = _ACCENT if passed else _ALERT
    canvas.rounded((_MIDDLE - width / 2, 518), width, 72, 36, colour)
    at = (_MIDDLE, 569)
    canvas.write(
        at,
        text,
        size=46,
        weight=Weight.BOLD,
        colour=house.PAPER,
        align="center",
        name="pass",
    )

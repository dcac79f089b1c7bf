"""The radar: scores around a wheel, the first series unbroken over the others' dashes.

Each spoke ends in its label with the values below it; those of the other series stand in brackets,
as their names do in the legend. Where labels are too long to stand around the wheel, their numbers
stand there and a list below says which is which.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from survey_app.core.thai import Digits
from survey_app.reports.charts import Radar
from survey_app.reports.drawing import house
from survey_app.reports.drawing.breaking import break_label, breaks_well
from survey_app.reports.drawing.canvas import Canvas, Point
from survey_app.reports.drawing.fonts import Weight, measure
from survey_app.reports.drawing.legend import Entry, draw_legend, lay_legend
from survey_app.reports.drawing.scale import SCORES, write_number

_RADIUS = 122.0
_APART = 11.0
_LEADING = house.TEXT * house.LEADING
_UPRIGHT = 0.1
"""Spokes this near to upright, as a sine, have their labels centred."""
_WIDEST = 170.0


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A spoke's direction and what stands at its end: lines of a label, then its values."""

    angle: float
    lines: tuple[str, ...]
    value: str
    others: str

    def towards(self, length: float) -> Point:
        """The point at `length` from the hub, the hub being 0, 0 and down being more."""
        return length * sin(self.angle), -length * cos(self.angle)

    @property
    def width(self) -> float:
        """How wide its texts stand."""
        widths = [measure(line, house.TEXT) for line in self.lines]
        return max([*widths, self.value_width + measure(self.others, house.TEXT)])

    @property
    def value_width(self) -> float:
        """How wide this year's value stands."""
        return measure(self.value, house.TEXT, Weight.SEMIBOLD)

    @property
    def corner(self) -> Point:
        """The upper left corner of its texts, from the hub."""
        x, y = self.towards(_RADIUS + _APART)
        aside = sin(self.angle)
        left = x - self.width / 2 if abs(aside) < _UPRIGHT else x if aside > 0 else x - self.width
        return left, y - self.height * (1 + cos(self.angle)) / 2

    @property
    def height(self) -> float:
        """How high its texts stand."""
        return (len(self.lines) + 1) * _LEADING


def draw_radar(chart: Radar, digits: Digits) -> Canvas:
    """The chart, with a legend below. Only inside `sole_use`."""
    named = _name_spokes(chart)
    spokes = named or _number_spokes(chart, digits)
    key = () if named else _list_labels(chart, digits)
    legend = lay_legend(_list_entries(chart))
    top = house.MARGIN - min((spoke.corner[1] for spoke in spokes), default=-_RADIUS)
    top = max(top, _RADIUS + house.MARGIN + house.SMALL * house.LEADING)
    foot = max([_RADIUS, *(spoke.corner[1] + spoke.height for spoke in spokes)]) + 10
    key_top = top + foot + legend.height
    canvas = Canvas(house.WIDTH, key_top + len(key) * _LEADING + house.MARGIN)
    hub = (house.WIDTH / 2, top)
    _draw_wheel(canvas, spokes, hub)
    _draw_series(canvas, chart, spokes, hub)
    _write_scale(canvas, hub, digits)
    for place, spoke in enumerate(spokes):
        _write_spoke(canvas, spoke, hub, place)
    draw_legend(canvas, legend, top + foot)
    for number, line in enumerate(key):
        at = (house.MARGIN, key_top + _LEADING * number + house.TEXT)
        canvas.write(at, line, name=f"key-{number}")
    return canvas


def _name_spokes(chart: Radar) -> tuple[_Spoke, ...]:
    """Spokes with their labels, or none where one is too long or two would touch."""
    count = len(chart.labels)
    rooms = [_find_room(_find_angle(place, count)) for place in range(count)]
    if not all(map(_fits, chart.labels, rooms)):
        return ()
    spokes = tuple(
        _make_spoke(chart, place, break_label(label, room, _measure))
        for place, (label, room) in enumerate(zip(chart.labels, rooms, strict=True))
    )
    return () if _touch(spokes) else spokes


def _number_spokes(chart: Radar, digits: Digits) -> tuple[_Spoke, ...]:
    numbers = [write_number(place + 1, digits) for place in range(len(chart.labels))]
    return tuple(_make_spoke(chart, place, (text,)) for place, text in enumerate(numbers))


def _list_labels(chart: Radar, digits: Digits) -> tuple[str, ...]:
    """The lines of the list that says which number is which label."""
    room = house.WIDTH - 2 * house.MARGIN
    texts = (f"{write_number(n, digits)}. {label}" for n, label in enumerate(chart.labels, 1))
    return tuple(line for text in texts for line in break_label(text, room, _measure))


def _fits(label: str, room: float) -> bool:
    return breaks_well(label, room, _measure)


def _find_angle(place: int, count: int) -> float:
    return 2 * pi * place / count


def _find_room(angle: float) -> float:
    """How wide a label may stand at the end of a spoke."""
    aside = abs(sin(angle))
    if aside < _UPRIGHT:
        return _WIDEST
    return min(_WIDEST, house.WIDTH / 2 - house.MARGIN - aside * (_RADIUS + _APART))


def _touch(spokes: tuple[_Spoke, ...]) -> bool:
    """Whether the texts of two spokes would lie on each other, or leave the sheet."""
    edge = house.WIDTH / 2 - house.MARGIN + 1
    boxes = [(*spoke.corner, spoke.width, spoke.height) for spoke in spokes]
    if any(x < -edge or x + width > edge for x, _, width, _ in boxes):
        return True
    return any(
        x < u + w and u < x + width and y < v + h and v < y + height
        for place, (x, y, width, height) in enumerate(boxes)
        for u, v, w, h in boxes[place + 1 :]
    )


def _make_spoke(chart: Radar, place: int, lines: tuple[str, ...]) -> _Spoke:
    value, *others = [series.printed[place] for series in chart.series] or [""]
    behind = f" ({', '.join(others)})" if others else ""
    return _Spoke(_find_angle(place, len(chart.labels)), lines, value, behind)


def _list_entries(chart: Radar) -> list[Entry]:
    """Names of the series; those whose values stand in brackets stand in brackets too."""
    names = [
        series.name if place == 0 else f"({series.name})"
        for place, series in enumerate(chart.series)
    ]
    return [Entry(house.radar_look(place), name) for place, name in enumerate(names)]


def _draw_wheel(canvas: Canvas, spokes: tuple[_Spoke, ...], hub: Point) -> None:
    for score in SCORES[1:]:
        corners = [_move(hub, spoke.towards(_RADIUS * score / 100)) for spoke in spokes]
        if corners:
            canvas.polygon(corners, fill=None, edge=house.SOFT if score == 100 else house.GRID)
    for spoke in spokes:
        canvas.rule(hub, _move(hub, spoke.towards(_RADIUS)))


def _draw_series(canvas: Canvas, chart: Radar, spokes: tuple[_Spoke, ...], hub: Point) -> None:
    """The series from the last to the first, so that the first lies on top, its inside tinted."""
    for place, series in reversed(list(enumerate(chart.series))):
        points = [
            _place(hub, spoke, value) for spoke, value in zip(spokes, series.values, strict=True)
        ]
        look = house.radar_look(place)
        known = [point for point in points if point]
        if place == 0 and known and len(known) == len(points):
            canvas.polygon(known, fill=look.colour, edge=None)
        canvas.line([*points, *points[:1]], look, f"line-{place}")


def _place(hub: Point, spoke: _Spoke, value: Decimal | None) -> Point | None:
    return None if value is None else _move(hub, spoke.towards(_RADIUS * float(value) / 100))


def _write_scale(canvas: Canvas, hub: Point, digits: Digits) -> None:
    """The rings' numbers, right of the upright spoke."""
    for score in SCORES[1:]:
        text = write_number(score, digits)
        at = (hub[0] + 4, hub[1] - _RADIUS * score / 100 - 2.5)
        canvas.write(at, text, size=house.SMALL - 1.5, colour=house.SOFT)


def _write_spoke(canvas: Canvas, spoke: _Spoke, hub: Point, place: int) -> None:
    """The label's lines and the values, flush with the side that faces the wheel."""
    left, top = _move(hub, spoke.corner)
    aside = sin(spoke.angle)
    share = 0.5 if abs(aside) < _UPRIGHT else 0.0 if aside > 0 else 1.0
    for number, line in enumerate(spoke.lines):
        x = left + share * (spoke.width - measure(line, house.TEXT))
        baseline = top + _LEADING * number + house.TEXT
        canvas.write((x, baseline), line, name=f"label-{place}-{number}")
    baseline = top + _LEADING * len(spoke.lines) + house.TEXT
    x = left + share * (spoke.width - spoke.value_width - measure(spoke.others, house.TEXT))
    canvas.write((x, baseline), spoke.value, weight=Weight.SEMIBOLD, name=f"value-{place}")
    if spoke.others:
        behind = (x + spoke.value_width, baseline)
        canvas.write(behind, spoke.others, colour=house.SOFT, name=f"others-{place}")


def _move(hub: Point, by: Point) -> Point:
    return hub[0] + by[0], hub[1] + by[1]


def _measure(text: str) -> float:
    return measure(text, house.TEXT)

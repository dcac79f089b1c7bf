"""A sheet to draw on, measured in points from its upper left corner; text stands on its baseline."""

from __future__ import annotations  # matplotlib's types are known to the type checker alone

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from survey_app.reports.drawing import house
from survey_app.reports.drawing.fonts import Weight, find_font, measure, spell
from survey_app.reports.drawing.house import BarLook, LineLook

if TYPE_CHECKING:
    from matplotlib.artist import Artist

Point = tuple[float, float]
_NOWHERE: Point = (float("nan"), float("nan"))


class Canvas:
    """A drawing of `width` by `height` points. Only inside `sole_use`.

    What carries a meaning is named by `name` (an artist's gid, an id in SVG); later ones lie on top.
    """

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure  # noqa: PLC0415  # loaded when drawing

        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), facecolor=house.PAPER)
        self._axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()
        self._layer = 1.0

    def write(
        self,
        at: Point,
        text: str,
        *,
        size: float = house.TEXT,
        weight: Weight = Weight.REGULAR,
        colour: str = house.INK,
        align: Literal["left", "center", "right"] = "left",
        turned: bool = False,
        name: str | None = None,
    ) -> None:
        """One line of text whose baseline begins, is centred or ends at a point."""
        written = self._axes.text(
            *at,
            spell(text),
            fontproperties=find_font(weight, size),
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            rotation=90 if turned else 0,
            rotation_mode="anchor",
        )
        self._add(written, name)

    def rectangle(
        self, at: Point, width: float, height: float, look: BarLook, name: str | None = None
    ) -> None:
        """A filled rectangle; `at` is its upper left corner."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415  # loaded when drawing

        shape = Rectangle(at, width, height, facecolor=look.colour, edgecolor=look.colour)
        shape.set_linewidth(0.8 if look.hatch else 0)
        if look.hatch:
            shape.set(hatch=look.hatch, hatchcolor=house.PAPER, hatch_linewidth=1.0)
        self._add(self._axes.add_patch(shape), name)

    def rounded(self, at: Point, width: float, height: float, radius: float, colour: str) -> None:
        """A filled rectangle with round corners; `at` is its upper left corner."""
        from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415  # loaded when drawing

        style = f"round,pad=0,rounding_size={radius}"
        shape = FancyBboxPatch(at, width, height, boxstyle=style, facecolor=colour, linewidth=0)
        self._add(self._axes.add_patch(shape), None)

    def polygon(self, points: Sequence[Point], *, fill: str | None, edge: str | None) -> None:
        """A closed shape; `fill` is laid thinly, so that what is below shows through."""
        from matplotlib.patches import Polygon  # noqa: PLC0415  # loaded when drawing

        shape = Polygon(points, facecolor=fill or "none", edgecolor=edge or "none", linewidth=0.8)
        shape.set_alpha(0.14 if fill else None)
        self._add(self._axes.add_patch(shape), None)

    def rule(
        self,
        start: Point,
        end: Point,
        colour: str = house.GRID,
        width: float = 0.8,
        dashes: tuple[float, ...] = (),
        name: str | None = None,
    ) -> None:
        """A straight line."""
        (line,) = self._axes.plot(
            [start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width
        )
        if dashes:
            line.set_linestyle((0, dashes))
        self._add(line, name)

    def line(self, points: Sequence[Point | None], look: LineLook, name: str | None = None) -> None:
        """A line with markers through `points`; None leaves a gap."""
        places = [point or _NOWHERE for point in points]
        (line,) = self._axes.plot(
            [x for x, _ in places],
            [y for _, y in places],
            color=look.colour,
            linewidth=1.8,
            marker=look.marker,
            markersize=6,
            markerfacecolor=house.PAPER if look.hollow else look.colour,
            markeredgewidth=1.3,
        )
        if look.dashes:
            line.set_linestyle((0, look.dashes))
        self._add(line, name)

    def clear_behind(self, at: Point, text: str, size: float, weight: Weight) -> None:
        """Paper behind a text that begins at a point, so that no line runs through it."""
        width = measure(text, size, weight)
        left, baseline = at
        self.rectangle(
            (left - 1.5, baseline - size * 0.85), width + 3, size * 1.1, BarLook(house.PAPER)
        )

    def _add(self, artist: Artist, name: str | None) -> None:
        self._layer += 1
        artist.set(zorder=self._layer, clip_on=False, gid=name)

"""Charts as pictures: what `reports.charts` says is drawn here, and nothing is computed.

One module a kind of chart; `house` is how all look. matplotlib is loaded at the first drawing.
"""

from enum import StrEnum

from survey_app.core.thai import Digits
from survey_app.reports.charts import (
    ChangeBars,
    Chart,
    Radar,
    RankedBars,
    TrendLines,
    YearBars,
)
from survey_app.reports.drawing.canvas import Canvas
from survey_app.reports.drawing.change_bars import draw_change_bars
from survey_app.reports.drawing.engine import sole_use
from survey_app.reports.drawing.radar import draw_radar
from survey_app.reports.drawing.ranked_bars import draw_ranked_bars
from survey_app.reports.drawing.saving import save_png, save_svg
from survey_app.reports.drawing.trend_lines import draw_trend_lines
from survey_app.reports.drawing.year_bars import draw_year_bars

_PRINT_DPI = 200


class Picture(StrEnum):
    """The kind of file a chart is drawn as: SVG for pages and PDF, PNG (200 dpi) for Word."""

    SVG = "svg"
    PNG = "png"


def draw_chart(chart: Chart, picture: Picture, digits: Digits = Digits.ARABIC) -> bytes:
    """`chart` 16 cm wide on white, 9 where it is one indicator in few years; always the same bytes.

    `digits` is for the numbers along axes; texts of the chart are printed as they are. A page shows
    SVG through <img>: two of them inside one HTML file would share names.
    """
    with sole_use():
        canvas = lay_out(chart, digits)
        return save_svg(canvas) if picture is Picture.SVG else save_png(canvas, _PRINT_DPI)


def lay_out(chart: Chart, digits: Digits) -> Canvas:
    """`chart` on its sheet. Only inside `sole_use`."""
    match chart:
        case RankedBars():
            return draw_ranked_bars(chart, digits)
        case ChangeBars():
            return draw_change_bars(chart, digits)
        case Radar():
            return draw_radar(chart, digits)
        case TrendLines():
            return draw_trend_lines(chart, digits)
        case YearBars():
            return draw_year_bars(chart, digits)

"""The charts of years: what each shows, and the same in words for who cannot see it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flask_babel import gettext as _

from survey_app.core.years import YearFigures
from survey_app.reports.charts import Chart, Series, TrendLines, YearBars
from survey_app.reports.drawing import Picture, draw_chart
from survey_app.web.officer.years.words import write_figure
from survey_app.web.results.names import title_indicator

LINE = "line"
BAR = "bar"

Years = Sequence[YearFigures]
Names = Mapping[int, str]


def trend_chart(years: Years, names: Names) -> Chart:
    """All indicators along the years, the oldest first."""
    series = (_series(years, no, f"{no}. {name}") for no, name in names.items())
    return TrendLines(_labels(years), tuple(series))


def indicator_chart(years: Years, no: int, instrument: str, kind: str) -> Chart:
    """One indicator along the years, as a line or as bars; its full name stands beside the chart."""
    series = _series(years, no, str(_("ตัวชี้วัดที่ %(no)s", no=no)))
    if kind == BAR:
        return YearBars(_labels(years), series, instrument)
    return TrendLines(_labels(years), (series,))


def say_trend(years: Years) -> str:
    """What the chart of all indicators shows."""
    return str(
        _(
            "กราฟเส้นแสดงคะแนนของทุกตัวชี้วัด ปี %(years)s ตัวเลขทั้งหมดอยู่ในตารางคะแนนรายตัวชี้วัด",
            years=", ".join(_labels(years)),
        )
    )


def say_indicator(years: Years, no: int, names: Names, kind: str) -> str:
    """What the chart of one indicator shows, figure by figure."""
    words = (
        _("กราฟแท่ง %(indicator)s: %(scores)s")
        if kind == BAR
        else _("กราฟเส้น %(indicator)s: %(scores)s")
    )
    told = (
        _("ปี %(year)s %(score)s", year=y.fiscal_year, score=write_figure(y.scores.get(no), y))
        for y in years
    )
    return str(words % {"indicator": title_indicator(no, names), "scores": ", ".join(told)})


@lru_cache(maxsize=64)
def draw_svg(chart: Chart) -> bytes:
    """The chart as SVG; a chart holds only what its page shows, so the same one is drawn once."""
    return draw_chart(chart, Picture.SVG)


def _labels(years: Years) -> tuple[str, ...]:
    return tuple(str(year.fiscal_year) for year in years)


def _series(years: Years, no: int, name: str) -> Series:
    scores = tuple(year.scores.get(no) for year in years)
    printed = tuple(write_figure(year.scores.get(no), year) for year in years)
    return Series(name, scores, printed)

"""Figures of years in words: what is withheld is said, and a change has a sign and a word."""

from decimal import Decimal

from flask_babel import gettext as _

from survey_app.core.analysis import TotalChange
from survey_app.core.years import YearFigures
from survey_app.web.results.arithmetic import write_score

MINUS = "\u2212"


def say_missing(year: YearFigures) -> str:
    """Why there is no figure: nobody announced it, or too few people answered."""
    return str(_("ไม่มีข้อมูล")) if year.imported else str(_("ไม่แสดง"))


def write_figure(figure: Decimal | None, year: YearFigures) -> str:
    """A figure with two decimals, or why there is none."""
    return say_missing(year) if figure is None else write_score(figure)


def write_signed(points: Decimal) -> str:
    """A change with its sign, also where it is positive."""
    sign = MINUS if points < 0 else "+" if points > 0 else ""
    return f"{sign}{write_score(abs(points))}"


def word_change(points: Decimal) -> str:
    """A change with its sign and its direction in a word: colour alone tells nobody."""
    if points == 0:
        return str(_("0.00 คงที่"))
    words = _("%(points)s เพิ่มขึ้น") if points > 0 else _("%(points)s ลดลง")
    return str(words % {"points": write_signed(points)})


def word_total_change(change: TotalChange) -> str:
    """A change of the total, in points and in percent of the year before."""
    percent = write_score(abs(change.percent))
    return str(
        _("%(change)s (ร้อยละ %(percent)s)", change=word_change(change.points), percent=percent)
    )

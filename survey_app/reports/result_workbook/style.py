"""How the workbook looks: fonts, colours and number formats, each made once."""

from dataclasses import dataclass, field
from enum import StrEnum

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from survey_app.core.questionnaire import Instrument
from survey_app.reports.spreadsheets import FONT

COLOURS: dict[Instrument, str] = {"IIT": "#0f5c5c", "EIT": "#6b2a5b", "OIT": "#8a5300"}
"""The colour of each instrument, the same as on pages and in charts."""
_PALE = {"#0f5c5c": "#dcebeb", "#6b2a5b": "#f0e3ed", "#8a5300": "#f6ead6", "#33475b": "#e6eaec"}
NEUTRAL = "#33475b"


class Kind(StrEnum):
    """What stands in a column: it decides the number format and the side."""

    TEXT = "text"
    CENTRE = "centre"
    COUNT = "count"
    SCORE = "score"
    EXACT = "exact"
    POINTS = "points"
    FIGURE = "figure"
    LINK = "link"
    WITHHELD = "withheld"


class Tone(StrEnum):
    """How loud a row is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    HEADER = "header"
    PLAIN = "plain"
    GROUP = "group"
    WHOLE = "whole"


_KINDS: dict[Kind, dict[str, object]] = {
    Kind.TEXT: {"num_format": "@", "text_wrap": True},
    Kind.CENTRE: {"num_format": "@", "text_wrap": True, "align": "center"},
    Kind.COUNT: {"num_format": "#,##0", "align": "right"},
    Kind.SCORE: {"num_format": "0.00", "align": "right"},
    Kind.EXACT: {"num_format": "0.000000", "align": "right"},
    Kind.POINTS: {"num_format": "#,##0.00####", "align": "right"},
    Kind.FIGURE: {"num_format": "0.00", "align": "left"},
    Kind.LINK: {"num_format": "@", "text_wrap": True, "font_color": "#0b4f9e", "underline": 1},
    Kind.WITHHELD: {
        "num_format": "@",
        "text_wrap": True,
        "align": "center",
        "italic": True,
        "font_color": "#5f6368",
        "font_size": 14,
    },
}
_EDGE: dict[str, object] = {"bottom": 1, "bottom_color": "#c9ced1"}


@dataclass
class Style:
    """The formats of one workbook."""

    workbook: Workbook
    made: dict[tuple[Kind, Tone, str], Format] = field(default_factory=dict)

    def of(self, kind: Kind, tone: Tone, colour: str = NEUTRAL) -> Format:
        """The format of a cell."""
        key = kind, tone, colour
        if key not in self.made:
            self.made[key] = self.workbook.add_format(
                {**FONT, **_KINDS[kind], **_dress(tone, colour)}
            )
        return self.made[key]


def _dress(tone: Tone, colour: str) -> dict[str, object]:
    """Weight, colours and borders of a row."""
    pale = {"bold": True, "bg_color": _PALE[colour]}
    white = {"bold": True, "bg_color": colour, "font_color": "#ffffff", "valign": "vcenter"}
    dresses: dict[Tone, dict[str, object]] = {
        Tone.TITLE: {"bold": True, "font_size": 20, "font_color": colour, "text_wrap": False},
        Tone.SUBTITLE: {"font_color": "#45494d", "text_wrap": False},
        Tone.HEADER: white,
        Tone.GROUP: {**_EDGE, **pale},
        Tone.WHOLE: {**pale, "top": 1, "bottom": 6},
        Tone.PLAIN: _EDGE,
        Tone.NOTE: {},
    }
    return dresses[tone]

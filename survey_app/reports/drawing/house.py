"""The house look of every chart: sizes in points, colours, and what stands in for colour.

A chart is photocopied and faxed, and one man in twelve confuses colours: each instrument has a
hatching and each line a marker and dashes of its own, so that colour is never needed.
"""

from dataclasses import dataclass

CENTIMETRE = 72 / 2.54
WIDTH = 16 * CENTIMETRE
"""The width of a chart: that of the text on A4 with margins of 3 and 2 cm."""
NARROW = 9 * CENTIMETRE
"""The width of a chart of one indicator in few years: a phone shows it without shrinking its type."""
FEW_YEARS = 5
MARGIN = 6.0
TEXT = 12.0
SMALL = 10.5
LEADING = 1.5
"""Height of a line over the size of its type; tone marks on vowels need it."""
MIDDLE = 0.27
"""How far below a line's middle its baseline lies, over the size of the type."""
BAR = 15.0
"""Thickness of a lying bar."""
GAP = 7.0

INK = "#1c1c1c"
SOFT = "#595959"
GRID = "#d4d4d4"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class BarLook:
    """How an instrument's bars are filled; `hatch` is drawn in the colour of paper."""

    colour: str
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line is drawn; `dashes` in points on and off, none for an unbroken line."""

    colour: str
    marker: str
    dashes: tuple[float, ...] = ()
    hollow: bool = False


BAR_LOOKS = {
    "IIT": BarLook("#0f5c5c"),
    "EIT": BarLook("#6b2a5b", "////"),
    "OIT": BarLook("#8a5300", "xxx"),
}
_OTHER_BAR = BarLook("#454545", "\\\\\\")

SLATE = "#33475b"
"""What belongs to no instrument, on pages and on paper alike."""
GOLD = "#c8963e"
"""The line under the head of every page and poster."""

_COLOURS = (SLATE, "#1f4e9c", "#6f6f6f", INK)
"""Of lines: none is an instrument's, since a line is a year or an indicator."""
RADAR_LOOKS = (
    LineLook(_COLOURS[0], "o"),
    LineLook(_COLOURS[1], "s", (4, 2.5), hollow=True),
    LineLook(_COLOURS[2], "^", (1, 2), hollow=True),
)
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p")
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.2, 1.8), (6, 2, 1.2, 2))


def bar_look(instrument: str) -> BarLook:
    """How bars of `instrument` look; one unknown here is grey with a hatching of its own."""
    return BAR_LOOKS.get(instrument, _OTHER_BAR)


def radar_look(place: int) -> LineLook:
    """How the wheel's series at `place` looks: the first unbroken, the others dashed."""
    return RADAR_LOOKS[min(place, len(RADAR_LOOKS) - 1)]


def line_look(place: int) -> LineLook:
    """How the line at `place` looks; forty lines pass before two look the same."""
    return LineLook(
        colour=_COLOURS[place % len(_COLOURS)],
        marker=_MARKERS[place % len(_MARKERS)],
        dashes=_DASHES[(place + place // len(_MARKERS)) % len(_DASHES)],
        hollow=place % 2 == 1,
    )

"""The font of official Thai documents, TH Sarabun New, set for Latin and for Thai letters alike.

Word keeps two fonts, sizes and languages for each run of text and uses the complex-script one for
Thai. Where only the Latin one is set, Thai text falls to another font and size, and its lines break
inside words.
"""

from dataclasses import dataclass

from survey_app.reports.docx.elements import Element, element

FONT = "TH Sarabun New"
_OLDER_NAMES = "TH SarabunPSK,TH Sarabun PSK,Sarabun"
"""What a computer without the font may hold instead: the same design under other names."""


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look: size in points, weight, colour as RRGGBB (the reader's own, black, where None), underline."""

    size: int = 16
    bold: bool = False
    colour: str | None = None
    underlined: bool = False


def run_properties(look: Look, character_style: str | None = None) -> Element:
    """`w:rPr` with font, size, weight and language for Latin and Thai letters."""
    weight = "1" if look.bold else "0"
    half_points = str(look.size * 2)
    properties = element(
        "w:rPr",
        element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        element("w:b", val=weight),
        element("w:bCs", val=weight),
        element("w:color", val=look.colour or "auto"),
        element("w:sz", val=half_points),
        element("w:szCs", val=half_points),
        element("w:u", val="single" if look.underlined else "none"),
        element("w:lang", val="en-US", bidi="th-TH"),
    )
    if character_style:
        properties.insert(0, element("w:rStyle", val=character_style))
    return properties


def font_table() -> Element:
    """`w:fonts`, which tells Word what to take where the font is not installed."""
    return element(
        "w:fonts",
        element(
            "w:font",
            element("w:altName", val=_OLDER_NAMES),
            element("w:charset", val="DE"),
            element("w:family", val="swiss"),
            element("w:pitch", val="variable"),
            name=FONT,
        ),
    )

"""How tables look: thin grey lines and a little room around the text of every cell."""

from survey_app.reports.docx.elements import Element, element

TABLE_STYLE = "ReportTable"
_PLAIN = "DefaultTable"
_LINE = "7F7F7F"


def write_table_styles() -> tuple[Element, Element]:
    """Word's own plain table and, on top of it, ours."""
    return _plain_table(), _report_table()


def _plain_table() -> Element:
    return element(
        "w:style",
        element("w:name", val="Normal Table"),
        element("w:tblPr", _margins("0", "108")),
        type="table",
        default="1",
        styleId=_PLAIN,
    )


def _report_table() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(f"w:{side}", val="single", sz="4", space="0", color=_LINE) for side in sides)
    return element(
        "w:style",
        element("w:name", val="ตารางรายงาน"),
        element("w:basedOn", val=_PLAIN),
        element("w:tblPr", element("w:tblBorders", *lines), _margins("28", "85")),
        type="table",
        styleId=TABLE_STYLE,
    )


def _margins(upright: str, sideways: str) -> Element:
    widths = {"top": upright, "left": sideways, "bottom": upright, "right": sideways}
    sides = (element(f"w:{side}", w=width, type="dxa") for side, width in widths.items())
    return element("w:tblCellMar", *sides)

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from PIL import Image

from survey_app.reports.drawing.engine import sole_use
from survey_app.reports.preview import draw_preview, lay_out

_LONG = "องค์การบริหารส่วนตำบลที่มีชื่อยาวมากจนไม่น่าเชื่อแต่ก็มีอยู่จริงในประเทศไทยของเรา"
GIVEN: dict[str, Any] = {
    "agency": "เทศบาลตำบลบ้านฆ้อง",
    "year": "2564",
    "total": "59.46",
    "level": "D",
    "passed": False,
}
WITHHELD = GIVEN | {"total": None, "level": None, "passed": None}


@pytest.fixture
def drawing() -> Iterator[None]:
    with sole_use():
        yield


def texts(**given: Any) -> dict[str, Any]:
    """What is written, by text."""
    from matplotlib.text import Text  # noqa: PLC0415  # only while drawing

    found = lay_out(**(GIVEN | given)).figure.findobj(Text)
    return {text.get_text(): text for text in found if text.get_text()}


def find_ink(text: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is inked, in pixels from the upper left corner."""
    from matplotlib.textpath import text_to_path  # noqa: PLC0415  # only while drawing

    font = text.get_fontproperties()
    points, _ = text_to_path.get_text_path(font, text.get_text())
    scale = font.get_size() / text_to_path.FONT_SCALE
    (middle, baseline), width = text.get_position(), measured(points, 0) * scale
    left = middle - width / 2 if text.get_ha() == "center" else middle
    heights = [baseline - scale * y for _, y in points]
    return left, min(heights), left + width, max(heights)


def measured(points: Any, axis: int) -> float:
    return float(max(p[axis] for p in points) - min(p[axis] for p in points))


def test_is_1200_by_630_and_the_same_every_time() -> None:
    png = draw_preview(**GIVEN)
    assert Image.open(BytesIO(png)).size == (1200, 630)
    assert png == draw_preview(**GIVEN)
    assert len(png) < 60_000


@pytest.mark.usefixtures("drawing")
def test_says_whose_which_year_the_total_the_level_and_the_pass() -> None:
    assert set(texts()) == {
        "เทศบาลตำบลบ้านฆ้อง",
        "ผลการประเมินตนเอง ITA",
        "ปีงบประมาณ พ.ศ. 2564",
        "59.46",
        "ระดับ",
        "D",
        "ไม่ผ่านเกณฑ์",
    }
    assert "ผ่านเกณฑ์" in texts(passed=True)


@pytest.mark.usefixtures("drawing")
def test_a_withheld_total_is_said_to_be_withheld_and_no_level_slips_out() -> None:
    written = set(texts(total=None, level="D", passed=False))
    assert {"ไม่แสดงคะแนนรวม", "มีผู้ตอบน้อยเกินไป"} <= written
    assert written.isdisjoint({"D", "ระดับ", "ไม่ผ่านเกณฑ์", "ผ่านเกณฑ์"})


@pytest.mark.usefixtures("drawing")
def test_a_total_without_level_or_pass_stands_alone() -> None:
    written = set(texts(level=None, passed=None))
    assert written.isdisjoint({"ระดับ", "ไม่ผ่านเกณฑ์", "ผ่านเกณฑ์"})


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"total": "100.00", "level": "AA", "passed": True},
        {"total": "๑๐๐.๐๐", "level": "ผ่านดี", "passed": True},
        {"total": None},
        {"agency": "เทศบาลตำบลบ้านฆ้อง อำเภอโพธาราม จังหวัดราชบุรี"},
        {"agency": "เทศบาลนครพระนครศรีอยุธยา"},
        {"agency": _LONG},
        {"agency": "ก" * 200},
        {"agency": f"{_LONG} {_LONG}"},
    ],
)
def test_all_stays_inside_a_square_cut_from_the_middle_and_nothing_overlaps(
    given: dict[str, Any],
) -> None:
    from matplotlib.text import Text  # noqa: PLC0415  # only while drawing

    canvas = lay_out(**(GIVEN | given))
    boxes = [find_ink(text) for text in canvas.figure.findobj(Text) if text.get_text()]
    for left, top, right, bottom in boxes:
        assert 285 <= left < right <= 915
        assert 20 <= top < bottom <= 610
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b


@pytest.mark.usefixtures("drawing")
def test_a_long_name_is_written_whole() -> None:
    assert _LONG in "".join(texts(agency=_LONG))

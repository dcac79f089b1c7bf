"""The files themselves: SVG that stands alone, PNG of the promised size."""

import re
import struct
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from survey_app.core.thai import Digits
from survey_app.reports.charts import Chart, YearBars
from survey_app.reports.drawing import Picture, draw_chart
from tests.unit.reports.drawing.samples import EDGES, radar, ranked

KINDS = [EDGES[name] for name in ("ranked", "changes", "radar", "trends of ten", "years")]
_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "g", "path", "use", "defs", "rect", "pattern", "clipPath"}


def test_svg_is_well_formed_and_fetches_nothing(edge: Chart) -> None:
    svg = draw_chart(edge, Picture.SVG)
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= _ALLOWED
    links = [
        value
        for element in root.iter()
        for name, value in element.items()
        if name.endswith("href") or "url(" in value
    ]
    names = {element.get("id") for element in root.iter()}
    assert all(re.fullmatch(r"#(.+)|url\(#(.+)\)", link) for link in links)
    assert {link.removeprefix("url(").strip("#)") for link in links} <= names


def test_svg_needs_no_style_so_that_no_policy_can_undress_it() -> None:
    svg = draw_chart(ranked(), Picture.SVG).decode()
    assert "style" not in svg
    assert 'fill="#0f5c5c"' in svg


def test_svg_names_no_address_but_its_own_vocabulary() -> None:
    svg = draw_chart(radar(), Picture.SVG).decode()
    assert set(re.findall(r'https?://[^"]+', svg)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "<!" not in svg


def test_svg_repeats_no_label_as_text_that_an_officer_s_name_could_break() -> None:
    odd = ranked(("--><script>&\"'$x_1$",))
    root = ET.fromstring(draw_chart(odd, Picture.SVG))
    assert not any((element.text or "").strip() for element in root.iter())


def test_svg_stays_small() -> None:
    assert len(draw_chart(ranked(), Picture.SVG)) < 100_000


@pytest.mark.parametrize("chart", KINDS)
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    for picture in Picture:
        assert draw_chart(chart, picture) == draw_chart(chart, picture)


@pytest.mark.parametrize("chart", KINDS)
def test_png_is_16_or_9_cm_wide_at_200_dpi_and_white_at_its_corners(chart: Chart) -> None:
    png = Image.open(BytesIO(draw_chart(chart, Picture.PNG)))
    width = 9 if isinstance(chart, YearBars) else 16
    assert png.width == int(width / 2.54 * 200)
    assert round(png.info["dpi"][0]) == 200
    plain = png.convert("RGB")
    far = (png.width - 1, png.height - 1)
    assert plain.getpixel((0, 0)) == plain.getpixel(far) == (255, 255, 255)


def test_png_carries_no_time_and_no_words() -> None:
    png = draw_chart(ranked(), Picture.PNG)
    kinds, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kinds.append(png[at + 4 : at + 8].decode())
        at += length + 12
    assert set(kinds) <= {"IHDR", "PLTE", "pHYs", "IDAT", "IEND"}


def test_thai_digits_stand_along_the_axes_when_asked() -> None:
    arabic, thai = (draw_chart(ranked(), Picture.SVG, digits) for digits in Digits)
    assert arabic != thai

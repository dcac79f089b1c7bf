from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
import typst
import zxingcpp
from PIL import Image

from survey_app.reports.qr import (
    QUIET_ZONE,
    printed_address,
    qr_png,
    qr_svg,
    qr_terminal,
    typed_address,
)

ADDRESSES = [
    "HTTPS://ITA.BANKHONG.GO.TH/S/K7M2P9QX",
    "HTTPS://ITA.BANKHONG.GO.TH/S/K7M2P9QX#84G7ZWYRD6Z1R",
    "HTTP://127.0.0.1:8000/S/K7M2P9QX",
    "HTTPS://WWW.BANKHONG.GO.TH/open/ita/S/K7M2P9QX",
    'https://example.go.th/s/a?x=1&y="<2>"',
]


def read_one(picture: Image.Image) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(picture)
    return found


def rasterise(svg: str) -> Image.Image:
    page = b'#set page(width: auto, height: auto, margin: 0pt, fill: black)\n#image("qr.svg")'
    no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    files = {"main.typ": page, "qr.svg": svg.encode()}
    png = typst.compile(files, format="png", ppi=72, font_paths=no_fonts)
    return Image.open(BytesIO(png)).convert("L")


def rasterise_terminal(drawn: str) -> Image.Image:
    rows = [line.removeprefix("\x1b[38;5;231;48;5;16m") for line in drawn.splitlines()]
    rows = [row.removesuffix("\x1b[0m") for row in rows]
    lit = {" ": (0, 0), "▀": (255, 0), "▄": (0, 255), "█": (255, 255)}
    picture = Image.new("L", (len(rows[0]), 2 * len(rows)))
    for y, row in enumerate(rows):
        for x, block in enumerate(row):
            picture.putpixel((x, 2 * y), lit[block][0])
            picture.putpixel((x, 2 * y + 1), lit[block][1])
    return picture.resize((picture.width * 8, picture.height * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", ADDRESSES)
def test_svg_reads_back_as_its_address(address: str) -> None:
    assert read_one(rasterise(qr_svg(address))).text == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_png_reads_back_as_its_address(address: str) -> None:
    assert read_one(Image.open(BytesIO(qr_png(address)))).text == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_terminal_drawing_reads_back_as_its_address(address: str) -> None:
    assert read_one(rasterise_terminal(qr_terminal(address))).text == address


def test_png_is_large_enough_to_print_and_square() -> None:
    picture = Image.open(BytesIO(qr_png(ADDRESSES[0])))
    assert picture.width == picture.height >= 1000


def test_a_stain_on_the_middle_does_not_stop_the_code_from_reading() -> None:
    picture = Image.open(BytesIO(qr_png(ADDRESSES[0]))).convert("L")
    stain = picture.width // 5
    picture.paste(0, (stain * 2, stain * 2, stain * 3, stain * 3))
    assert read_one(picture).text == ADDRESSES[0]


def test_pictures_are_of_error_level_q() -> None:
    assert read_one(Image.open(BytesIO(qr_png(ADDRESSES[0])))).ec_level == "Q"
    assert read_one(rasterise(qr_svg(ADDRESSES[0]))).ec_level == "Q"


def test_quiet_zone_of_four_modules_lies_inside_the_picture() -> None:
    picture = Image.open(BytesIO(qr_png(ADDRESSES[0]))).convert("L")
    side = int(ET.fromstring(qr_svg(ADDRESSES[0])).attrib["viewBox"].split()[2])
    module = picture.width // side
    dark = picture.point(lambda level: 255 - level).getbbox()
    zone = QUIET_ZONE * module
    assert dark == (zone, zone, picture.width - zone, picture.height - zone)


@pytest.mark.parametrize("address", ADDRESSES)
def test_svg_stands_alone_without_script_style_or_reference(address: str) -> None:
    root = ET.fromstring(qr_svg(address))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["role"] == "img"
    assert {part.tag.split("}")[1] for part in root.iter()} == {"svg", "title", "path"}
    assert not {"href", "style", "onload"} & {name for part in root.iter() for name in part.attrib}
    assert root.findtext("{http://www.w3.org/2000/svg}title") == address


def test_upper_case_address_makes_a_smaller_code() -> None:
    def side(address: str) -> int:
        return int(ET.fromstring(qr_svg(address)).attrib["viewBox"].split()[2])

    assert side(ADDRESSES[1]) < side(ADDRESSES[1].lower())


@pytest.mark.parametrize(
    ("public_url", "printed", "typed"),
    [
        (
            "https://ita.bankhong.go.th",
            "HTTPS://ITA.BANKHONG.GO.TH/S/K7M2",
            "ita.bankhong.go.th/s/k7m2",
        ),
        (
            "https://ITA.bankhong.go.th/",
            "HTTPS://ITA.BANKHONG.GO.TH/S/K7M2",
            "ita.bankhong.go.th/s/k7m2",
        ),
        ("http://127.0.0.1:8000", "HTTP://127.0.0.1:8000/S/K7M2", "127.0.0.1:8000/s/k7m2"),
        (
            "https://bankhong.go.th/Open/ita/",
            "HTTPS://BANKHONG.GO.TH/Open/ita/S/K7M2",
            "bankhong.go.th/Open/ita/s/k7m2",
        ),
        (
            "https://บ้านฆ้อง.ไทย:8443",
            "HTTPS://XN--62CC6CD1H1A4ND.XN--O3CW4H:8443/S/K7M2",
            "บ้านฆ้อง.ไทย:8443/s/k7m2",
        ),
    ],
)
def test_printed_address_is_upper_case_but_keeps_a_path_prefix(
    public_url: str, printed: str, typed: str
) -> None:
    assert printed_address(public_url, "k7m2") == printed
    assert typed_address(public_url, "K7M2") == typed

"""QR codes of respondent addresses: SVG for pages, PNG for print, half blocks for a terminal.

All carry error level Q and the quiet zone of four modules inside the picture, so that a picture
pasted onto a dark background still scans (ISO/IEC 18004 asks for the zone, people cut it off).
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

QUIET_ZONE = 4
_LEAST_PIXELS = 1000
_SVG_MODULE = 10
# A change to the dense alphanumeric mode costs about ten characters' worth of bits.
_SHORTEST_SEGMENT = 10
# White blocks on black whatever the terminal's theme; stripped of colour, still right on a dark one.
_WHITE_ON_BLACK = "\x1b[38;5;231;48;5;16m"
_PLAIN = "\x1b[0m"
_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}

_Matrix = tuple[tuple[bool, ...], ...]


def printed_address(public_url: str, code: str) -> str:
    """The address a QR code carries: upper case, which a QR code stores in 5.5 bits a character.

    A path prefix of the public address keeps its case, since only scheme, host and `/S/CODE` are
    read the same in either case.
    """
    parts = urlsplit(public_url)
    host = _ascii_host(parts.netloc)
    return f"{parts.scheme}://{host}".upper() + f"{parts.path.rstrip('/')}/S/{code.upper()}"


def typed_address(public_url: str, code: str) -> str:
    """The same address as a person types it: lower case and without the scheme."""
    parts = urlsplit(public_url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}/s/{code.lower()}"


def qr_svg(address: str) -> str:
    """A complete SVG document of black modules on white, one path, nothing fetched, no script."""
    matrix = _encode(address)
    side = len(matrix)
    runs = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in _dark_runs(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {side} {side}"'
        f' width="{side * _SVG_MODULE}" height="{side * _SVG_MODULE}" shape-rendering="crispEdges">'
        f"<title>{escape(address)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{runs}"/></svg>'
    )


def qr_png(address: str) -> bytes:
    """A black and white PNG of at least 1,000 pixels a side, whole pixels to a module."""
    from PIL import Image  # noqa: PLC0415  # loaded when drawing

    matrix = _encode(address)
    side = len(matrix)
    picture = Image.new("1", (side, side))
    picture.putdata([0 if dark else 255 for row in matrix for dark in row])
    whole = side * -(-_LEAST_PIXELS // side)
    file = BytesIO()
    picture.resize((whole, whole), Image.Resampling.NEAREST).save(file, "PNG", optimize=True)
    return file.getvalue()


def qr_terminal(address: str) -> str:
    """The code in half-block characters, two rows of modules to a line, for a terminal."""
    matrix = _encode(address)
    below = (*matrix[1::2], (False,) * len(matrix)) if len(matrix) % 2 else matrix[1::2]
    lines = (
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(matrix[::2], below, strict=True)
    )
    return "\n".join(f"{_WHITE_ON_BLACK}{line}{_PLAIN}" for line in lines)


def _encode(address: str) -> _Matrix:
    """The modules of the smallest code that holds `address`, True where dark."""
    from qrcode import QRCode  # noqa: PLC0415  # loaded when drawing
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415  # likewise

    code = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE)
    code.add_data(address, optimize=_SHORTEST_SEGMENT)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def _dark_runs(matrix: _Matrix) -> Iterator[tuple[int, int, int]]:
    """Column, row and width of every horizontal run of dark modules."""
    for y, row in enumerate(matrix):
        for dark, run in groupby(range(len(row)), key=row.__getitem__):
            if dark:
                columns = tuple(run)
                yield columns[0], y, len(columns)


def _ascii_host(netloc: str) -> str:
    """A Thai host name becomes its xn-- form, which is what the alphanumeric mode can hold."""
    if netloc.isascii():
        return netloc
    name, colon, port = netloc.partition(":")
    return name.encode("idna").decode("ascii") + colon + port

"""A finished canvas as a file: SVG for pages and PDF, PNG for Word and previews.

The same canvas gives the same bytes: no date, no version, no random names.
"""

import re
from io import BytesIO

from survey_app.reports.drawing.canvas import Canvas

_COLOURS = 256
_NOTHING_SAID = {"Date": None, "Creator": None, "Format": None, "Type": None}
_PROLOGUE = re.compile(r"\A.*?<svg", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHEET = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_SPACES = re.compile(r"\s*\n\s*")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_ROOT = '<svg stroke-linejoin="round"'
"""What matplotlib's style sheet says of every line."""


def save_svg(canvas: Canvas) -> bytes:
    """`canvas` as SVG in UTF-8 that fetches nothing: text is drawn as paths. Inside `sole_use`."""
    file = BytesIO()
    canvas.figure.savefig(file, format="svg", metadata=_NOTHING_SAID)
    return _slim(file.getvalue().decode()).encode()


def save_png(canvas: Canvas, dpi: float) -> bytes:
    """`canvas` as PNG on white, `dpi` pixels to an inch. Inside `sole_use`.

    A palette of 256 colours takes a third of the bytes; plain colours, white first, stay exact.
    """
    from PIL import Image  # noqa: PLC0415  # loaded when drawing

    raw, file = BytesIO(), BytesIO()
    canvas.figure.set_dpi(dpi)
    canvas.figure.savefig(raw, format="raw", dpi=dpi)
    size = canvas.figure.canvas.get_width_height()
    drawn = Image.frombytes("RGBA", size, raw.getvalue()).convert("RGB")
    plain = drawn.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    plain.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def _slim(svg: str) -> str:
    """The same picture in half the bytes, without a style: a strict policy may forbid any.

    The document type goes, for it names an address; the comments go, for they repeat the labels.
    """
    bare = _SHEET.sub("", _COMMENT.sub("", _PROLOGUE.sub(_ROOT, svg)), count=1)
    plain = _STYLE.sub(_spread_style, bare)
    return _NUMBER.sub(_round_number, _SPACES.sub("\n", plain)).replace('\n"', '"')


def _spread_style(style: re.Match[str]) -> str:
    """A style as the attributes that mean the same."""
    rules = (rule.partition(":") for rule in style[1].split(";") if rule.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in rules)


def _round_number(number: re.Match[str]) -> str:
    """Hundredths of a point are finer than any printer; factors below 1 keep four digits."""
    value = float(number[0])
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{value:.4g}"

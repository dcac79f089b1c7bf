"""Sarabun by file: its weights, how wide a text is in it, and which characters it holds."""

from __future__ import annotations  # matplotlib's types are known to the type checker alone

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_FONTS = files("survey_app").joinpath("fonts")
_UNKNOWN = "?"


class Weight(StrEnum):
    """How bold a text is, as the font's file names it."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


@cache
def find_font(weight: Weight, size: float) -> FontProperties:
    """The font of `weight` at `size` points, by its file: no list of fonts is asked for it."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  # loaded when drawing

    return FontProperties(fname=str(_FONTS / f"Sarabun-{weight}.ttf"), size=size)


@lru_cache(4096)
def measure(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """How wide `text` stands, in points. Only inside `sole_use`."""
    from matplotlib.textpath import text_to_path  # noqa: PLC0415  # loaded when drawing

    font = find_font(weight, size)
    width, _, _ = text_to_path.get_text_width_height_descent(spell(text), font, ismath=False)
    return float(width)


def spell(text: str) -> str:
    """`text` in characters that Sarabun holds: unseen ones left out, others it lacks as `?`.

    matplotlib would draw those from another font, and warn.
    """
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if _is_seen(c))
    return "".join(c if ord(c) in _list_characters() else _UNKNOWN for c in seen)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf"}


@cache
def _list_characters() -> frozenset[int]:
    from matplotlib.font_manager import get_font  # noqa: PLC0415  # loaded when drawing

    font = get_font(str(_FONTS / f"Sarabun-{Weight.REGULAR}.ttf"))
    return frozenset(font.get_charmap())

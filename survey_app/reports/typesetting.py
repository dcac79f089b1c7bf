"""Typst documents set from templates beside this module, with the fonts of the package alone.

Data and pictures reach a template as files in memory: text stays text and never becomes markup,
and nothing (an admission code above all) is written to a disk on the way. typst is loaded with the
first document: a server that sets none does not pay for it.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATES = files("survey_app.reports").joinpath("typst")
_FONTS = files("survey_app").joinpath("fonts")
_SHARED = "house.typ"


def typeset(
    template: str, data: Mapping[str, object], images: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of `template`, which reads `data` in data.json; house.typ's `picture` draws an image.

    An image is a PNG or an SVG.

    The file is tagged for screen readers as PDF/UA-1 and carries no time of making. A character
    that Sarabun lacks is a box on paper, not a refusal: such a file is tagged but makes no claim
    to the standard. Raises `typst.TypstError` for a picture that is none.
    """
    from typst import TypstError  # noqa: PLC0415  # loaded when setting

    sources = {
        "main.typ": _TEMPLATES.joinpath(template).read_bytes(),
        _SHARED: _TEMPLATES.joinpath(_SHARED).read_bytes(),
        "data.json": _write(data),
        **_file_images(images or {}),
    }
    try:
        return _compile(sources, claims_standard=True)
    except TypstError:
        return _compile(sources, claims_standard=False)


def _compile(sources: dict[str, bytes], *, claims_standard: bool) -> bytes:
    from typst import compile as compile_typst  # noqa: PLC0415  # loaded when setting

    # The wheel's type stub forgets that a dictionary of files is accepted.
    return compile_typst(  # type: ignore[call-overload, no-any-return]  # typst's stubs lack files in memory
        sources,
        font_paths=_load_fonts(),
        format="pdf",
        pdf_standards="ua-1" if claims_standard else [],
    )


def _write(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(errors="replace")


def _file_images(images: Mapping[str, bytes]) -> dict[str, bytes]:
    """SVG as files of their own; a file in memory must be text, so others are lists of bytes."""
    drawn = {name for name, image in images.items() if image.lstrip().startswith(b"<")}
    listed = {name: list(image) for name, image in images.items() if name not in drawn}
    return {
        "images.json": _write(listed),
        **{f"images/{name}.svg": images[name] for name in sorted(drawn)},
    }


@cache
def _load_fonts() -> "Fonts":
    """Sarabun alone: the same page comes out whatever fonts a machine has."""
    from typst import Fonts  # noqa: PLC0415  # loaded when setting

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(str(_FONTS))],
    )

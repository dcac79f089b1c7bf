"""Typst documents set from templates beside this module, with the fonts of the package alone.

Data and pictures reach a template as files in memory: text stays text and never becomes markup,
and nothing (an admission code above all) is written to a disk on the way.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

_TEMPLATES = files("survey_app.reports").joinpath("typst")
_FONTS = files("survey_app").joinpath("fonts")
_SHARED = "house.typ"


def typeset(
    template: str, data: Mapping[str, object], images: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of `template`, which reads `data` in data.json and each image in images.json.

    The file is tagged for screen readers as PDF/UA-1 and carries no time of making. A character
    that Sarabun lacks is a box on paper, not a refusal: such a file is tagged but makes no claim
    to the standard. Raises `typst.TypstError` for a picture that is none.
    """
    sources = {
        "main.typ": _TEMPLATES.joinpath(template).read_bytes(),
        _SHARED: _TEMPLATES.joinpath(_SHARED).read_bytes(),
        "data.json": _write(data),
        "images.json": _write({name: list(image) for name, image in (images or {}).items()}),
    }
    try:
        return _compile(sources, claims_standard=True)
    except typst.TypstError:
        return _compile(sources, claims_standard=False)


def _compile(sources: dict[str, bytes], *, claims_standard: bool) -> bytes:
    # The wheel's type stub forgets that a dictionary of files is accepted.
    return typst.compile(  # type: ignore[call-overload, no-any-return]  # typst's stubs lack files in memory
        sources,
        font_paths=_load_fonts(),
        format="pdf",
        pdf_standards="ua-1" if claims_standard else [],
    )


def _write(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@cache
def _load_fonts() -> typst.Fonts:
    """Sarabun alone: the same page comes out whatever fonts a machine has."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(str(_FONTS))],
    )

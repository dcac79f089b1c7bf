"""What somebody could not read or press as a page is laid out: too wide, cut, covered, too small."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

THUMBS = ".button, .option label, input.code, textarea, .quiet-button, summary, .languages a, .sizes button"
"""What a respondent presses: at least 44 pixels; axe sees to 24 for everything."""

SIZES = ((320, 1), (360, 2), (1280, 2))
"""Width in CSS pixels and how much larger the reader has the text: what these bear, others bear.

320 is also 1280 at 400 %.
"""

_TEXT = """(times) => {
    const root = document.documentElement;
    root.style.fontSize = "";
    if (times > 1) root.style.fontSize = parseFloat(getComputedStyle(root).fontSize) * times + "px";
}"""


@cache
def _script() -> str:
    return (Path(__file__).parent / "layout.js").read_text("utf-8")


def find_layout_faults(page: Page, *, thumbs: bool) -> list[str]:
    """What is wrong at each of the sizes; `thumbs` wants large targets."""
    faults = []
    for width, times in SIZES:
        set_size(page, width, times)
        found = page.evaluate(_script(), THUMBS if thumbs else "nothing")
        faults += [f"{width} px, text {times * 100} %: {fault}" for fault in found]
    set_size(page, 360)
    return faults


def set_size(page: Page, width: int, times: int = 1) -> None:
    """A window so wide, for a reader whose text is so many times larger."""
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate(_TEXT, times)

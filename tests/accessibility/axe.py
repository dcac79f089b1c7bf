"""What axe finds on a page, but for what is no fault: each exception with its reason."""

import pathlib
from functools import cache
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
WORDS = [
    "area-alt", "aria-command-name", "aria-dialog-name", "aria-input-field-name", "aria-meter-name",
    "aria-progressbar-name", "aria-toggle-field-name", "aria-tooltip-name", "aria-treeitem-name",
    "button-name", "document-title", "empty-heading", "empty-table-header", "frame-title", "html-has-lang",
    "html-lang-valid", "image-alt", "image-redundant-alt", "input-button-name", "input-image-alt", "label",
    "label-content-name-mismatch", "label-title-only", "landmark-unique", "link-name", "object-alt",
    "role-img-alt", "select-name", "summary-name", "svg-img-alt", "table-duplicate-name", "valid-lang",
]  # fmt: skip
"""What a translation that is missing, empty or doubled would break."""

NO_FAULTS = {
    (CONTRAST, ".preview-mark"): "a faint watermark; the bar above says the same in words",
}
"""By rule and element."""


@cache
def _script() -> str:
    folder = pathlib.Path(axe_playwright_python.__file__).parent
    return (folder / "axe.min.js").read_text("utf-8")


def run_axe(page: Page) -> list[str]:
    """What breaks the rules of WCAG 2.2 AA and of good practice.

    The script is evaluated from outside, so the page's content policy stays as it is.
    """
    return _run(page, {"runOnly": RULES})


def run_contrast(page: Page) -> list[str]:
    """Words too near in colour to what they stand on."""
    return _run(page, {"runOnly": {"type": "rule", "values": [CONTRAST]}})


def run_axe_on_words(page: Page) -> list[str]:
    """The rules that words can break: names, titles and languages. A page's build is that of the Thai one."""
    return _run(page, {"runOnly": {"type": "rule", "values": WORDS}})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    options["resultTypes"] = ["violations"]
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        _say(violation, node)
        for violation in found["violations"]
        for node in violation["nodes"]
        if (violation["id"], node["target"][0]) not in NO_FAULTS
    ]


def _say(violation: Any, node: Any) -> str:
    return f"{violation['id']}: {node['target']} {node['failureSummary']}"

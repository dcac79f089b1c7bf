"""A thumb on a phone: what it taps is counted, and what it cannot reach is found."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

PRESSABLE = 44
"""Pixels each way: the least that a thumb hits."""

_GAP = """() => {
    const bar = document.querySelector(".bar").getBoundingClientRect().top;
    const empty = [...document.querySelectorAll("fieldset.row")].find((row) => row.checkVisibility()
        && row.querySelector("[required]") && !row.querySelector(":checked"));
    if (!empty) return null;
    const top = empty.getBoundingClientRect().top;
    const told = document.querySelector("#next").textContent === document.querySelector("#next").dataset.gap;
    return { begins: top, seen: top >= 0 && top < bar, told };
}"""


@dataclass
class Thumb:
    """Taps where somebody would tap, scrolls as somebody would scroll, and keeps count."""

    page: Page
    taps: int = 0
    unseen: int = 0
    faults: list[str] = field(default_factory=list)

    def tap(self, target: Locator) -> None:
        """Tap in the middle of what is there now; nothing is scrolled for it."""
        box = target.bounding_box()
        assert box is not None
        if min(box["width"], box["height"]) < PRESSABLE:
            self.faults.append(f"{box} is too small")
        self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.taps += 1

    def tap_low(self, target: Locator) -> None:
        """Tap a main button: it lies in the lower half, where a thumb is."""
        box, size = target.bounding_box(), self.page.viewport_size
        assert box is not None
        assert size is not None
        if not size["height"] / 2 < box["y"] + box["height"] / 2 < size["height"]:
            self.faults.append(f"{target} lies at {box['y']}, out of a thumb's reach")
        self.tap(target)

    def answer_step(self, pick: int, *, optional: bool = False) -> int:
        """Choose an option in each row of this step; returns how many rows."""
        rows = self.page.locator("fieldset.row:visible")
        chosen = 0
        for row in rows.all():
            if not optional and not row.locator("[required]").count():
                continue
            self._bring(row)
            least = row.get_by_label("น้อยกว่า 1 ปี").count()
            labels = row.locator("label")
            self._choose(labels.nth(min(max(pick, least), labels.count() - 1)))
            chosen += 1
        return chosen

    def _bring(self, row: Locator) -> None:
        """Scroll, as a reader does, until the row begins at the top of the page."""
        row.evaluate("row => window.scrollTo(0, row.getBoundingClientRect().top + scrollY - 8)")

    def _choose(self, label: Locator) -> None:
        """Tap an option; the page stays where it is, and the next row to answer can be seen.

        After a long question it may begin under the bar: then the button in the bar leads to it.
        """
        before = self.page.evaluate("scrollY")
        self.tap(label)
        if self.page.evaluate("scrollY") != before:
            self.faults.append("the page jumped by itself")
        gap = self.page.evaluate(_GAP)
        self.unseen += bool(gap and not gap["seen"])
        if gap and not (gap["seen"] or gap["told"]):
            self.faults.append(f"the next row begins out of sight, at {gap['begins']}")

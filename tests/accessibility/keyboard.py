"""A person without a mouse: Tab, arrows, Space and Enter, looking where the focus is."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

MOST = 150
"""Stops on a page before somebody must think that they are trapped."""

TABBABLE = """() => {
    const every = [...document.querySelectorAll("*")];
    const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    return every.flatMap((one, place) => {
        if (!one.matches(wanted) || one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) return [];
        if (one.type === "radio") {
            const group = every.filter((other) => other.type === "radio" && other.name === one.name);
            if (one !== (group.find((other) => other.checked) || group[0])) return [];
        }
        return [place];
    });
}"""
"""The places, in the order of the page, of what the Tab key must reach."""

_TOP = """() => {
    window.scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    window.stopBefore = null;
}"""
"""A field that is left by `blur` is where Tab goes on from; the page itself is not."""


@cache
def _script() -> str:
    return (Path(__file__).parent / "focus.js").read_text("utf-8")


@dataclass
class Keyboard:
    """Keys pressed on a page; each stop is looked at, and what is wrong with it is kept."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Put the focus before the first stop, wherever the page had put it."""
        self.page.evaluate(_TOP)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.insert_text(text)

    def enter(self) -> None:
        """Press Enter and wait for the next page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tab(self, wanted: Locator | None = None) -> Any:
        """Go one stop on; says where."""
        stop = self._go_on(wanted)
        self.faults += stop["faults"]
        return stop

    def tab_to(self, wanted: Locator) -> None:
        """Go on until something has the focus; fails for what is never reached."""
        if self._ask(wanted)["there"]:
            return
        for _stop in range(MOST):
            if self.tab(wanted)["there"]:
                return
        raise AssertionError(f"Tab never reaches {wanted}")

    def follow(self, link: Locator) -> None:
        """Go to a link or a button that leads to another page, and press it."""
        self.tab_to(link)
        self.enter()

    def choose(self, radio: Locator) -> None:
        """Go to the radio group of an option and choose it with the arrows."""
        group = self.page.locator(f"[name='{radio.get_attribute('name')}']")
        checked = group.and_(self.page.locator(":checked"))
        self.tab_to(checked if checked.count() else group.first)
        self.press("Space")
        for _option in range(group.count()):
            if radio.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {radio}")

    def round(self) -> list[int]:
        """The places of all stops from the top of the page until it begins again."""
        places: list[int] = []
        for _stop in range(MOST):
            stop = self._go_on()
            if stop.get("nowhere") or stop["place"] in places:
                return places
            self.faults += stop["faults"]
            places.append(stop["place"])
        raise AssertionError("no end of stops")

    def _go_on(self, wanted: Locator | None = None) -> Any:
        self.page.keyboard.press("Tab")
        return self._ask(wanted)

    def _ask(self, wanted: Locator | None) -> Any:
        """Where the focus is; a script may have put it on a heading, which nobody needs to see."""
        handle = wanted.element_handle() if wanted is not None else None
        return self.page.evaluate(_script(), handle)

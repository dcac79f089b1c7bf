"""What a phone fetches from the scanned code to the first question, and how long that takes.

A Chromium with the viewport of a small phone, a processor slowed four times and a network of
400 kbit/s with 400 ms there and back, opens the demonstration's forms with an empty cache. Chromium
delays each request so, but not the making of a connection: on an encrypted one two round trips come
before the first page, and none before the second. What is printed is the median of three walks.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.machine import describe_machine
from tests.browser.chromium import QUIET, find_chromium
from tests.serving import CommandLine

KBIT = 1000 / 8
"""Bytes a second."""
NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * KBIT,
    "uploadThroughput": 400 * KBIT,
}
SLOWER = 4
TIMES = 3
TARGETS = "45 KB, 5 requests, 1.5 s, no shift, 8,000 bytes of script"
WATCH = """
window.shift = 0;
new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { window.shift += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { window.largest = one.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
"""
SEEN = """() => {
    const question = document.querySelector("[data-title]").getBoundingClientRect();
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const paints = performance.getEntriesByName("first-contentful-paint");
    return { paint: paints.length && paints[0].startTime, largest: window.largest, shift: window.shift,
             readable: question.top >= 0 && question.bottom < bar.top };
}"""


@dataclass
class Fetched:
    """Bytes on the wire by address, headers included, in the order they were asked for."""

    names: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def watch(self, network: CDPSession) -> None:
        """Begin to listen."""
        network.on("Network.requestWillBeSent", self._begin)
        network.on("Network.loadingFinished", self._end)

    def _begin(self, event: dict[str, Any]) -> None:
        self.names[event["requestId"]] = event["request"]["url"]

    def _end(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        if size:  # what lies in the cache costs nothing
            self.sizes[event["requestId"]] = size

    @property
    def lines(self) -> list[tuple[str, int]]:
        """What was fetched, and its bytes."""
        return [(_short(self.names[one]), size) for one, size in self.sizes.items()]


@dataclass(frozen=True, slots=True)
class Visit:
    """One walk to the first question; milliseconds from the tap that asked for the form."""

    fetched: list[tuple[str, int]]
    paint: float
    largest: float
    shift: float


def main() -> None:
    """Build the demonstration, walk to each form, print the tables."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = CommandLine(Path(folder) / "instance")
        links = _open_round(command)
        with command.serve() as address:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            print(describe_machine())
            print(f"400 kbit/s, 400 ms, processor {SLOWER} times slower; targets: {TARGETS}")
            for name, link in links.items():
                _report(browser, name, address + link)
            browser.close()


def _open_round(command: CommandLine) -> dict[str, str]:
    """Paths of both surveys of a round that anybody may answer."""
    command.run("demo", "--build-only")
    agency = command.ask_json("round", "list")[0]["agency"]
    words = ["--agency", agency, "--year", "2566", "--edition", "2564"]
    numbers = ["--staff", "40", "--public", "4000", "--staff-access", "link"]
    made = command.ask("round", "create", *words, *numbers)
    command.run("round", "open", made)
    links = command.ask_json("round", "links", made)
    return {name: "/s/" + found[0].rpartition("/")[2] for name, found in links.items()}


def _report(browser: Browser, name: str, link: str) -> None:
    _walk(browser, link)  # the server makes each page at its first visit
    walks = [_walk(browser, link) for _ in range(TIMES)]
    direct = [_go_directly(browser, link) for _ in range(TIMES)]
    fetched = walks[0].fetched
    print(f"\n{name}: start page, form and all that belongs to them")
    for what, size in fetched:
        print(f"  {what:36}{size:8,} bytes")
    print(f"  {len(fetched)} requests {sum(size for _, size in fetched):27,} bytes")
    _print_time("from the tap on the start page", walks)
    _print_time("form opened directly, nothing cached", direct)


def _print_time(what: str, visits: list[Visit]) -> None:
    paint, largest = (
        statistics.median(getattr(one, kind) for one in visits) / 1000
        for kind in ("paint", "largest")
    )
    shift = max(one.shift for one in visits)
    print(f"  {what}: question readable after {paint:.2f} s, all above the fold {largest:.2f} s,")
    print(f"    layout shift {shift:.3f}")


def _walk(browser: Browser, link: str) -> Visit:
    with _phone(browser) as (page, fetched):
        page.goto(link)
        page.wait_for_load_state("networkidle")
        with page.expect_navigation():
            page.locator("main a.button").first.click()
        return _look(page, fetched)


def _go_directly(browser: Browser, link: str) -> Visit:
    with _phone(browser) as (page, fetched):
        page.goto(link + "/form")
        return _look(page, fetched)


def _look(page: Page, fetched: Fetched) -> Visit:
    page.wait_for_load_state("networkidle")
    while not (seen := page.evaluate(SEEN))["paint"]:
        page.wait_for_timeout(100)
    if not seen["readable"]:
        sys.exit("the first question is not above the fold")
    return Visit(fetched.lines, seen["paint"], seen["largest"], seen["shift"])


@contextmanager
def _phone(browser: Browser) -> Iterator[tuple[Page, Fetched]]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
    )
    page, fetched = context.new_page(), Fetched()
    page.add_init_script(WATCH)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", NETWORK)
    network.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    fetched.watch(network)
    yield page, fetched
    context.close()


def _short(address: str) -> str:
    path = address.partition("?")[0].split("/", 3)[3]
    return path.rpartition("/")[2] if path.startswith("static") else path


if __name__ == "__main__":
    main()

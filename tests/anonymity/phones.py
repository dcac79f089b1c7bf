"""A phone of its own: a Chromium with a profile on disk, and everything it sent and was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Request, Response, sync_playwright

from tests.browser.chromium import QUIET, find_chromium
from tests.browser.conftest import PATIENCE, PHONE


@dataclass(frozen=True)
class Sent:
    """A request as it left the phone."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Phone:
    """A page, and what the network saw of it."""

    page: Page
    context: BrowserContext
    sent: list[Sent] = field(default_factory=list)
    replies: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._see)
        self.context.on("response", self._hear)

    def _see(self, request: Request) -> None:
        body = request.post_data_buffer or b""
        self.sent.append(Sent(request.method, request.url, request.headers, body))

    def _hear(self, reply: Response) -> None:
        self.replies.append(reply)

    @property
    def answers_sent(self) -> list[Sent]:
        return [one for one in self.sent if one.url.partition("?")[0].endswith("/answers")]

    def ask(self, script: str) -> object:
        """What a script on the page finds."""
        return self.page.evaluate(script)


@contextmanager
def open_phone(profile: Path, *, scripts: bool = True) -> Iterator[Phone]:
    """A phone whose profile lies in a folder; all is written out when the block ends.

    Must be called from a thread that drives no other browser.
    """
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            args=QUIET,
            locale="th-TH",
            viewport=PHONE,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield Phone(context.pages[0], context)
        finally:
            context.close()


def files_of(profile: Path) -> dict[Path, bytes]:
    """Every file of a profile."""
    return {file: file.read_bytes() for file in profile.rglob("*") if file.is_file()}

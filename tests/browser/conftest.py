"""A real browser against the real server: a phone and a desktop, each with no history."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    expect,
)

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess
from survey_app.services.agencies import add_agency
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.settings import Settings
from tests.browser.chromium import QUIET  # noqa: F401  # other tests take it from here
from tests.respondents import PretendRound, open_pretend_round
from tests.serving import CommandLine

PATIENCE = 20_000
"""Milliseconds: machines that build are slow; a page that needs long fails elsewhere."""
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


class Watched:
    """Contexts of a test; what a page must never do is found when the test ends."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(self, size: dict[str, int], *, scripts: bool = True) -> Page:
        context = self.browser.new_context(
            viewport=size,
            locale="th-TH",
            java_script_enabled=scripts,
            has_touch=size is PHONE,
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", self._see)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("console", lambda said: self._hear(said.type, said.text))
        self.contexts.append(context)
        return context.new_page()

    def _see(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://LOCALHOST", "data:", "blob:")):
            self.faults.append(f"third party: {request.url}")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(f"console: {text}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    contexts = Watched(browser)
    yield contexts
    for context in contexts.contexts:
        context.close()
    assert contexts.faults == []


@pytest.fixture
def phone(watched: Watched) -> Page:
    """A phone-sized page with JavaScript."""
    return watched.open(PHONE)


@pytest.fixture
def old_phone(watched: Watched) -> Page:
    """A phone-sized page without JavaScript."""
    return watched.open(PHONE, scripts=False)


@pytest.fixture
def desktop(watched: Watched) -> Page:
    """A desktop-sized page."""
    return watched.open(DESKTOP)


@dataclass
class Site:
    """The running server, and the instance behind it for what a test must prepare."""

    address: str
    instance: Instance
    command: CommandLine

    def open_round(self, access: StaffAccess) -> "Survey":
        """A new agency with an open round of its own."""
        name = f"เทศบาลตำบลทดสอบ {secrets.token_hex(3)}"
        agency = add_agency(self.instance, COMMAND_LINE, name=name, phone="0 4300 0000")
        pretend = open_pretend_round(self.instance, agency, access=access)
        return Survey(self, pretend)


@dataclass
class Survey:
    """An open round behind the running server."""

    site: Site
    pretend: PretendRound

    def link(self, instrument: SurveyInstrument) -> str:
        """The address of a survey's start page."""
        return f"{self.site.address}/s/{self.pretend.links[instrument]}"

    def sheets(self) -> tuple[int, int]:
        """IIT and EIT sheets counted, found by closing the round."""
        result = close_round(self.site.instance, COMMAND_LINE, self.pretend.id, "ทดสอบ")
        return result.iit.respondents, result.eit.respondents


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all tests, on a port of its own."""
    folder = tmp_path_factory.mktemp("site") / "instance"
    instance = upgrade_instance(Settings(instance=folder))
    command = CommandLine(folder)
    with command.serve() as address:
        yield Site(address, instance, command)
    instance.database.engine.dispose()


@pytest.fixture
def survey(site: Site) -> Survey:
    """A round that anybody may answer."""
    return site.open_round(StaffAccess.LINK)

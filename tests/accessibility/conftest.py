"""The town behind the real server, and browsers of everybody in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page

from survey_app.services.instance import Instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.web import build_app
from tests.accessibility.sights import Sight
from tests.accessibility.town import Town, found_town
from tests.serving import CommandLine

SMALL = {"width": 360, "height": 740}


@dataclass
class Place:
    """The running server, and a browser for each person and language, kept for the next page."""

    address: str
    town: Town
    instance: Instance
    browser: Browser
    tabs: dict[tuple[str, str, bool], Page] = field(default_factory=dict)

    def visit(self, sight: Sight, language: str = "th", **media: Any) -> Page:
        """The page in its state; the tab is the same for the next page of this person."""
        page = self._tab(sight.who, language, scripts=sight.scripts)
        page.set_viewport_size(SMALL)
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
        page.goto(self.address + self._ask(self.path(sight.address), language))
        if sight.act:
            sight.act(page, self.town)
        return page

    def path(self, address: str) -> str:
        """An address with the names of real things in it."""
        return address.format_map(self.town.names)

    def _ask(self, path: str, language: str) -> str:
        """The path, asking for a language."""
        if language == "th":
            return path
        return f"{path}{'&' if '?' in path else '?'}lang={language}"

    def _tab(self, who: str, language: str, *, scripts: bool) -> Page:
        """A tab that remembers nothing of the page before."""
        key = (who, language, scripts)
        if key not in self.tabs:
            self.tabs[key] = self.open(who, language, scripts=scripts).new_page()
            return self.tabs[key]
        self.tabs[key].unroute_all()
        self.tabs[key].evaluate("sessionStorage.clear()")
        return self.tabs[key]

    def open(self, who: str = "", language: str = "th", *, scripts: bool = True) -> BrowserContext:
        """A browser, signed in if `who` is an officer; `scripts` says whether the form gets its own."""
        context = self.browser.new_context(
            viewport=SMALL, locale="th-TH", has_touch=True, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        if not scripts:
            context.route("**/respondent.js*", lambda route: route.abort())
        context.add_cookies([self._cookie(who, language)])
        return context

    def _cookie(self, who: str, language: str) -> Any:
        """An officer's cookie as signing in and choosing a language leave it."""
        held = {"language": language}
        if who:
            held |= {"_user_id": self.town.tokens[who], "_fresh": True}
        app = build_app(self.instance)
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer
        value = str(signer.dumps(held))
        name = app.config["SESSION_COOKIE_NAME"]
        return {"name": name, "value": value, "url": f"{self.address}/officer/"}


@pytest.fixture(scope="session")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("town") / "instance"
    instance = upgrade_instance(Settings(instance=folder))
    town = found_town(instance)
    with CommandLine(folder).serve() as address:
        found = Place(address, town, instance, browser)
        yield found
        for tab in found.tabs.values():
            tab.context.close()
    instance.database.engine.dispose()

"""The hostile town in a real browser: no dialog opens, no script of anybody else runs, nothing is added."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page

from survey_app.web import build_app
from tests.security.conftest import HostileSite
from tests.security.hostile_town import ELEMENT, OFFICER
from tests.security.test_markup import CLOSED, DRAFT, OPEN, PLAN
from tests.serving import CommandLine

PAGES = (
    "/s/{link}",
    "/s/{link}/form",
    "/s/{staff_link}/thanks",
    "/s/{link}/not-eligible",
    "/r/{agency}",
    "/r/{agency}/2563",
    "/r/{agency}/2563/oit",
    "/officer/rounds",
    OPEN,
    f"{OPEN}/places",
    f"{OPEN}/places/{{place}}",
    f"{OPEN}/watch",
    f"{OPEN}/oit",
    f"{OPEN}/oit/o1",
    f"{OPEN}/close",
    f"{OPEN}/history",
    f"{DRAFT}/wording",
    f"{DRAFT}/wording/IIT/pages",
    f"{DRAFT}/preview/IIT",
    f"{CLOSED}/result",
    f"{CLOSED}/suggestions",
    f"{CLOSED}/report",
    f"{CLOSED}/report/preview",
    f"{CLOSED}/report/suggestions",
    f"{CLOSED}/publishing",
    PLAN,
    "/officer/measures/{measure}",
    "/officer/measures/{measure}/edit",
    "/officer/measures/{measure}/progress/{entry}",
    "/officer/agencies/{agency}",
    "/officer/agencies/{agency}/years",
    f"/officer/officers/{OFFICER}",
    "/officer/account",
)
"""One page of every template that shows what somebody typed."""


class Listening:
    """A browser that remembers whatever a page did that only injected markup would make it do."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.on("dialog", lambda dialog: (self.heard.append(dialog.message), dialog.dismiss()))
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda error: self.heard.append(f"script: {error.error}"))
        context.on("request", lambda asked: self._see(asked.url))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy: '"
            " + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.heard.append(text)

    def _see(self, address: str) -> None:
        if not address.startswith(("http://127.0.0.1:", "blob:", "data:image/")):
            self.heard.append(f"asks for {address}")


@pytest.fixture(scope="module")
def place(
    browser: Browser, hostile_site: HostileSite
) -> Iterator[tuple[str, dict[str, str], BrowserContext, Listening]]:
    """The running server, names of what stands in it, and a browser that listens."""
    town, app = hostile_site.town, build_app(hostile_site.instance)
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    value = str(signer.dumps({"_user_id": town.tokens["admin"], "_fresh": True}))
    with CommandLine(hostile_site.instance.settings.instance).serve() as address:
        context = browser.new_context(locale="th-TH", viewport={"width": 1280, "height": 800})
        name: Any = app.config["SESSION_COOKIE_NAME"]
        context.add_cookies([{"name": name, "value": value, "url": f"{address}/officer/"}])
        yield address, town.names, context, Listening(context)
        context.close()


def injected(page: Page) -> list[str]:
    """Elements that came from a text, and attributes that would run something."""
    return list(
        page.evaluate(
            """name => [...document.querySelectorAll('*')].flatMap(node => [
                ...(node.localName === name || node.localName.startsWith(name) ? [node.outerHTML] : []),
                ...[...node.attributes].filter(a => a.name.startsWith('on') || a.name === name)
                    .map(a => node.localName + ' ' + a.name),
                ...(node.localName === 'script' && !node.src && !/json/.test(node.type)
                    ? ['script: ' + node.textContent.slice(0, 60)] : []),
                ...(/^\\s*(javascript|vbscript|data:text)/i.test(node.href || node.action || '')
                    ? ['leads to ' + node.href] : []),
            ])""",
            ELEMENT,
        )
    )


def test_no_page_runs_or_adds_what_was_typed(
    place: tuple[str, dict[str, str], BrowserContext, Listening],
) -> None:
    address, names, context, listening = place
    faults: dict[str, list[str]] = {}
    page = context.new_page()
    for written in PAGES:
        answer = page.goto(address + written.format_map(names))
        assert answer, written
        assert answer.status == 200, written
        assert "N" in page.title() or page.locator("body").inner_text(), written
        found = [*injected(page), *listening.heard]
        listening.heard.clear()
        if found:
            faults[written] = found
    page.close()
    assert faults == {}


def test_the_ear_hears_what_would_be_heard(
    place: tuple[str, dict[str, str], BrowserContext, Listening],
) -> None:
    """A page with markup in it is noticed: else silence would prove nothing."""
    address, names, context, listening = place
    page = context.new_page()
    page.goto(f"{address}/officer/account".format_map(names))
    page.evaluate(
        """name => { const node = document.createElement(name);
        node.setAttribute('onclick', 'alert(1)'); document.body.append(node);
        const script = document.createElement('script'); script.textContent = 'alert(1)';
        document.body.append(script); alert('x') }""",
        ELEMENT,
    )
    assert len(injected(page)) >= 3
    assert any("policy" in said or "Content Security Policy" in said for said in listening.heard)
    assert "x" in listening.heard
    listening.heard.clear()
    page.close()

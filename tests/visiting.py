"""A visitor: a test client that inspects every page it fetches.

    page = visitor.get("/officer/rounds")            # as the server answers, redirects not followed
    page = visitor.open("/officer/rounds")           # redirects followed, must end in 200
    page = visitor.submit({"year": "2564"})          # fills the page's form and sends it, follows on
    page = visitor.submit({"name": "…"}, form="/officer/agencies/new")   # the form with that action
    page = visitor.post("/officer/…", {"a": "b"})    # raw, with the last seen CSRF token; not followed

`submit` starts from what the form already holds (hidden fields, checked radios, selected options,
texts); a value of None leaves a field out, a list sends it several times, and a tuple
`(bytes, "name.png")` sends a file.
A `Page` knows `status`, `path`, `text` (what a person reads), `title`, `headings`, `links`, `forms`,
`response`. A page that breaks a rule of the house fails the test that fetched it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_app.web.instance import EXTENSION

WORD_JOINER = "\u2060"
"""Keeps a name on one line; nobody sees it."""
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_FETCHING = {"src", "srcset", "poster", "data", "background"}
_NAMING = frozenset({"canonical", "alternate"})
"""Links of a page's head that say what it is called elsewhere; nothing is fetched for them."""
_UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
Values = dict[str, Any]


@dataclass
class Element:
    """One element of a page: its tag, attributes, text and ancestors."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[Element, ...] = field(repr=False)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return " ".join("".join(self.pieces).replace(WORD_JOINER, "").split())

    def inside(self, *tags: str) -> Element | None:
        """The nearest ancestor with one of these tags."""
        return next((one for one in reversed(self.parents) if one.tag in tags), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)


@dataclass
class Form:
    """A form as it stands on the page, with what it would send."""

    action: str
    method: str
    values: Values


@dataclass
class Page:
    """One reply, read."""

    response: TestResponse
    path: str
    elements: list[Element]

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        """Where a redirect leads, or an empty text."""
        return self.response.headers.get("Location", "")

    @property
    def is_html(self) -> bool:
        return self.response.mimetype == "text/html"

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a tag with these attributes; write `class_` and `for_` for the reserved words."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.elements if one.tag == tag and _has(one, wanted)]

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.find("body"))

    @property
    def title(self) -> str:
        return " ".join(one.text for one in self.find("title") if not one.inside("svg"))

    @property
    def headings(self) -> list[str]:
        return [one.text for one in self.elements if re.fullmatch(r"h[1-6]", one.tag)]

    @property
    def links(self) -> dict[str, str]:
        """Text of each link and where it leads."""
        return {one.text: one.attributes.get("href", "") for one in self.find("a")}

    @property
    def forms(self) -> list[Form]:
        return [self._form(one) for one in self.find("form")]

    def _form(self, element: Element) -> Form:
        action = urljoin(self.path, element.attributes.get("action", "") or self.path)
        values: Values = {}
        for one in self.elements:
            if element in one.parents or one.attributes.get("form") == element.attributes.get(
                "id", "-"
            ):
                _add_value(values, one, self.elements)
        return Form(action, element.attributes.get("method", "get").lower(), values)


class Visitor:
    """A person with a browser of their own, on the real application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.page: Page | None = None
        self._csrf = ""

    def get(self, path: str, **options: Any) -> Page:
        """One GET, redirects not followed."""
        return self._keep(self.client.get(path, **options), path)

    def open(self, path: str, **options: Any) -> Page:
        """GET a page, following redirects; it must be found."""
        page = self._follow(self.get(path, **options))
        assert page.status == 200, f"{path} answered {page.status}: {page.text[:400]}"
        return page

    def post(self, path: str, data: Values | None = None, **options: Any) -> Page:
        """One POST with the CSRF token last seen, redirects not followed."""
        sent = {"csrf_token": self._csrf, **(data or {})} if self._csrf else dict(data or {})
        return self._keep(self.client.post(path, data=_sendable(sent), **options), path)

    def submit(self, data: Values | None = None, *, form: str | int | None = None) -> Page:
        """Fill a form of the current page (by action or number; else its main one) and send it."""
        chosen = self._choose(form)
        values = {**chosen.values, **(data or {})}
        sent = {name: value for name, value in values.items() if value is not None}
        if chosen.method == "get":
            return self._follow(self.get(chosen.action, query_string=sent))
        reply = self.client.post(chosen.action, data=_sendable(sent))
        return self._follow(self._keep(reply, chosen.action))

    def _choose(self, form: str | int | None) -> Form:
        assert self.page is not None, "open a page first"
        forms = self.page.forms
        if isinstance(form, int):
            return forms[form]
        if form is not None:
            found = [one for one in forms if one.action == form]
            assert found, f"no form sends to {form}, only {[one.action for one in forms]}"
            return found[0]
        main = [self.page._form(one) for one in self.page.find("form") if one.inside("main")]
        assert main, f"no form in the main part of {self.page.path}"
        return main[0]

    def _follow(self, page: Page) -> Page:
        for _hop in range(10):
            if page.status not in (301, 302, 303, 307, 308):
                return page
            target = urljoin(page.path, page.location)
            page = self.get(target)
        raise AssertionError(f"redirects without end at {page.path}")

    def _keep(self, response: TestResponse, path: str) -> Page:
        page = read_page(response, path)
        response.request.input_stream.close()  # a large upload lies in a file of its own
        inspect(page)
        pool = self.app.extensions[EXTENSION].database.engine.pool
        assert pool.checkedout() == 0, f"{path} left a transaction open"
        if page.is_html:
            self.page = page
            tokens = page.find("input", name="csrf_token")
            self._csrf = tokens[0].attributes["value"] if tokens else self._csrf
        return page


def read_page(response: TestResponse, path: str) -> Page:
    """The reply with its elements, if it is a page at all."""
    reader = _Reader()
    if response.mimetype == "text/html":
        reader.feed(response.get_data(as_text=True))
    return Page(response, path, reader.elements)


def inspect(page: Page) -> None:
    """Fail for a reply that breaks a rule of the house."""
    if urlsplit(page.path).path[:3].lower() in ("/s/", "/r/"):
        assert "Set-Cookie" not in page.response.headers, f"{page.path} sets a cookie"
    if not page.is_html or page.status in (301, 302, 303, 307, 308):
        return
    faults = [
        *_frame_faults(page),
        *_label_faults(page),
        *_inline_faults(page),
        *_foreign_faults(page),
    ]
    assert not faults, f"{page.path} ({page.status}): " + "; ".join(faults)


def _frame_faults(page: Page) -> list[str]:
    languages = [one.attributes.get("lang") for one in page.find("html")]
    faults = [] if languages in (["th"], ["en"], ["my"]) else [f"html lang is {languages}"]
    if not page.title:
        faults.append("no title")
    if len(page.find("h1")) != 1:
        faults.append(f"{len(page.find('h1'))} h1")
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    return faults + [f"id {name!r} {n} times" for name, n in ids.items() if n > 1]


def _label_faults(page: Page) -> list[str]:
    labelled = {one.attributes.get("for") for one in page.find("label") if one.text}
    ids = {one.attributes.get("id") for one in page.elements}
    faults = [f"label for nothing: {name!r}" for name in labelled - ids if name]
    for one in page.elements:
        if one.tag not in ("input", "select", "textarea"):
            continue
        if one.attributes.get("type", "text") in _UNLABELLED:
            continue
        around = one.inside("label")
        named = one.attributes.get("id") in labelled or (around is not None and around.text)
        if not named and not {"aria-label", "aria-labelledby"} & one.attributes.keys():
            faults.append(f"{one.tag} {one.attributes.get('name')!r} has no label")
    pictures = [one for one in page.find("img") if "alt" not in one.attributes]
    return faults + [f"img {one.attributes.get('src')!r} has no alt" for one in pictures]


def _inline_faults(page: Page) -> list[str]:
    faults = [f"inline style on {one.tag}" for one in page.elements if "style" in one.attributes]
    faults += ["style element" for _one in page.find("style")]
    for one in page.elements:
        faults += [f"{name} on {one.tag}" for name in one.attributes if name.startswith("on")]
    scripts = [one for one in page.find("script") if "src" not in one.attributes]
    data = ("application/json", "application/ld+json")
    return faults + ["inline script" for one in scripts if one.attributes.get("type") not in data]


def _foreign_faults(page: Page) -> list[str]:
    fetched = [
        (one, value)
        for one in page.elements
        for name, value in one.attributes.items()
        if one.attributes.get("rel") not in _NAMING
        if name in _FETCHING or (name == "href" and one.tag in ("link", "use", "image"))
    ]
    return [f"{one.tag} fetches {value!r}" for one, value in fetched if _is_foreign(value)]


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc) and parts.hostname not in ("localhost", "127.0.0.1")


def _has(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        found = element.attributes.get(name)
        if name == "class":
            if value not in (found or "").split():
                return False
        elif found != value:
            return False
    return True


def _add_value(values: Values, one: Element, elements: list[Element]) -> None:
    name, kind = one.attributes.get("name"), one.attributes.get("type", "text")
    if not name or "disabled" in one.attributes:
        return
    if one.tag == "input" and kind in ("submit", "button", "image", "reset", "file"):
        return
    if one.tag == "input" and kind in ("radio", "checkbox"):
        if "checked" in one.attributes:
            _put(values, name, one.attributes.get("value", "on"))
    elif one.tag == "input":
        _put(values, name, one.attributes.get("value", ""))
    elif one.tag == "textarea":
        _put(values, name, "".join(one.pieces).removeprefix("\n"))
    elif one.tag == "select":
        _put(values, name, _selected(one, elements))


def _selected(select: Element, elements: list[Element]) -> str:
    options = [one for one in elements if one.tag == "option" and select in one.parents]
    chosen = [one for one in options if "selected" in one.attributes] or options
    return chosen[0].attributes.get("value", chosen[0].text) if chosen else ""


def _put(values: Values, name: str, value: str) -> None:
    if name in values:
        before = values[name]
        values[name] = [*(before if isinstance(before, list) else [before]), value]
    else:
        values[name] = value


def _sendable(values: Values) -> Values:
    return {
        name: (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        for name, value in values.items()
    }

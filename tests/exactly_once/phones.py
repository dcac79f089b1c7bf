"""Respondents' phones without JavaScript: they read the form, send it, and send it again until thanked."""

import time
from dataclasses import dataclass
from html.parser import HTMLParser
from socket import create_connection
from urllib.parse import urlencode

from survey_app.core.sheet import Sheet

THANKS = "คำตอบจากแบบฉบับนี้ถูกนับแล้วหนึ่งครั้ง"
NOT_RECORDED = "คำตอบชุดนี้ไม่ได้รับการบันทึก"
_PATIENCE = 300.0
"""Seconds after which a test gives up on being thanked at all."""
_PAUSE = 0.05
"""Seconds before the same form is sent again."""
_HEADERS = "Host: 127.0.0.1\r\nConnection: close\r\n"
_FORM = "application/x-www-form-urlencoded"


class Lost(Exception):
    """The connection ended before the whole reply was there: nobody knows what became of the sheet."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What one person wants to send: a whole sheet, with the code of their slip where one is needed."""

    instrument: str
    link: str
    sheet: Sheet
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it lies on a phone, ready to be sent any number of times."""

    errand: Errand
    path: str
    fields: dict[str, str]

    @property
    def ticket(self) -> str:
        """The ticket that makes a retry count once."""
        return self.fields["ticket"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that reaches the server through `port` of this machine."""

    port: int

    def fetch(self, path: str, fields: dict[str, str] | None = None) -> Reply:
        """GET a page, or POST `fields`; raises Lost."""
        body = urlencode(fields or {}).encode()
        head = f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1\r\n{_HEADERS}"
        if fields is not None:
            head += f"Content-Type: {_FORM}\r\nContent-Length: {len(body)}\r\n"
        try:
            with create_connection(("127.0.0.1", self.port), timeout=60) as server:
                server.sendall(f"{head}\r\n".encode() + body)
                return _read_reply(b"".join(iter(lambda: server.recv(65536), b"")))
        except OSError as error:
            raise Lost from error

    def fill(self, errand: Errand) -> Filled:
        """Open the form and fill it; tried until it comes."""
        page = self._insist(f"/s/{errand.link}/form")
        found = read_form(page.text)
        return Filled(errand, found.path, found.fields | errand.fields)

    def send(self, filled: Filled) -> Reply:
        """Send the form once; raises Lost."""
        return self.fetch(filled.path, filled.fields)

    def send_until_thanked(self, filled: Filled) -> None:
        """Send the same form until the thank-you is there; nothing but silence or 503 is forgiven."""
        until = time.monotonic() + _PATIENCE
        while not self._is_thanked(filled):
            assert time.monotonic() < until, "never thanked"
            time.sleep(_PAUSE)

    def _is_thanked(self, filled: Filled) -> bool:
        try:
            reply = self.send(filled)
        except Lost:
            return False
        if reply.status == 503:
            assert "Retry-After" in reply.headers
            return False
        assert reply.status == 303, f"{reply.status}: {reply.text[:2000]}"
        assert reply.headers["Location"] == filled.path.replace("/answers", "/thanks")
        assert THANKS in self._insist(reply.headers["Location"]).text
        return True

    def _insist(self, path: str) -> Reply:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                reply = self.fetch(path)
            except Lost:
                time.sleep(_PAUSE)
                continue
            if reply.status != 503:
                assert reply.status == 200, f"{path}: {reply.status}: {reply.text[:2000]}"
                return reply
            time.sleep(_PAUSE)
        raise AssertionError(f"{path} never came")


def _read_reply(read: bytes) -> Reply:
    """The reply, if every byte of it came: half a head must not pass for a reply."""
    head, end, body = read.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines) if end else {}
    if not end or len(body) != int(headers["Content-Length"]):
        raise Lost
    return Reply(int(status.split()[1]), headers, body.decode())


@dataclass(frozen=True, slots=True)
class FormOnPage:
    """The form on a page that takes answers: where it sends to, and what it holds already."""

    path: str
    fields: dict[str, str]


def read_form(page: str) -> FormOnPage:
    """The form for answers on a page, radio groups left open."""
    reader = _FormReader()
    reader.feed(page)
    assert reader.path, f"no form for answers on the page: {page[:2000]}"
    return FormOnPage(reader.path, reader.fields)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = ""
        self.fields: dict[str, str] = {}
        self._inside = False
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and facts.get("action", "").endswith("/answers"):
            self._inside, self.path = True, facts["action"]
        elif self._inside and tag == "input" and facts.get("type") not in ("radio", "submit"):
            self.fields[facts["name"]] = facts.get("value", "")
        elif self._inside and tag == "textarea":
            self._area = facts["name"]
            self.fields[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False

"""People who answer through nginx, each with everything by which a careless system would know them."""

import random
import re
import secrets
import socket
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from survey_app.core.questionnaire import SurveyInstrument
from tests.exactly_once.phones import read_form
from tests.nginx import HOST, Nginx
from tests.respondents import PretendRound, as_fields, random_sheet

_FORM = "application/x-www-form-urlencoded"


class Door(Protocol):
    """Where people come in."""

    def connect(self, source: str) -> socket.socket:
        """A connection from an address of this machine."""


@dataclass(frozen=True)
class Plain:
    """The bundled server itself, without nginx before it."""

    port: int

    def connect(self, source: str) -> socket.socket:
        """A connection without TLS."""
        return socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))


@dataclass(frozen=True)
class Reply:
    """What nginx answered; status 0 where it answered nothing."""

    status: int
    head: str
    text: str

    @property
    def headers(self) -> dict[str, str]:
        """By name in lower case."""
        lines = (line.partition(": ") for line in self.head.split("\r\n")[1:])
        return {name.lower(): value for name, _, value in lines}


@dataclass
class Person:
    """Someone whose every mark holds `mark`, and whose address is theirs alone."""

    door: Door
    mark: str
    source: str
    forwarded: str
    code: str = ""
    tickets: list[str] = field(default_factory=list)

    @property
    def suggestion(self) -> str:
        """What they write; the Thai letters stand for the mark in other writings."""
        return f"ขอให้ปรับปรุง {self.mark} {thai_mark(self.mark)}"

    @property
    def headers(self) -> dict[str, str]:
        """What a browser, a telephone company and a proxy say of them."""
        mark = self.mark
        return {
            "Host": HOST,
            "User-Agent": f"Mozilla/5.0 (Linux; {mark}agent) Mobile",
            "Referer": f"https://lin.ee/{mark}referrer?u={mark}",
            "Accept-Language": f"th-{mark[:8]}, x-{mark}",
            "Cookie": f"officer={mark}cookie; other={mark}",
            "X-Forwarded-For": f"{self.forwarded}, 10.1.2.3",
            "X-Real-IP": self.forwarded,
            "Forwarded": f'for="[{self.forwarded}]"',
            "X-MSISDN": f"{mark}phone",
            "Sec-CH-UA-Model": f'"{mark}model"',
            "If-None-Match": f'"{mark}tag"',
            "Authorization": f"Basic {mark}",
            "From": f"{mark}@example.net",
            "Connection": "close",
        }

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """A whole request from their own address: POST where there is a body."""
        return self.send(self.write(path, body, headers))

    def ask_plainly(self, path: str) -> Reply:
        """The same without TLS, as someone does who types the address."""
        assert isinstance(self.door, Nginx)
        with self.door.connect_plainly(self.source) as connection:
            connection.sendall(self.write(path, None, {}))
            return _read(b"".join(iter(lambda: connection.recv(65536), b"")))

    def write(self, path: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        """A request with everything that is said of them."""
        method = "GET" if body is None else "POST"
        said = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            said = {"Content-Type": _FORM, "Content-Length": str(len(body))} | said
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")

    def send(self, raw: bytes, *, hang_up: bool = False) -> Reply:
        """Bytes as they are; the reply read to its end, unless they hang up."""
        with self.door.connect(self.source) as connection:
            try:
                connection.sendall(raw)
                if hang_up:
                    connection.shutdown(socket.SHUT_WR)
                    return Reply(0, "", "")
                return _read(b"".join(iter(lambda: connection.recv(65536), b"")))
            except OSError:
                return Reply(0, "", "")

    def open_form(self, round_: PretendRound, instrument: SurveyInstrument) -> dict[str, str]:
        """The fields of the form they get, filled by chance; nothing is sent yet."""
        link = f"/s/{round_.links[instrument]}"
        self.ask(f"{link}?fbclid={self.mark}click")
        if round_.visit(instrument).needs_code:
            self.code = self.code or round_.codes.pop()
            page = self.ask(f"{link}/form", urlencode({"admission": self.code}).encode())
        else:
            page = self.ask(f"{link}/form")
        fields = read_form(page.text).fields
        self.tickets.append(fields["ticket"])
        form = round_.visit(instrument).form
        chance = random.Random(self.mark)
        return fields | as_fields(form, random_sheet(form, chance, self.suggestion))

    def answer(self, round_: PretendRound, instrument: SurveyInstrument) -> Reply:
        """Open the form, fill it by chance, send it, and read the thank-you."""
        link = f"/s/{round_.links[instrument]}"
        fields = self.open_form(round_, instrument)
        sent = self.ask(f"{link}/answers", urlencode(fields).encode())
        if sent.status == 303:
            assert self.ask(f"{link}/thanks").status == 200
        return sent


@dataclass
class Town:
    """So many different people."""

    door: Door
    mark: str = field(default_factory=lambda: "kanari" + secrets.token_hex(5))
    network: str = field(default_factory=lambda: f"127.{_byte()}.{_byte()}")
    far_network: str = field(default_factory=lambda: f"2001:db8:{secrets.token_hex(2)}")
    people: list[Person] = field(default_factory=list)

    def next_person(self) -> Person:
        """Someone new."""
        number = len(self.people) + 1
        person = Person(
            self.door,
            f"{self.mark}{number:03}",
            f"{self.network}.{number % 200 + 20}",
            f"{self.far_network}::{number:x}",
        )
        self.people.append(person)
        return person


def thai_mark(mark: str) -> str:
    """The same mark in Thai consonants."""
    return re.sub("[0-9a-z]", lambda found: chr(0x0E01 + int(found[0], 36)), mark)


def _byte() -> int:
    return 100 + secrets.randbelow(100)


def _read(raw: bytes) -> Reply:
    head, _, body = raw.partition(b"\r\n\r\n")
    words = head.decode("latin-1").split(" ", 2)
    status = int(words[1]) if len(words) > 1 else 0
    return Reply(status, head.decode("latin-1"), body.decode("utf-8", "replace"))

"""Visiting one web address as a stranger would, without ever reaching what is not public.

A name is resolved once, every address it has must be public, and the connection goes to exactly one
of those; a name server that answers differently the next time is not asked a next time. Each
redirect begins anew. No cookie is kept, no body is read.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any

from survey_app.core.addresses import is_public
from survey_app.core.links import (
    MOST_REDIRECTS,
    Finding,
    Link,
    LinkRefused,
    Outcome,
    judge_status,
    read_link,
    read_redirect,
)

SECONDS = 8.0
"""For one address with all its redirects, once its name is resolved."""
MOST_BYTES = 64 * 1024
"""Read from one answer; a page's head is far smaller."""
_MOST_TRIES = 3
_AGENT = "survey-app (link check)"
_LEADING_ON = frozenset({301, 302, 303, 307, 308})

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]


class TooMuch(Exception):
    """An answer is longer than it may be."""


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses and addresses connections; tests bring their own."""

    resolve: Resolve
    connect: Connect
    tls: ssl.SSLContext
    seconds: float = SECONDS


def open_network() -> Network:
    """The real network, believing the certificates that this machine believes."""
    return Network(resolve_host, connect_to, ssl.create_default_context())


def resolve_host(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


def connect_to(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to a numeric address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect((address, port))
    except OSError:
        line.close()
        raise
    return line


def visit_link(url: str, network: Network) -> Finding:
    """What comes of opening `url`; never raises for what the other side does."""
    try:
        return _follow(read_link(url), network, time.monotonic() + network.seconds)
    except tuple(_FAILURES) as error:
        kinds = (kind for kind in _FAILURES if isinstance(error, kind))
        return Finding(_FAILURES[next(kinds)])


_FAILURES: dict[type[Exception], Outcome] = {
    LinkRefused: Outcome.REFUSED,
    TimeoutError: Outcome.SLOW,
    ConnectionError: Outcome.UNREACHABLE,
    ssl.SSLCertVerificationError: Outcome.CERTIFICATE,
    socket.gaierror: Outcome.UNKNOWN_HOST,
    HTTPException: Outcome.BROKEN,
    TooMuch: Outcome.BROKEN,
    OSError: Outcome.UNREACHABLE,
    UnicodeError: Outcome.REFUSED,
}
"""What an exception means, the more particular kinds before the wider."""


def _follow(link: Link, network: Network, until: float) -> Finding:
    status = 0
    for _hop in range(MOST_REDIRECTS + 1):
        status, location = _ask(link, network, until)
        if status not in _LEADING_ON or not location:
            return Finding(judge_status(status), status)
        link = read_redirect(link, location)
    return Finding(Outcome.ENDLESS, status)


def _ask(link: Link, network: Network, until: float) -> tuple[int, str]:
    """Status and Location of the answer to one request."""
    line = _connect(link, network, until)
    try:
        if link.scheme == "https":
            line.settimeout(_left(until))
            line = network.tls.wrap_socket(line, server_hostname=link.host)
        return _exchange(_Channel(line, until), link)
    finally:
        line.close()


def _connect(link: Link, network: Network, until: float) -> socket.socket:
    """A line to the first of the host's addresses that takes one; none is tried if one is not public."""
    addresses = network.resolve(link.host, link.port)
    if not addresses or not all(map(is_public, addresses)):
        raise LinkRefused
    *others, last = addresses[:_MOST_TRIES]
    for address in others:
        try:
            return network.connect(address, link.port, _left(until) / 2)
        except OSError:
            continue
    return network.connect(last, link.port, _left(until))


def _exchange(channel: "_Channel", link: Link) -> tuple[int, str]:
    lines = (
        f"GET {link.target} HTTP/1.1",
        f"Host: {link.named}",
        f"User-Agent: {_AGENT}",
        "Accept: text/html, */*;q=0.5",
        "Accept-Encoding: identity",
        "Connection: close",
        "",
        "",
    )
    channel.send("\r\n".join(lines).encode("ascii"))
    # It asks its socket for nothing but `makefile`.
    response = HTTPResponse(channel, method="GET")  # type: ignore[arg-type]
    try:
        response.begin()
        return response.status, _read_location(response.getheader("Location") or "")
    finally:
        response.close()


def _read_location(header: str) -> str:
    """The header as it was meant: many servers send UTF-8 where only ASCII is allowed."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _left(until: float) -> float:
    """Seconds that are left; raises TimeoutError where there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class _Channel(io.RawIOBase):
    """A line that breaks off at a moment, and after so many bytes, however slowly they drip."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line = line
        self._until = until
        self._most = MOST_BYTES

    def send(self, request: bytes) -> None:
        self._line.settimeout(_left(self._until))
        self._line.sendall(request)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(_left(self._until))
        if self._most <= 0:
            raise TooMuch
        got = self._line.recv_into(buffer)
        self._most -= got
        return got

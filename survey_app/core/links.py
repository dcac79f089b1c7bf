"""A link as it is checked: its parts after every odd spelling is undone, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

MOST_REDIRECTS = 5
_PORTS: dict[str, int] = {"http": 80, "https": 443}
_OTHER_PORTS = frozenset({8080, 8443})
_KEPT = "%/:=&?~#+!$,;'@()*[]"
"""What stays as it is in a path; Thai letters and spaces are written in per cent."""


class Outcome(StrEnum):
    """What checking an address found."""

    OPENS = "opens"
    """The page came."""
    MISSING = "missing"
    """The site says that there is no such page."""
    BARRED = "barred"
    """The site does not open the page to a program; a person may see it."""
    BROKEN = "broken"
    """The site answered something else that is no page."""
    UNKNOWN_HOST = "unknown_host"
    """No site has this name."""
    UNREACHABLE = "unreachable"
    """The site does not answer, or breaks off."""
    SLOW = "slow"
    """The site took too long."""
    CERTIFICATE = "certificate"
    """The site's certificate is not valid, so browsers warn of it."""
    ENDLESS = "endless"
    """The site leads on and on."""
    REFUSED = "refused"
    """The address, or one it leads to, is none that is checked: not public, or oddly written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of checking one address; `status` is the last answer's, if one came."""

    outcome: Outcome
    status: int | None = None


class LinkRefused(Exception):
    """The link is not one that is checked."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where to connect and what to ask for; `host` is ASCII, in small letters, as a name server knows it."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    target: str

    @property
    def named(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def written(self) -> str:
        """The whole link, against which a redirect is read."""
        return f"{self.scheme}://{self.named}{self.target}"


def read_link(url: str) -> Link:
    """The link that `url` spells; raises LinkRefused for what is no plain web address."""
    if any(char <= " " or char in "\\\x7f" for char in url):
        raise LinkRefused
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise LinkRefused from error
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise LinkRefused
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    port = _PORTS[scheme] if port is None else port
    if port not in _OTHER_PORTS and port != _PORTS[scheme]:
        raise LinkRefused
    path = quote(parts.path or "/", safe=_KEPT)
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    return Link(scheme, _plain_host(host), port, path + query)


def read_redirect(link: Link, location: str) -> Link:
    """The link that an answer leads on to; raises LinkRefused."""
    onward = location.strip()
    if any(char < " " or char == "\\" for char in onward):
        raise LinkRefused
    try:
        return read_link(urljoin(link.written, onward.replace(" ", "%20")))
    except ValueError as error:
        raise LinkRefused from error


def judge_status(status: int) -> Outcome:
    """What an answer that leads no further means."""
    if 200 <= status < 300:
        return Outcome.OPENS
    if status in (404, 410):
        return Outcome.MISSING
    return Outcome.BARRED if status in (401, 403, 405, 407, 429, 451) else Outcome.BROKEN


def _plain_host(host: str) -> str:
    """The host in ASCII; a number in any spelling but the usual one is refused."""
    if ":" in host:
        return _number(host)
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise LinkRefused from error
    plain = plain.removesuffix(".")
    if not plain or not all(_is_label(label) for label in plain.split(".")):
        raise LinkRefused
    last = plain.rpartition(".")[2]
    # 127.1, 2130706433 and 0x7f.1 are read as numbers by resolvers: so is any host that ends in one.
    return _number(plain) if last.isdigit() or last.startswith("0x") else plain


def _number(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError as error:
        raise LinkRefused from error


def _is_label(label: str) -> bool:
    return bool(label) and all(char.isalnum() or char in "-_" for char in label)

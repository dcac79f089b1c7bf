"""A small internet of its own: real servers on this machine behind made-up public addresses.

The names and addresses are seen only by a `Network` that a test builds; nothing in the program's
settings or pages can lead there.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from survey_app.services.link_visiting import Network

ADDRESS = "93.184.215.14"
"""What every name of the small internet resolves to, unless a test says otherwise."""

Reply = Callable[[BaseHTTPRequestHandler], None]


def say(status: int, **headers: str) -> Reply:
    """A page of that status; write `_` for `-` in the name of a header."""

    def reply(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(b"<!doctype html><p>page")

    return reply


@dataclass
class SmallWeb:
    """One server that answers for every name, a table of names, and all that was asked of either."""

    pages: dict[str, Reply] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    ports: dict[int, int] = field(default_factory=dict)
    tls: ssl.SSLContext = field(default_factory=lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    def forget(self) -> None:
        """Begin anew: no pages, no names, nothing asked."""
        for known in (self.pages, self.names, self.asked, self.resolved, self.connected):
            known.clear()

    def network(self, seconds: float = 3.0) -> Network:
        return Network(self.resolve, self.connect, self.tls, seconds)

    def resolve(self, host: str, _port: int) -> list[str]:
        """A name's next answer; the last one is repeated. Numbers stand for themselves."""
        self.resolved.append(host)
        try:
            return [str(ip_address(host))]
        except ValueError:
            answers = self.names.setdefault(host, [[ADDRESS]])
        if answers == [[]]:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(("127.0.0.1", self.ports[port]), seconds)


@contextmanager
def small_web(folder: Path) -> Iterator[SmallWeb]:
    """The small internet, with http on its ports 80 and 8080 and https for `www.test` on 443."""
    web = SmallWeb()
    certificate, trusted = _make_certificate(folder, "www.test")
    web.tls = ssl.create_default_context(cafile=str(trusted))
    plain, sealed = _server(web), _server(web)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    sealed.socket = context.wrap_socket(sealed.socket, server_side=True)
    web.ports = {80: plain.server_port, 8080: plain.server_port, 443: sealed.server_port}
    threads = [threading.Thread(target=one.serve_forever, args=(0.01,)) for one in (plain, sealed)]
    for thread in threads:
        thread.start()
    try:
        yield web
    finally:
        for server, thread in zip((plain, sealed), threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that breaks off is no news."""


def _server(web: SmallWeb) -> _Quiet:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name http.server calls
            web.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            web.pages.get(self.path, say(200))(self)

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    return _Quiet(("127.0.0.1", 0), Handler)


def _make_certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate for `host` that signs itself: with its key, and alone for who believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    written = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both, alone = folder / f"{host}.pem", folder / f"{host}.crt"
    both.write_bytes(secret + written)
    alone.write_bytes(written)
    return both, alone

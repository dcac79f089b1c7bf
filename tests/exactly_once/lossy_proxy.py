"""A bad network between the phones and the server: some replies begin and never arrive."""

import random
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_LONGEST = 65536
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends RST instead of FIN."""


@dataclass
class LossyProxy:
    """Forwards every request; cuts the connection in a share of the replies to sent sheets."""

    server_port: int
    lost: float
    chance: random.Random = field(default_factory=lambda: random.Random(30))
    port: int = 0
    cut: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def forward(self, phone: socket.socket) -> None:
        """One request and what comes back of its reply; the server has always begun to answer."""
        request = _read_request(phone)
        with socket.create_connection(("127.0.0.1", self.server_port)) as server:
            server.sendall(request)
            begun = server.recv(_LONGEST)
            if request.startswith(b"POST") and self._loses():
                self._cut(phone, begun)
                return
            while begun:
                phone.sendall(begun)
                begun = server.recv(_LONGEST)

    def _loses(self) -> bool:
        with self._turn:
            loses = self.chance.random() < self.lost
            self.cut += loses
        return loses

    def _cut(self, phone: socket.socket, begun: bytes) -> None:
        with self._turn:
            kept, reset = self.chance.randrange(len(begun)), self.chance.random() < 0.5
        phone.sendall(begun[: kept // 2])
        if reset:
            phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def _read_request(phone: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read:
        read += _more(phone)
    head, _, body = read.partition(b"\r\n\r\n")
    lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(lines.get(b"content-length", b"0")) - len(body)
    while missing > 0:
        more = _more(phone)
        read, missing = read + more, missing - len(more)
    return read


def _more(phone: socket.socket) -> bytes:
    more = phone.recv(_LONGEST)
    if not more:
        raise ConnectionAbortedError
    return more


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


@contextmanager
def lossy_proxy(server_port: int, lost: float) -> Iterator[LossyProxy]:
    """A proxy on a free port that loses this share of the replies to POST."""
    proxy = LossyProxy(server_port, lost)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                proxy.forward(self.request)

    with _Listener(("127.0.0.1", 0), Handler) as listener:
        proxy.port = listener.server_address[1]
        threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
        yield proxy
        listener.shutdown()

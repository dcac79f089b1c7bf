"""Clients that are in no hurry: each holds a connection and gives it one byte now and then."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle

Connect = Callable[[], socket.socket]

HEAD = b"GET /s/AAAAAAAA HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
POST = (
    b"POST %s/answers HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\n"
)
ASK = b"GET %s/form HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@dataclass
class Crowd:
    """So many slow clients at once; whoever is thrown out comes back at once."""

    connect: Connect
    size: int
    link: str
    pause: float = 1.0
    came: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Trickle until told to stop: silence, heads, bodies, and replies that are not read."""
        post, ask = POST % self.link.encode(), ASK % self.link.encode()
        greetings = cycle([b"", HEAD, post, ask])
        held: list[tuple[socket.socket, bytes]] = []
        while not self._stop.is_set():
            while len(held) < self.size and not self._stop.is_set():
                held += self._come(next(greetings))
            started = time.monotonic()
            held = [one for one in held if self._stays(*one)]
            self._stop.wait(max(0.0, self.pause - (time.monotonic() - started)))
        for client, _greeting in held:
            client.close()

    def stop(self) -> None:
        """Let the crowd go home."""
        self._stop.set()

    def _come(self, greeting: bytes) -> list[tuple[socket.socket, bytes]]:
        try:
            client = self.connect()
        except OSError:
            self._stop.wait(0.01)
            return []
        try:
            client.sendall(greeting)
        except OSError:
            client.close()
            return []
        client.settimeout(0)
        self.came += 1
        return [(client, greeting)]

    def _stays(self, client: socket.socket, greeting: bytes) -> bool:
        stays = self._trickle(client, greeting)
        if not stays:
            client.close()
        return stays

    def _trickle(self, client: socket.socket, greeting: bytes) -> bool:
        """One byte more, either way; False if the server has hung up."""
        try:
            if greeting.startswith((HEAD, POST[:4])):
                return client.send(b"a") == 1
            return bool(client.recv(1))
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return True
        except OSError:
            return False


@contextmanager
def slow_crowd(connect: Connect, size: int, link: str) -> Iterator[Crowd]:
    """`size` slow clients, there before the block begins and as long as it lasts."""
    crowd = Crowd(connect, size, link)
    thread = threading.Thread(target=crowd.run)
    thread.start()
    until = time.monotonic() + 120
    while crowd.came < size and time.monotonic() < until:
        time.sleep(0.05)
    try:
        yield crowd
    finally:
        crowd.stop()
        thread.join()

"""A crowd of phones in a process of its own: each sends a request and reads the reply, again and again."""

import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many at a time, each keeping its connection or opening a new one for every request."""

    together: int
    keeps: bool


def send_all(port: int, requests: Sequence[bytes], crowd: Crowd, status: bytes) -> float:
    """Seconds until all requests were answered with `status`; anything else raises."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_send_all, port, requests, crowd, status).result()


def _send_all(port: int, requests: Sequence[bytes], crowd: Crowd, status: bytes) -> float:
    shares = [requests[place :: crowd.together] for place in range(crowd.together)]
    gate, wrong = threading.Barrier(crowd.together + 1), list[BaseException]()

    def run(share: Sequence[bytes]) -> None:
        gate.wait()
        try:
            _send(port, share, status, keeps=crowd.keeps)
        except BaseException as error:  # noqa: BLE001  # told below, in the thread that waits
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(repr(wrong[0]))
    return time.perf_counter() - began


def _send(port: int, requests: Sequence[bytes], status: bytes, *, keeps: bool) -> None:
    line: socket.socket | None = None
    for request in requests:
        if line is None:
            line = socket.create_connection(("127.0.0.1", port), timeout=60)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(request)
        reply = _read(line)
        if not reply.startswith(b"HTTP/1.1 " + status):
            raise ValueError(reply[:300])
        if not keeps:
            line.close()
            line = None


def _read(line: socket.socket) -> bytes:
    reply = b""
    while b"\r\n\r\n" not in reply:
        reply += line.recv(1 << 18)
    head, _, body = reply.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(line.recv(1 << 18))
    return reply


def get(path: str) -> bytes:
    """A GET as a phone sends it."""
    return f"GET {path} HTTP/1.1\r\n{_HEADERS}\r\n".encode()


def post(path: str, body: bytes) -> bytes:
    """A form as a phone sends it."""
    kind = "Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n"
    head = f"POST {path} HTTP/1.1\r\n{_HEADERS}{kind}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


_HEADERS = (
    "Host: 127.0.0.1\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile\r\n"
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n"
    "Accept-Language: th-TH,th;q=0.9\r\n"
    "Accept-Encoding: gzip, deflate, br, zstd\r\n"
)

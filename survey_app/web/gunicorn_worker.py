"""gunicorn's threaded worker, made patient: a slow client waits in a list and holds no thread."""

import errno
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from survey_app.web.arrivals import Arrival, NotAwaited

SEND_BUFFER = 192 * 1024
"""Bytes the system takes over at once: the longest form, so that a slow reader holds no thread."""
SEND_SECONDS = 30
"""How long a thread sends one reply that is longer, such as a published report."""
LINGER_SECONDS = 2
"""How long a connection stays half open after its reply, so that the reply is not cut off."""
MOST_HELD = 64 * 1024 * 1024
"""Bytes of requests on their way, all together."""
_PIECE = 64 * 1024
_GONE = (errno.EAGAIN, errno.ECONNABORTED)
_FULL = (errno.EMFILE, errno.ENFILE)


class Connection(TConn):  # type: ignore[misc]  # gunicorn's classes are untyped
    """A connection that a thread takes a request from without ever waiting for it."""

    awaited = True
    """Whether the whole request was waited for."""

    def init(self) -> None:
        """Make ready for a request that is there, in the thread that answers it."""
        super().init()
        self.sock.settimeout(0)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn's classes are untyped
    """Reads all requests in one loop as they arrive; a thread is given only whole ones.

    gunicorn's threads read from the client themselves, without a limit of time, and its loop waits
    two seconds for every client that does not hang up: eight slow clients stop everybody. Here the
    slowest give way to newcomers when there are too many.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._arriving: dict[Connection, Arrival] = {}
        self._leaving: dict[Connection, float] = {}
        self._held = 0
        self._swept = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection and wait for its request, at the cost of the oldest that still waits."""
        if self.nr_conns >= self.worker_connections - 1:
            self._drop_oldest()
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in _FULL:
                self._drop_oldest()
            elif error.errno not in _GONE:
                raise
            return
        self.nr_conns += 1
        with suppress(OSError):  # it may have hung up already
            client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._await_request(Connection(self.cfg, client, address, listener.getsockname()))

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """Answer a request that has been read."""
        conn.sock.settimeout(SEND_SECONDS)
        return super().handle_request(req, conn)

    def finish_request(self, conn: Connection, fs: "Future[Any]") -> None:
        """Wait for the next request of the connection, or let it go."""
        kept = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        if kept and self.alive:
            self._await_request(conn, conn.parser.unreader.take_buffered())
        else:
            self._let_go(conn)

    def murder_pending(self) -> None:
        """Drop who is too slow, and who said nothing yet when the server stops; once a second."""
        now = time.monotonic()
        if now < self._swept + 1:
            return
        self._swept = now
        for conn, arrival in list(self._arriving.items()):
            if arrival.is_late(now) or not (self.alive or arrival.received):
                self._drop(conn)
        for conn, until in list(self._leaving.items()):
            if now > until:
                self._drop(conn)

    def _await_request(self, conn: Connection, early: bytes = b"") -> None:
        conn.sock.settimeout(0)
        self._arriving[conn] = Arrival(time.monotonic())
        self.poller.register(conn.sock, EVENT_READ, partial(self._receive, conn))
        if early:
            self._take(conn, early)

    def _receive(self, conn: Connection, client: socket.socket) -> None:
        if conn not in self._arriving:
            return  # it gave way to another in this very turn
        try:
            piece = client.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._take(conn, piece)
        else:
            self._drop(conn)

    def _take(self, conn: Connection, piece: bytes) -> None:
        arrival = self._arriving[conn]
        self._held += len(piece)
        try:
            arrival.add(piece, time.monotonic())
        except NotAwaited as refused:
            self._refuse(conn, refused)
            return
        if arrival.is_whole:
            self._hand_over(conn, arrival)
        elif self._held > MOST_HELD:
            self._drop(max(self._arriving, key=lambda one: len(self._arriving[one].received)))

    def _hand_over(self, conn: Connection, arrival: Arrival) -> None:
        """Give the whole request to the next free thread."""
        self._forget(conn)
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(bytes(arrival.received))
        conn.awaited = not arrival.is_refused_unread
        self.enqueue_req(conn)

    def _keepalive_after(self, conn: Connection, keepalive: Any) -> bool:
        """A body that is not awaited cannot be skipped either: its connection ends."""
        return bool(conn.awaited and super()._keepalive_after(conn, keepalive))

    def _refuse(self, conn: Connection, refused: NotAwaited) -> None:
        reply = f"HTTP/1.1 {refused.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        with suppress(OSError):
            conn.sock.send(reply.encode())
        self._forget(conn)
        self._let_go(conn)

    def _let_go(self, conn: Connection) -> None:
        """Hang up once the client has, or soon: closing at once could cut its reply off."""
        try:
            conn.sock.settimeout(0)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        self._leaving[conn] = time.monotonic() + LINGER_SECONDS
        self.poller.register(conn.sock, EVENT_READ, partial(self._drain, conn))

    def _drain(self, conn: Connection, client: socket.socket) -> None:
        if conn not in self._leaving:
            return
        try:
            more = client.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if not more:
            self._drop(conn)

    def _drop_oldest(self) -> None:
        oldest = next(iter(self._leaving or self._arriving), None)
        if oldest:
            self._drop(oldest)

    def _drop(self, conn: Connection) -> None:
        self._forget(conn)
        self._close(conn)

    def _forget(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self._leaving.pop(conn, None)
        arrival = self._arriving.pop(conn, None)
        self._held -= len(arrival.received) if arrival else 0

    def _close(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()

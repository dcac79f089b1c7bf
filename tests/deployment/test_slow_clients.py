"""Slow clients hold connections, and nobody else waits for them: behind nginx and without it."""

import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deployment.conftest import Standing
from tests.deployment.people import Door, Plain, Town
from tests.deployment.slow_clients import slow_crowd
from tests.deployment.stack import CRAMPED_SHELL, Server, running_server
from tests.nginx import Nginx, running_nginx
from tests.respondents import PretendRound

SIZES = [150, pytest.param(1000, marks=pytest.mark.soak)]
HONEST = 12
SECONDS = 10.0
"""What an honest person may have to wait on a busy test machine; without slow clients it is 0.1."""
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
TINY_WINDOW = 2048
"""Bytes that a slow reader lets come at a time."""


@pytest.fixture
def server(standing: Standing) -> Server:
    return standing.server


@pytest.fixture
def round_(standing: Standing) -> PretendRound:
    return standing.round_


@pytest.mark.parametrize("size", SIZES)
def test_slow_clients_do_not_stop_the_bundled_server(
    server: Server, round_: PretendRound, size: int
):
    link = f"/s/{round_.links['EIT']}"
    with slow_crowd(lambda: _slow_socket(server.port), size, link):
        _answer_in_time(Plain(server.port), round_)


def test_where_connections_are_few_the_slowest_make_room(standing: Standing, tmp_path: Path):
    """With 200 files the server holds 72 connections; twice as many slow clients want them."""
    round_ = standing.round_
    with running_server(round_.instance, tmp_path, CRAMPED_SHELL) as server:
        link = f"/s/{round_.links['EIT']}"
        with slow_crowd(lambda: _slow_socket(server.port), 150, link):
            _answer_in_time(Plain(server.port), round_)


@pytest.mark.usefixtures("nginx_found")
@pytest.mark.parametrize("size", SIZES)
def test_slow_clients_do_not_stop_those_behind_nginx(
    server: Server, round_: PretendRound, size: int
):
    link = f"/s/{round_.links['EIT']}"
    with running_nginx(server.port) as nginx, slow_crowd(_slow_tls(nginx), size, link):
        _answer_in_time(nginx, round_)


def _answer_in_time(door: Door, round_: PretendRound) -> None:
    """Honest people come while the slow ones are there, long enough for limits of time to be felt."""
    town, waited = Town(door), []
    for _ in range(HONEST):
        began = time.monotonic()
        assert town.next_person().answer(round_, "EIT").status == 303
        waited.append(time.monotonic() - began)
        time.sleep(0.25)
    assert max(waited) < SECONDS, waited


def _slow_socket(port: int) -> socket.socket:
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TINY_WINDOW)
    client.settimeout(30)
    client.connect(("127.0.0.1", port))
    return client


def _slow_tls(nginx: Nginx) -> Callable[[], socket.socket]:
    tls = nginx.tls
    tls.check_hostname = False
    return lambda: tls.wrap_socket(_slow_socket(nginx.port))


def test_a_client_that_stalls_is_shown_out_and_an_honest_slow_one_is_not(
    server: Server, round_: PretendRound
):
    """A bad line brings a sheet in pieces over some seconds; a stalled one brings nothing more."""
    path = f"/s/{round_.links['EIT']}/answers"
    body = b"suggestion=" + b"a" * 40_000
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{FORM}Content-Length: {len(body)}\r\n\r\n"
    with _slow_socket(server.port) as silent, _slow_socket(server.port) as patient:
        for start in range(0, len(body) + 1, 5000):
            patient.sendall((head.encode() if not start else b"") + body[start : start + 5000])
            time.sleep(0.6)
        assert patient.recv(64).split()[1] == b"422", "it was read to its end"
        silent.settimeout(10)
        assert silent.recv(1) == b"", "five seconds of silence are enough"


def test_no_request_makes_a_thread_wait(server: Server, round_: PretendRound):
    """Each of these would hold one of the eight threads for as long as its sender likes."""
    path = f"/s/{round_.links['EIT']}/answers"
    requests = [
        b"\r\n\r\n",
        b"G",
        b"GET / HTTP/1.1\r\n",
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na".encode(),
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\na".encode(),
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1".encode(),
        b"GET /officer/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET",
        b"GET /officer/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    ]
    crowd = [_slow_socket(server.port) for _ in range(4 * len(requests))]
    for number, client in enumerate(crowd):
        client.sendall(requests[number % len(requests)])
    began = time.monotonic()
    assert Town(Plain(server.port)).next_person().answer(round_, "EIT").status == 303
    assert time.monotonic() - began < SECONDS
    for client in crowd:
        client.close()

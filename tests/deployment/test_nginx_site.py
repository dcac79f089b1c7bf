"""What the shipped nginx site lets through, and what it never puts on a disk."""

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from tests.deployment.conftest import Standing
from tests.deployment.people import Person, Reply, Town
from tests.nginx import HOST, SITE, Nginx, running_nginx
from tests.respondents import PretendRound

pytestmark = pytest.mark.usefixtures("nginx_found")

OFFICERS_FILE = 3 * 1024 * 1024
MOST_OF_A_SHEET = 256 * 1024


@pytest.fixture(scope="module")
def nginx(standing: Standing) -> Iterator[Nginx]:
    """One for all tests that only ask."""
    with running_nginx(standing.server.port) as running:
        yield running


@pytest.fixture
def round_(standing: Standing) -> PretendRound:
    return standing.round_


def test_a_round_can_be_answered_behind_nginx_and_every_reply_is_hardened(
    round_: PretendRound, nginx: Nginx
):
    person = Town(nginx).next_person()
    for instrument in ("IIT", "EIT"):
        assert person.answer(round_, instrument).status == 303
    start = person.ask(f"/S/{round_.links['EIT']}")
    _require_headers(start)
    style = re.findall(r'href="(/static/respondent/[^"]+\.css[^"]*)"', start.text)[0]
    assert person.ask(style).status == 200
    sign_in = person.ask("/officer/sign-in")
    assert sign_in.status == 200
    _require_headers(sign_in)
    assert "set-cookie" not in start.headers
    assert person.ask("/").headers["location"] == "/officer/"
    assert person.ask_plainly("/s/ABCD").headers["location"] == f"https://{HOST}/s/ABCD"


def _require_headers(reply: Reply) -> None:
    assert reply.headers["strict-transport-security"] == "max-age=31536000"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["server"] == "nginx", "and no number of its version"


def test_the_largest_sheet_never_touches_the_disk(round_: PretendRound, nginx: Nginx):
    """nginx's folders for what does not fit its memory are locked, so needing them is an error."""
    person = Town(nginx).next_person()
    fields = urlencode({"suggestion": "a" * (MOST_OF_A_SHEET - 20)}).encode()
    with _locked(nginx):
        taken = person.ask(f"/s/{round_.links['EIT']}/answers", fields)
        assert taken.status == 422, "the program had it: it says that answers are missing"
        assert len(taken.text) > MOST_OF_A_SHEET, "and gave it back, through memory too"
        slow = _ask_slowly(person, nginx, f"/s/{round_.links['EIT']}/answers", fields)
        assert len(slow) == len(taken.text), "they differ by their ticket alone"
        late = person.ask(f"/s/{round_.links['EIT']}/answers", fields + b"a" * 64 * 1024)
        assert late.status == 413
        assert "nginx" not in late.text, "the program's own page: it had that in its hands as well"
        upload = person.ask("/officer/sign-in", b"a" * OFFICERS_FILE)
        assert upload.status == 500, "what is larger does need the disk, so the lock is real"
    assert [file for path in nginx.temporary for file in path.rglob("*")] == []


def _ask_slowly(person: Person, nginx: Nginx, path: str, body: bytes) -> str:
    """The same by someone who takes the reply in small pieces, long after nginx has all of it."""
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        plain.connect(("127.0.0.1", nginx.port))
        with nginx.tls.wrap_socket(plain, server_hostname=HOST) as slow:
            slow.sendall(person.write(path, body, {}))
            time.sleep(1)
            raw = b"".join(iter(lambda: slow.recv(65536), b""))
    return raw.partition(b"\r\n\r\n")[2].decode()


@contextmanager
def _locked(nginx: Nginx) -> Iterator[None]:
    """Nobody may write there; nginx's workers are not root."""
    for path in nginx.temporary:
        path.chmod(0o500)
    try:
        yield
    finally:
        for path in nginx.temporary:
            path.chmod(0o700)


@pytest.mark.parametrize(
    "path", ["/s/ABCD", "/S/ABCD/answers", "/r/town/2564", "/static/a.css", "/x"]
)
def test_only_listed_headers_of_a_person_reach_the_program(path: str):
    """Whatever a phone, a browser or a company on the way adds, now or in ten years."""
    with _listener() as (port, heard), running_nginx(port) as nginx:
        person = Town(nginx).next_person()
        person.ask(
            path,
            b"a=1",
            Sec_Fetch_Site="same-origin",
            Accept_Encoding=f"gzip, deflate, br;q=0.9, {person.mark}",
            X_Invented_Later=person.mark,
        )
    names = {
        line.partition(b":")[0].lower() for line in heard[0].split(b"\r\n")[1:] if b":" in line
    }
    respondents = {b"content-type", b"sec-fetch-site"} if path[:3].lower() == "/s/" else set()
    others = {b"if-none-match"} - ({b"if-none-match"} if respondents else set())
    every = {b"host", b"connection", b"content-length", b"accept-encoding"}
    assert names == every | respondents | others
    assert b"accept-encoding: br\r\n" in heard[0].lower()
    assert f"host: {HOST}".encode() in heard[0].lower()
    assert person.source.encode() not in heard[0]
    if respondents:
        assert person.mark.encode() not in heard[0]


@pytest.mark.parametrize("path", ["/s/ABCD", "/static/a.css"])
def test_of_how_a_browser_reads_one_word_is_left(path: str):
    """How a browser words that list tells it apart; what is left is brotli, gzip or nothing."""
    said = {
        "gzip, deflate, br, zstd": "br",
        "br": "br",
        "gzip,br;q=0.5": "br",
        "GZIP;q=1.0, deflate": "gzip",
        "gzip, br;q=0": "gzip",
        "gzip;q=0, br;q=0.000": None,
        "x-gzip-br, brotli, compress": None,
        "identity": None,
        "*": None,
        "": None,
    }
    with _listener() as (port, heard), running_nginx(port) as nginx:
        person = Town(nginx).next_person()
        for accepted in said:
            person.ask(path, Accept_Encoding=accepted)
    handed = [re.findall(rb"(?im)^accept-encoding: (.*)\r$", one) for one in heard]
    assert handed == [[word.encode()] if word else [] for word in said.values()]


def test_officers_keep_their_cookie_and_nothing_tells_where_they_sit():
    with _listener() as (port, heard), running_nginx(port) as nginx:
        officer = Town(nginx).next_person()
        officer.ask("/officer/rounds")
    assert f"{officer.mark}cookie".encode() in heard[0]
    for value in (
        officer.source,
        officer.forwarded,
        f"{officer.mark}agent",
        f"{officer.mark}referrer",
    ):
        assert value.encode() not in heard[0]


def test_a_cookie_that_the_program_should_set_by_mistake_is_taken_away():
    answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: officer=1\r\nContent-Length: 2\r\n\r\nok"
    with _listener(answer) as (port, _heard), running_nginx(port) as nginx:
        person = Town(nginx).next_person()
        for path in ("/s/ABCD", "/r/town", "/static/a.css"):
            assert "set-cookie" not in person.ask(path).headers
        assert "set-cookie" in person.ask("/officer/sign-in").headers


@contextmanager
def _listener(
    answer: bytes = b"HTTP/1.1 204 No Content\r\n\r\n",
) -> Iterator[tuple[int, list[bytes]]]:
    """A server that keeps what it is sent and answers the same to all."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    client, _ = listening.accept()
                except OSError:
                    return
                with client:
                    heard.append(client.recv(65536))
                    client.sendall(answer)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield listening.getsockname()[1], heard
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.mark.filterwarnings("ignore:.*TLSv1:DeprecationWarning")
def test_old_encryption_is_refused_and_no_visit_resumes_another():
    with _listener() as (port, _heard), running_nginx(port) as nginx:
        old = nginx.tls
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.raises(ssl.SSLError), _shake_hands(nginx, old):
            pass
        recorded = nginx.tls
        recorded.maximum_version = ssl.TLSVersion.TLSv1_2
        recorded.set_ciphers("AES256-GCM-SHA384:AES128-SHA")
        with pytest.raises(ssl.SSLError), _shake_hands(nginx, recorded):
            pass
        twice = nginx.tls
        twice.maximum_version = ssl.TLSVersion.TLSv1_2
        with _shake_hands(nginx, twice) as first:
            assert not first.session.has_ticket
            session = first.session
        with _shake_hands(nginx, twice, session) as second:
            assert not second.session_reused


def _shake_hands(
    nginx: Nginx, tls: ssl.SSLContext, session: ssl.SSLSession | None = None
) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", nginx.port), 10)
    return tls.wrap_socket(plain, server_hostname=HOST, session=session)


def test_only_what_is_the_same_for_everybody_is_packed(round_: PretendRound, nginx: Nginx):
    """The packed length of a form sent back would tell the network which answers are in it."""
    person = Town(nginx).next_person()
    link = f"/s/{round_.links['EIT']}"
    for encoding in ("br", "gzip"):
        fetched = person.ask(f"{link}/form", Accept_Encoding=encoding)
        assert fetched.headers["content-encoding"] == encoding
        assert round_.links["EIT"] in fetched.text, "a person's own words are not packed with it"
        style = person.ask("/static/respondent/respondent.css", Accept_Encoding=encoding)
        assert style.headers["content-encoding"] == encoding
    notice = person.ask("/s/ABCD", Accept_Encoding="gzip")
    assert notice.status == 404
    assert "content-encoding" not in notice.headers, "nginx itself packs nothing here"
    sent_back = person.ask(f"{link}/answers", b"suggestion=", Accept_Encoding="gzip")
    assert sent_back.status == 422
    assert "content-encoding" not in sent_back.headers
    assert "content-encoding" not in person.ask("/officer/sign-in", Accept_Encoding="gzip").headers


def test_the_site_names_each_place_that_an_installer_replaces():
    text = SITE.read_text("utf-8")
    assert set(re.findall(r"[a-z.]+\.go\.th", text)) == {HOST}
    assert text.count("access_log off;") == text.count("error_log /dev/null;") == 2
    assert "access_log /" not in text

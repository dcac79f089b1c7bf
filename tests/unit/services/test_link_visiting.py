"""Visiting one address: what is found, and that nothing but the public internet is ever reached."""

import socket
import ssl
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.links import Finding, Outcome
from survey_app.services import link_visiting
from survey_app.services.link_visiting import Network, open_network, resolve_host, visit_link
from tests.small_web import ADDRESS, SmallWeb, say, small_web
from tests.unit.core.test_addresses import HOSTILE, NEVER, NUMBERS_IN_DISGUISE


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[SmallWeb]:
    with small_web(tmp_path_factory.mktemp("web")) as web:
        yield web


@pytest.fixture
def web(running) -> SmallWeb:
    """The same servers for every test, who know nothing of the test before."""
    running.forget()
    return running


def found(web: SmallWeb, url: str, seconds: float = 3.0) -> Finding:
    return visit_link(url, web.network(seconds))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, Outcome.OPENS), (404, Outcome.MISSING), (403, Outcome.BARRED), (500, Outcome.BROKEN)],
)
def test_a_page_is_judged_by_what_its_server_answers(web, status, outcome):
    web.pages["/page"] = say(status)
    assert found(web, "http://www.test/page") == Finding(outcome, status)


def test_the_request_names_the_host_and_the_program_and_nobody(web):
    web.pages["/a"] = say(302, Location="/b?x=1", Set_Cookie="known=1")
    assert found(web, "http://เทศบาล.test:8080/a").outcome is Outcome.OPENS
    assert [path for path, _ in web.asked] == ["/a", "/b?x=1"]
    for _path, headers in web.asked:
        assert headers["host"] == "xn--o3cg7ak5c9d.test:8080"
        assert headers["user-agent"] == "survey-app (link check)"
        assert not {"cookie", "referer", "authorization", "accept-language"} & set(headers)


def test_the_connection_goes_to_the_one_address_that_was_looked_at(web):
    web.names["www.test"] = [["93.184.215.15"], ["127.0.0.1"]]
    assert found(web, "http://www.test/").outcome is Outcome.OPENS
    assert web.resolved == ["www.test"], "a name is resolved once"
    assert web.connected == [("93.184.215.15", 80)]


def test_a_name_that_changes_its_answer_is_refused_at_the_next_hop(web):
    web.names["www.test"] = [[ADDRESS], ["127.0.0.1"]]
    web.pages["/"] = say(302, Location="/again")
    assert found(web, "http://www.test/").outcome is Outcome.REFUSED
    assert web.connected == [(ADDRESS, 80)]
    assert len(web.asked) == 1


@pytest.mark.parametrize("address", NEVER)
def test_a_name_of_an_address_that_is_not_public_is_refused(web, address):
    web.names["www.test"] = [[address]]
    assert found(web, "http://www.test/").outcome is Outcome.REFUSED
    web.names["www.test"] = [[ADDRESS, address]]
    assert found(web, "http://www.test/").outcome is Outcome.REFUSED, "one among public ones"
    assert web.connected == []


@pytest.mark.parametrize("address", NEVER)
def test_a_redirect_to_an_address_that_is_not_public_is_refused(web, address):
    literal = f"[{address}]" if ":" in address else address
    web.pages["/"] = say(302, Location=f"http://{literal}/latest/meta-data/")
    assert found(web, "http://www.test/").outcome is Outcome.REFUSED
    assert web.connected == [(ADDRESS, 80)]


@pytest.mark.parametrize("url", [*HOSTILE, *(url for url, _host in NUMBERS_IN_DISGUISE)])
def test_no_hostile_spelling_is_ever_connected_to(web, url):
    """With this machine's own resolver, which reads 127.1 and 0x7f000001 as 127.0.0.1."""
    network = Network(resolve_host, web.connect, web.tls)
    assert visit_link(url, network).outcome is Outcome.REFUSED
    assert web.connected == []


def test_the_real_network_never_reaches_this_machine(web):
    real = open_network()
    for host in ("localhost", "LOCALHOST.", "127.0.0.1", "[::1]", "0.0.0.0"):
        assert visit_link(f"http://{host}:8080/", real).outcome is Outcome.REFUSED
    assert web.asked == []


def test_five_redirects_are_followed_and_no_more(web):
    for hop in range(7):
        web.pages[f"/{hop}"] = say(301, Location=f"/{hop + 1}")
    assert found(web, "http://www.test/2").outcome is Outcome.OPENS
    assert found(web, "http://www.test/1") == Finding(Outcome.ENDLESS, 301)


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://www.test/", "http://u:p@www.test/", "http://www.test:22/"],
)
def test_a_redirect_to_what_is_not_checked_is_refused(web, location):
    web.pages["/"] = say(302, Location=location)
    assert found(web, "http://www.test/").outcome is Outcome.REFUSED
    assert len(web.connected) == 1


def test_a_redirect_written_in_thai_letters_is_followed(web):
    web.pages["/"] = say(302, Location="/ข่าว".encode().decode("latin-1"))
    found(web, "http://www.test/")
    assert web.asked[-1][0] == "/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"


def test_https_believes_a_good_certificate_and_names_the_site_in_it(web):
    assert found(web, "https://www.test/") == Finding(Outcome.OPENS, 200)
    assert web.asked[-1][1]["host"] == "www.test"


def test_a_certificate_of_another_name_or_of_nobody_known_is_told(web):
    assert found(web, "https://other.test/").outcome is Outcome.CERTIFICATE
    stranger = Network(web.resolve, web.connect, ssl.create_default_context())
    assert visit_link("https://www.test/", stranger).outcome is Outcome.CERTIFICATE
    assert web.asked == []


def test_a_name_that_nobody_has_is_told(web):
    web.names["www.test"] = [[]]
    assert found(web, "http://www.test/").outcome is Outcome.UNKNOWN_HOST


def test_a_second_address_is_tried_where_the_first_takes_no_call(web):
    def connect(address: str, port: int, seconds: float) -> socket.socket:
        if ":" in address:
            raise OSError("this machine has no IPv6")
        return web.connect(address, port, seconds)

    web.names["www.test"] = [["2606:4700::1111", ADDRESS]]
    network = Network(web.resolve, connect, web.tls)
    assert visit_link("http://www.test/", network).outcome is Outcome.OPENS
    assert web.connected == [(ADDRESS, 80)]


def test_a_page_without_end_is_not_read(web):
    written = []

    def flood(request) -> None:
        request.send_response(200)
        request.end_headers()
        for number in range(2_000):
            request.wfile.write(b"x" * 65_536)
            written.append(number)

    web.pages["/"] = flood
    assert found(web, "http://www.test/").outcome is Outcome.OPENS
    assert len(written) < 1_000, "what the network holds by itself is less"


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 100),
    ],
)
def test_a_head_without_end_is_cut_off(web, begins, goes_on):
    def flood(request) -> None:
        request.wfile.write(begins)
        for _ in range(1_000_000):
            request.wfile.write(goes_on)

    web.pages["/"] = flood
    assert found(web, "http://www.test/").outcome is Outcome.BROKEN


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_drips_is_left_after_the_time_for_one_address(web, scheme):
    def drip(request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            time.sleep(0.05)
            request.wfile.write(b"x")
            request.wfile.flush()

    web.pages["/"] = drip
    start = time.monotonic()
    assert found(web, f"{scheme}://www.test/", seconds=0.5).outcome is Outcome.SLOW
    assert time.monotonic() - start < 8, "all of it takes ten"


def test_redirects_share_the_time_of_one_address(web):
    def lead(request) -> None:
        time.sleep(0.2)
        say(302, Location="/")(request)

    web.pages["/"] = lead
    assert found(web, "http://www.test/", seconds=0.5).outcome is Outcome.SLOW


def test_a_tls_handshake_that_never_ends_is_left(web):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = silent.getsockname()
        network = Network(
            web.resolve, lambda *_: socket.create_connection(address, 1), web.tls, 0.5
        )
        assert visit_link("https://www.test/", network).outcome is Outcome.SLOW


def answered(reply: bytes) -> Finding:
    """What is found where everybody answers with these bytes and says no more."""
    lines: list[socket.socket] = []

    def connect(_address: str, _port: int, _seconds: float) -> socket.socket:
        ours, theirs = socket.socketpair()
        lines.append(theirs)
        theirs.sendall(reply)
        theirs.shutdown(socket.SHUT_WR)
        return ours

    network = Network(lambda _host, _port: [ADDRESS], connect, _TLS)
    try:
        return visit_link("http://www.test/", network)
    finally:
        for line in lines:
            line.close()


_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_NETWORK_WORDS = st.lists(
    st.sampled_from(
        [b"HTTP/1.1 ", b"HTTP/1.0 ", b"200", b"301", b"100 Continue", b" OK", b"\r\n", b"\n", b":",
         b"Location: ", b"http://", b"[", b"]", b"www.test", b"\xff\xfe", b"\x00", b"Transfer-Encoding: chunked",
         b"Content-Length: -1", b"\xe0\xb8\x82", b" "]
    ) | st.binary(max_size=5),
    max_size=20,
).map(b"".join)  # fmt: skip


@given(reply=_NETWORK_WORDS)
def test_no_answer_whatever_makes_the_check_fail(reply):
    assert isinstance(answered(reply).outcome, Outcome)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (b"", Outcome.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Outcome.BROKEN),
        (b"HTTP/1.1 200 OK\r\n\r\n", Outcome.OPENS),
        (b"HTTP/1.1 302 Found\r\n\r\n", Outcome.BROKEN),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", Outcome.REFUSED),
    ],
)
def test_short_answers_have_their_outcome(reply, outcome):
    assert answered(reply).outcome is outcome


def test_the_limits_stand_as_written():
    assert link_visiting.MOST_BYTES == 64 * 1024
    assert link_visiting.SECONDS <= 10

"""Which network addresses are public, and which spellings of a link are read at all."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.addresses import is_public
from survey_app.core.links import (
    Link,
    LinkRefused,
    Outcome,
    judge_status,
    read_link,
    read_redirect,
)

PUBLIC = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2404:6800::8"]
NEVER = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8",
    "168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255",
    "192.0.0.192", "192.0.2.7", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:db8::1",
    "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "2606:4700::1111%eth0", "ff02::1",
]  # fmt: skip
"""Addresses that a check must never connect to."""

HOSTILE = [
    "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.1/", "http://0x7f.0x0.0x0.0x1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://127.0.0.1.5/", "http://1.2.3/", "http://256.256.256.256/", "http://08.8.8.8/",
    "http://user@8.8.8.8/", "http://user:secret@www.go.th/", "http://www.go.th@127.0.0.1/",
    "http://8.8.8.8:22/", "http://8.8.8.8:25/", "http://8.8.8.8:6379/", "https://8.8.8.8:80/",
    "http://8.8.8.8:0/", "http://8.8.8.8:99999/", "http://8.8.8.8:x/",
    "ftp://www.go.th/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "javascript:alert(1)",
    "data:text/html,x", "//www.go.th/", "www.go.th", "http://", "http:///etc", "http://./",
    "http://a..b/", "http://[::1", "http://[::g]/", "http://[127.0.0.1]/",
    "http://www.go.th\\@127.0.0.1/", "http://www.go.th/\r\nHost: 127.0.0.1", "http://a b/",
    "http://www.go.th\t/", "http://℀.go.th/", "http://%31%32%37.0.0.1/", "http://" + "a" * 64 + ".th/",
]  # fmt: skip
"""Spellings that are refused before any name server is asked."""

NUMBERS_IN_DISGUISE = [
    ("http://１２７.０.０.１/", "127.0.0.1"),
    ("http://①②⑦.⓪.⓪.①/", "127.0.0.1"),
    ("http://127。0。0。1/", "127.0.0.1"),
    ("http://127.0.0.1./", "127.0.0.1"),
    ("http://[::ffff:7f00:1]/", "::ffff:7f00:1"),
    ("http://[0:0:0:0:0:0:0:1]/", "::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NEVER)
def test_addresses_of_this_machine_and_its_neighbours_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "8.8.8", "0x8.8.8.8", "8.8.8.8 ", "๘.๘.๘.๘"])
def test_what_is_no_numeric_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@given(st.ip_addresses())
def test_whatever_the_standard_library_calls_special_is_not_public(address) -> None:
    special = (
        address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    )
    assert not (is_public(str(address)) and (special or address.is_unspecified))


@given(st.ip_addresses(v=4))
def test_no_address_is_public_for_being_wrapped(address) -> None:
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert not is_public(str(ip_address(wrapped)))


@pytest.mark.parametrize("url", HOSTILE)
def test_odd_links_are_refused(url: str) -> None:
    with pytest.raises(LinkRefused):
        read_link(url)


@pytest.mark.parametrize(("url", "host"), NUMBERS_IN_DISGUISE)
def test_numbers_in_disguise_are_unmasked_and_then_not_public(url: str, host: str) -> None:
    assert read_link(url).host == host
    assert not is_public(host)


@given(st.text(max_size=40))
def test_any_text_is_a_link_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://www.go.th/{text}"):
        try:
            link = read_link(url)
        except LinkRefused:
            continue
        assert link.target.isascii()
        assert not set(link.target + link.named) & set(" \r\n\\\t")


def test_a_thai_name_and_path_are_written_as_servers_know_them() -> None:
    link = read_link("https://เทศบาล.ไทย/ข้อมูล/a b?q=ค่า".replace(" ", "%20"))
    assert link.host == "xn--o3cg7ak5c9d.xn--o3cw4h"
    assert (
        link.target
        == "/%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5/a%20b?q=%E0%B8%84%E0%B9%88%E0%B8%B2"
    )
    assert link.named == link.host


@pytest.mark.parametrize(
    ("location", "written"),
    [
        ("/b", "https://www.go.th/b"),
        ("c", "https://www.go.th/a/c"),
        ("?x=1", "https://www.go.th/a/?x=1"),
        ("//other.go.th/x", "https://other.go.th/x"),
        ("http://other.go.th:8080/x y", "http://other.go.th:8080/x%20y"),
        ("/ข่าว", "https://www.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"),
    ],
)
def test_redirects_are_read_against_the_page_they_stand_on(location: str, written: str) -> None:
    link = Link("https", "www.go.th", 443, "/a/")
    assert read_redirect(link, location).written == written


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://u@x.th/", "http://[", "\\\\x", "/a\x01"]
)
def test_redirects_to_anything_else_are_refused(location: str) -> None:
    with pytest.raises(LinkRefused):
        read_redirect(Link("https", "www.go.th", 443, "/"), location)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.OPENS), (206, Outcome.OPENS), (404, Outcome.MISSING), (410, Outcome.MISSING),
        (403, Outcome.BARRED), (401, Outcome.BARRED), (429, Outcome.BARRED),
        (500, Outcome.BROKEN), (503, Outcome.BROKEN), (304, Outcome.BROKEN), (400, Outcome.BROKEN),
    ],
)  # fmt: skip
def test_an_answer_is_judged_by_its_status(status: int, outcome: Outcome) -> None:
    assert judge_status(status) is outcome

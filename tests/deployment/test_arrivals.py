"""When a request is whole, when it is late, and which are not waited for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.arrivals import (
    HEAD_SECONDS,
    IDLE_SECONDS,
    MOST_BODY,
    MOST_HEAD,
    SLOWEST,
    Arrival,
    HeadTooLong,
    LengthMissing,
)

GET = b"GET /s/ABCD HTTP/1.1\r\nHost: a\r\n\r\n"


def post(length: int, *more: str) -> bytes:
    lines = ["POST /s/ABCD/answers HTTP/1.1", "Host: a", f"Content-Length: {length}", *more]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


@given(body=st.binary(max_size=300), cuts=st.lists(st.integers(0, 400), max_size=12))
def test_a_request_is_whole_with_its_last_byte_and_not_before(body: bytes, cuts: list[int]):
    raw = post(len(body)) + body
    arrival, places = Arrival(0), [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    for start, end in pairwise(places):
        if start < end:
            assert not arrival.is_whole
            arrival.add(raw[start:end], 0)
    assert arrival.is_whole
    assert bytes(arrival.received) == raw


def test_what_comes_early_of_the_next_request_is_kept():
    arrival = Arrival(0)
    arrival.add(GET + b"GET /next", 0)
    assert arrival.is_whole
    assert arrival.received.endswith(b"GET /next")


def test_of_two_lengths_the_longer_is_waited_for_and_the_program_refuses_both():
    arrival = Arrival(0)
    arrival.add(post(3, "content-length : 5") + b"abc", 0)
    assert not arrival.is_whole
    arrival.add(b"de", 0)
    assert arrival.is_whole


def test_a_body_that_no_page_takes_is_refused_from_its_head():
    arrival = Arrival(0)
    arrival.add(post(MOST_BODY + 1), 0)
    assert arrival.is_whole
    assert arrival.is_refused_unread
    largest = Arrival(0)
    largest.add(post(MOST_BODY), 0)
    assert not largest.is_whole
    assert not largest.is_refused_unread


@pytest.mark.parametrize("raw", [b"a" * (MOST_HEAD + 1), b"GET /" + b"a" * MOST_HEAD + b"\r\n\r\n"])
def test_an_endless_head_is_not_waited_for(raw: bytes):
    with pytest.raises(HeadTooLong):
        Arrival(0).add(raw, 0)


def test_a_body_of_unknown_length_is_not_waited_for():
    with pytest.raises(LengthMissing):
        Arrival(0).add(b"POST / HTTP/1.1\r\nTransfer-encoding:chunked\r\n\r\n", 0)


def test_patience_ends_for_silence_for_heads_and_for_bodies():
    silent = Arrival(100)
    assert not silent.is_late(100 + IDLE_SECONDS)
    assert silent.is_late(100.1 + IDLE_SECONDS)
    slow = Arrival(100)
    slow.add(b"GET", 104)
    assert not slow.is_late(104 + HEAD_SECONDS)
    slow.add(b" /", 113)
    assert slow.is_late(104.1 + HEAD_SECONDS), "bytes that trickle in buy no time"
    large = Arrival(100)
    large.add(post(10 * SLOWEST), 100)
    assert not large.is_late(110 + HEAD_SECONDS), "a long body has the time that its length needs"
    assert large.is_late(111 + HEAD_SECONDS)

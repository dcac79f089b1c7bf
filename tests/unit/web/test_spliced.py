"""Pages put together around a reader's own words read as the very page, in every encoding."""

import gzip
import secrets
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.web.encodings import Encoding, choose_encoding
from survey_app.web.spliced import SplicedPage, compose

TEXT = "ผู้รับบริการ <p>ตอบแบบสอบถาม</p>\n" * 60
READ = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
ENCODINGS: tuple[Encoding, ...] = ("br", "gzip", "identity")
TICKETS = st.text(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=48, max_size=48
)
LINKS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=7, max_size=7)
MARKS = {"link": b"QwErTyU", "ticket": secrets.token_hex(24).encode()}


def write(link: bytes, ticket: bytes) -> bytes:
    """A page that names a link thrice, once far from the rest, and a ticket once."""
    head, tail = f"<head>{TEXT}".encode(), f"{TEXT}<footer>\n".encode()
    near = b'<form action="/s/' + link + b'/answers"><input name="ticket" value="' + ticket + b'">'
    return (
        head
        + b'<a href="/s/'
        + link
        + b'">'
        + tail
        + near
        + tail
        + b'<a href="/s/'
        + link
        + b'">\n'
    )


PAGE = compose(write(MARKS["link"], MARKS["ticket"]), MARKS)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(link=LINKS, ticket=TICKETS)
@settings(deadline=None, max_examples=200)
def test_a_filled_page_reads_as_the_very_page(encoding: Encoding, link: str, ticket: str):
    words = {"link": link.encode(), "ticket": ticket.encode()}
    body, written = PAGE.fill(words, encoding)
    assert written == encoding
    assert READ[written](body) == write(words["link"], words["ticket"])


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(first=TICKETS, second=TICKETS)
@settings(deadline=None, max_examples=100)
def test_no_length_tells_anything_of_the_words(encoding: Encoding, first: str, second: str):
    """A compressor in between would make words that look like the page, or themselves, shorter."""
    words = [{"link": b"0000000", "ticket": one.encode()} for one in (first, second, "A" * 48)]
    assert len({len(PAGE.fill(one, encoding)[0]) for one in words}) == 1


@given(before=st.text(max_size=400), after=st.text(max_size=400))
@settings(deadline=None, max_examples=200)
def test_a_page_of_any_text_reads_back_wherever_its_seam_lies(before: str, after: str):
    mark, word = "<MARK-MARK>", "<word-word>"
    if mark in f"{before}|{after}":
        return
    page = compose(f"{before}{mark}{after}".encode(), {"word": mark.encode()})
    for encoding in ENCODINGS:
        body, written = page.fill({"word": word.encode()}, encoding)
        assert READ[written](body).decode() == before + word + after


def test_the_check_at_the_end_of_gzip_is_that_of_the_whole_page():
    words = {"link": b"ABCDEFG", "ticket": b"x" * 48}
    body, _ = PAGE.fill(words, "gzip")
    assert body[-8:-4] == zlib.crc32(write(words["link"], words["ticket"])).to_bytes(4, "little")


def test_where_brotli_cannot_be_had_gzip_is_sent():
    page = SplicedPage(PAGE.seams, PAGE.plain, PAGE.deflated, None, PAGE.checks)
    assert page.fill(MARKS, "br")[1] == "gzip"


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("BR ; Q=1", "br"),
        ("*", "br"),
        ("*;q=0.1, gzip;q=0.5", "gzip"),
        ("identity, gzip;q=0.5", "identity"),
        ("gzip;q=0.5, identity;q=0.7, *;q=0", "identity"),
        ("identity;q=0, *;q=0", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("deflate, zstd", "identity"),
        ("gzip;q=2", "identity"),
    ],
)
def test_the_encoding_is_what_the_reader_likes_best(accepted: str, chosen: str):
    assert choose_encoding(accepted) == chosen

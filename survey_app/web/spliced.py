"""A page made once, into which a few words of its own are put for each reader.

The page is compressed without those words. They never pass through a compressor, so no length tells
anything of them: they are set between the compressed pieces as blocks of plain bytes, which both
formats know (RFC 1951, 3.2.4; RFC 7932, 9.2).
"""

import re
import secrets
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import brotli

from survey_app.web.encodings import Encoding

_NEAR = 192
"""Bytes: words that stand closer to each other than this go into one seam with what is between."""
_TAIL = 2
"""Bytes after a seam that go into it: brotli looks back at two when it reads what follows."""
_QUALITY = 5
"""Of brotli: 11 would save another tenth and take fifty times as long at the first visit."""
_WINDOW = 18
"""Of brotli, in bits: as much of the page as it has to remember, on small phones too."""
_TRIES = 8
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"

Words = Mapping[str, bytes]
Seam = tuple[bytes | str, ...]
"""Plain bytes, and the names of the words between them."""


@dataclass(frozen=True, slots=True)
class SplicedPage:
    """A page in pieces, as they are and compressed; between each two of them is a seam."""

    seams: tuple[Seam, ...]
    plain: tuple[bytes, ...]
    deflated: tuple[bytes, ...]
    brotlied: tuple[bytes, ...] | None
    checks: "tuple[_Check, ...]"

    def fill(self, words: Words, encoding: Encoding) -> tuple[bytes, Encoding]:
        """The page with these words, and how its bytes are written after all."""
        filled = [_write(seam, words) for seam in self.seams]
        if encoding == "br" and self.brotlied:
            return _interleave(self.brotlied, map(_brotli_block, filled)), "br"
        if encoding != "identity":
            return self._gzip(filled), "gzip"
        return _interleave(self.plain, filled), "identity"

    def _gzip(self, filled: Sequence[bytes]) -> bytes:
        check, size = self.checks[0].own, sum(map(len, self.plain))
        for seam, following in zip(filled, self.checks[1:], strict=True):
            check = following.after(zlib.crc32(seam, check))
            size += len(seam)
        body = _interleave(self.deflated, map(_deflate_block, filled))
        return b"".join((_GZIP_HEAD, body, struct.pack("<II", check, size & 0xFFFFFFFF)))


def _write(seam: Seam, words: Words) -> bytes:
    return b"".join(words[part] if isinstance(part, str) else part for part in seam)


def compose(page: bytes, marks: Words) -> SplicedPage:
    """The page with a mark in place of each word; a mark is as long as the word and in no other place."""
    plain, seams = _cut(page, marks)
    lengths = [sum(len(marks[p] if isinstance(p, str) else p) for p in seam) for seam in seams]
    spliced = SplicedPage(
        seams=tuple(seams),
        plain=tuple(plain),
        deflated=_deflate(plain, lengths),
        brotlied=None,
        checks=tuple(map(_Check.of, plain)),
    )
    return _with_brotli(spliced, page, marks, lengths)


def _cut(page: bytes, marks: Words) -> tuple[list[bytes], list[Seam]]:
    names = {mark: name for name, mark in marks.items()}
    tokens = re.split(b"(" + b"|".join(map(re.escape, names)) + b")", page)
    pieces, seams = [tokens[0]], list[Seam]()
    for mark, following in zip(tokens[1::2], tokens[2::2], strict=True):
        if seams and len(pieces[-1]) < _NEAR:
            seams[-1] = (*seams[-1], pieces.pop(), names[mark])
        else:
            seams.append((names[mark],))
        pieces.append(following)
    tails = [piece[:_TAIL] for piece in pieces[1:]]
    rest = [piece[_TAIL:] for piece in pieces[1:]]
    return [pieces[0], *rest], [(*seam, tail) for seam, tail in zip(seams, tails, strict=True)]


def _deflate(pieces: Sequence[bytes], lengths: Sequence[int]) -> tuple[bytes, ...]:
    """Each piece on its own bytes; what stands for a seam is taken in, and left out again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = []
    for piece, length in zip(pieces, lengths, strict=False):
        packed.append(packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH))
        packer.compress(_stand_in(length))
        packer.flush(zlib.Z_SYNC_FLUSH)
    return (*packed, packer.compress(pieces[-1]) + packer.flush())


def _with_brotli(
    spliced: SplicedPage, page: bytes, marks: Words, lengths: Sequence[int]
) -> SplicedPage:
    """Brotli remembers more than the bytes before, so what it made is read back before it is used."""
    for _ in range(_TRIES):
        tried = replace(spliced, brotlied=_brotli(spliced, lengths))
        if _reads_back(tried.fill(marks, "br")[0], page):
            return tried
    return spliced


def _brotli(spliced: SplicedPage, lengths: Sequence[int]) -> tuple[bytes, ...]:
    packer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_QUALITY, lgwin=_WINDOW)
    packed = []
    for piece, seam, length in zip(spliced.plain, spliced.seams, lengths, strict=False):
        packed.append(packer.process(piece) + packer.flush())
        tail = seam[-1] if isinstance(seam[-1], bytes) else b""
        packer.process(_stand_in(length - len(tail)) + tail)
        packer.flush()
    return (*packed, packer.process(spliced.plain[-1]) + packer.finish())


def _reads_back(packed: bytes, page: bytes) -> bool:
    try:
        return bool(brotli.decompress(packed) == page)
    except brotli.error:
        return False


def _stand_in(length: int) -> bytes:
    """Bytes that no text has, so that nothing before or after looks like them."""
    return bytes(0xF8 | byte & 0x07 for byte in secrets.token_bytes(length))


def _interleave(pieces: Sequence[bytes], between: Iterable[bytes]) -> bytes:
    first, *rest = pieces
    parts = [first]
    for seam, piece in zip(between, rest, strict=True):
        parts += (seam, piece)
    return b"".join(parts)


def _deflate_block(content: bytes) -> bytes:
    """A stored block that is not the last."""
    return struct.pack("<BHH", 0, len(content), len(content) ^ 0xFFFF) + content


def _brotli_block(content: bytes) -> bytes:
    """An uncompressed meta-block: ISLAST 0, MNIBBLES 4, MLEN - 1, ISUNCOMPRESSED 1."""
    return ((len(content) - 1) << 3 | 1 << 19).to_bytes(3, "little") + content


@dataclass(frozen=True, slots=True)
class _Check:
    """CRC-32 of a piece, and how it carries on one from before without reading the piece again."""

    own: int
    columns: tuple[int, ...]

    @classmethod
    def of(cls, piece: bytes) -> "_Check":
        own = zlib.crc32(piece)
        return cls(own, tuple(zlib.crc32(piece, 1 << bit) ^ own for bit in range(32)))

    def after(self, before: int) -> int:
        """A CRC is linear: each bit of the one before changes the result in its own way."""
        result = self.own
        for column in self.columns:
            if before & 1:
                result ^= column
            before >>= 1
        return result

"""Looking for what must not be there: in every writing, packed or not, in whatever a disk holds."""

import base64
import html
import io
import json
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import numpy as np

_SHORTEST = 6
"""Bytes; anything shorter is found by chance."""
_MOST_UNPACKED = 64 * 1024 * 1024
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, and where."""

    what: str
    where: str


class Needles:
    """What is looked for: names, each in all its writings."""

    def __init__(self, wanted: dict[str, bytes | str]) -> None:
        self._names = {
            writing: name for name, value in wanted.items() for writing in writings_of(value)
        }
        short = [name for writing, name in self._names.items() if len(writing) < _SHORTEST]
        assert not short, f"would be found by chance: {short}"
        self._starts: dict[int, list[bytes]] = {}
        for writing in self._names:
            self._starts.setdefault(int.from_bytes(writing[:4], "little"), []).append(writing)
        self._first = np.zeros(1 << 16, dtype=bool)
        self._first[[start & 0xFFFF for start in self._starts]] = True
        self._keys = np.array(sorted(self._starts), dtype=np.uint32)

    def find(self, content: bytes) -> set[str]:
        """The names that stand anywhere in `content`."""
        if len(content) < _SHORTEST:
            return set()
        raw = np.frombuffer(content, dtype=np.uint8)
        pairs = raw[:-1].astype(np.uint16) | raw[1:].astype(np.uint16) << 8
        places = np.flatnonzero(self._first[pairs])
        places = places[places < len(raw) - 3]
        fours = pairs[places].astype(np.uint32) | pairs[places + 2].astype(np.uint32) << 16
        found = set()
        likely = np.isin(fours, self._keys)
        for place, start in zip(places[likely].tolist(), fours[likely].tolist(), strict=True):
            for writing in self._starts[start]:
                if content.startswith(writing, place):
                    found.add(self._names[writing])
        return found


def writings_of(value: bytes | str) -> set[bytes]:
    """The value as programs write it: text in several codes, hex, base64, escaped."""
    if isinstance(value, bytes):
        return {value, *_hex(value), *_base64(value)}
    codes = {value.encode("utf-8"), value.encode("utf-16-le"), value.encode("utf-16-be")}
    if not value.isascii():
        codes.add(value.encode("tis-620"))
    escaped = {
        quote(value, safe=""),
        quote(value, safe="").lower(),
        json.dumps(value)[1:-1],
        html.escape(value),
        "".join(f"&#{ord(sign)};" for sign in value),
        repr(value.encode())[2:-1],
        value.lower() if value.isascii() else value,
    }
    packed = {piece for code in codes for piece in (*_hex(code), *_base64(code))}
    return codes | packed | {text.encode() for text in escaped}


def _hex(value: bytes) -> tuple[bytes, bytes]:
    return value.hex().encode(), value.hex().upper().encode()


def _base64(value: bytes) -> Iterator[bytes]:
    """The middle of the value's base64, wherever in a longer text it begins."""
    for before in range(3):
        filled = bytes(before) + value
        whole = filled[: len(filled) - len(filled) % 3]
        said = base64.b64encode(whole)[-(-8 * before // 6) :]
        if len(said) >= 2 * _SHORTEST:
            yield said
            yield said.translate(bytes.maketrans(b"+/", b"-_"))


def search(needles: Needles, contents: Iterable[tuple[str, bytes]]) -> list[Hit]:
    """Everything found in contents with their names, in what is packed in them too."""
    return [
        Hit(what, where)
        for name, content in contents
        for where, layer in _layers(name, content)
        for what in sorted(needles.find(layer))
    ]


def _layers(name: str, content: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if depth == 3:
        return
    for inner, unpacked in _unpack(content):
        yield from _layers(f"{name} > {inner}", unpacked, depth + 1)


def _unpack(content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    elif content[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive.getmembers():
                if file := archive.extractfile(member):
                    yield member.name, file.read()
    for found in _ZLIB.finditer(content):
        yield from _inflate(content, found.start(), zlib.MAX_WBITS)
    start = content.find(_GZIP)
    while start >= 0:
        yield from _inflate(content, start, zlib.MAX_WBITS | 16)
        start = content.find(_GZIP, start + 1)


def _inflate(content: bytes, start: int, bits: int) -> Iterator[tuple[str, bytes]]:
    """What is packed from there on; where nothing is, it fails within a few bytes."""
    reader = zlib.decompressobj(bits)
    window = memoryview(content)[start : start + _MOST_UNPACKED]
    try:
        unpacked = reader.decompress(window[:4096], _MOST_UNPACKED)
        if not reader.eof:
            unpacked += reader.decompress(window[4096:], _MOST_UNPACKED)
    except zlib.error:
        return
    if len(unpacked) >= _SHORTEST:
        yield f"packed at {start}", unpacked


def files_under(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file's name and content; the name is a place to leave something too."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield f"name of {path}", str(path.relative_to(folder)).encode()
            if path.is_file():
                yield str(path), path.read_bytes()


def open_files_of(process: int) -> Iterator[tuple[str, bytes]]:
    """Files a process holds open that have no name any more, memory files among them."""
    for handle in Path(f"/proc/{process}/fd").iterdir():
        try:
            if "(deleted)" in str(handle.readlink()):
                yield f"{handle} of {process}", handle.read_bytes()
        except OSError:
            continue  # closed in the meantime

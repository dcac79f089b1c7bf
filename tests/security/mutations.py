"""Forms made wrong by chance: every way a request can differ from what a browser sends.

The chance is seeded, so the same number makes the same request on every machine.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

from tests.security.forms import Pair

BOUNDARY = "----x7f3a"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

TEXTS = (
    "", " ", "0", "-1", "1.5", "1e9", "٣", "²", "๙๙๙", "9" * 30, "9" * 5000, "1" * 200, "NaN",
    "Infinity", "true", "null", "None", "[]", "{}", "[object Object]", "yes", "มี", "ก" * 6000,
    "\0", "a\0b", "\r\n\r\n", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U0010ffff", "é", "e\u0301",
    "ก" + "\u0e49" * 500, "' OR 1=1 --", '"; DROP TABLE officer; --', "../../etc/passwd",
    "..\\..\\secret.key", "%00", "%s%s%n", "{0.__class__}", "{{7*7}}", "${7*7}", "=1+1",
    "<script>alert(1)</script>", "<r>&</r>", "https://x@y:99999/", "http://[::1", "//evil.example",
    "javascript:alert(1)", "2564-02-30", "29/02/2565", "31", "00", "12", "2564", "2021", "IIT", "o1",
    "0" * 12, "a" * 64, "x" * 20_000,
)  # fmt: skip
BYTES = (
    b"\xff\xfe", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc0\xaf", b"\x80", b"%", b"%zz", b"+",
    b"\x1b[31m", b"\xe0\xb8",
)  # fmt: skip
TYPES = (
    "", "text/plain", "application/json", "application/xml", "multipart/form-data",
    "multipart/form-data; boundary=", 'multipart/form-data; boundary=""',
    f"multipart/form-data; boundary={'b' * 300}", "multipart/mixed; boundary=x",
    "application/x-www-form-urlencoded; charset=utf-16", "application/octet-stream", '"', ";;;=",
    "application/x-www-form-urlencoded; charset=idna", "image/png", "a/b/c",
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """A POST as it goes over the wire; `how` names what was done to it."""

    body: bytes
    content_type: str
    how: str
    query: str = ""


def mutate(pairs: list[Pair], chance: random.Random) -> Request:
    """A request made of a form that would be accepted, with one to three things wrong about it."""
    how, wrong = [], list(pairs)
    for _n in range(chance.choice((1, 1, 1, 2, 3))):
        change = chance.choice(_CHANGES)
        wrong = change(wrong, chance)
        how.append(change.__name__.strip("_"))
    if chance.random() < 0.25:
        send = chance.choice(_WIRES)
        return send(wrong, chance, [*how, send.__name__.strip("_")])
    return encode(wrong, " ".join(how))


def encode(pairs: list[Pair], how: str = "") -> Request:
    """The form as a browser encodes it."""
    if any(isinstance(value, tuple) for _name, value in pairs):
        body = _write_parts(pairs)
        return Request(body, f"multipart/form-data; boundary={BOUNDARY}", how)
    return Request(_write_query(pairs), "application/x-www-form-urlencoded", how)


def _write_query(pairs: list[Pair]) -> bytes:
    return b"&".join(_quote(name) + b"=" + _quote(_text(value)) for name, value in pairs)


def _quote(text: str) -> bytes:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


def _text(value: object) -> str:
    return value if isinstance(value, str) else "file"


def _write_parts(pairs: list[Pair]) -> bytes:
    lines = b""
    for name, value in pairs:
        head = f'Content-Disposition: form-data; name="{_bare(name)}"'
        content = _text(value).encode("utf-8", "surrogatepass")
        if isinstance(value, tuple):
            content, file_name = value
            head += f'; filename="{_bare(file_name)}"\r\nContent-Type: application/octet-stream'
        lines += f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode("utf-8", "surrogatepass")
        lines += content + b"\r\n"
    return lines + f"--{BOUNDARY}--\r\n".encode()


def _bare(text: str) -> str:
    """A text within quotation marks of a header."""
    return text.replace("\r", " ").replace("\n", " ").replace('"', "%22")


def _pick(pairs: list[Pair], chance: random.Random) -> int:
    return chance.randrange(len(pairs))


def _leave_out(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    gone = _pick(pairs, chance) if pairs else 0
    return [*pairs[:gone], *pairs[gone + 1 :]]


def _repeat(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    if not pairs:
        return pairs
    name, value = pairs[_pick(pairs, chance)]
    other = chance.choice((value, chance.choice(TEXTS)))
    return [*pairs, *([(name, other)] * chance.choice((1, 1, 3, 50)))]


def _replace(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    if not pairs:
        return [("x", chance.choice(TEXTS))]
    place = _pick(pairs, chance)
    name, value = pairs[place]
    if isinstance(value, tuple) and chance.random() < 0.7:
        return _set(pairs, place, (name, _spoil_file(value, chance)))
    return _set(pairs, place, (name, chance.choice(TEXTS)))


def _replace_all(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    kept = ("csrf_token", "ticket", "version")
    return [(n, v if n in kept else chance.choice(TEXTS)) for n, v in pairs]


def _in_thai_digits(pairs: list[Pair], _chance: random.Random) -> list[Pair]:
    return [
        (n, v.translate(THAI_DIGITS) if isinstance(v, str) and n != "csrf_token" else v)
        for n, v in pairs
    ]


def _add_unknown(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    name = chance.choice(
        ("x", "", "role", "agency", "id", "csrf_token", "then", "restore", "disabled", "a[b][c]",
         "__proto__", "ก" * 300, "\0", "version", "day-day", "round_id", "_method")
    )  # fmt: skip
    return [*pairs, (name, chance.choice(TEXTS))]


def _send_file(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """A file where a text is wanted."""
    place = _pick(pairs, chance) if pairs else 0
    name = pairs[place][0] if pairs else "file"
    file_name = chance.choice(("a.xlsx", "", "../../x", "a\0b.csv", "ก" * 400 + ".csv", "CON", "."))
    content = chance.choice((b"", b"PK\x03\x04", b"a,b\n1,2\n", b"\0" * 2000, bytes(range(256))))
    return _set(pairs, place, (name, (content, file_name)))


def _grow(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    place = _pick(pairs, chance) if pairs else 0
    name = pairs[place][0] if pairs else "x"
    return _set(pairs, place, (name, chance.choice(("x", "ก", "\n", "0")) * 250_000))


def _multiply(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    return [*pairs, *((f"x{n}", "1") for n in range(chance.choice((200, 1100))))]


def _shuffle(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    return chance.sample(pairs, len(pairs))


def _swap(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """The values of one field in another."""
    values = [value for _name, value in pairs]
    chance.shuffle(values)
    return [(name, value) for (name, _value), value in zip(pairs, values, strict=True)]


def _set(pairs: list[Pair], place: int, pair: Pair) -> list[Pair]:
    return [*pairs[:place], pair, *pairs[place + 1 :]]


def _spoil_file(file: tuple[bytes, str], chance: random.Random) -> tuple[bytes, str]:
    content, name = file
    place = chance.randrange(len(content) + 1)
    spoilt = chance.choice(
        (
            content[:place],
            content[place:],
            content[:place] + chance.choice(BYTES) + content[place + 3 :],
            content * 2,
            b"",
            bytes(chance.randrange(256) for _n in range(200)),
        )
    )
    return spoilt, chance.choice((name, name, "x.csv", "x.xlsx", "x", ""))


def _as_json(pairs: list[Pair], chance: random.Random, how: list[str]) -> Request:
    nested: object = {name: _text(value) for name, value in pairs}
    for _n in range(chance.choice((0, 0, 500))):
        nested = {"a": nested}
    return Request(json.dumps(nested).encode(), "application/json", " ".join(how))


def _with_another_type(pairs: list[Pair], chance: random.Random, how: list[str]) -> Request:
    whole = encode(pairs)
    return Request(whole.body, chance.choice(TYPES), " ".join(how))


def _cut(pairs: list[Pair], chance: random.Random, how: list[str]) -> Request:
    body = _write_parts(pairs)
    kept = chance.randrange(len(body))
    return Request(body[:kept], f"multipart/form-data; boundary={BOUNDARY}", " ".join(how))


def _as_parts(pairs: list[Pair], _chance: random.Random, how: list[str]) -> Request:
    body = _write_parts(pairs)
    return Request(body, f"multipart/form-data; boundary={BOUNDARY}", " ".join(how))


def _with_raw_bytes(pairs: list[Pair], chance: random.Random, how: list[str]) -> Request:
    whole = encode(pairs)
    body = bytearray(whole.body or b"x")
    for _n in range(chance.choice((1, 1, 5))):
        place = chance.randrange(len(body) + 1)
        body[place:place] = chance.choice(BYTES)
    return Request(bytes(body), whole.content_type, " ".join(how))


def _as_nested_parts(pairs: list[Pair], chance: random.Random, how: list[str]) -> Request:
    inner = _write_parts(pairs)
    for depth in range(chance.choice((1, 5, 40))):
        name = f"x{depth}"
        head = (
            f"--{name}\r\nContent-Disposition: form-data; name=a\r\n"
            f"Content-Type: multipart/mixed; boundary=x{depth - 1}\r\n\r\n"
        )
        inner = head.encode() + inner + f"\r\n--{name}--\r\n".encode()
    return Request(inner, f"multipart/form-data; boundary={name}", " ".join(how))


def _in_the_address(pairs: list[Pair], _chance: random.Random, how: list[str]) -> Request:
    query = _write_query(pairs)[:1500].decode()
    return Request(b"", "application/x-www-form-urlencoded", " ".join(how), query)


_CHANGES: tuple[Callable[[list[Pair], random.Random], list[Pair]], ...] = (
    _leave_out, _leave_out, _repeat, _replace, _replace, _replace, _replace, _replace, _replace_all,
    _replace_all, _in_thai_digits, _add_unknown, _send_file, _grow, _multiply, _shuffle, _swap,
)  # fmt: skip
_WIRES: tuple[Callable[[list[Pair], random.Random, list[str]], Request], ...] = (
    _as_json, _with_another_type, _cut, _as_parts, _as_parts, _with_raw_bytes, _with_raw_bytes,
    _as_nested_parts, _in_the_address,
)  # fmt: skip

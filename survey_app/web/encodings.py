"""How a reply's bytes may be written: as they are, or compressed as the reader can read them."""

import gzip
from functools import lru_cache
from typing import Literal

import brotli

Encoding = Literal["br", "gzip", "identity"]

ENCODINGS: tuple[Encoding, ...] = ("br", "gzip", "identity")
"""The best first; where a reader likes two alike, the better is taken."""


@lru_cache(maxsize=256)
def choose_encoding(accepted: str) -> Encoding:
    """The encoding for a reader who sent this Accept-Encoding (RFC 9110, 12.5.3).

    Where none is acceptable the bytes go as they are: a page that can perhaps not be read is better
    than none.
    """
    weights = dict(map(_read_weight, filter(None, accepted.lower().split(","))))
    others = weights.get("*", 0.0)
    liking = {name: weights.get(name, others) for name in ENCODINGS}
    if "identity" not in weights and "*" not in weights:
        liking["identity"] = 0.001  # always acceptable, and never rather than what was named
    best = max(ENCODINGS, key=lambda name: liking[name])
    return best if liking[best] > 0 else "identity"


def _read_weight(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    key, _, value = parameter.strip().partition("=")
    try:
        weight = float(value) if key.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return name.strip(), weight if 0 <= weight <= 1 else 0.0


def compress(content: bytes, encoding: Encoding) -> bytes:
    """Content that never changes, as small as it gets; the same bytes at every start."""
    if encoding == "br":
        return brotli.compress(content, quality=11)
    return gzip.compress(content, 9, mtime=0) if encoding == "gzip" else content

"""A request on its way in: its bytes as they come, until the whole of it is there."""

import re
from dataclasses import dataclass, field
from typing import ClassVar

MOST_HEAD = 16 * 1024
"""Bytes of the request line and headers; a browser sends one or two thousand."""
MOST_BODY = 6 * 1024 * 1024
"""Bytes; no page takes more, so a longer body is refused from its head alone and never awaited."""
IDLE_SECONDS = 5
"""How long a connection may say nothing."""
HEAD_SECONDS = 10
"""How long a head may take from its first byte."""
SLOWEST = 4 * 1024
"""Bytes in a second that a body must bring on the whole: a sheet on a bad line brings more."""

_END = b"\r\n\r\n"
_LENGTH = re.compile(
    rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r$", re.IGNORECASE | re.MULTILINE
)
_UNMEASURED = re.compile(rb"^transfer-encoding[ \t]*:", re.IGNORECASE | re.MULTILINE)


class NotAwaited(Exception):
    """A request that will not be waited for; `status` is what it is told."""

    status: ClassVar[str]


class HeadTooLong(NotAwaited):
    """Its head goes on and on."""

    status = "431 Request Header Fields Too Large"


class LengthMissing(NotAwaited):
    """It does not say how long it is; no browser sends a form that way."""

    status = "411 Length Required"


@dataclass(slots=True, eq=False)
class Arrival:
    """What has come of a request since a moment, in seconds of a clock that only goes forward."""

    since: float
    received: bytearray = field(default_factory=bytearray)
    _whole: int | None = None
    _too_long: bool = False

    def add(self, piece: bytes, now: float) -> None:
        """Take what came; raises NotAwaited."""
        if not self.received:
            self.since = now
        self.received += piece
        if self._whole is None:
            self._read_head()

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the request is missing."""
        return self._whole is not None and len(self.received) >= self._whole

    @property
    def is_refused_unread(self) -> bool:
        """Whether its body is longer than any page takes, and so is not awaited."""
        return self._too_long

    def is_late(self, now: float) -> bool:
        """Whether it took longer than anybody honest needs."""
        if not self.received:
            return now - self.since > IDLE_SECONDS
        length = self._whole or 0
        return now - self.since > HEAD_SECONDS + length / SLOWEST

    def _read_head(self) -> None:
        end = self.received.find(_END)
        if end > MOST_HEAD or (end < 0 and len(self.received) > MOST_HEAD):
            raise HeadTooLong
        if end < 0:
            return
        head = bytes(self.received[: end + len(_END)])
        if _UNMEASURED.search(head):
            raise LengthMissing
        length = max((int(said) for said in _LENGTH.findall(head)), default=0)
        self._too_long = length > MOST_BODY
        self._whole = len(head) + (0 if self._too_long else length)

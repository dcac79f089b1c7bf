"""What a program asked of the disk and when it answered a client, as strace recorded it."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,"
    "sync_file_range,unlink,unlinkat,rename,renameat,renameat2,sendto"
)
_LONGEST = 1_000_000
"""Bytes of one call that are recorded whole; more would make the record useless, and fails."""
_LINE = re.compile(r"([0-9.]+) (\w+)\((.*)\) += (-?\w+)(.*)")
_DESCRIPTOR = re.compile(r"(?:\d+|AT_FDCWD)<(.*?)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def has_strace() -> bool:
    """Whether system calls can be recorded here."""
    return shutil.which("strace") is not None


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that was done: on which file, with which bytes and numbers."""

    at: int
    name: str
    path: str
    texts: tuple[bytes, ...]
    rest: str

    @property
    def numbers(self) -> list[int]:
        """The numbers among its arguments, in order."""
        return [int(word) for word in re.findall(r"(?<=, )-?\d+", self.rest)]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Keeps the records of several programs in one folder."""

    folder: Path

    def prefix(self, name: str) -> tuple[str, ...]:
        """What to write before a command; the process one starts is the command's own."""
        return (
            "strace", "-D", "-ff", "-qq", "-y", "-xx", "-s", str(_LONGEST), "--seccomp-bpf",
            "--absolute-timestamps=format:unix,precision:ns", "--signal=none",
            f"--trace={_CALLS}", "-o", str(self.folder / name), "--",
        )  # fmt: skip

    def read(self, name: str) -> list[Call]:
        """Everything the program and its children did, in order of time."""
        self._await_end(name)
        calls = [call for file in self._files(name) for call in _read_file(file)]
        return sorted(calls, key=lambda call: call.at)

    def _files(self, name: str) -> list[Path]:
        return sorted(self.folder.glob(f"{name}.*"))

    def _await_end(self, name: str) -> None:
        """The tracer writes on for a moment after the program has ended."""
        sizes = None
        while sizes != (sizes := [file.stat().st_size for file in self._files(name)]):
            time.sleep(0.3)


def _read_file(file: Path) -> Iterator[Call]:
    with file.open("r", encoding="ascii") as lines:
        for line in lines:
            if found := _LINE.match(line):
                at, name, arguments, result, _ = found.groups()
                if not result.startswith("-"):
                    yield _read_call(int(at.replace(".", "")), name, arguments, result)


def _read_call(at: int, name: str, arguments: str, result: str) -> Call:
    texts = _TEXT.findall(arguments)
    assert not any(cut for _, cut in texts), f"{name}: longer than was recorded"
    plain = tuple(bytes.fromhex(text.replace("\\x", "")) for text, _ in texts)
    rest = _TEXT.sub("", arguments)
    descriptor = _DESCRIPTOR.search(rest)
    path = _path(descriptor[1]) if descriptor else ""
    return Call(at, name, path, plain, f"{_DESCRIPTOR.sub('', rest)}, {result}")


def _path(shown: str) -> str:
    """A path as strace shows it for a descriptor, which it writes in hex too."""
    if "\\x" in shown:
        return bytes.fromhex(shown.replace("\\x", "")).decode("utf-8", "replace")
    return shown

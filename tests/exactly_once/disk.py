"""A disk that keeps only what it was told to keep, and loses power whenever a test likes.

What was written since a file's last sync may have reached the disk or not, each sector of 512 bytes by
itself; a name made, changed or removed since the folder's last sync may have reached it or not, in order.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.exactly_once.recorded_calls import Call

SECTOR = 512
_WRITING = ("write", "writev", "pwrite64", "pwritev")
_SYNCING = ("fsync", "fdatasync")
_MAKING = ("open", "openat", "creat")
_REMOVING = ("unlink", "unlinkat")
_RENAMING = ("rename", "renameat", "renameat2")


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put at a place of a file."""

    offset: int
    content: bytes

    def apply(self, to: bytearray, chance: random.Random | None) -> None:
        """Put all of it, or each sector by chance."""
        start, end = self.offset, self.offset + len(self.content)
        while start < end:
            stop = min(end, start - start % SECTOR + SECTOR)
            if chance is None or chance.random() < 0.5:
                to.extend(bytes(max(0, stop - len(to))))
                to[start:stop] = self.content[start - self.offset : stop - self.offset]
            start = stop


@dataclass(frozen=True, slots=True)
class Cut:
    """A file cut or stretched to a size."""

    size: int

    def apply(self, to: bytearray, chance: random.Random | None) -> None:
        """Done, or by chance not."""
        if chance is None or chance.random() < 0.5:
            del to[self.size :]
            to.extend(bytes(self.size - len(to)))


@dataclass
class File:
    """A file: what is surely on the disk, and what was done to it since."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[Write | Cut] = field(default_factory=list)

    def sync(self) -> None:
        """All that was done is on the disk now."""
        for done in self.since:
            done.apply(self.kept, None)
        self.since.clear()

    def after_cut(self, chance: random.Random | None) -> bytes:
        """What is found when the power is back: nothing of what was not synced, or parts by chance."""
        found = bytearray(self.kept)
        for done in self.since if chance else ():
            done.apply(found, chance)
        return bytes(found)


@dataclass
class Disk:
    """One folder of a disk."""

    folder: Path
    kept: dict[str, File] = field(default_factory=dict)
    since: list[dict[str, File]] = field(default_factory=list)

    @classmethod
    def holding(cls, folder: Path) -> "Disk":
        """The folder as it is, everything surely kept."""
        files = {p.name: File(bytearray(p.read_bytes())) for p in folder.iterdir() if p.is_file()}
        return cls(folder, files)

    @property
    def names(self) -> dict[str, File]:
        """The files as running programs see them."""
        return self.since[-1] if self.since else self.kept

    def replay(self, calls: Iterable[Call]) -> Iterator[Call]:
        """Do the recorded calls one by one; each is given back once it is done."""
        for call in calls:
            self._do(call)
            yield call

    def concerns(self, call: Call) -> bool:
        """Whether a call may change anything here."""
        paths = (Path(call.path), *(Path(text.decode()) for text in self._named(call)))
        return any(self.folder in (path, path.parent) for path in paths)

    def _named(self, call: Call) -> tuple[bytes, ...]:
        """The paths that a call names by itself rather than by a descriptor."""
        return call.texts if call.name in (*_MAKING, *_REMOVING, *_RENAMING) else ()

    def _do(self, call: Call) -> None:
        path = Path(call.path)
        if call.name in _SYNCING and path == self.folder:
            self.kept = self.names
            self.since.clear()
        elif named := self._named(call):
            self._rename(call, [Path(text.decode()) for text in named])
        elif path.parent == self.folder and path.name in self.names:
            self._change(self.names[path.name], call)

    def _change(self, file: File, call: Call) -> None:
        if call.name in _SYNCING:
            file.sync()
        elif call.name == "ftruncate":
            file.since.append(Cut(call.numbers[0]))
        elif call.name in _WRITING:
            assert call.name == "pwrite64", f"{call.name} is not known to this disk"
            file.since.append(Write(call.numbers[1], call.texts[0]))
        else:
            raise AssertionError(f"{call.name} is not known to this disk")

    def _rename(self, call: Call, paths: list[Path]) -> None:
        """A name was made, removed or given to another file."""
        if any(path.parent != self.folder for path in paths):
            return
        now, name = dict(self.names), paths[0].name
        if call.name in _MAKING:
            if name in now or "O_CREAT" not in call.rest:
                return
            now[name] = File()
        elif call.name in _REMOVING:
            del now[name]
        else:
            now[paths[1].name] = now.pop(name)
        self.since.append(now)

    def lay_out(self, folder: Path, chance: random.Random | None) -> None:
        """Write what is found after a cut at this moment: all lost that was not synced, or by chance."""
        found = chance.choice([self.kept, *self.since]) if chance else self.kept
        for name, file in found.items():
            (folder / name).write_bytes(file.after_cut(chance))

"""Seeded bugs: each patch here breaks one promise, and some test must notice.

`make mutants` applies each to a copy of the repository, runs the tests that the patch names, and prints
which of them caught it.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
_FIELD = re.compile(r"^(\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A patch and what it says of itself before its first file."""

    path: Path
    bug: str
    promise: str
    tests: tuple[str, ...]
    engine: str

    @property
    def name(self) -> str:
        """The patch's name without its ending."""
        return self.path.stem


def read_mutants() -> list[Mutant]:
    """All patches by name; raises KeyError for one that does not say what it breaks."""
    return [_read(path) for path in sorted(FOLDER.glob("*.patch"))]


def _read(path: Path) -> Mutant:
    said = dict(_FIELD.findall(path.read_text("utf-8").partition("\n--- ")[0]))
    tests = tuple(said["Tests"].split())
    return Mutant(path, said["Bug"], said["Promise"], tests, said["Engine"])


def copy_repository(to: Path) -> None:
    """The files that are kept in the repository, as they stand now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def apply_patch(mutant: Mutant, to: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Break the copy, or with `--reverse` mend it; with `--check` only see whether it could be."""
    command = ["git", "apply", *options, str(mutant.path)]
    return subprocess.run(command, cwd=to, capture_output=True, text=True, check=False)

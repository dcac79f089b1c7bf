"""`make mutants`: run the tests against every seeded bug, and print what caught each.

Names of patches may be given; `--write` puts the table into docs/mutants.md.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import ROOT, Mutant, apply_patch, copy_repository, read_mutants

PAPER = ROOT / "docs" / "mutants.md"
_MARK = "\n| seeded bug |"
_RED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
FAILED = 1
"""How pytest ends when tests ran and some failed; everything else is no catch."""


def main(words: list[str]) -> int:
    """Try all mutants, or those named; 1 if any survives."""
    names = {word for word in words if not word.startswith("--")}
    chosen = [one for one in read_mutants() if not names or one.name in names]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_repository(folder)
        lines = [_try(mutant, folder) for mutant in chosen] if _is_sound(chosen, folder) else []
    if "--write" in words and not names:
        _write([line for line in lines if line])
    print(f"{sum(map(bool, lines))} of {len(chosen)} seeded bugs were caught")
    return 0 if lines and all(lines) else 1


def _is_sound(chosen: list[Mutant], folder: Path) -> bool:
    """Whether the tests pass as long as no bug is seeded: else their failing would prove nothing."""
    for engine in sorted({mutant.engine for mutant in chosen}):
        tests = {test for mutant in chosen if mutant.engine == engine for test in mutant.tests}
        done = _run(sorted(tests), engine, folder)
        if done.returncode:
            print(
                f"the tests fail without any seeded bug\n{done.stdout[-3000:]}{done.stderr[-1000:]}"
            )
            return False
    return True


def _try(mutant: Mutant, folder: Path) -> str:
    """The mutant's line of the table; empty if nothing noticed it."""
    began = time.monotonic()
    applied = apply_patch(mutant, folder)
    if applied.returncode:
        return _complain(mutant, "it does not apply", applied)
    broken = _run(mutant.tests, mutant.engine, folder)
    apply_patch(mutant, folder, "--reverse")
    if broken.returncode != FAILED:
        return _complain(mutant, "nothing noticed it", broken)
    caught = _RED.findall(broken.stdout)[0].partition("[")[0]
    print(f"caught  {mutant.name} by {caught} in {time.monotonic() - began:.0f} s", flush=True)
    return f"| {mutant.bug} | {mutant.promise} | {mutant.engine} | `{caught}` |"


def _run(tests: Sequence[str], engine: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The tests in the copy, to the first that fails."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "--engine", engine]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _complain(mutant: Mutant, why: str, done: subprocess.CompletedProcess[str]) -> str:
    print(f"MISSED  {mutant.name}: {why}\n{done.stdout[-2000:]}{done.stderr[-1000:]}", flush=True)
    return ""


def _write(lines: list[str]) -> None:
    head = PAPER.read_text("utf-8").partition(_MARK)[0]
    table = [f"{_MARK} promise it breaks | engine | caught by |", "| --- | --- | --- | --- |"]
    PAPER.write_text("\n".join([head + table[0], *table[1:], *lines, ""]), "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

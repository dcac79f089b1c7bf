"""A crash writes no memory to a file, even where somebody has switched core dumps on."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deployment.conftest import Standing
from tests.deployment.stack import DUMPING_SHELL

_MARKED_ONLY = """
import os, resource
from survey_app.web.process import forbid_core_dumps
resource.setrlimit = lambda *_: None
forbid_core_dumps()
os.abort()
"""

pytestmark = pytest.mark.usefixtures("dumps_seen")


def test_a_crashing_server_leaves_no_core_dump(standing: Standing, tmp_path: Path):
    _prove_that_dumps_are_on(tmp_path)
    standing.server.kill_worker(signal.SIGABRT)
    assert _dumps(standing.server.folder) == []


def test_a_system_that_hands_dumps_to_a_program_gets_none_either(tmp_path: Path):
    """Such a system ignores the limit, so here it stays lifted: what protects is the mark alone."""
    _prove_that_dumps_are_on(tmp_path)
    crashing = [*DUMPING_SHELL, sys.executable, "-c", _MARKED_ONLY]
    done = subprocess.run(crashing, cwd=_made(tmp_path / "marked"), check=False)
    assert done.returncode == -signal.SIGABRT
    assert _dumps(tmp_path / "marked") == []


def _prove_that_dumps_are_on(folder: Path) -> None:
    crashing = [*DUMPING_SHELL, sys.executable, "-c", "import os; os.abort()"]
    subprocess.run(crashing, cwd=_made(folder / "plain"), check=False)
    if not _dumps(folder / "plain"):
        pytest.skip("nobody can switch core dumps on here")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _dumps(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*core*") if path.is_file()]

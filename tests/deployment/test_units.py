"""What `deploy/` gives to systemd and to a container engine."""

import os
import re
import shlex
import shutil
import subprocess
import time
from configparser import RawConfigParser
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
PROGRAMS = [unit for unit in UNITS if unit.suffix == ".service"]
MOST_EXPOSED = 2.0
"""On systemd's scale from 0 (safe) to 10."""


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_no_fault_with_a_unit(unit: Path):
    tool = shutil.which("systemd-analyze") or pytest.skip("systemd is not here")
    said = subprocess.run([tool, "verify", unit], capture_output=True, text=True, check=False)
    lines = said.stderr.splitlines()
    faults = [line for line in lines if unit.stem in line and "/opt/survey-app/bin" not in line]
    assert faults == []


@pytest.mark.parametrize("unit", PROGRAMS, ids=lambda unit: unit.name)
def test_a_unit_leaves_little_to_attack(unit: Path):
    tool = shutil.which("systemd-analyze") or pytest.skip("systemd is not here")
    command = [tool, "security", "--offline=true", f"--threshold={int(MOST_EXPOSED * 10)}", unit]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unrecognized option" in said.stderr:
        pytest.skip("systemd is too old to judge a file")
    assert said.returncode == 0, said.stdout[-500:]


@pytest.mark.parametrize("unit", PROGRAMS, ids=lambda unit: unit.name)
def test_no_unit_lets_memory_reach_a_disk(unit: Path):
    """No core dump, no swap, no temporary file that outlives the service, nothing readable by others."""
    wanted = {"LimitCORE": "0", "MemorySwapMax": "0", "PrivateTmp": "yes", "UMask": "0077"}
    service = _read(unit)
    assert wanted.items() <= service.items()


def test_only_the_instance_and_the_copies_may_be_written():
    written = {unit.stem: _read(unit).get("ReadWritePaths", "") for unit in PROGRAMS}
    assert written == {
        "survey-app": "",
        "survey-app-tidy": "/var/lib/survey-app",
        "survey-app-backup": "/var/lib/survey-app /var/backups/survey-app",
    }
    assert _read(DEPLOY / "survey-app.service")["StateDirectory"] == "survey-app"


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "UTC", "Pacific/Kiritimati"])
def test_a_copy_is_named_after_the_day_in_bangkok(zone: str):
    """A name after the machine's own day would be taken when the next night wants it."""

    def today() -> str:
        return f"/var/backups/survey-app/{datetime.now(ZoneInfo('Asia/Bangkok')):%F}.zip"

    line = _read(DEPLOY / "survey-app-backup.service")["ExecStart"]
    before = today()
    said = _run(line.replace("exec /opt/survey-app/bin/survey-app", "echo"), TZ=zone)
    assert said.split() in (["backup", before], ["backup", today()])


@pytest.mark.parametrize(
    ("days_old", "left"), [({1, 29, 40}, {"1", "29"}), ({40, 50}, {"40", "50"})]
)
def test_old_copies_go_even_after_a_refused_one_but_never_the_last(
    tmp_path: Path, days_old: set[int], left: set[str]
):
    """systemd runs this line whether the copy was made or refused."""
    for days in days_old:
        copy = tmp_path / f"{days}.zip"
        copy.touch()
        long_ago = time.time() - days * 86_400 - 60
        os.utime(copy, (long_ago, long_ago))
    line = _read(DEPLOY / "survey-app-backup.service")["ExecStopPost"]
    _run(line.replace("/var/backups/survey-app", str(tmp_path)))
    assert {copy.stem for copy in tmp_path.iterdir()} == left


def test_the_container_runs_as_nobody_in_particular_and_checks_what_it_installs():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    user = re.findall(r"^USER (\d+)", text, re.MULTILINE)[-1]
    assert int(user) >= 1000
    assert re.findall(r"^VOLUME (.+)$", text, re.MULTILINE) == ["/var/lib/survey-app"]
    assert "--require-hashes" in text
    for flag in ("--read-only", "--cap-drop=all", "no-new-privileges", "--ulimit core=0"):
        assert flag in text, f"its comment does not tell to run it with {flag}"


def _run(line: str, **env: str) -> str:
    """A command line as systemd reads it: `%%` is one percent sign."""
    command = shlex.split(line.replace("%%", "%"))
    said = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=True)
    return said.stdout


def _read(unit: Path) -> dict[str, str]:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(unit.read_text("utf-8"))
    return dict(parser["Service"])

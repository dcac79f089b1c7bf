"""What drawing leaves behind: nothing, neither in the process nor on the disk."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey_app.reports.drawing import Picture, draw_chart
from tests.unit.reports.drawing.samples import SCORES, YEARS, radar, ranked, trends

_ROOT = Path(__file__).parents[4]
_DRAW = """
import hashlib, os, sys
from survey_app.reports.drawing import Picture, draw_chart
from tests.unit.reports.drawing.samples import radar
before = dict(os.environ)
print(hashlib.sha256(draw_chart(radar(), Picture.SVG)).hexdigest())
assert dict(os.environ) == before
"""


def run_python(code: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=cwd,
        env={"PYTHONPATH": str(_ROOT), "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


def test_matplotlib_is_not_imported_before_the_first_drawing(tmp_path: Path) -> None:
    code = (
        "import sys, survey_app.reports.drawing, survey_app.reports.preview\n"
        "print([name for name in ('matplotlib', 'numpy') if name in sys.modules])"
    )
    assert run_python(code, tmp_path).stdout == "[]\n"


def test_first_drawing_touches_no_home_and_leaves_no_file_and_says_nothing(tmp_path: Path) -> None:
    home, scratch, work = (tmp_path / name for name in ("home", "scratch", "work"))
    for folder in (home, scratch, work):
        folder.mkdir()
    done = run_python(_DRAW, work, HOME=str(home), TMPDIR=str(scratch))
    assert done.stderr == ""
    assert [*home.rglob("*"), *scratch.rglob("*"), *work.rglob("*")] == []


@pytest.mark.parametrize("home", ["", "/nonexistent", "/proc"])
def test_draws_without_a_home(tmp_path: Path, home: str) -> None:
    done = run_python(_DRAW, tmp_path, HOME=home)
    assert (done.stderr, len(done.stdout.strip())) == ("", 64)


def test_fonts_of_the_machine_are_not_searched(tmp_path: Path) -> None:
    mark, spy = tmp_path / "searched", tmp_path / "fc-list"
    spy.write_text(f"#!/bin/sh\ntouch {mark}\n")
    spy.chmod(0o755)
    run_python(_DRAW, tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert not mark.exists()


def test_settings_of_the_machine_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("path.sketch: 1, 100, 2\nsvg.fonttype: none\n")
    odd = run_python(_DRAW, tmp_path, MPLBACKEND="no-such-backend")
    assert odd.stdout == run_python(_DRAW, _ROOT).stdout


def test_drawing_leaves_the_settings_as_they_were() -> None:
    draw_chart(ranked(), Picture.SVG)
    import matplotlib as mpl  # noqa: PLC0415  # loaded by the drawing

    before = {**mpl.rcParams}
    mpl.rcParams["svg.fonttype"] = "none"
    try:
        draw_chart(ranked(), Picture.PNG)
        assert mpl.rcParams["svg.fonttype"] == "none"
    finally:
        mpl.rcParams["svg.fonttype"] = before["svg.fonttype"]
    assert {**mpl.rcParams} == before


def test_pyplot_is_never_loaded(tmp_path: Path) -> None:
    code = f"{_DRAW}\nprint('matplotlib.pyplot' in sys.modules)"
    assert run_python(code, tmp_path).stdout.endswith("False\n")


def test_threads_that_draw_at_once_give_the_bytes_of_one_alone() -> None:
    charts = (ranked(), radar(), trends(YEARS, SCORES[:4]))
    jobs = [(chart, picture) for chart in charts for picture in Picture]
    alone = [draw_chart(*job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda job: draw_chart(*job), jobs * 2))
    assert together == alone * 2

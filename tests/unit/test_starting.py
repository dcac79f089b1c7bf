"""What a server pays for before anybody asks it for anything."""

import subprocess
import sys

_STARTING = "import survey_app.cli.serve, survey_app.web.gunicorn_server, sys; print(*sys.modules)"
_WHEN_USED = {
    "matplotlib",
    "numpy",
    "docx",
    "lxml",
    "typst",
    "xlsxwriter",
    "PIL",
    "qrcode",
    "alembic",
}


def test_starting_loads_nothing_that_only_draws_writes_files_or_migrates():
    done = subprocess.run(
        [sys.executable, "-c", _STARTING], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "survey_app.services.report" in loaded, "the program is there, not only its command"
    assert loaded & _WHEN_USED == set()

"""The few lines of Python by which anyone recomputes a total from the published JSON."""

from functools import cache
from pathlib import Path

PROGRAM = "recompute.py"
_FILE = Path(__file__).parent / "recompute.txt"


@cache
def read_program() -> str:
    """The program as the page shows it and as it is downloaded: the very same text."""
    return _FILE.read_text("utf-8")

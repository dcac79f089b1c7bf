"""The paper on security speaks of what is there."""

import re
from pathlib import Path

import pytest

from survey_app.reports import spreadsheets, workbook_guard
from survey_app.services.passwords import LEAST_LENGTH
from survey_app.services.sign_in import IDLE, LONGEST
from survey_app.storage.attempts import MOST_ATTEMPTS
from survey_app.web import MOST_BYTES
from survey_app.web.officer.accounts.agencies import LARGEST_EMBLEM
from survey_app.web.officer.uploads import MEGABYTE
from tests.security.routes import EVERYONE, OFFICERS

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_every_test_and_file_that_the_paper_names_is_there() -> None:
    own = set(re.findall(r"`(test_\w+\.py)`", PAPER))
    others = set(re.findall(r"`((?:tests|docs|survey_app|deploy)/[\w./-]+)`", PAPER))
    assert len(own) > 8
    assert [name for name in own if not (ROOT / "tests" / "security" / name).exists()] == []
    assert [name for name in others if not (ROOT / name).exists()] == []


def test_every_test_of_this_folder_proves_something_that_the_paper_says() -> None:
    here = {path.name for path in (ROOT / "tests" / "security").glob("test_*.py")}
    assert here - {Path(__file__).name} <= set(re.findall(r"`(test_\w+\.py)`", PAPER))


def test_the_roles_of_the_paper_are_those_of_the_table() -> None:
    assert set().union(*(route.who for route in OFFICERS.values())) == EVERYONE
    for word in ("executive", "auditor", "officer", "admin"):
        assert word in PAPER


@pytest.mark.parametrize(
    "told",
    [
        f"a request | {MOST_BYTES // 1024} KB",
        f"{spreadsheets.MOST_ROWS:,} rows, {spreadsheets.MOST_COLUMNS} columns",
        f"{workbook_guard.MOST_PARTS} parts and {workbook_guard.MOST_UNPACKED // MEGABYTE} MB unpacked",
        f"{workbook_guard.MOST_ELEMENTS:,} XML elements",
        f"{MOST_ATTEMPTS} evaluated in any hour",
        f"{IDLE.seconds // 60} idle minutes and after {LONGEST.seconds // 3600} hours",
        f"{LEAST_LENGTH} characters",
        f"emblem {LARGEST_EMBLEM // MEGABYTE} MB",
    ],
)
def test_the_limits_of_the_paper_are_those_of_the_program(told: str) -> None:
    assert told in PAPER

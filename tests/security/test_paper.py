"""The paper on security speaks of what is there."""

import re
from pathlib import Path

from tests.security.conftest import Site
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


def test_the_limits_of_the_paper_are_those_of_the_program(site: Site) -> None:
    assert site.app.config["MAX_CONTENT_LENGTH"] == 256 * 1024
    assert "256 KB" in PAPER

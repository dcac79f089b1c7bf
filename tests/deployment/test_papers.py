"""What the papers for technicians and respondents say is so: files, tests, commands, settings, moving house."""

import re
import shlex
from pathlib import Path

import click
import pytest

from survey_app.cli.main import commands
from survey_app.services.health import KEEPERS
from tests.deployment.conftest import advised_settings
from tests.serving import CommandLine

ROOT = Path(__file__).parents[2]
PAPERS = [ROOT / "docs" / f"{name}.md" for name in ("privacy", "running", "postgresql")]
PAPERS.append(ROOT / "deploy" / "windows.md")
_PATH = re.compile(r"`((?:tests|docs|deploy|survey_app)/[\w./-]+)`")
_COMMAND = re.compile(r"(?:^[ >]*|\\|`)survey-app ([^`\n#]+)", re.MULTILINE)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_and_test_that_a_paper_names_exists(paper: Path):
    named = set(_PATH.findall(paper.read_text("utf-8")))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_command_that_a_paper_tells_exists_with_its_options(paper: Path):
    told = [line.strip() for line in _COMMAND.findall(paper.read_text("utf-8"))]
    for line in told:
        _require_command(line)


def _require_command(line: str) -> None:
    words, command = shlex.split(line), commands
    context = click.Context(commands)
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found, f"no such command: survey-app {line}"
        command = found
    options = {name for one in command.params for name in one.opts}
    unknown = {word for word in words if word.startswith("--")} - options
    assert not unknown, f"survey-app {line}: {unknown}"


def test_postgresqls_settings_are_those_that_doctor_asks_for():
    own = {name: right for name, right in KEEPERS.items() if "." not in name}
    assert own.items() <= advised_settings().items()
    paper = (ROOT / "docs" / "postgresql.md").read_text("utf-8").replace("\n", " ")
    for name in KEEPERS.keys() - own.keys():
        assert f"`{name} = {KEEPERS[name]}`" in paper


def test_both_languages_of_the_privacy_paper_name_the_same_tests():
    thai, english = (ROOT / "docs" / "privacy.md").read_text("utf-8").split("\n---\n")
    assert set(_PATH.findall(thai)) - {
        name for name in _PATH.findall(thai) if "docs/" in name
    } == set(_PATH.findall(english))


def test_the_machine_can_be_moved_as_the_paper_tells(tmp_path: Path):
    old = CommandLine(tmp_path / "old", {"SURVEY_APP_PUBLIC_URL": "https://ita.example.go.th"})
    old.run("db", "upgrade")
    sheet = old.ask("key", "print")
    old.run("agency", "add", "--name", "เทศบาลตำบลตัวอย่าง", "--phone", "0 4300 0000")
    old.run("backup", str(tmp_path / "copy.zip"))
    new = CommandLine(tmp_path / "new", old.env)
    (tmp_path / "new").mkdir(mode=0o700)
    key = tmp_path / "new" / "secret.key"
    key.touch(mode=0o600)
    key.write_text("".join(re.findall(r"\b[0-9a-f]{8}\b", sheet)))
    new.run("restore", str(tmp_path / "copy.zip"))
    said = new.ask("doctor")
    assert "✗" not in said, said
    assert "เทศบาลตำบลตัวอย่าง" in new.ask("agency", "list")

"""`report`, `backup`, `restore` and `doctor` as a technician types them."""

from pathlib import Path

import pytest

from survey_app.services.instance import Instance
from survey_app.services.report import ReportForm
from survey_app.storage.agencies import Agency
from survey_app.storage.keys import KEY_FILE
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round
from tests.serving import CommandLine

NAME = "รายงานผลการประเมิน_ITA_2564_เทศบาลตำบลทดสอบ"


@pytest.fixture
def command(instance: Instance) -> CommandLine:
    url = {"SURVEY_APP_DATABASE_URL": instance.settings.url}
    return CommandLine(instance.settings.instance, url)


def test_report_writes_every_format_and_prints_where(
    command: CommandLine, instance: Instance, agency: Agency, tmp_path: Path
):
    closed = close_pretend_round(instance, agency, iit=12, eit=12)
    folder = tmp_path / "รายงาน ปี 2564"
    printed = command.ask("report", closed.id, "--to", str(folder)).splitlines()
    assert printed == [str(folder / f"{NAME}.{form}") for form in ReportForm]
    assert all(Path(line).stat().st_size > 1000 for line in printed)
    one = command.ask("report", closed.id, "--format", "csv", "--to", str(tmp_path))
    assert Path(one).read_bytes() == (folder / f"{NAME}.csv").read_bytes()


def test_report_refuses_an_open_round_and_an_unknown_format(
    command: CommandLine, instance: Instance, agency: Agency, tmp_path: Path
):
    opened = open_pretend_round(instance, agency)
    assert "open" in command.run("report", opened.id, "--to", str(tmp_path), expect=1).stderr
    command.run("report", opened.id, "--format", "odt", expect=2)
    assert not list(tmp_path.glob("*.pdf"))


def test_a_backup_made_while_the_program_serves_comes_back_elsewhere(
    command: CommandLine, instance: Instance, agency: Agency, tmp_path: Path
):
    closed = close_pretend_round(instance, agency, iit=5, eit=5)
    with command.serve():
        digest = command.ask("backup", str(tmp_path / "copy"))
    assert len(digest) == 64
    assert "already there" in command.run("backup", str(tmp_path / "copy"), expect=1).stderr
    folder = tmp_path / "elsewhere"
    folder.mkdir(mode=0o700)
    (folder / KEY_FILE).write_bytes((instance.settings.instance / KEY_FILE).read_bytes())
    (folder / KEY_FILE).chmod(0o600)
    other = CommandLine(folder)
    assert other.ask("restore", str(tmp_path / "copy")) == closed.id
    assert other.ask("verify", closed.id) == command.ask("verify", closed.id)
    assert "holds data" in other.run("restore", str(tmp_path / "copy"), expect=1).stderr


@pytest.mark.engine("sqlite")
def test_doctor_says_what_is_wrong_and_ends_with_1_only_where_it_is_grave(
    command: CommandLine, instance: Instance
):
    assert "Set SURVEY_APP_PUBLIC_URL" in command.run("doctor").stdout
    (instance.settings.instance / KEY_FILE).chmod(0o644)
    assert "chmod 600" in command.run("doctor", expect=1).stdout

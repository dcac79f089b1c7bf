"""A copy made while people send holds whole sheets only, and goes on from there."""

import shutil
from pathlib import Path

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.backup import restore_backup
from survey_app.services.instance import open_instance
from survey_app.services.results import verify_result
from survey_app.settings import Settings
from survey_app.storage.keys import KEY_FILE
from tests.exactly_once.books import find_counted, require_balance, require_exact
from tests.exactly_once.conftest import Served
from tests.exactly_once.crowd import Crowd, plan_errands
from tests.exactly_once.server_process import command_line
from tests.respondents import PretendRound


@pytest.mark.parametrize("sheets", [120, pytest.param(3_000, marks=pytest.mark.soak)])
def test_a_copy_made_under_load_is_a_whole_moment(served: Served, sheets: int, tmp_path: Path):
    if (copy := served.instance.settings.instance / "copy").exists():
        pytest.skip("one copy a day")
    pretend = served.open_round(staff=sheets, public=sheets)
    errands = plan_errands(pretend, iit=sheets // 2, eit=sheets - sheets // 2)
    crowd = Crowd(served.server.phone)
    with crowd.busy_with(errands):
        crowd.await_thanked(sheets // 4)
        thanked_before = list(crowd.thanked)
        command_line(served.instance.settings).run("backup", str(copy))
        sent_by_then = list(crowd.sending)
    require_exact(pretend, errands)
    restored = _restore(served, pretend, copy, tmp_path / "elsewhere")
    held = find_counted(restored, crowd.sending)
    tickets = {form.ticket for form in held}
    assert {form.ticket for form in thanked_before} <= tickets
    assert tickets <= {form.ticket for form in sent_by_then}
    require_exact(restored, [form.errand for form in held])
    verify_result(restored.instance, COMMAND_LINE, restored.id)
    restored.instance.database.engine.dispose()
    print(f"copied with {len(held)} of {sheets} sheets")


def _restore(served: Served, pretend: PretendRound, copy: Path, folder: Path) -> PretendRound:
    """The same round in a place of its own."""
    folder.mkdir()
    shutil.copy(served.instance.settings.instance / KEY_FILE, folder)
    settings = Settings(instance=folder)
    restore_backup(settings, copy)
    restored = PretendRound(open_instance(settings), pretend.id, pretend.links, [])
    require_balance(restored)
    return restored

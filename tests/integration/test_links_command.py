"""`survey-app links check`: a line for each address."""

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import add_agency
from survey_app.services.disclosure_items import enter_item
from survey_app.services.instance import upgrade_instance
from survey_app.services.rounds import create_round
from survey_app.settings import Settings
from tests.serving import CommandLine


def test_every_address_gets_a_line_and_this_machines_are_refused(tmp_path):
    instance = upgrade_instance(Settings(instance=tmp_path / "instance"))
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ")
    made = create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=400
    )
    urls = [f"http://127.0.0.{n}:8080/" for n in range(1, 12)]
    facts = {"version": 0, "present": True, "note": "", "owner": "", "due_on": None}
    enter_item(instance, COMMAND_LINE, made.id, "o1", urls=urls, **facts)
    instance.database.engine.dispose()
    told = CommandLine(tmp_path / "instance").ask("links", "check", made.id)
    assert told.splitlines() == [f"refused\t-\to1\t{url}" for url in urls]


def test_an_unknown_round_is_refused_in_one_line(tmp_path):
    upgrade_instance(Settings(instance=tmp_path / "instance")).database.engine.dispose()
    done = CommandLine(tmp_path / "instance").run("links", "check", "nothing", expect=1)
    assert len(done.stderr.splitlines()) == 1

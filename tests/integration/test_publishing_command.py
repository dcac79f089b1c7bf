"""`survey-app publish` and `withdraw`: the address alone on stdout, refusals as everywhere."""

from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round
from tests.serving import CommandLine


def test_publish_prints_the_address_and_withdraw_takes_it_back(
    instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    env = {
        "SURVEY_APP_PUBLIC_URL": "https://ita.example.go.th",
        "SURVEY_APP_DATABASE_URL": instance.settings.url,
    }
    command = CommandLine(instance.settings.instance, env)
    address = f"https://ita.example.go.th/r/{agency.id}/2564"
    assert command.ask("publish", pretend.id) == address
    assert command.ask("publish", pretend.id) == address, "again: published anew"
    assert command.ask("withdraw", pretend.id) == ""
    assert "no publication" in command.run("withdraw", pretend.id, expect=1).stderr


def test_an_open_round_is_refused(instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency)
    command = CommandLine(
        instance.settings.instance, {"SURVEY_APP_DATABASE_URL": instance.settings.url}
    )
    assert command.run("publish", pretend.id, expect=1).stdout == ""

"""The command and its groups: exit 0 done, 1 refused, 2 wrong usage."""

import sys
from importlib import import_module

import click

from survey_app.cli.language import terminal_language
from survey_app.core.errors import BadFile, Refused, ResultDiffers
from survey_app.core.questionnaire import FaultyQuestionnaire
from survey_app.wording import list_problems, say

COMMANDS = {
    "agency": "agency:agency",
    "backup": "backup:backup",
    "codes": "codes:codes",
    "db": "database:db",
    "demo": "demo:demo",
    "disclosure": "imports:disclosure",
    "doctor": "doctor:doctor",
    "export": "result:export",
    "history": "imports:history",
    "key": "key:key",
    "links": "links:links",
    "officer": "officer:officer",
    "publish": "publishing:publish",
    "questionnaire": "questionnaire:questionnaire",
    "report": "report:report",
    "result": "result:result",
    "restore": "backup:restore",
    "round": "round:round_",
    "serve": "serve:serve",
    "tidy": "database:tidy",
    "verify": "result:verify",
    "withdraw": "publishing:withdraw",
}
"""Each command's module in this package, and its name there."""


class LazyGroup(click.Group):
    """Loads only the command that is asked for: a script that runs twenty waits for none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"survey_app.cli.{module}"), name)
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="survey-app")
def commands() -> None:
    """ITA self-assessment of a Thai municipality: anonymous questionnaires, scores, result.

    Settings come from the environment: SURVEY_APP_DATABASE_URL (default: a SQLite file in the
    instance folder), SURVEY_APP_INSTANCE (default: instance/), SURVEY_APP_PUBLIC_URL (what QR
    codes and links carry; default: the loopback address).
    """


def main() -> None:
    """Run the command line; every refusal ends with exit code 1 and its words on stderr."""
    try:
        commands(prog_name="survey-app")
    except FaultyQuestionnaire as error:
        _stop(*map(str, error.faults))
    except ResultDiffers as error:
        _stop(say(error, terminal_language()), *error.differences)
    except BadFile as error:
        _stop(say(error, terminal_language()), *list_problems(error, terminal_language()))
    except Refused as error:
        _stop(say(error, terminal_language()))
    except UnicodeEncodeError:
        _stop("the arguments are not UTF-8 text")


def _stop(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)

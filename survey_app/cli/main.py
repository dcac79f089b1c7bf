"""The command and its groups: exit 0 done, 1 refused, 2 wrong usage."""

import os
import sys

import click

from survey_app.cli.agency import agency
from survey_app.cli.codes import codes
from survey_app.cli.database import db, tidy
from survey_app.cli.demo import demo
from survey_app.cli.imports import disclosure, history
from survey_app.cli.key import key
from survey_app.cli.officer import officer
from survey_app.cli.questionnaire import questionnaire
from survey_app.cli.result import result, verify
from survey_app.cli.round import round_
from survey_app.cli.serve import serve
from survey_app.core.errors import BadFile, Refused, ResultDiffers
from survey_app.core.questionnaire import FaultyQuestionnaire
from survey_app.wording import say


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="survey-app")
def commands() -> None:
    """ITA self-assessment of a Thai municipality: anonymous questionnaires, scores, result.

    Settings come from the environment: SURVEY_APP_DATABASE_URL (default: a SQLite file in the
    instance folder), SURVEY_APP_INSTANCE (default: instance/), SURVEY_APP_PUBLIC_URL (what QR
    codes and links carry; default: the loopback address).
    """


COMMANDS: tuple[click.Command, ...] = (
    agency,
    codes,
    db,
    demo,
    disclosure,
    history,
    key,
    officer,
    questionnaire,
    result,
    round_,
    serve,
    tidy,
    verify,
)
for _command in COMMANDS:
    commands.add_command(_command)


def main() -> None:
    """Run the command line; every refusal ends with exit code 1 and its words on stderr."""
    try:
        commands(prog_name="survey-app")
    except FaultyQuestionnaire as error:
        _stop(*map(str, error.faults))
    except ResultDiffers as error:
        _stop(say(error, language()), *error.differences)
    except BadFile as error:
        _stop(say(error, language()), *error.problems)
    except Refused as error:
        _stop(say(error, language()))


def language() -> str:
    """Thai where the terminal's locale is Thai, else English."""
    locale = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return "th" if locale.lower().startswith("th") else "en"


def _stop(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)

"""`survey-app key`."""

import click

from survey_app.cli.opening import opened, settings
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import secret_key


@click.group()
def key() -> None:
    """The secret key beside the database."""


@key.command("print")
def print_() -> None:
    """Print the key for the sealed envelope."""
    click.echo(secret_key.print_key(opened(), COMMAND_LINE))


@key.command()
@click.option("--reason", required=True, help="Kept in the audit and shown in the result.")
def replace(reason: str) -> None:
    """Write off what is sealed and make a new key; prints how many sheets were lost."""
    click.echo(secret_key.replace_key(settings(), COMMAND_LINE, reason))

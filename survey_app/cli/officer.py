"""`survey-app officer`."""

import sys

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.services import agencies, officers


@click.group()
def officer() -> None:
    """Officers: the people who sign in."""


@officer.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--agency", help="Id or exact name; without it, a system administrator.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(name: str, role: str, agency: str | None, *, password_stdin: bool) -> None:
    """Add an officer; without --password-stdin print a one-time password."""
    instance = opened()
    bound = agencies.find_agency(instance, COMMAND_LINE, agency).id if agency else None
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    password = officers.add_officer(instance, COMMAND_LINE, name, Role(role), bound, password=given)
    if not password_stdin:
        click.echo(password)


@officer.command("list")
def list_() -> None:
    """List the officers: name, role, agency, state."""
    for one in officers.list_officers(opened(), COMMAND_LINE):
        state = "disabled" if one.disabled else "active"
        click.echo(f"{one.name}\t{one.role}\t{one.agency or '-'}\t{state}")


@officer.command("reset")
@click.argument("name")
def reset(name: str) -> None:
    """Print a new one-time password; the second factor is enrolled anew, sessions end."""
    click.echo(officers.reset_officer(opened(), COMMAND_LINE, name))


@officer.command("disable")
@click.argument("name")
def disable(name: str) -> None:
    """Keep an officer from signing in; sessions end."""
    officers.disable_officer(opened(), COMMAND_LINE, name)

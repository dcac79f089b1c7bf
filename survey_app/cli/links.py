"""`survey-app links check`."""

import click

from survey_app.cli.opening import opened
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import link_checking


@click.group()
def links() -> None:
    """The web addresses that OIT names."""


@links.command()
@click.argument("round_id")
def check(round_id: str) -> None:
    """Look whether the addresses of a round open; prints what was found, a line for each.

    It reports and changes no answer.
    """
    instance = opened()
    following: int | None = 0
    while following is not None:
        following = link_checking.check_links(instance, COMMAND_LINE, round_id, following)
    for line in link_checking.read_links(instance, COMMAND_LINE, round_id).lines:
        found = line.check.finding if line.check else None
        told = (found.outcome, found.status or "-") if found else ("-", "-")
        click.echo("\t".join(map(str, (*told, ",".join(line.codes), line.url))))
